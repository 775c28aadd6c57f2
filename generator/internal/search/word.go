package search

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"minhbach/generator/internal/viet"
)

// Word is one word of a text.
type Word struct {
	Folded string
	// Spelling is Folded with the marks behind it, in their order: "hoa\u0300" for
	// both "hòa" and "hoà". It is Folded itself where the word has no mark.
	Spelling string
	capitals bool // written in capitals, as abbreviations are
}

// Words are the words of a text.
func Words(text string) []Word { return splitter{}.words(text) }

// stroke stands for that of đ among the marks of a spelling; no letter of
// Vietnamese decomposes to it.
const stroke = '\u0335'

// splitter splits texts and remembers the words it has met.
type splitter map[string]Word

// words are the runs of letters, marks and digits of a text.
func (s splitter) words(text string) []Word {
	var list []Word
	for _, run := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.Is(unicode.M, r)
	}) {
		w, met := s[run]
		if !met {
			w = wordOf(run)
			s[strings.Clone(run)] = w
		}
		if w.Folded != "" {
			list = append(list, w)
		}
	}
	return list
}

func wordOf(run string) Word {
	w := Word{Folded: viet.Fold(run), capitals: run == strings.ToUpper(run) && run != strings.ToLower(run)}
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
	w.Spelling = w.Folded + string(marks)
	return w
}

// Folds are the folded words, joined by spaces.
func Folds(list []Word) string {
	parts := make([]string, len(list))
	for i, w := range list {
		parts[i] = w.Folded
	}
	return strings.Join(parts, " ")
}
