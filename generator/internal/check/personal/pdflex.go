package personal

import (
	"bytes"
	"strconv"
	"strings"
)

// Values of a PDF beside float64, bool, []any and map[pdfName]any.
type (
	pdfName   string
	pdfString string
	pdfRef    int    // number of an object
	pdfWord   string // an operator, or another bare word
)

// pdfLexer reads values one after the other. Nothing it meets makes it stop
// except the end.
type pdfLexer struct {
	data []byte
	at   int
	last int // where the last value ended
}

const pdfDepth = 40 // values inside values

func isSpacePDF(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func isDelimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (lx *pdfLexer) space() {
	for lx.at < len(lx.data) {
		switch c := lx.data[lx.at]; {
		case isSpacePDF(c):
			lx.at++
		case c == '%':
			for lx.at < len(lx.data) && lx.data[lx.at] != '\n' && lx.data[lx.at] != '\r' {
				lx.at++
			}
		default:
			return
		}
	}
}

// word reads a bare word, or nothing.
func (lx *pdfLexer) word() string {
	lx.space()
	start := lx.at
	for lx.at < len(lx.data) && !isSpacePDF(lx.data[lx.at]) && !isDelimiter(lx.data[lx.at]) {
		lx.at++
	}
	return string(lx.data[start:lx.at])
}

// value reads the next value; nil at the end.
func (lx *pdfLexer) value(depth int) any {
	v := lx.next(depth)
	lx.last = lx.at
	return v
}

func (lx *pdfLexer) next(depth int) any {
	lx.space()
	if lx.at >= len(lx.data) || depth > pdfDepth {
		lx.at = len(lx.data)
		return nil
	}
	switch c := lx.data[lx.at]; {
	case c == '/':
		lx.at++
		return pdfName(unescapeName(lx.word1()))
	case c == '(':
		return lx.literal()
	case c == '<' && lx.at+1 < len(lx.data) && lx.data[lx.at+1] == '<':
		lx.at += 2
		return lx.dict(depth)
	case c == '<':
		return lx.hex()
	case c == '[':
		lx.at++
		items := []any{}
		for {
			lx.space()
			if lx.at >= len(lx.data) {
				return items
			}
			if lx.data[lx.at] == ']' {
				lx.at++
				return items
			}
			items = append(items, lx.next(depth+1))
		}
	case isDelimiter(c):
		lx.at++
		return pdfWord(c)
	}
	w := lx.word()
	n, err := strconv.ParseFloat(w, 64)
	if err != nil {
		switch w {
		case "true", "false":
			return w == "true"
		case "null":
			return nil
		}
		return pdfWord(w)
	}
	// 12 0 R is a reference.
	if back := lx.at; n >= 0 && n == float64(int(n)) {
		if g := lx.word(); g != "" && len(bytes.Trim([]byte(g), "0123456789")) == 0 && lx.word() == "R" {
			return pdfRef(int(n))
		}
		lx.at = back
	}
	return n
}

// word1 reads a bare word without blanks before it.
func (lx *pdfLexer) word1() string {
	if lx.at < len(lx.data) && isSpacePDF(lx.data[lx.at]) {
		return ""
	}
	return lx.word()
}

// unescapeName reads the letters that are written as # and two digits.
func unescapeName(s string) string {
	if strings.IndexByte(s, '#') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '#' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (lx *pdfLexer) dict(depth int) map[pdfName]any {
	d := map[pdfName]any{}
	for {
		lx.space()
		if lx.at >= len(lx.data) {
			return d
		}
		if bytes.HasPrefix(lx.data[lx.at:], []byte(">>")) {
			lx.at += 2
			return d
		}
		key, ok := lx.next(depth + 1).(pdfName)
		if ok {
			d[key] = lx.next(depth + 1)
		}
	}
}

func (lx *pdfLexer) literal() pdfString {
	var b []byte
	open := 1
	lx.at++
	for lx.at < len(lx.data) {
		c := lx.data[lx.at]
		lx.at++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return pdfString(b)
			}
		case '\\':
			if lx.at >= len(lx.data) {
				return pdfString(b)
			}
			c = lx.data[lx.at]
			lx.at++
			switch {
			case c == 'n':
				c = '\n'
			case c == 'r':
				c = '\r'
			case c == 't':
				c = '\t'
			case c == 'b' || c == 'f':
				c = ' '
			case '0' <= c && c <= '7':
				n := int(c - '0')
				for k := 0; k < 2 && lx.at < len(lx.data) && '0' <= lx.data[lx.at] && lx.data[lx.at] <= '7'; k++ {
					n = n*8 + int(lx.data[lx.at]-'0')
					lx.at++
				}
				c = byte(n)
			case c == '\n':
				continue
			case c == '\r':
				if lx.at < len(lx.data) && lx.data[lx.at] == '\n' {
					lx.at++
				}
				continue
			}
		}
		b = append(b, c)
	}
	return pdfString(b)
}

func (lx *pdfLexer) hex() pdfString {
	var b []byte
	lx.at++
	half, n := byte(0), 0
	for lx.at < len(lx.data) {
		c := lx.data[lx.at]
		lx.at++
		switch {
		case c == '>':
			if n%2 == 1 {
				b = append(b, half<<4)
			}
			return pdfString(b)
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			continue
		}
		if n%2 == 1 {
			b = append(b, half<<4|c)
		}
		half = c
		n++
	}
	return pdfString(b)
}
