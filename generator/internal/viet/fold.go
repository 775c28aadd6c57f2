// Package viet knows how Vietnamese is written: folding for search and slugs,
// the two ways of placing a tone mark, order of names, dates, numbers and money.
// It is pure; it knows nothing of records.
package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// NFC returns s with each letter and its marks composed into one character.
func NFC(s string) string { return norm.NFC.String(valid(s)) }

// valid puts the replacement character for bytes that are not UTF-8: beside such
// a byte the normal forms leave letters as they are.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// Fold returns s as somebody types it without a Vietnamese keyboard: lower case,
// no tone or vowel marks, đ as d. Texts that differ only in the placement of a
// tone mark fold alike. The same table serves slugs, search and the detection
// of duplicates; in JavaScript it is
//
//	s.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replaceAll("đ", "d")
func Fold(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(valid(s)) {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		switch r = unicode.ToLower(r); r {
		case 'đ':
			b.WriteByte('d')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isPlain reports whether folding would change nothing.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

// Slug returns s as lower-case kebab ASCII, fit for an id, a file name and a
// permanent address. It is empty when s holds no letter or digit that folds to ASCII.
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range Fold(s) {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		} else {
			gap = true
		}
	}
	return b.String()
}

// IsSlug reports whether s is lower-case kebab ASCII.
func IsSlug(s string) bool {
	if s == "" || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
