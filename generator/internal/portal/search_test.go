package portal

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/search"
	"minhbach/generator/internal/search/reader"
)

// searchOf reads the index of one language of a built site.
func searchOf(t *testing.T, s *whole, lang string) *reader.Reader {
	t.Helper()
	_, model := pageAt[SearchPage](t, s, lang, searchAddress)
	folder := "tim-kiem/"
	if lang != rootLang {
		folder = lang + "/" + folder
	}
	files := map[string]File{}
	for _, f := range s.Files {
		files[f.Path] = f
	}
	return &reader.Reader{WordBits: model.WordBits, PairBits: model.PairBits, Fetch: func(path string) ([]byte, error) {
		f, ok := files[folder+path]
		if !ok {
			return nil, fmt.Errorf("no file %s", folder+path)
		}
		return f.Content(), nil
	}}
}

// finds are the addresses that a query finds, in order.
func finds(t *testing.T, r *reader.Reader, query string) []string {
	t.Helper()
	result, err := r.Search(query)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, d := range result.Documents {
		address, err := r.Address(d)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, address)
	}
	return found
}

func TestSearchFindsRecordsByWhatTheyAreCalled(t *testing.T) {
	set := village()
	set.Units["khanh-hoa-04342"].AsPrinted = []string{"Khánh Hoà"}
	set.Organizations["so"].ShortName = &record.Text{VI: "Sở KH&CN"}
	set.Organizations["so"].Aliases = []string{"Sở KHCN"}
	item(set, "vi", "tin", record.News{Title: "Giúp 15 hộ ở An Lạc", Summary: "Tin.", Date: "2022-03-22"})
	vi := searchOf(t, built(t, set, villageSite()), "vi")
	for query, want := range map[string]string{
		"khanh hoa": "/xa/khanh-hoa-04342/", "Khánh Hoà": "/xa/khanh-hoa-04342/", "xã khánh hòa": "/xa/khanh-hoa-04342/",
		"an lac": "/xa/an-lac-04327/", "62-KH/TU": "/ke-hoach/62/", "so khcn": "/co-quan/so/", "SỞ KH&CN": "/co-quan/so/",
		"luc yen": "/huyen/luc-yen-135/", "15 hộ năm 2022": "/cam-ket/c/", "giup 15 ho o an lac": "/tin/2022/tin/",
	} {
		if got := finds(t, vi, query); len(got) == 0 || got[0] != want {
			t.Errorf("%q finds %v, not %s first", query, got, want)
		}
	}
	if got := finds(t, vi, "an lac"); !slices.Contains(got, "/xa/khanh-hoa-04342/") {
		t.Errorf("the name of a unit of before does not find that of today: %v", got)
	}
}

// On all pages of this repository, the index finds what a look through what they
// say finds.
func TestSearchFindsAllThatThePagesSay(t *testing.T) {
	set, site := realSet(t)
	s := built(t, set, site)
	for _, lang := range site.Languages {
		r := searchOf(t, s, lang)
		for _, query := range []string{"giam ngheo", "lao dong", "dien bien", "duong giao thong", "ho ngheo", "khanh hoa", "poverty"} {
			var want []string
			for _, note := range notesOf(t, s, lang) {
				if d := search.Decode(note); says(d, query) {
					want = append(want, d.Address)
				}
			}
			got := finds(t, r, query)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s %q finds %d pages, a look through all of them %d", lang, query, len(got), len(want))
			}
		}
	}
}

// notesOf are the notes that a site leaves for the next build.
func notesOf(t *testing.T, s *whole, lang string) []string {
	t.Helper()
	n := &needs{memory: memoryOf(s)}
	_, all := n.lastNotes(&edition{lang: lang})
	if len(all) == 0 {
		t.Fatalf("%s: no notes are left", lang)
	}
	return all
}

// memoryOf is what a site leaves for the next build.
func memoryOf(s *whole) kept.Memory {
	last := &kept.Record{}
	for _, p := range s.Parts {
		last.Parts = append(last.Parts, p.Part)
	}
	return kept.Memory{Last: kept.NewIndex(last), File: kept.OfText, Left: func(part string) []byte { return s.Left[part] }}
}

// says looks whether a page has every word of a query.
func says(d search.Document, query string) bool {
	has := map[string]bool{}
	for _, text := range append(append([]string{d.Title, d.Summary}, d.Names...), d.Text...) {
		for _, w := range search.Words(text) {
			has[w.Folded] = true
		}
	}
	for _, w := range search.Words(query) {
		if !has[w.Folded] {
			return false
		}
	}
	return true
}

