package portal

import (
	"encoding/json"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

func both(vi, en string) record.Text { return record.Text{VI: vi, EN: en} }

func number(n int64) *int64 { return &n }

func rate(r float64) *float64 { return &r }

// village is the smallest set in which everything occurs once: a commune that
// outlived its district, an office that promised 15 households to leave poverty
// there in 2022 under a plan, one thing done, one planned, no result.
func village() *record.Set {
	code := func(code, vi, en string) record.Code { return record.Code{Code: code, Label: both(vi, en)} }
	unitType := func(code, vi, en, level string) record.Code {
		return record.Code{Code: code, Label: both(vi, en), Parent: level}
	}
	list := func(codes ...record.Code) *record.Vocab { return &record.Vocab{Codes: codes} }
	set := &record.Set{
		Vocab: map[string]*record.Vocab{
			"unit-types": list(unitType("country", "Quốc gia", "Country", "central"), unitType("province", "Tỉnh", "Province", "province"),
				unitType("district", "Huyện", "District", "district"), unitType("commune", "Xã", "Commune", "commune")),
			"statuses": list(code("planned", "Dự kiến", "Planned"), code("reported-done", "Cơ quan báo đã làm", "Reported done"),
				code("recognised", "Đã rà soát công nhận", "Recognised"), code("not-met", "Không đạt", "Not met"), code("unpublished", "Chưa công bố", "Unpublished")),
			"standards":       list(code("2016-2020", "Chuẩn nghèo 2016–2020", "Poverty standard 2016–2020"), code("2022-2025", "Chuẩn nghèo 2022–2025", "Poverty standard 2022–2025")),
			"figure-statuses": list(code("approved", "Đã phê duyệt", "Approved"), code("reported", "Theo báo cáo", "Reported"), code("target", "Chỉ tiêu", "Target")),
			"measures":        list(code("poor", "Hộ nghèo", "Poor households"), code("households-out-of-poverty", "Số hộ thoát nghèo", "Households out of poverty")),
			"document-kinds":  list(code("ke-hoach", "Kế hoạch", "Plan"), code("nghi-quyet", "Nghị quyết", "Resolution")),
			"relations":       list(code("implements", "Thực hiện", "Implements")),
			"levels":          list(code("province", "Cấp tỉnh", "Province")),
			"lines":           list(code("state", "Khối chính quyền", "State")),
			"support-types":   list(code("tap-huan", "Tập huấn", "Training")),
		},
		Units: map[string]*record.Unit{
			"viet-nam":             {Name: both("Việt Nam", "Viet Nam"), Type: "country"},
			"yen-bai-15":           {Name: both("Yên Bái", "Yên Bái"), Type: "province", Code: "15", Parent: "viet-nam", ValidTo: "2025-06-30"},
			"lao-cai-15-2025":      {Name: both("Lào Cai", "Lào Cai"), Type: "province", Code: "15", Parent: "viet-nam", ValidFrom: "2025-07-01"},
			"luc-yen-135":          {Name: both("Lục Yên", "Lục Yên"), Type: "district", Code: "135", Parent: "yen-bai-15", ValidTo: "2025-06-30"},
			"khanh-hoa-04342":      {Name: both("Khánh Hòa", "Khánh Hòa"), Type: "commune", Code: "04342", Parent: "luc-yen-135", ValidTo: "2025-06-30", Successors: []string{"khanh-hoa-04342-2025"}},
			"an-lac-04327":         {Name: both("An Lạc", "An Lạc"), Type: "commune", Code: "04327", Parent: "luc-yen-135", ValidTo: "2025-06-30", Successors: []string{"khanh-hoa-04342-2025"}},
			"khanh-hoa-04342-2025": {Name: both("Khánh Hòa", "Khánh Hòa"), Type: "commune", Code: "04342", Parent: "lao-cai-15-2025", ValidFrom: "2025-07-01"},
		},
		Organizations: map[string]*record.Organization{
			"so": {Name: both("Sở Khoa học và Công nghệ", "Department of Science and Technology"), Line: "state", Level: "province"},
		},
		People: map[string]*record.Person{},
		Plans: map[string]*record.Plan{
			"61": {Symbol: "61-NQ/TU", Issuer: "so", Date: "2021-10-20", Title: both("Về giảm nghèo", "On poverty"), Kind: "nghi-quyet"},
			"62": {Symbol: "62-KH/TU", Issuer: "so", Date: "2022-02-25", Title: both("Về năm 2022", "On 2022"), Kind: "ke-hoach",
				Relations: []record.Relation{{Type: "implements", Plan: "61", Basis: both("Nêu trong tin", "Stated"), Level: "stated"}}},
		},
		Commitments: map[string]*record.Commitment{
			"c": {Title: both("15 hộ năm 2022", "15 households in 2022"), Plan: "62", Organization: "so", Unit: "khanh-hoa-04342",
				Period:  record.Period{From: "2022-01-01", To: "2022-12-31"},
				Promise: record.Promise{Measure: measureHouseholds, Value: number(15)}, Text: both("Giúp 15 hộ.", "Help 15 households.")},
		},
		Activities: map[string]*record.Activity{
			"done":    {Commitment: "c", Type: "tap-huan", Title: both("Đã tập huấn", "Trained"), Status: "reported-done", Order: 1},
			"planned": {Commitment: "c", Type: "tap-huan", Title: both("Sẽ tập huấn", "Will train"), Status: "planned", Order: 2},
		},
		Outcomes: map[string]*record.Outcome{},
		Figures:  map[string]*record.Figure{},
		Paths:    map[string]string{},
	}
	name(set.Units, set.Paths, "units", func(u *record.Unit, id string) { u.ID = id })
	name(set.Organizations, set.Paths, "organizations", func(o *record.Organization, id string) { o.ID = id })
	name(set.Plans, set.Paths, "plans", func(p *record.Plan, id string) { p.ID = id })
	name(set.Commitments, set.Paths, "commitments", func(c *record.Commitment, id string) { c.ID = id })
	name(set.Activities, set.Paths, "activities", func(a *record.Activity, id string) { a.ID = id })
	return set
}

// name gives each record the id and path of its key.
func name[R any](records map[string]*R, paths map[string]string, kind string, set func(*R, string)) {
	for id, r := range records {
		set(r, id)
		paths[kind+"/"+id] = "data/" + kind + "/" + id + ".json"
	}
}

func villageSite() record.Site {
	return record.Site{
		Title: both("Minh Bạch", "Minh Bạch"), Description: both("Mô tả.", "Description."),
		BaseURL: "https://minhbach.example/", Languages: []string{"vi", "en"}, DataAsOf: "2026-11-23",
		Publisher: record.Publisher{Name: both("Nhóm", "Group"), Email: "lien-he@minhbach.example"},
		Licence:   record.Licence{Name: both("Giấy phép", "Licence"), URL: "https://example.org/"},
		Limits:    record.Limits{FrontNews: 5, ListNews: 20},
	}
}

// outcome adds a step to the commitment of the village.
func outcome(set *record.Set, id, status, date string, households *int64) {
	set.Outcomes[id] = &record.Outcome{Head: record.Head{ID: id}, Commitment: "c", Status: status, Date: date, Households: households}
}

// item adds a news item of 22 March 2022 in one language.
func item(set *record.Set, lang, slug string, n record.News) {
	if n.Date == "" {
		n.Date = "2022-03-22"
	}
	address := "/tin/" + n.Date[:4] + "/" + slug + "/"
	set.News = append(set.News, record.Document[record.News]{
		Path: "content/" + lang + strings.TrimSuffix(address, "/") + ".md", Lang: lang, Address: address, Meta: n, Body: "Nội dung.", BodyLine: 9,
	})
}

// whole is a site of which all has been composed.
type whole struct {
	Site  `json:"-"`
	Pages []Page
	Files []File
}

func wholeSite(set *record.Set, site record.Site, o Options) (*whole, []diag.Problem) {
	s := Build(set, site, o)
	all := &whole{}
	for piece := range s.Pieces {
		all.Pages, all.Files = append(all.Pages, piece.Pages...), append(all.Files, piece.Files...)
	}
	all.Site, all.Files = *s, append(all.Files, s.Files...)
	return all, s.Problems
}

// built is the site of a set in which there must be no problem.
func built(t *testing.T, set *record.Set, site record.Site) *whole {
	t.Helper()
	s, problems := wholeSite(set, site, Options{})
	for _, p := range problems {
		t.Errorf("%s: %s", p.Pos, p.Message.EN)
	}
	return s
}

// pageAt is the page of a language at an address, with its model.
func pageAt[M any](t *testing.T, s *whole, lang, address string) (Page, M) {
	t.Helper()
	for _, p := range s.Pages {
		if p.Lang == lang && p.Address == address {
			model, ok := p.Model.(M)
			if !ok {
				t.Fatalf("%s %s has a %T", lang, address, p.Model)
			}
			return p, model
		}
	}
	t.Fatalf("no page %s in %s", address, lang)
	panic("unreachable")
}

func fileAt(t *testing.T, s *whole, path string) []byte {
	t.Helper()
	for _, f := range s.Files {
		if f.Path == path {
			return f.Content()
		}
	}
	t.Fatalf("no file %s", path)
	return nil
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
