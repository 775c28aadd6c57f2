package personal

import (
	"strings"
	"unicode"
)

const dot = "•"

// mask shows that there is something, not what it is: the first letter of a long
// word, the first three digits of a long number, never a whole of either.
func mask(value string) string {
	const limit = 60 // letters of a masked form
	digits := 0
	for _, r := range value {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	shown := 0
	if digits >= 9 {
		shown = 3
	}
	var b strings.Builder
	rs := []rune(value)
	n := 0
	for i := 0; i < len(rs) && n < limit; n++ {
		switch r := rs[i]; {
		case unicode.IsDigit(r):
			if shown > 0 {
				b.WriteRune(r)
				shown--
			} else {
				b.WriteString(dot)
			}
			i++
		case unicode.IsLetter(r):
			end := i
			for end < len(rs) && (unicode.IsLetter(rs[end]) || unicode.IsMark(rs[end])) {
				end++
			}
			if end-i > 1 {
				b.WriteRune(r)
			}
			b.WriteString(dot + dot + dot)
			i = end
		default:
			if unicode.IsPrint(r) {
				b.WriteRune(r)
			}
			i++
		}
	}
	return b.String()
}
