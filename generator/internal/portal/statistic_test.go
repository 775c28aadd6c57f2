package portal

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// villageStatistics are those of the table of classes.
func villageStatistics(t *testing.T) (*record.Set, *Statistics) {
	t.Helper()
	set := statisticVillage(classTable())
	return set, protected(t, set, 5, villageRows()...)
}

func TestARangeIsNeverANumberAndTellsNoReason(t *testing.T) {
	set, st := villageStatistics(t)
	s := publishedSite(t, set, st)
	_, model := pageAt[StatisticPage](t, s, "vi", "/so-lieu/loai-ho/luc-yen-135/")
	_, below := model.Parts[0], model.Parts[1]
	small := cellsOf(t, below.Sections[0].Table, "Xã An Lạc")[1]        // 2 households: primary
	neighbour := cellsOf(t, below.Sections[0].Table, "Xã Khánh Hòa")[1] // 14, withheld to protect them
	for _, cell := range []TableCell{small, neighbour} {
		if cell.Kind != cellRange || !strings.Contains(cell.Text, "–") {
			t.Errorf("a withheld figure is shown as %+v", cell)
		}
		if want := "; không nêu số chính xác để giữ kín cho hộ dân"; !strings.HasPrefix(cell.Explain, "từ ") || !strings.HasSuffix(cell.Explain, want) {
			t.Errorf("a screen reader hears %q", cell.Explain)
		}
	}
	total := cellsOf(t, model.Parts[0].Sections[0].Table, "Nhãn ho-ngheo")
	if got := total[1]; got.Text != "16" || got.Kind != cellNumber {
		t.Errorf("the district has %+v, want 16", got)
	}
}

func TestADifferenceIsThatOfTwoExactFigures(t *testing.T) {
	set, st := villageStatistics(t)
	s := publishedSite(t, set, st)
	_, district := pageAt[StatisticPage](t, s, "vi", "/huyen/luc-yen-135/thong-ke/")
	section := district.Parts[0].Sections[0]
	if got := cellsOf(t, section.Table, "Nhãn ho-ngheo")[2]; got.Text != "−16" || got.Explain != "giảm 16 hộ" {
		t.Errorf("32 and 16 households differ by %+v", got)
	}
	if want := "Nhãn ho-ngheo ở huyện Lục Yên: 32 hộ năm 2022, 16 hộ năm 2023; giảm 16 hộ."; section.Sentence != want {
		t.Errorf("sentence %q, want %q", section.Sentence, want)
	}
	_, commune := pageAt[StatisticPage](t, s, "vi", "/xa/an-lac-04327/thong-ke/")
	section = commune.Parts[0].Sections[0]
	if got := cellsOf(t, section.Table, "Nhãn ho-ngheo")[2]; got.Kind != cellUntold || strings.ContainsAny(got.Text+got.Explain, "0123456789") {
		t.Errorf("a range and a figure differ by %+v", got)
	}
	if want := "Không nêu mức thay đổi, vì có năm chỉ công bố khoảng."; !strings.HasSuffix(section.Sentence, want) {
		t.Errorf("sentence %q does not say why it has no difference", section.Sentence)
	}
}

func TestKindsOfCellsDifferInSignsAndWords(t *testing.T) {
	set, st := villageStatistics(t)
	ix := newIndex(set, villageSite(), Options{Statistics: st})
	made, _ := editions(ix, villageSite())
	for _, e := range made {
		table := e.statistics.tables[0]
		poor := table.category("ho-ngheo")
		shown := map[string]TableCell{
			"exact":          e.cellFor(table, "luc-yen-135", 2023, poor),
			"range":          e.cellFor(table, "an-lac-04327", 2023, poor),
			"zero":           e.cellFor(table, "luc-yen-135", 2023, table.category("ho-khong-ngheo")),
			"missing":        e.cellFor(table, "yen-bai-15", 2023, poor),
			"not applicable": e.cellFor(table, "an-lac-04327", 2026, poor),
			"difference":     e.changeCell(table, "an-lac-04327", 2022, 2023, poor),
		}
		signs, words, kinds := map[string]string{}, map[string]string{}, map[string]string{}
		for name, cell := range shown {
			if other, taken := signs[cell.Text]; taken {
				t.Errorf("%s: %s and %s are both shown as %q", e.lang, name, other, cell.Text)
			}
			if other, taken := words[cell.Explain]; taken {
				t.Errorf("%s: %s and %s are both explained as %q", e.lang, name, other, cell.Explain)
			}
			if other, taken := kinds[cell.Kind]; taken {
				t.Errorf("%s: %s and %s are both of kind %q", e.lang, name, other, cell.Kind)
			}
			signs[cell.Text], words[cell.Explain], kinds[cell.Kind] = name, name, name
		}
	}
}

// A page of a real place must not lose its place in search engines, nor carry an
// invented figure.
func TestInventedFiguresStayOffThePagesOfRealPlaces(t *testing.T) {
	set, st := villageStatistics(t)
	s := publishedSite(t, set, st)
	for _, lang := range []string{"vi", "en"} {
		page, model := pageAt[UnitPage](t, s, lang, "/xa/khanh-hoa-04342/")
		if page.Frame.NoIndex || page.Frame.Synthetic {
			t.Errorf("%s: the page of the commune is kept from search engines or called synthetic", lang)
		}
		box := model.Statistics
		if box == nil || !box.Synthetic || len(box.Sections) > 0 || len(box.Links) != 1 {
			t.Fatalf("%s: the commune has the box %+v", lang, box)
		}
		if strings.ContainsAny(box.Text+box.Heading, "0123456789") {
			t.Errorf("%s: the box of the commune has a number: %q", lang, box.Text)
		}
	}
	index, _ := pageAt[List](t, s, "vi", "/so-lieu/")
	if index.Frame.NoIndex {
		t.Error("the index of official figures is kept from search engines")
	}
	seen := 0
	for _, p := range s.Pages {
		if p.Layout != LayoutStatistic {
			continue
		}
		seen++
		if !p.Frame.Synthetic || !p.Frame.NoIndex || len(p.Frame.Alternates) > 0 {
			t.Errorf("%s %s does not say that it is synthetic, or may be indexed", p.Lang, p.Address)
		}
		if !strings.Contains(p.Frame.Title, map[string]string{"vi": "(mô phỏng)", "en": "(synthetic)"}[p.Lang]) {
			t.Errorf("%s %s has the title %q", p.Lang, p.Address, p.Frame.Title)
		}
		for _, table := range tablesIn(p.Model.(StatisticPage).Parts...) {
			if table.Mark == "" {
				t.Errorf("%s %s: the table %q carries no mark", p.Lang, p.Address, table.Caption)
			}
		}
	}
	if seen == 0 {
		t.Error("there are no pages of statistics")
	}
	if strings.Contains(string(fileAt(t, s, "sitemap.xml")), "thong-ke") {
		t.Error("the sitemap names synthetic statistics")
	}
}

func TestRealStatisticsStandOnThePagesOfPlaces(t *testing.T) {
	set, st := villageStatistics(t)
	st.Synthetic = false
	s := publishedSite(t, set, st)
	page, model := pageAt[UnitPage](t, s, "vi", "/xa/an-lac-04327/")
	if page.Frame.NoIndex || model.Statistics == nil || model.Statistics.Synthetic || len(model.Statistics.Sections) != 1 {
		t.Fatalf("An Lạc has the box %+v", model.Statistics)
	}
	if got := cellsOf(t, model.Statistics.Sections[0].Table, "Nhãn ho-ngheo"); got[0].Text != "12" || got[1].Kind != cellRange {
		t.Errorf("An Lạc has %+v", got)
	}
	frame, _ := pageAt[StatisticPage](t, s, "vi", "/xa/an-lac-04327/thong-ke/")
	if frame.Frame.NoIndex || strings.Contains(frame.Frame.Title, "mô phỏng") {
		t.Errorf("real statistics have the frame %+v", frame.Frame)
	}
}

