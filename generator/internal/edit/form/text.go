package form

import (
	"strings"

	"minhbach/generator/internal/viet"
)

// Settle returns s with what nobody sees put right: letters and marks composed
// (NFC), no-break and other unusual blanks as ordinary ones, characters without
// width removed. What a reader sees stays as it is.
func Settle(s string) string {
	if isPlain(s) {
		return s
	}
	return viet.NFC(strings.Map(func(r rune) rune {
		switch {
		case r == 0xa0, 0x2000 <= r && r <= 0x200a, r == 0x202f, r == 0x205f, r == 0x3000:
			return ' '
		case r == 0xad, r == 0x200b, r == 0x2060, r == 0xfeff:
			return -1
		}
		return r
	}, s))
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Tidy settles s and removes blanks too many: at both ends and between words.
func Tidy(s string) string { return strings.TrimSpace(OneBlank(Settle(s))) }

// OneBlank puts one blank in the place of several.
func OneBlank(s string) string {
	for strings.Contains(s, "  ") {
		s = strings.ReplaceAll(s, "  ", " ")
	}
	return s
}
