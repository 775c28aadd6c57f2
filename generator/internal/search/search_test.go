package search_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"minhbach/generator/internal/search"
)

// Nothing is lost and nothing invented, with marks and without.
func TestSearchFindsWhatALookThroughAllPagesFinds(t *testing.T) {
	docs := pages(1000)
	ix := build(docs, search.Options{})
	if !slices.ContainsFunc(ix.Files, func(f search.File) bool { return strings.HasPrefix(f.Path, "w/long/") }) {
		t.Error("no list is long: the test leaves something out")
	}
	r := open(t, ix)
	for _, query := range []string{
		"giam ngheo", "lao dong", "dien bien", "duong giao thong", "giảm nghèo", "lao động", "Điện Biên", "đường giao thông",
		"diễn biến", "khanh hoa", "Khánh Hoà", "Khánh Hòa", "62-KH/TU", "ngheo", "hộ", "lão động", "HỘ NGHÈO", "khong co chu nay",
	} {
		got, exact := find(t, r, query)
		with, without := scan(docs, query, true), scan(docs, query, false)
		want := with
		if len(with) < 10 {
			want = without
		}
		if exact != len(with) || !sameSet(got[:exact], with) || !sameSet(got, want) {
			t.Errorf("%q: found %d, %d of them with its marks; a look through all pages finds %d and %d", query, len(got), exact, len(want), len(with))
		}
	}
}

// Whatever is typed: two, three or four words of the pages themselves.
func TestSearchFindsAnyWordsOfThePages(t *testing.T) {
	docs := pages(300)
	r := open(t, build(docs, search.Options{}))
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		words := strings.Fields(docs[random.IntN(len(docs))].Text[0])
		from := random.IntN(len(words) - 4)
		query := strings.Join(words[from:from+1+random.IntN(4)], " ")
		if got, exact := find(t, r, query); !sameSet(got[:exact], scan(docs, query, true)) {
			t.Errorf("%q: found %d pages with its marks, a look through all finds %d", query, exact, len(scan(docs, query, true)))
		}
	}
}

func TestTitlesThenPhrasesThenTheNewestComeFirst(t *testing.T) {
	docs := pages(1000)
	at := map[string]search.Document{}
	for _, d := range docs {
		at[d.Address] = d
	}
	r := open(t, build(docs, search.Options{}))
	for _, query := range []string{"giam ngheo", "lao dong", "dien bien", "ho ngheo"} {
		class := func(d search.Document) (points int) {
			all := texts(d)
			inTitle := true
			for _, w := range search.Words(query) {
				inTitle = inTitle && slices.ContainsFunc(all[0], func(o search.Word) bool { return o.Folded == w.Folded })
			}
			if inTitle {
				points += 4
			}
			if hasPhrase(all[0], query) {
				points += 2
			}
			if slices.ContainsFunc(all, func(text []search.Word) bool { return hasPhrase(text, query) }) {
				points++
			}
			return points
		}
		got, _ := find(t, r, query)
		if !slices.IsSortedFunc(got, func(a, b string) int {
			return cmp.Or(cmp.Compare(class(at[b]), class(at[a])), cmp.Compare(at[b].Date, at[a].Date))
		}) {
			t.Errorf("%q: results are out of order", query)
		}
		if len(got) < 20 || class(at[got[0]]) == class(at[got[len(got)-1]]) {
			t.Errorf("%q: %d results of one class only", query, len(got))
		}
	}
}

func TestAPageIsFoundByItsNames(t *testing.T) {
	docs := append(pages(300),
		search.Document{Address: "/xa/lam-thuong/", Title: "Xã Lâm Thượng", Names: []string{"Lâm Thượng", "Khánh Thiện", "Xã Khánh Thiện"}},
		search.Document{Address: "/tin/moi/", Title: "Người dân xã Khánh Thiện và xã Lâm Thượng", Date: "2026-01-01"})
	r := open(t, build(docs, search.Options{}))
	for _, query := range []string{"Lâm Thượng", "lam thuong", "xã Lâm Thượng", "khanh thien", "Khánh Thiện"} {
		if got, _ := find(t, r, query); len(got) < 2 || got[0] != "/xa/lam-thuong/" || got[1] != "/tin/moi/" {
			t.Errorf("%q finds %v", query, got)
		}
	}
}

func TestAbbreviationsAndWhatTheyStandForFindEachOther(t *testing.T) {
	docs := []search.Document{
		{Address: "/a/", Title: "UBND tỉnh"}, {Address: "/b/", Title: "Tin", Text: []string{"theo Ủy ban nhân dân xã"}},
		{Address: "/c/", Title: "Sở KH&CN"}, {Address: "/d/", Title: "Khoa học và công nghệ"}, {Address: "/e/", Title: "KHCN"},
		{Address: "/f/", Title: "ủy ban", Text: []string{"nhân dân"}},
		{Address: "/g/", Title: "kh&cn viết thường"},
	}
	r := open(t, build(docs, search.Options{Synonyms: [][]string{
		{"UBND", "Ủy ban nhân dân"}, {"KHCN", "Khoa học và Công nghệ"}, {"KH&CN", "Khoa học và Công nghệ"}, {"KHCN", "KH&CN"},
	}}))
	for query, want := range map[string][]string{
		"ubnd": {"/a/", "/b/"}, "UBND": {"/a/", "/b/"}, "uy ban nhan dan": {"/a/", "/b/", "/f/"}, "Ủy ban nhân dân": {"/a/", "/b/", "/f/"},
		"khcn": {"/c/", "/d/", "/e/"}, "khoa hoc cong nghe": {"/c/", "/d/", "/e/"},
	} {
		if got, _ := find(t, r, query); !sameSet(got, want) {
			t.Errorf("%q finds %v, want %v", query, got, want)
		}
	}
}