// Where a table says how many households a body helped, promise, recognition and
// count stand side by side; what nobody has published is no number.
func TestProgressSetsPromiseBesideResult(t *testing.T) {
	set := statisticVillage(definition("don-vi", "households", "performance", "", "organization", "year"),
		definition("bien-dong", "households", "performance", "thoat-ngheo", "unit", "year", "transition"))
	st := protectedRows(t, set, 5, `"synthetic":false`, []household{
		{20, "khanh-hoa-04342", 2022, "n", "t", `"organization":"so"`, ""}, {20, "khanh-hoa-04342", 2022, "n", "n", "", ""},
		{20, "an-lac-04327", 2022, "n", "n", "", ""}, {20, "an-lac-04327", 2022, "n", "t", "", ""},
	})
	s := publishedSite(t, set, st)
	for address, want := range map[string]string{"/co-quan/so/": "Bảng don-vi", "/xa/khanh-hoa-04342/": "Thoát nghèo, mọi hộ của xã Khánh Hòa"} {
		var box *StatisticBox
		for _, p := range s.Pages {
			if p.Lang == "vi" && p.Address == address {
				switch m := p.Model.(type) {
				case OrganizationPage:
					box = m.Statistics
				case UnitPage:
					box = m.Statistics
				}
			}
		}
		if box == nil {
			t.Errorf("%s has no progress", address)
			continue
		}
		table := box.Sections[0].Table
		if got := cellsOf(t, table, "Đã hứa, đến hạn trong năm")[0]; got.Text != "15" {
			t.Errorf("%s: promised %+v", address, got)
		}
		if got := cellsOf(t, table, "Đã được rà soát công nhận")[0]; got.Kind != cellMissing || got.Text != "chưa công bố" {
			t.Errorf("%s: recognised %+v", address, got)
		}
		if got := cellsOf(t, table, want)[0]; got.Kind != cellNumber {
			t.Errorf("%s: counted %+v", address, got)
		}
		chart := box.Sections[0].Chart
		if want := "Năm 2022, số hộ được hứa giúp thoát nghèo: 15; được rà soát công nhận: chưa công bố."; box.Sections[0].Sentence != want {
			t.Errorf("%s: sentence %q", address, box.Sections[0].Sentence)
		}
		if chart == nil {
			t.Errorf("%s has no chart of its progress", address)
			continue
		}
		if hollow, solid := pathsOf(chart.Wide, draw.Hollow), pathsOf(chart.Wide, draw.Solid); len(hollow) != 1 || len(solid) != 1 {
			t.Errorf("%s: %d hollow and %d solid bars, want the promise and what was counted", address, len(hollow), len(solid))
		}
	}
}

func TestYearsOfTwoStandardsShareNoTableNorChart(t *testing.T) {
	set, st := villageStatistics(t)
	st.Standards = map[int]string{2022: "2016-2020", 2023: "2022-2025"}
	s := publishedSite(t, set, st)
	_, model := pageAt[StatisticPage](t, s, "vi", "/huyen/luc-yen-135/thong-ke/")
	sections := model.Parts[0].Sections
	if len(sections) != 2 {
		t.Fatalf("%d sections, want one for each standard", len(sections))
	}
	for i, want := range []string{"2023", "2022"} {
		var years []string
		for _, h := range sections[i].Table.Head[1:] {
			years = append(years, h.Text)
		}
		if !slices.Equal(years, []string{want}) || sections[i].Chart != nil {
			t.Errorf("section %d has years %v and chart %v, want %s alone", i, years, sections[i].Chart, want)
		}
	}
	_, below := pageAt[StatisticPage](t, s, "vi", "/so-lieu/loai-ho/luc-yen-135/")
	for _, table := range tablesIn(below.Parts...) {
		if len(table.Head) != 2 {
			t.Errorf("%q compares years of two standards", table.Caption)
		}
	}
}

// The audit file holds every figure, so that the pages must too.
func TestEveryFigureStandsOnThePageOfItsPlace(t *testing.T) {
	set := statisticVillage(classTable(), definition("thieu-hut", "households", "deprivation", "", "unit", "year", "indicator"))
	st := protected(t, set, 5, villageRows()...)
	s := publishedSite(t, set, st)
	ix := newIndex(set, villageSite(), Options{Statistics: st})
	for _, table := range ix.statistics.tables {
		for _, unit := range table.units {
			address := "/so-lieu/" + table.ID + "/"
			if p := ix.placeOf[unit]; p != nil {
				address = ix.statistics.address(p, set.Units[unit])
			}
			_, model := pageAt[StatisticPage](t, s, "vi", address)
			have := 0
			for _, part := range model.Parts {
				if u := set.Units[unit]; u != nil && part.Heading != editionTitle(t, set, u) {
					continue
				}
				for _, section := range part.Sections {
					if !strings.Contains(section.Table.Caption, table.Title.VI) {
						continue
					}
					for _, g := range section.Table.Groups {
						for _, row := range g.Rows {
							have += len(row.Cells)
						}
					}
				}
			}
			want := 0
			for i := range table.safe.Len() {
				if codes, _ := table.safe.Row(i); table.unitOf(codes) == unit {
					want++
				}
			}
			if have < want {
				t.Errorf("%s: %d cells of table %s for %q, want %d", address, have, table.ID, unit, want)
			}
		}
	}
}

