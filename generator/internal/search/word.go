package search

import (
	"slices"
	"strings"
	"sync"
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

	folded, spelling int32 // the numbers of the two among the terms of a splitter
}

// Words are the words of a text.
func Words(text string) []Word {
	var list []Word
	for _, w := range newSplitter().words(nil, text) {
		list = append(list, *w)
	}
	return list
}

// stroke stands for that of đ among the marks of a spelling; no letter of
// Vietnamese decomposes to it.
const stroke = '\u0335'

// splitter splits texts and remembers the words it has met. Equal terms, folded
// words and spellings, have the same number, so that nobody compares texts.
type splitter struct {
	met     map[string]*Word // by how it was written
	terms   []string         // by number
	numbers map[string]int32
}

func newSplitter() *splitter { return &splitter{met: map[string]*Word{}, numbers: map[string]int32{}} }

// words appends the runs of letters, marks and digits of a text to a list.
func (s *splitter) words(list []*Word, text string) []*Word {
	start, common := -1, commonParts()
	for i, r := range text {
		in := int(r) < len(common) && common[r] || int(r) >= len(common) && isPart(r)
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			list = s.word(list, text[start:i])
			start = -1
		}
	}
	if start >= 0 {
		list = s.word(list, text[start:])
	}
	return list
}

func (s *splitter) word(list []*Word, run string) []*Word {
	w, met := s.met[run]
	if !met {
		w = wordOf(run)
		w.folded, w.spelling = s.number(w.Folded), s.number(w.Spelling)
		s.met[strings.Clone(run)] = w
	}
	if w.Folded == "" {
		return list
	}
	return append(list, w)
}

func (s *splitter) number(term string) int32 {
	n, known := s.numbers[term]
	if !known {
		n = int32(len(s.terms))
		s.numbers[term], s.terms = n, append(s.terms, term)
	}
	return n
}

// isPart reports whether a character belongs to a word.
func isPart(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r)
}

// commonParts says it of the characters of most languages.
var commonParts = sync.OnceValue(func() *[0x2000]bool {
	var common [0x2000]bool
	for r := range common {
		common[r] = isPart(rune(r))
	}
	return &common
})

func wordOf(run string) *Word {
	w := &Word{Folded: viet.Fold(run), capitals: run == strings.ToUpper(run) && run != strings.ToLower(run)}
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
	parts := make([]*Word, len(list))
	for i := range list {
		parts[i] = &list[i]
	}
	return folds(parts)
}

func folds(list []*Word) string {
	var b strings.Builder
	for i, w := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.Folded)
	}
	return b.String()
}
