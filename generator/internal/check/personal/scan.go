package personal

import (
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// shape is how a word is written.
type shape uint8

const (
	lower   shape = iota
	title         // Khánh
	upper         // UBND, KHÁNH
	initial       // A
	digits        // 015
	mark          // one character of punctuation
	link          // https://…
)

// gap is what stands before a word.
type gap uint8

const (
	none  gap = iota
	space     // blanks
	line      // one line break
	para      // an empty line
)

// word is a run of letters, a run of digits, a mark or an address of the web.
type word struct {
	start, end int // bytes of the text
	low        string
	fold       string // without tone and vowel marks
	shape      shape
	gap        gap
	marked     bool // it has letters that only Vietnamese has

	lowHash, foldHash uint16 // of low and fold, of letters only
}

// name reports whether the word can be part of a proper name.
func (w *word) name() bool { return w.shape == title || w.shape == upper || w.shape == initial }

func (w *word) letters() bool { return w.shape <= initial }

func (w *word) is(mark string) bool { return w.low == mark }

// sentence is a span of words.
type sentence struct {
	first, last int  // words[first:last]
	plain       bool // typed without a Vietnamese keyboard
	capitals    bool // typed in capitals
}

// reading is a text taken apart.
type reading struct {
	orig      string
	text      string  // composed letters, ordinary blanks, hyphens and quotes
	back      []int32 // place in orig of each byte of text; nil when they are the same
	words     []word
	spans     []span
	sentences []sentence
	low, fold []byte // letters of the words
}

// span is where a word stands in the lower-case and in the folded text.
type span struct{ low0, low1, fold0, fold1 int }

// readings are used again, because texts are many and short.
var readings = sync.Pool{New: func() any { return new(reading) }}

// read takes a text apart. The reading is to be put back by done.
func read(s string) *reading {
	r := readings.Get().(*reading)
	*r = reading{orig: s, words: r.words[:0], spans: r.spans[:0], sentences: r.sentences[:0], low: r.low[:0], fold: r.fold[:0]}
	r.text, r.back = plainText(s)
	r.split()
	r.sentencesOf()
	return r
}

func (r *reading) done() {
	const kept = 1 << 14 // words
	if cap(r.words) <= kept {
		readings.Put(r)
	}
}

// place leads from a byte of the text to the one of the original.
func (r *reading) place(i int) int {
	if r.back == nil {
		return i
	}
	return int(r.back[i])
}

// placeEnd leads from the end of something in the text to its end in the original.
func (r *reading) placeEnd(i int) int {
	if r.back == nil || i == 0 {
		return i
	}
	// What was dropped after a letter, such as a soft hyphen, belongs to what follows.
	last := int(r.back[i-1])
	end := last
	for end < len(r.orig) && end == last {
		_, size := utf8.DecodeRuneInString(r.orig[end:])
		end += size
	}
	for end < int(r.back[i]) {
		c, size := utf8.DecodeRuneInString(r.orig[end:])
		if !unicode.IsMark(c) {
			break
		}
		end += size
	}
	return end
}

// split takes the text apart into words.
func (r *reading) split() {
	s := r.text
	before := para
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		w := word{start: i, gap: before}
		sp := span{low0: len(r.low), fold0: len(r.fold)}
		switch {
		case c == '\n':
			if before == line {
				before = para
			} else if before < line {
				before = line
			}
			i += size
			continue
		case c == ' ' || c == '\t' || c == '\r':
			before = max(before, space)
			i += size
			continue
		case c == '*' || c == '`' || c == '~' || c == '_' || c == '[' || c == ']' || c == '\\': // Markdown
			i += size
			continue
		case '0' <= c && c <= '9':
			for i < len(s) && '0' <= s[i] && s[i] <= '9' {
				i++
			}
			w.shape = digits
		case isLetter(c):
			if n := linkLen(s[i:]); n > 0 {
				i += n
				w.shape = link
				break
			}
			i = r.letterRun(&w, i)
		default:
			i += size
			w.shape = mark
		}
		w.end = i
		if !w.letters() && w.shape != link {
			r.low = append(r.low, s[w.start:w.end]...)
			r.fold = append(r.fold, s[w.start:w.end]...)
		}
		sp.low1, sp.fold1 = len(r.low), len(r.fold)
		r.words, r.spans = append(r.words, w), append(r.spans, sp)
		before = none
	}
	// The letters stay as they are until the reading is done, and nobody keeps a word.
	l, f := unsafe.String(unsafe.SliceData(r.low), len(r.low)), unsafe.String(unsafe.SliceData(r.fold), len(r.fold))
	for i := range r.words {
		sp := &r.spans[i]
		r.words[i].low, r.words[i].fold = l[sp.low0:sp.low1], f[sp.fold0:sp.fold1]
	}
}