func editionTitle(t *testing.T, set *record.Set, u *record.Unit) string {
	t.Helper()
	made, _ := editions(newIndex(set, villageSite(), Options{}), villageSite())
	return made[0].unitTitle(u)
}

func TestEveryLinkOfStatisticsLeadsToAPage(t *testing.T) {
	set := statisticVillage(classTable(), definition("thieu-hut", "households", "deprivation", "", "unit", "year", "indicator"))
	for _, synthetic := range []bool{true, false} {
		st := protected(t, set, 5, villageRows()...)
		st.Synthetic = synthetic
		s := publishedSite(t, set, st)
		there := map[string]bool{"/du-lieu/kiem-chung/7.json": true}
		for _, p := range s.Pages {
			there[strings.TrimPrefix(p.Frame.Canonical, "https://minhbach.example")] = true
		}
		for _, f := range s.Files {
			there["/"+f.Path] = true
		}
		for _, p := range s.Pages {
			var tree any
			if err := json.Unmarshal([]byte(asJSON(t, p.Model)), &tree); err != nil {
				t.Fatal(err)
			}
			links(tree, func(href string) {
				href, _, _ = strings.Cut(href, "#")
				if strings.HasPrefix(href, "/") && !there[href] && !strings.HasPrefix(href, "/api/") && !strings.HasPrefix(href, "/du-lieu/") {
					t.Errorf("%s %s links to %q", p.Lang, p.Address, href)
				}
			})
			for _, name := range placeholder.FindAllString(asJSON(t, p.Model), -1) {
				t.Errorf("%s %s shows %s", p.Lang, p.Address, name)
			}
		}
	}
}

func TestIndicatorsStandUnderTheirService(t *testing.T) {
	set := statisticVillage(definition("thieu-hut", "households", "deprivation", "", "unit", "year", "indicator"))
	s := publishedSite(t, set, protected(t, set, 5, villageRows()...))
	_, model := pageAt[StatisticPage](t, s, "en", "/so-lieu/thieu-hut/")
	var headings []string
	for _, g := range model.Parts[0].Sections[0].Table.Groups {
		headings = append(headings, g.Heading)
	}
	if want := []string{"", "Label nuoc-ve-sinh", "Label y-te"}; !slices.Equal(headings, want) {
		t.Errorf("groups %q, want %q", headings, want)
	}
}

func TestRangesAreDrawnFromEndToEnd(t *testing.T) {
	set, st := villageStatistics(t)
	s := publishedSite(t, set, st)
	_, model := pageAt[StatisticPage](t, s, "vi", "/so-lieu/loai-ho/luc-yen-135/")
	chart := model.Parts[1].Sections[0].Chart
	if chart == nil || len(chart.data) != 1+2 {
		t.Fatalf("the communes have the chart %+v", chart)
	}
	for _, d := range []draw.Drawing{chart.Wide, chart.Narrow} {
		if ends, dots := pathsOf(d, draw.Bound), pathsOf(d, draw.Dot); len(ends) != 4 || len(dots) != 0 {
			t.Errorf("ends %q and dots %q, want two ends for each of two ranges", ends, dots)
		}
		if !slices.ContainsFunc(d.Texts, func(x draw.Text) bool { return x.Style == draw.Mark }) {
			t.Error("the drawing does not say that its figures are invented")
		}
	}
	_, district := pageAt[StatisticPage](t, s, "vi", "/huyen/luc-yen-135/thong-ke/")
	exact := district.Parts[0].Sections[0].Chart
	if bars := pathsOf(exact.Wide, draw.Solid); len(bars) != len(exact.data)-1 || len(exact.Legend) != 0 {
		t.Errorf("bars %q and legend %+v, want a bar from zero for each of %d figures", bars, exact.Legend, len(exact.data)-1)
	}
	for _, row := range exact.data[1:] {
		if row[1] == "" || row[1] != row[2] || row[1] != row[3] {
			t.Errorf("an exact figure is written as %q", row)
		}
	}
	for _, row := range chart.data[1:] {
		if row[1] != "" || row[2] == "" {
			t.Errorf("a range is written as %q, want its ends and no figure", row)
		}
	}
}