// What is not published cannot be guessed from the index either.
func TestSearchKnowsNoDrafts(t *testing.T) {
	set := village()
	item(set, "vi", "xong", record.News{Title: "Bài xong", Summary: "Tin."})
	item(set, "vi", "nhap", record.News{Title: "Chưaxong", Summary: "Tin.", Draft: true})
	s, problems := wholeSite(set, villageSite(), Options{Drafts: true})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	pageAt[NewsItem](t, s, "vi", "/tin/2022/nhap/")
	r := searchOf(t, s, "vi")
	if got := finds(t, r, "bai xong"); !slices.Contains(got, "/tin/2022/xong/") {
		t.Errorf("the finished item is not found: %v", got)
	}
	if got := finds(t, r, "chuaxong"); len(got) > 0 {
		t.Errorf("a draft is found: %v", got)
	}
	for _, f := range s.Files {
		if strings.HasPrefix(f.Path, "tim-kiem/u/") && strings.Contains(string(f.Content()), "nhap") {
			t.Errorf("%s knows the draft", f.Path)
		}
	}
}

// The address of a picture or a link is no word of a text.
func TestSearchReadsTextsWithoutTheirAddresses(t *testing.T) {
	set := village()
	item(set, "vi", "bai", record.News{Title: "Bài", Summary: "Tin."})
	set.News[0].Body = "Xem [vănbảnnày](/ke-hoach/diachimot/) và ![ảnhnàyđây](anh/diachihai.jpg).\n\n<!-- ghichubien -->\n\n[1]: https://diachiba.example\n"
	r := searchOf(t, built(t, set, villageSite()), "vi")
	for query, want := range map[string]int{"vănbảnnày": 1, "anhnayday": 1, "diachimot": 0, "diachihai": 0, "ghichubien": 0, "diachiba": 0} {
		if got := finds(t, r, query); len(got) != want {
			t.Errorf("%q finds %v", query, got)
		}
	}
}

func TestAbbreviationsAreSpelledOutFromNames(t *testing.T) {
	for _, tt := range []struct{ abbreviation, name, want string }{
		{"UBND", "Ủy ban nhân dân xã Khánh Hòa", "Ủy ban nhân dân"},
		{"KH&CN", "Sở Khoa học và Công nghệ tỉnh Yên Bái", "Khoa học và Công nghệ"},
		{"LĐ-TB&XH", "Bộ Lao động – Thương binh và Xã hội", "Lao động Thương binh và Xã hội"},
		{"Sở", "Sở Khoa học", ""}, {"TU", "Tỉnh ủy Yên Bái", ""}, {"HĐND", "Ủy ban nhân dân", ""}, {"", "", ""}, {"ABC", "", ""},
	} {
		if got := spelledOut(tt.abbreviation, tt.name); got != tt.want {
			t.Errorf("%s in %q is %q, want %q", tt.abbreviation, tt.name, got, tt.want)
		}
	}
}

func TestTheSearchPageListsWhatThereIs(t *testing.T) {
	set := village()
	item(set, "vi", "tin", record.News{Title: "Tin", Summary: "Tin."})
	s := built(t, set, villageSite())
	for _, lang := range []string{"vi", "en"} {
		_, model := pageAt[SearchPage](t, s, lang, searchAddress)
		var links []string
		for _, g := range model.Groups {
			for _, i := range g.Items {
				links = append(links, strings.TrimPrefix(i.Href, "/en"))
			}
		}
		for _, want := range []string{"/xa/khanh-hoa-04342/", "/xa/an-lac-04327/", "/co-quan/so/", "/tin/2022/", "/ke-hoach/"} {
			if !slices.Contains(links, want) {
				t.Errorf("%s: no link to %s in %v", lang, want, links)
			}
		}
	}
}

// The index is made from what the last build left: a word that only the state has
// is found.
func TestTheIndexIsMadeFromWhatTheLastBuildLeft(t *testing.T) {
	set, site := village(), villageSite()
	item(set, "vi", "tin", record.News{Title: "Tin", Summary: "Tin."})
	first, _ := wholeSite(set, site, Options{Memory: kept.Memory{File: kept.OfText}})
	memory := memoryOf(first)
	noted := notesOf(t, first, "vi")
	ghost := search.Decode(noted[0])
	ghost.Text = append(ghost.Text, "chữchỉcótrongbảnlưu")
	editions, _ := editions(newIndex(set, site, Options{}), site)
	state := search.Build(append([]string{ghost.Encode()}, noted[1:]...), search.Options{
		Synonyms: editions[0].synonyms(), Key: memory.Last.Part("vi/search").Key.String(),
	}).State
	memory.Left = func(part string) []byte {
		if part == "vi/search" {
			return state
		}
		return first.Left[part]
	}
	item(set, "vi", "them", record.News{Title: "Thêm", Summary: "Tin."})
	s, _ := wholeSite(set, site, Options{Memory: memory})
	if got := finds(t, searchOf(t, s, "vi"), "chữchỉcótrongbảnlưu"); len(got) != 1 {
		t.Errorf("what was left was not used: found %v", got)
	}
	if len(s.Left["vi/search"]) == 0 {
		t.Error("nothing is left for the next build")
	}
}
