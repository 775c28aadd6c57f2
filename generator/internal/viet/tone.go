package viet

import (
	"unicode"
	"unicode/utf8"
)

// moved maps the two vowels that close a syllable with the tone mark on the
// second (hoà, khoẻ, thuỷ) to the same with the mark on the first (hòa, khỏe, thủy).
var moved = toneMoves()

// settled holds what moved leads to.
var settled = func() map[[2]rune]bool {
	m := map[[2]rune]bool{}
	for _, to := range moved {
		m[to] = true
	}
	return m
}()

func toneMoves() map[[2]rune][2]rune {
	m := map[[2]rune][2]rune{}
	add := func(plain rune, marked, bare, from string) {
		m1, f1 := []rune(marked), []rune(from)
		b := []rune(bare)[0]
		for i := range m1 {
			m[[2]rune{plain, f1[i]}] = [2]rune{m1[i], b}
			up := unicode.ToUpper
			m[[2]rune{up(plain), up(f1[i])}] = [2]rune{up(m1[i]), up(b)}
			m[[2]rune{up(plain), f1[i]}] = [2]rune{up(m1[i]), b}
			m[[2]rune{plain, up(f1[i])}] = [2]rune{m1[i], up(b)}
		}
	}
	add('o', "òóỏõọ", "a", "àáảãạ")
	add('o', "òóỏõọ", "e", "èéẻẽẹ")
	add('u', "ùúủũụ", "y", "ỳýỷỹỵ")
	return m
}

// NormalizeTone returns s in NFC with every tone mark in the place of the official
// spelling of names: hoà becomes hòa and thuỷ becomes thủy. A closed syllable
// (hoàng) and the u of qu (quý) stay as they are. Use it to compare, never to display.
func NormalizeTone(s string) string {
	s = NFC(s)
	if !HasOlderTone(s) {
		return s
	}
	rs := []rune(s)
	for i := 0; i+1 < len(rs); i++ {
		if to, ok := moved[[2]rune{rs[i], rs[i+1]}]; ok && closes(rs, i) {
			rs[i], rs[i+1] = to[0], to[1]
		}
	}
	return string(rs)
}

// HasOlderTone reports whether NFC text s holds a syllable with its tone mark in
// the older place: whether NormalizeTone would change it. It is fast.
func HasOlderTone(s string) bool {
	for i := 0; i+2 < len(s); i++ {
		c := s[i] | 0x20
		if c != 'o' && c != 'u' || s[i+1] < utf8.RuneSelf {
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i+1:])
		if !markedSecond(c, r) || c == 'u' && i > 0 && s[i-1]|0x20 == 'q' {
			continue
		}
		if after, _ := utf8.DecodeRuneInString(s[i+1+size:]); !continues(after) {
			return true
		}
	}
	return false
}

// markedSecond reports whether r can bear, after the vowel c, a mark that belongs on c.
func markedSecond(c byte, r rune) bool {
	switch r {
	case 'à', 'á', 'ả', 'ã', 'ạ', 'À', 'Á', 'Ả', 'Ã', 'Ạ', 'è', 'é', 'ẻ', 'ẽ', 'ẹ', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ':
		return c == 'o'
	case 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ':
		return c == 'u'
	}
	return false
}

// HasTwoSpellings reports whether s holds a syllable that is written with its
// tone mark in one place by some and in another by others.
func HasTwoSpellings(s string) bool {
	rs := []rune(NormalizeTone(s))
	for i := 0; i+1 < len(rs); i++ {
		if settled[[2]rune{rs[i], rs[i+1]}] && closes(rs, i) {
			return true
		}
	}
	return false
}

// closes reports whether the two vowels at i end their syllable. The u of qu
// is no vowel.
func closes(rs []rune, i int) bool {
	if i+2 < len(rs) && continues(rs[i+2]) {
		return false
	}
	return i == 0 || unicode.ToLower(rs[i]) != 'u' || unicode.ToLower(rs[i-1]) != 'q'
}

// continues reports whether r goes on with a syllable: a letter, or one more mark.
func continues(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }
