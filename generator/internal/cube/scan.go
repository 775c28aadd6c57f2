package cube

// scanner walks over one line of JSON. It knows nothing of rows, never
// allocates, and reports only where something is wrong.
type scanner struct {
	line []byte
	pos  int
}

// maxDepth bounds the nesting of a value that is passed over.
const maxDepth = 16

func (s *scanner) space() {
	for s.pos < len(s.line) {
		switch s.line[s.pos] {
		case ' ', '\t', '\r':
			s.pos++
		default:
			return
		}
	}
}

// peek gives the next byte that is no space, 0 at the end of the line.
func (s *scanner) peek() byte {
	s.space()
	if s.pos < len(s.line) {
		return s.line[s.pos]
	}
	return 0
}

// take passes over c if it is the next byte that is no space.
func (s *scanner) take(c byte) bool {
	if s.peek() != c {
		return false
	}
	s.pos++
	return true
}

// text reads a string and gives its bytes as written: codes never need an
// escape, so that a string with one is simply in no list.
func (s *scanner) text() ([]byte, bool) {
	if !s.take('"') {
		return nil, false
	}
	for i := s.pos; i < len(s.line); i++ {
		switch c := s.line[i]; {
		case c == '"':
			t := s.line[s.pos:i]
			s.pos = i + 1
			return t, true
		case c == '\\':
			i++
		case c < ' ':
			s.pos = i
			return nil, false
		}
	}
	s.pos = len(s.line)
	return nil, false
}

// number reads a number. whole is false where it is no integer or has more
// than twelve digits; ok is false where it is no number at all.
func (s *scanner) number() (n int64, whole, ok bool) {
	i, from := s.pos, s.pos
	negative := i < len(s.line) && s.line[i] == '-'
	if negative {
		i++
	}
	digits := i
	for ; i < len(s.line) && '0' <= s.line[i] && s.line[i] <= '9'; i++ {
		if i-digits < 12 {
			n = n*10 + int64(s.line[i]-'0')
		}
	}
	count := i - digits
	whole = count <= 12
	for ; i < len(s.line) && partOfNumber(s.line[i]); i++ {
		whole = false
	}
	s.pos = i
	if count == 0 || s.line[digits] == '0' && count > 1 {
		s.pos = from
		return 0, false, false
	}
	if negative {
		n = -n
	}
	return n, whole, true
}

func partOfNumber(c byte) bool {
	return c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-' || '0' <= c && c <= '9'
}

// literal passes over the word if it comes next.
func (s *scanner) literal(word string) bool {
	if len(s.line)-s.pos >= len(word) && string(s.line[s.pos:s.pos+len(word)]) == word {
		s.pos += len(word)
		return true
	}
	return false
}

// skip passes over any value.
func (s *scanner) skip(depth int) bool {
	if depth > maxDepth {
		return false
	}
	switch c := s.peek(); {
	case c == '"':
		_, ok := s.text()
		return ok
	case c == '{' || c == '[':
		return s.skipMany(c, depth)
	case c == '-' || '0' <= c && c <= '9':
		_, _, ok := s.number()
		return ok
	}
	return s.literal("true") || s.literal("false") || s.literal("null")
}

// skipMany passes over an object or an array.
func (s *scanner) skipMany(open byte, depth int) bool {
	end := byte(']')
	if open == '{' {
		end = '}'
	}
	s.pos++
	if s.take(end) {
		return true
	}
	for {
		if open == '{' {
			if _, ok := s.text(); !ok || !s.take(':') {
				return false
			}
		}
		if !s.skip(depth + 1) {
			return false
		}
		if s.take(end) {
			return true
		}
		if !s.take(',') {
			return false
		}
	}
}
