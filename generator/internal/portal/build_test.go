package portal

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

// rebuilt copies a map in another order of insertion.
func rebuilt[R any](m map[string]*R) map[string]*R {
	keys := slices.Sorted(maps.Keys(m))
	slices.Reverse(keys)
	copied := make(map[string]*R)
	for _, k := range keys {
		copied[k] = m[k]
	}
	return copied
}

func TestTheSameSetGivesTheSameBytes(t *testing.T) {
	set, site := realSet(t)
	first := asJSON(t, built(t, set, site))
	for range 3 {
		again := *set
		again.Units, again.Organizations, again.People = rebuilt(set.Units), rebuilt(set.Organizations), rebuilt(set.People)
		again.Plans, again.Commitments = rebuilt(set.Plans), rebuilt(set.Commitments)
		again.Activities, again.Outcomes = rebuilt(set.Activities), rebuilt(set.Outcomes)
		again.Figures, again.Vocab = rebuilt(set.Figures), rebuilt(set.Vocab)
		again.News = slices.Clone(set.News)
		slices.Reverse(again.News)
		if got := asJSON(t, built(t, &again, site)); got != first {
			t.Fatal("the order of the records changed the site")
		}
	}
}

func TestEveryPageIsInEveryLanguage(t *testing.T) {
	set, site := realSet(t)
	at := map[string][]string{}
	for _, p := range built(t, set, site).Pages {
		at[p.Address] = append(at[p.Address], p.Lang)
	}
	for address, langs := range at {
		if !slices.Equal(langs, site.Languages) {
			t.Errorf("%s is there in %v", address, langs)
		}
	}
}

// links calls found for each "href" of a model.
func links(v any, found func(string)) {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			if href, ok := value.(string); ok && key == "href" {
				found(href)
			}
			links(value, found)
		}
	case []any:
		for _, value := range v {
			links(value, found)
		}
	}
}

func TestEveryLinkLeadsToAPage(t *testing.T) {
	set, site := realSet(t)
	site.BaseURL = "https://example.org/minh-bach/"
	s := built(t, set, site)
	there := map[string]bool{}
	for _, p := range s.Pages {
		there[strings.TrimPrefix(p.Frame.Canonical, "https://example.org")] = true
	}
	for _, f := range s.Files {
		there["/minh-bach/"+f.Path] = true
	}
	for _, p := range s.Pages {
		var tree any
		if err := json.Unmarshal([]byte(asJSON(t, []any{p.Frame, p.Model})), &tree); err != nil {
			t.Fatal(err)
		}
		links(tree, func(href string) {
			href, _, _ = strings.Cut(href, "#")
			switch {
			case href == "", strings.HasPrefix(href, "http://"), strings.HasPrefix(href, "https://"), strings.HasPrefix(href, "mailto:"):
			case !there[href]:
				t.Errorf("%s %s links to %q", p.Lang, p.Address, href)
			}
		})
	}
}

// A placeholder left over or a missing label would be seen by readers.
func TestNothingUnfilledIsShown(t *testing.T) {
	set, site := realSet(t)
	for _, p := range built(t, set, site).Pages {
		text := asJSON(t, []any{p.Frame.Title, p.Frame.Description, p.Model})
		for _, name := range placeholder.FindAllString(text, -1) {
			t.Errorf("%s %s shows %s", p.Lang, p.Address, name)
		}
		if p.Frame.Title == "" || p.Frame.Description == "" {
			t.Errorf("%s %s has no title or description", p.Lang, p.Address)
		}
	}
}

func TestAnEmptyInstanceIsASite(t *testing.T) {
	s := built(t, &record.Set{}, villageSite())
	if _, list := pageAt[List](t, s, "vi", "/tin/"); list.Intro != "Chưa có tin nào." {
		t.Errorf("list without news says %q", list.Intro)
	}
	if _, home := pageAt[Home](t, s, "vi", "/"); home.Numbers[2].Text != "chưa công bố" {
		t.Errorf("numbers %+v", home.Numbers)
	}
}

func TestKhanhHoa(t *testing.T) {
	set, site := realSet(t)
	s := built(t, set, site)
	_, unit := pageAt[UnitPage](t, s, "vi", "/xa/khanh-hoa-04342/")
	if len(unit.Lives) != 2 || unit.Lives[0].Parents[0].Text != "Tỉnh Lào Cai" || unit.Lives[1].Parents[0].Text != "Huyện Lục Yên" ||
		unit.Lives[1].Period != "đến hết ngày 30/06/2025" {
		t.Errorf("lives %+v", unit.Lives)
	}
	if len(unit.Lives[0].Predecessors) != 4 {
		t.Errorf("made of %s, want the four communes", texts2(unit.Lives[0].Predecessors))
	}
	if len(unit.Commitments) != 1 || len(unit.Log) < 17 || len(unit.News) != 1 {
		t.Errorf("%d commitments, %d log entries, %d news", len(unit.Commitments), len(unit.Log), len(unit.News))
	}
	_, commitment := pageAt[CommitmentPage](t, s, "vi", "/cam-ket/khcn-15-ho-khanh-hoa-2022/")
	if commitment.Promise != "15 hộ nghèo của xã Khánh Hòa thoát nghèo trong năm 2022" {
		t.Errorf("promise %q", commitment.Promise)
	}
	if r := commitment.Result; r.Headline != "Chưa công bố kết quả" || !r.Overdue || r.Status.Code != "unpublished" || r.Meters[2].Known || r.Progress.Code != "overdue" {
		t.Errorf("result %+v", r)
	}
	if len(commitment.Planned) != 11 {
		t.Errorf("%d things only announced, want 11", len(commitment.Planned))
	}
	_, figures := pageAt[FiguresPage](t, s, "vi", "/so-lieu/yen-bai-15/")
	if len(figures.Charts) != 2 || len(figures.Charts[1].data) != 1+9+1 { // districts and the province
		t.Errorf("charts %d", len(figures.Charts))
	}
	_, country := pageAt[FiguresPage](t, s, "vi", "/so-lieu/viet-nam/")
	if notes := strings.Join(country.Tables[0].Notes, " "); !strings.Contains(notes, "1.972.648") {
		t.Errorf("the table of 2022 whose parts do not sum is not explained: %s", notes)
	}
}
