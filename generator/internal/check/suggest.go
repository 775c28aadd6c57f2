package check

import (
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/viet"
)

// DidYouMean says which of the options was probably meant by word; if none is
// near, it returns the fallback.
func DidYouMean(word string, options []string, fallback diag.Text) diag.Text {
	best := Nearest(word, options)
	if best == "" {
		return fallback
	}
	return textf("có phải bạn muốn viết “%s”?", "did you mean “%s”?", best)
}

// Nearest returns the option that is written most like word, or nothing when
// none is near. Case, marks and separators do not count.
func Nearest(word string, options []string) string {
	w := bare(word)
	if w == "" || len(w) > 200 {
		return ""
	}
	best, least := "", max(1, len(w)/4)+1
	for _, o := range options {
		b := bare(o)
		if abs(len(b)-len(w)) >= least {
			continue
		}
		if d := distance(w, b, least); d < least {
			best, least = o, d
		}
	}
	return best
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' || r == '.' {
			return -1
		}
		return r
	}, viet.Fold(s))
}

func abs(n int) int { return max(n, -n) }

// distance counts the letters to add, drop, change or swap to make b of a, up to limit.
func distance(a, b string, limit int) int {
	before, prev, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least >= limit {
			return limit
		}
		before, prev, row = prev, row, before
	}
	return prev[len(b)]
}