// letterRun reads one word of letters and returns where it ends. An apostrophe
// between letters belongs to the word: H'Mông.
func (r *reading) letterRun(w *word, i int) int {
	s := r.text
	n, ups, firstUp := 0, 0, false
	var lowHash, foldHash uint16
	for i < len(s) {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		if c == '\'' && n > 0 && i+1 < len(s) {
			if next, _ := utf8.DecodeRuneInString(s[i+1:]); isLetter(next) {
				r.low = append(r.low, '\'')
				lowHash = hashed(lowHash, '\'')
				i++
				continue
			}
		}
		if !isLetter(c) {
			break
		}
		t := letter{low: c, base: '?'}
		if c < rune(len(letters)) {
			t = letters[c]
		}
		r.low = utf8.AppendRune(r.low, t.low)
		r.fold = append(r.fold, t.base)
		lowHash, foldHash = hashed(lowHash, t.low), hashed(foldHash, rune(t.base))
		if t.up {
			ups++
			firstUp = firstUp || n == 0
		}
		if c >= utf8.RuneSelf {
			w.marked = true
		}
		n++
		i += size
	}
	w.lowHash, w.foldHash = lowHash, foldHash
	switch {
	case n == 1 && firstUp:
		w.shape = initial
	case ups == n:
		w.shape = upper
	case firstUp:
		w.shape = title
	}
	return i
}

// hashed goes on with the hash of a word.
func hashed(h uint16, c rune) uint16 { return h*31 + uint16(c) }

// linkLen is the length of the web address that s begins with.
func linkLen(s string) int {
	if len(s) < 8 || s[0] != 'h' && s[0] != 'H' && s[0] != 'w' {
		return 0
	}
	head := strings.ToLower(s[:8])
	if !strings.HasPrefix(head, "http://") && !strings.HasPrefix(head, "https://") && !strings.HasPrefix(head, "www.") {
		return 0
	}
	if n := strings.IndexAny(s, " \n\t\r\"<>)"); n >= 0 {
		return n
	}
	return len(s)
}

// sentencesOf finds where sentences end.
func (r *reading) sentencesOf() {
	const most = 400 // words of a sentence; the rules take time with its square
	first := 0
	for i := range r.words {
		if i > first && (r.ends(i-1) || i-first == most) {
			r.sentences = append(r.sentences, r.sentenceOf(first, i))
			first = i
		}
	}
	if first < len(r.words) {
		r.sentences = append(r.sentences, r.sentenceOf(first, len(r.words)))
	}
}

// abbreviations are followed by a full stop inside a sentence.
var abbreviations = words("tp tx tt p q kp ths ts bs gs pgs ks mr mrs ms đc tr st no nxb tel fax ô kt tl tm")

// ends reports whether a sentence ends after word i.
func (r *reading) ends(i int) bool {
	w, next := &r.words[i], &r.words[i+1]
	if next.gap == para || next.is("|") && next.gap == line {
		return true
	}
	if next.gap == line && (w.shape == mark && strings.Contains(".!?:;|", w.low) || next.shape == mark && strings.Contains("-+#>•", next.low)) {
		return true
	}
	if next.gap == line && next.shape == digits && i+2 < len(r.words) && strings.Contains(".)", r.words[i+2].low) && r.words[i+2].gap == none && len(next.low) < 4 {
		return true // 2. Nguyễn Văn A
	}
	switch w.low {
	case "!", "?", "…":
		return next.gap != none && next.shape != lower
	case ".":
	default:
		return false
	}
	if next.gap == none || next.shape == lower || i == 0 {
		return false
	}
	prev := &r.words[i-1]
	if prev.shape == initial && next.shape == digits { // Cháu M. 9 tuổi
		return false
	}
	if prev.shape == digits && len(prev.low) < 3 && (i == 1 || prev.gap >= line || r.words[i-2].shape == mark && prev.gap > none) { // 1. Nguyễn Văn A
		return false
	}
	if next.shape == initial && prev.shape == initial { // N. V. A
		return false
	}
	return !abbreviations[prev.low] || w.gap != none
}

func (r *reading) sentenceOf(first, last int) sentence {
	st := sentence{first: first, last: last, plain: true}
	lowers, uppers := 0, 0
	for i := first; i < last; i++ {
		w := &r.words[i]
		switch w.shape {
		case lower:
			lowers++
			st.plain = st.plain && !w.marked
		case upper, initial:
			uppers++
		}
	}
	st.capitals = lowers == 0 && uppers > 2
	if lowers == 0 { // only names and marks: judge by them
		for i := first; i < last; i++ {
			st.plain = st.plain && !r.words[i].marked
		}
	}
	return st
}

// sentenceAt returns the sentence that holds byte i of the text.
func (r *reading) sentenceAt(i int) sentence {
	n := sort.Search(len(r.sentences), func(n int) bool { return r.words[r.sentences[n].last-1].end > i })
	if n == len(r.sentences) {
		return sentence{}
	}
	return r.sentences[n]
}

// wordAt returns the index of the first word that ends after byte i.
func (r *reading) wordAt(i int) int {
	return sort.Search(len(r.words), func(n int) bool { return r.words[n].end > i })
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