func TestTheSameDocumentsGiveTheSameBytes(t *testing.T) {
	docs := pages(400)
	want := build(docs, search.Options{})
	slices.Reverse(docs)
	got := build(docs, search.Options{})
	if changed := changes(want, got); len(changed) > 0 || got.WordBits != want.WordBits || got.PairBits != want.PairBits {
		t.Errorf("in another order %v change", changed)
	}
}

// What is added changes the files of its own words and rows, wherever in time
// it stands: a site that is published again sends little.
func TestOneMorePageChangesFewFiles(t *testing.T) {
	docs := pages(2000)
	before := build(docs, search.Options{})
	for name, d := range map[string]search.Document{
		"the newest":     {Address: "/tin/moi/", Title: "Tin mới về giảm nghèo", Date: "2026-11-23", Text: docs[0].Text[1:]},
		"one in between": {Address: "/tin/cu/", Title: "Tin cũ về giảm nghèo", Date: "2023-04-22", Text: docs[0].Text[1:]},
		"one undated":    {Address: "/xa/moi/", Title: "Xã mới", Text: docs[0].Text[1:]},
	} {
		after := build(append(slices.Clone(docs), d), search.Options{})
		own := map[string]bool{"spellings.bin": true}
		add := func(path, key string) { own[path], own[search.LongPath(path, key)] = true, true }
		for _, text := range texts(d) {
			for i, w := range text {
				add(search.WordPath(w.Folded, before.WordBits), w.Folded)
				add(search.WordPath(w.Spelling, before.WordBits), w.Spelling)
				if i > 0 {
					pair := text[i-1].Folded + " " + w.Folded
					add(search.PairPath(pair, before.PairBits), pair)
				}
			}
			name := "=" + search.Folds(text)
			add(search.PairPath(name, before.PairBits), name)
		}
		var others, rows int
		for _, path := range changes(before, after) {
			switch {
			case strings.HasPrefix(path, "d/"):
				rows++
			case !own[path]:
				others++
			}
		}
		if others > 0 || rows != 1 {
			t.Errorf("%s: beside those of its words, %d files and %d of rows change", name, others, rows)
		}
	}
}

func TestWordsAreFoldedAsReadersType(t *testing.T) {
	for _, tt := range []struct{ text, folds string }{
		{"Điện Biên", "dien bien"}, {"62-KH/TU", "62 kh tu"}, {"KH&CN", "kh cn"}, {"  ", ""}, {"1.500.000 đồng", "1 500 000 dong"},
		{norm.NFD.String("đường giao thông"), "duong giao thong"}, {"“Xoá”, nghèo…", "xoa ngheo"},
	} {
		if got := search.Folds(search.Words(tt.text)); got != tt.folds {
			t.Errorf("%q folds to %q, want %q", tt.text, got, tt.folds)
		}
	}
	spelling := func(s string) string { return search.Words(s)[0].Spelling }
	if spelling("Hòa") != spelling("hoà") || spelling("hòa") == spelling("hóa") || spelling("đa") == spelling("da") || spelling("THỦY") != spelling("thuỷ") {
		t.Error("spellings do not tell marks apart, whatever their place")
	}
}

func TestADocumentIsReadAsItWasWritten(t *testing.T) {
	want := pages(1)[0]
	want.Names, want.Lang, want.Kind, want.When = []string{"một", "hai"}, "vi", "Tin", "01/01/2020"
	got := search.Decode(want.Encode())
	if got.Encode() != want.Encode() || !slices.Equal(got.Text, want.Text) || !slices.Equal(got.Names, want.Names) || got.When != want.When {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func FuzzQuery(f *testing.F) {
	for _, s := range []string{"giảm nghèo", "ĐỘNG quan", "q\u0301uý", "\u1e9e İ", "a\u0323\u0302 \u0301", "\xff \x1e\x1f", "ﬀ ½ ٣", "\u0335d"} {
		f.Add(s)
	}
	r := open(f, build(pages(50), search.Options{}))
	f.Fuzz(func(t *testing.T, query string) {
		words := search.Words(query)
		if again := search.Words(search.Folds(words)); search.Folds(again) != search.Folds(words) {
			t.Errorf("%q folds to %q, folded again %q", query, search.Folds(words), search.Folds(again))
		}
		if _, err := r.Search(query); err != nil {
			t.Error(err)
		}
		// What is typed is found on a page that has it.
		d := search.Document{Address: "/a/", Title: "Trang", Text: []string{query}}
		if got, _ := find(t, open(t, build([]search.Document{d}, search.Options{})), query); len(words) > 0 && len(got) != 1 {
			t.Errorf("%q does not find itself", query)
		}
	})
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// changes are the files that are not the same in both.
func changes(a, b *search.Index) []string {
	content := map[string]string{}
	for _, f := range a.Files {
		content[f.Path] = string(f.Content())
	}
	var changed []string
	for _, f := range b.Files {
		if old, there := content[f.Path]; !there || old != string(f.Content()) {
			changed = append(changed, f.Path)
		}
		delete(content, f.Path)
	}
	for path := range content {
		changed = append(changed, path)
	}
	slices.Sort(changed)
	return changed
}
