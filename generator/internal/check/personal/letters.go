package personal

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// plainText composes letters and makes one of the many blanks, hyphens and
// quotes. It returns the places in s of the bytes of the result and of its end.
func plainText(s string) (string, []int32) {
	odd, apart := false, false
	for i := range len(s) {
		switch s[i] {
		case 0xc2, 0xca, 0xe2, 0xe3, 0xef:
			odd = true
		case 0xcc, 0xcd:
			apart = true
		}
	}
	if !odd && !apart {
		return s, nil
	}
	var b strings.Builder
	b.Grow(len(s))
	back := make([]int32, 0, len(s)+1)
	put := func(out string, at int) {
		b.WriteString(out)
		for range len(out) {
			back = append(back, int32(at))
		}
	}
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		if apart {
			if n = norm.NFC.NextBoundaryInString(s[i:], true); n <= 0 {
				n = len(s) - i
			}
		}
		part := s[i : i+n]
		c, size := utf8.DecodeRuneInString(part)
		switch plain, known := plainRune(c); {
		case known && size == n:
			put(plain, i)
		case apart && n > size && !norm.NFC.IsNormalString(part):
			put(norm.NFC.String(part), i)
		default:
			for j := range len(part) {
				b.WriteByte(part[j])
				back = append(back, int32(i+j))
			}
		}
		i += n
	}
	return b.String(), append(back, int32(len(s)))
}

// plainRune returns what an odd character stands for.
func plainRune(c rune) (string, bool) {
	switch {
	case c < 0xa0:
		return "", false
	case c == 0xa0, 0x2000 <= c && c <= 0x200a, c == 0x202f, c == 0x205f, c == 0x3000:
		return " ", true
	case c == 0xad, 0x200b <= c && c <= 0x200f, c == 0x2060, c == 0xfeff:
		return "", true
	case 0x2010 <= c && c <= 0x2015, c == 0x2212, c == 0xfe58:
		return "-", true
	case c == 0x2018, c == 0x2019, c == 0x2bc, c == 0x2032, c == 0x2b9:
		return "'", true
	case c == 0x201c, c == 0x201d, c == 0x2033:
		return `"`, true
	case c == 0xba: // often typed for a degree
		return "°", true
	case 0xff01 <= c && c <= 0xff5e:
		return string(c - 0xff01 + '!'), true
	}
	return "", false
}

// letter tells of the letters of Vietnamese and its neighbours what they are
// in lower case and without marks.
type letter struct {
	low  rune
	base byte // 0: no letter
	up   bool
}

// letters is indexed by code point.
var letters = func() (t [0x1f00]letter) {
	for c := range rune(len(t)) {
		if !unicode.IsLetter(c) {
			continue
		}
		low := unicode.ToLower(c)
		base := []rune(norm.NFD.String(string(low)))[0]
		if base == 'đ' {
			base = 'd'
		}
		if base < 'a' || base > 'z' {
			base = '?'
		}
		t[c] = letter{low, byte(base), unicode.IsUpper(c)}
	}
	return t
}()

func isLetter(c rune) bool {
	if c < rune(len(letters)) {
		return letters[c].base != 0
	}
	return unicode.IsLetter(c)
}
