package search

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"minhbach/generator/internal/viet"
)

// word is one word of a text.
type word struct {
	folded string
	// spelling is folded with the marks behind it, in their order: "hoa\u0300" for
	// both "hòa" and "hoà". It is folded itself where the word has no mark.
	spelling string
	capitals bool // written in capitals, as abbreviations are
}

// stroke stands for that of đ among the marks of a spelling; no letter of
// Vietnamese decomposes to it.
const stroke = '\u0335'

// splitter splits texts and remembers the words it has met.
type splitter map[string]word

// words are the runs of letters, marks and digits of a text.
func (s splitter) words(text string) []word {
	var list []word
	for _, run := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.M, r)
	}) {
		w, met := s[run]
		if !met {
			w = wordOf(run)
			s[strings.Clone(run)] = w
		}
		if w.folded != "" {
			list = append(list, w)
		}
	}
	return list
}

func wordOf(run string) word {
	w := word{folded: viet.Fold(run), capitals: run == strings.ToUpper(run) && run != strings.ToLower(run)}
	var marks []rune
	for _, r := range norm.NFD.String(run) {
		switch {
		case unicode.Is(unicode.Mn, r):
			marks = append(marks, r)
		case r == 'đ' || r == 'Đ':
			marks = append(marks, stroke)
		}
	}
	slices.Sort(marks)
	w.spelling = w.folded + string(marks)
	return w
}

// folds are the folded words, joined by spaces.
func folds(list []word) string {
	parts := make([]string, len(list))
	for i, w := range list {
		parts[i] = w.folded
	}
	return strings.Join(parts, " ")
}
