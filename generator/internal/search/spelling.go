package search

import (
	"slices"
	"strconv"
	"strings"
)

const spellingPath = "spellings.bin"

// spellingFile lists the words of letters that stand on several pages, each with
// the number of its pages as a power of two: what a mistyped word may have meant.
func spellingFile(pages map[string]int) []byte {
	var words []string
	for w, n := range pages {
		if n >= 2 && len(w) > 1 && !strings.ContainsFunc(w, func(r rune) bool { return r < 'a' || r > 'z' }) {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	var b []byte
	for _, w := range words {
		b = append(append(b, w...), ' ')
		power := 0
		for n := pages[w] >> 1; n > 0; n >>= 1 {
			power++
		}
		b = append(strconv.AppendInt(b, int64(power), 10), '\n')
	}
	return b
}