// A sentence names a largest only where the ranges leave no doubt.
func TestNothingIsCalledLargestThatMayNotBe(t *testing.T) {
	_, st := villageStatistics(t)
	figure := func(id string) sdc.Figure {
		f, ok := st.Release.Figure(id)
		if !ok {
			t.Fatalf("no figure %s", id)
		}
		return f
	}
	withheld := rangeBar{"khoảng", figure("households|unit=an-lac-04327|year=2023|class-end=ho-ngheo"), true}
	twelve := rangeBar{"12", figure("households|unit=khanh-hoa-04342|year=2023|class-end=ho-can-ngheo"), true}
	large := rangeBar{"27", figure("households|unit=luc-yen-135|year=2023|class-end=ho-can-ngheo"), true}
	_, upper, _ := withheld.figure.Range()
	if n, _ := large.figure.Value(); upper >= n {
		t.Fatalf("the range reaches to %d, the test needs less than %d", upper, n)
	}
	for _, tt := range []struct {
		name string
		bars []rangeBar
		want string
	}{
		{"exact beyond every range", []rangeBar{withheld, large, twelve}, "27"},
		{"a range alone", []rangeBar{withheld}, ""},
		{"ranges only", []rangeBar{withheld, withheld}, ""},
	} {
		if first, ok := unbeaten(tt.bars); first.label != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: the largest is %q, want %q", tt.name, first.label, tt.want)
		}
	}
}

func TestMoneyIsShownInMillions(t *testing.T) {
	set := statisticVillage(definition("kinh-phi", "money", "money", "", "unit", "year", "money-source"))
	s := publishedSite(t, set, protected(t, set, 5,
		household{20, "khanh-hoa-04342", 2022, "n", "n", `"money":{"central-budget":50000000}`, ""},
		household{20, "an-lac-04327", 2022, "n", "n", `"money":{"central-budget":50000000}`, ""}))
	_, model := pageAt[StatisticPage](t, s, "vi", "/so-lieu/kinh-phi/")
	table := model.Parts[0].Sections[0].Table
	if got := cellsOf(t, table, "Nhãn central-budget")[0]; got.Text != "2.000" || !strings.Contains(table.Caption, "(triệu đồng)") {
		t.Errorf("2 000 million đồng are shown as %q in %q", got.Text, table.Caption)
	}
	if got := cellsOf(t, table, "Nhãn donations")[0]; got.Kind != cellZero || got.Explain != "0: không có khoản nào" {
		t.Errorf("no donations are shown as %+v", got)
	}
}

func TestSmallCommunesLeadToTheirPool(t *testing.T) {
	set := statisticVillage(classTable())
	set.Units["dong-quan-04351"] = &record.Unit{Head: record.Head{ID: "dong-quan-04351"}, Name: both("Động Quan", "Động Quan"), Type: "commune",
		Code: "04351", Parent: "luc-yen-135", ValidTo: "2025-06-30", Successors: []string{"khanh-hoa-04342-2025"}}
	rows := append(villageRows()[:4:4], household{4, "dong-quan-04351", 2022, "n", "n", "", ""})
	rows[2].n, rows[3].n = 3, 0
	st := protected(t, set, 5, rows...)
	if len(st.Pools) == 0 {
		t.Fatal("the small communes are not pooled")
	}
	s := publishedSite(t, set, st)
	_, model := pageAt[UnitPage](t, s, "vi", "/xa/dong-quan-04351/")
	if model.Statistics == nil || len(model.Statistics.Links) != 1 || !strings.HasPrefix(model.Statistics.Links[0].Href, "/so-lieu/xa-gop/") {
		t.Fatalf("the small commune has the box %+v", model.Statistics)
	}
	_, pool := pageAt[StatisticPage](t, s, "vi", model.Statistics.Links[0].Href)
	if got := cellsOf(t, pool.Parts[0].Sections[0].Table, "Nhãn ho-ngheo")[0]; got.Text != "7" {
		t.Errorf("the pool has %+v poor households", got)
	}
	if len(pool.Places) != 1 || len(pool.Places[0].Items) != 2 {
		t.Errorf("the pool names %+v", pool.Places)
	}
}

