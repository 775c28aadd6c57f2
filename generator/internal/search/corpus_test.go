package search_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"minhbach/generator/internal/search"
	"minhbach/generator/internal/search/reader"
)

// Phrases of the subject, some alike without their marks, and filling.
var (
	phrases = []string{
		"giảm nghèo", "lao động", "Điện Biên", "diễn biến", "đường giao thông", "thoát nghèo", "hộ nghèo", "hộ cận nghèo",
		"Ủy ban nhân dân", "UBND", "xã Khánh Hòa", "xã Khánh Hoà", "giao đất", "thông tin", "đương nhiên", "nghèo nàn", "giảm giá",
		"lão nông", "động viên", "Biên Hòa", "điện lưới", "kế hoạch 62-KH/TU", "đường thôn", "đường làng", "giao lưu", "thông báo",
	}
	syllables = strings.Fields(`của và là có được cho trong không một những các với người này đã để khi từ đến như ra về làm năm hai
		ba bốn nhà nước dân huyện tỉnh thôn bản hỗ trợ vốn vay trồng rừng chăn nuôi trâu bò lợn gà học nghề tập huấn khoa học kỹ thuật
		quế măng lúa ngô sắn chè gia đình sinh kế việc phụ nữ thanh niên cựu chiến binh đoàn hội đảng bộ chi ủy sở phòng trung tâm`)
)

// pages are n made-up pages of thirty years, the same in every run.
func pages(n int) []search.Document {
	r := rand.New(rand.NewPCG(1, 2))
	text := func(length int) string {
		var words []string
		for len(words) < length {
			if r.IntN(6) == 0 {
				words = append(words, phrases[r.IntN(len(phrases))])
			} else {
				words = append(words, syllables[int(float64(len(syllables))*r.Float64()*r.Float64())])
			}
		}
		return strings.Join(words, " ")
	}
	docs := make([]search.Document, n)
	for i := range docs {
		day := time.Date(1996, 1, 1+r.IntN(30*365), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		if i%10 == 0 {
			day = ""
		}
		docs[i] = search.Document{
			Address: fmt.Sprintf("/tin/%d/", i), Title: text(6), Summary: text(12), Date: day, Text: []string{text(40), text(20)},
		}
	}
	return docs
}

// build makes the index of documents.
func build(docs []search.Document, o search.Options) *search.Index {
	return search.Build(encoded(docs), o)
}

func encoded(docs []search.Document) []string {
	notes := make([]string, len(docs))
	for i := range docs {
		notes[i] = docs[i].Encode()
	}
	return notes
}

// open gives a reader of an index.
func open(t testing.TB, ix *search.Index) *reader.Reader {
	t.Helper()
	files := map[string]search.File{}
	for _, f := range ix.Files {
		files[f.Path] = f
	}
	packed := map[string][]byte{}
	return &reader.Reader{WordBits: ix.WordBits, PairBits: ix.PairBits, Fetch: func(path string) ([]byte, error) {
		f, ok := files[path]
		if !ok {
			return nil, fmt.Errorf("no file %s", path)
		}
		if packed[path] == nil {
			packed[path] = f.Packed()
		}
		return packed[path], nil
	}}
}

// find are the addresses that a query finds, and how many have its marks.
func find(t testing.TB, r *reader.Reader, query string) (addresses []string, exact int) {
	t.Helper()
	result, err := r.Search(query)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range result.Documents {
		address, err := r.Address(d)
		if err != nil {
			t.Fatal(err)
		}
		addresses = append(addresses, address)
	}
	return addresses, result.Exact
}

// split keeps the words of texts that are looked through many times.
var split = map[string][]search.Word{}

// texts are the words of each text of a document, the title first.
func texts(d search.Document) [][]search.Word {
	var all [][]search.Word
	for _, text := range append(append([]string{d.Title}, d.Names...), append([]string{d.Summary}, d.Text...)...) {
		words, done := split[text]
		if !done {
			words = search.Words(text)
			split[text] = words
		}
		all = append(all, words)
	}
	return all
}

// scan looks through all pages, one word after the other, for those that have
// every word of the query; with marks, where the query has them, or without.
func scan(docs []search.Document, query string, marks bool) []string {
	var found []string
	wanted := search.Words(query)
	for _, d := range docs {
		all := true
		for _, want := range wanted {
			all = all && slices.ContainsFunc(texts(d), func(text []search.Word) bool {
				return slices.ContainsFunc(text, func(w search.Word) bool {
					if marks && want.Spelling != want.Folded {
						return w.Spelling == want.Spelling
					}
					return w.Folded == want.Folded
				})
			})
		}
		if all {
			found = append(found, d.Address)
		}
	}
	return found
}

// hasPhrase looks whether the words of the query stand side by side in a text.
func hasPhrase(text []search.Word, query string) bool {
	return strings.Contains(" "+search.Folds(text)+" ", " "+search.Folds(search.Words(query))+" ")
}
