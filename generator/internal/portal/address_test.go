package portal

import (
	"slices"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

func TestOneAddressIsOneProblemThatNamesBothPlaces(t *testing.T) {
	standing := func(set *record.Set, path, address string) {
		set.Pages = append(set.Pages, record.Document[record.Page]{Path: path, Lang: "vi", Address: address, Meta: record.Page{Title: "Trang"}})
	}
	for _, tt := range []struct {
		name    string
		spoil   func(*record.Set)
		code    string
		path    string
		related string
	}{
		{"a text where a record has its page", func(s *record.Set) {
			standing(s, "content/vi/cam-ket/c.md", "/cam-ket/c/")
		}, diag.CodeAddressTaken, "data/commitments/c.json", "content/vi/cam-ket/c.md"},
		{"a text where the program makes a list", func(s *record.Set) {
			standing(s, "content/vi/xa.md", "/xa/")
		}, diag.CodeAddressReserved, "content/vi/xa.md", ""},
		{"a text where the archive of a year stands", func(s *record.Set) {
			item(s, "vi", "tin-moi", record.News{Title: "Tin"})
			standing(s, "content/vi/tin/2022.md", "/tin/2022/")
		}, diag.CodeAddressReserved, "content/vi/tin/2022.md", ""},
		{"two units with one name and code at one time", func(s *record.Set) {
			s.Units["khanh-hoa-khac"] = &record.Unit{Head: record.Head{ID: "khanh-hoa-khac"}, Name: both("Khánh Hoà", "Khánh Hoà"),
				Type: "commune", Code: "04342", Parent: "luc-yen-135", ValidTo: "2024-12-31"}
			s.Paths["units/khanh-hoa-khac"] = "data/units/khanh-hoa-khac.json"
		}, diag.CodeLivesOverlap, "data/units/khanh-hoa-04342.json", "data/units/khanh-hoa-khac.json"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set := village()
			tt.spoil(set)
			_, problems := wholeSite(set, villageSite(), Options{})
			// The English edition meets the same collision and must not repeat it.
			if len(problems) != 1 {
				t.Fatalf("problems %v, want one", problems)
			}
			p := problems[0]
			var related string
			if len(p.Related) > 0 {
				related = p.Related[0].Path
			}
			places := []string{p.Path, related}
			if !slices.Contains(places, tt.path) || !slices.Contains(places, tt.related) || p.Code != tt.code {
				t.Errorf("%s at %v, want %s at %v", p.Code, places, tt.code, []string{tt.path, tt.related})
			}
			if p.Message.VI == "" || p.Message.EN == "" || p.Remedy.VI == "" || p.Remedy.EN == "" {
				t.Errorf("not said in both languages: %+v", p)
			}
		})
	}
}

func TestALanguageWithoutWordsIsAProblem(t *testing.T) {
	site := villageSite()
	site.Languages = []string{"vi", "fr"}
	s, problems := wholeSite(village(), site, Options{})
	if len(problems) != 1 || problems[0].Code != diag.CodeLanguageUnknown || problems[0].Path != "data/site.json" {
		t.Errorf("problems %v", problems)
	}
	for _, p := range s.Pages {
		if p.Lang != "vi" {
			t.Fatalf("page %s in %s", p.Address, p.Lang)
		}
	}
}