func TestLongTablesGoOnOnNumberedPages(t *testing.T) {
	set := statisticVillage(definition("don-vi", "households", "performance", "", "organization", "year"))
	var rows []household
	for i := range 310 {
		id := "co-quan-" + strings.Repeat("x", i%5) + string(rune('a'+i%26)) + string(rune('a'+i/26))
		set.Organizations[id] = &record.Organization{Head: record.Head{ID: id}, Name: both("Cơ quan "+id, "Body "+id), Line: "state", Level: "province"}
		rows = append(rows, household{3, "khanh-hoa-04342", 2022, "n", "t", `"organization":"` + id + `"`, ""})
	}
	rows = append(rows, household{20, "an-lac-04327", 2022, "n", "t", "", ""})
	st := protectedRows(t, set, 5, `"synthetic":false`, rows)
	s := publishedSite(t, set, st)
	_, first := pageAt[StatisticPage](t, s, "vi", "/so-lieu/don-vi/")
	addresses := []string{"/so-lieu/don-vi/"}
	for _, link := range first.Links {
		addresses = append(addresses, link.Href)
	}
	if len(addresses) < 2 {
		t.Fatal("the table stands on one page")
	}
	shown := 0
	for _, address := range addresses {
		_, model := pageAt[StatisticPage](t, s, "vi", address)
		for _, g := range model.Parts[0].Sections[0].Table.Groups {
			shown += len(g.Rows)
		}
	}
	if want := st.Release.Tables()[0].Len(); shown != want { // a row for each body, in one year
		t.Errorf("%d rows on the pages, want %d", shown, want)
	}
}

func TestMethodsShowThePolicyAndWhatCameOfIt(t *testing.T) {
	set, st := villageStatistics(t)
	method := func(lang string) record.Document[record.Page] {
		return record.Document[record.Page]{Path: "content/" + lang + "/phuong-phap.md", Lang: lang, Address: methodAddress, Meta: record.Page{Title: "M", Summary: "S"}, Body: "B"}
	}
	set.Pages = []record.Document[record.Page]{method("vi"), method("en")}
	s := publishedSite(t, set, st)
	page, model := pageAt[StandingPage](t, s, "vi", methodAddress)
	d := model.Disclosure
	if d == nil || page.Frame.NoIndex {
		t.Fatalf("the methods page has %+v, no index %v", d, page.Frame.NoIndex)
	}
	if got := d.Rules.Rows[2].Cells[0].Text; got != "10 hộ" {
		t.Errorf("the threshold of sensitive figures is %q, want that of the settings", got)
	}
	figures, withheld := 0, 0
	seen := map[string]bool{}
	table := st.Release.Tables()[0]
	for i := range table.Len() {
		if _, f := table.Row(i); !seen[table.CellID(i)] {
			seen[table.CellID(i)] = true
			figures++
			if f.Kind() == sdc.Withheld {
				withheld++
			}
		}
	}
	ix := newIndex(set, villageSite(), Options{})
	made, _ := editions(ix, villageSite())
	row := d.Tables.Rows[0]
	if row.Cells[0].Text != made[0].number(int64(figures)) || row.Cells[1].Text != made[0].number(int64(withheld)) {
		t.Errorf("the table is said to have %+v, it has %d figures of which %d are withheld", row.Cells, figures, withheld)
	}
	if d.Bundle.Href != "/du-lieu/kiem-chung/7.json" || d.Command != "minhbach audit https://minhbach.example/" || !d.Synthetic {
		t.Errorf("how to check: %+v %q, synthetic %v", d.Bundle, d.Command, d.Synthetic)
	}

	_, without := pageAt[StandingPage](t, publishedSite(t, set, nil), "vi", methodAddress)
	if without.Disclosure == nil || without.Disclosure.Tables != nil || without.Disclosure.Summary != "" {
		t.Errorf("without statistics the methods page has %+v", without.Disclosure)
	}
}
