package portal

import (
	"fmt"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

func texts2(links []Link) string {
	var list []string
	for _, l := range links {
		list = append(list, l.Text+" "+l.Href)
	}
	return strings.Join(list, "; ")
}

func TestPlacePageShowsAllLives(t *testing.T) {
	s := built(t, village(), villageSite())
	page, model := pageAt[UnitPage](t, s, "vi", "/xa/khanh-hoa-04342/")
	if len(model.Lives) != 2 {
		t.Fatalf("%d lives, want 2", len(model.Lives))
	}
	now, before := model.Lives[0], model.Lives[1]
	if !now.Current || now.Period != "từ ngày 01/07/2025" || texts2(now.Parents) != "Tỉnh Lào Cai /tinh/lao-cai-15/; Việt Nam /so-lieu/viet-nam/" {
		t.Errorf("now: %+v", now)
	}
	if want := "Xã An Lạc /xa/an-lac-04327/; Xã Khánh Hòa /xa/khanh-hoa-04342/"; texts2(now.Predecessors) != want {
		t.Errorf("made of %q, want %q", texts2(now.Predecessors), want)
	}
	if before.Current || before.Period != "đến hết ngày 30/06/2025" || before.Parents[0].Text != "Huyện Lục Yên" {
		t.Errorf("before: %+v", before)
	}
	if len(model.Commitments) != 1 || len(model.Log) != 2 {
		t.Errorf("%d commitments, %d log entries; want 1 and 2, those of the former life", len(model.Commitments), len(model.Log))
	}
	if model.NoFigures != "Chưa thấy số liệu chính thức nào được công bố riêng cho xã Khánh Hòa." {
		t.Errorf("without figures the page says %q", model.NoFigures)
	}
	if got := texts2(page.Frame.Breadcrumbs); !strings.HasSuffix(got, "Tỉnh Lào Cai /tinh/lao-cai-15/; Xã Khánh Hòa /xa/khanh-hoa-04342/") {
		t.Errorf("breadcrumbs %q", got)
	}
}

// Code 15 meant Yên Bái and means Lào Cai: two places, two pages.
func TestOneCodeWithTwoNamesHasTwoPages(t *testing.T) {
	s := built(t, village(), villageSite())
	for address, name := range map[string]string{"/tinh/yen-bai-15/": "Tỉnh Yên Bái", "/tinh/lao-cai-15/": "Tỉnh Lào Cai"} {
		if _, model := pageAt[UnitPage](t, s, "vi", address); model.Name != name {
			t.Errorf("%s is %q, want %q", address, model.Name, name)
		}
	}
}

func TestIndexOfCommunesLeadsThroughTheMerger(t *testing.T) {
	_, list := pageAt[List](t, built(t, village(), villageSite()), "vi", "/xa/")
	got := drawnTiles(list.Overview)
	for _, g := range list.Groups {
		for _, i := range g.Items {
			got = append(got, g.Heading+" | "+i.Text+" | "+i.Detail)
		}
	}
	want := []string{
		"Hiện nay – tỉnh Lào Cai | Khánh Hòa | overdue | 1 cam kết, quá hạn | Gồm xã An Lạc và xã Khánh Hòa trước đây",
		"Đến hết ngày 30/06/2025 – huyện Lục Yên, tỉnh Yên Bái | An Lạc | none | Nay thuộc xã Khánh Hòa /xa/khanh-hoa-04342/",
		"Đến hết ngày 30/06/2025 – huyện Lục Yên, tỉnh Yên Bái | Khánh Hòa | overdue | 1 cam kết, quá hạn | Nay thuộc xã Khánh Hòa",
		"Tỉnh và huyện | Tỉnh Lào Cai | mã 15, từ ngày 01/07/2025",
		"Tỉnh và huyện | Tỉnh Yên Bái | mã 15, đến hết ngày 30/06/2025",
		"Tỉnh và huyện | Huyện Lục Yên | mã 135, đến hết ngày 30/06/2025",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestRelationsAreShownFromBothSides(t *testing.T) {
	set := village()
	set.Plans["99"] = &record.Plan{Head: record.Head{ID: "99"}, Symbol: "99-KH", Issuer: "so", Date: "2023-01-01", Kind: "ke-hoach",
		Relations: []record.Relation{{Type: "implements", Plan: "62", Level: "inferred"}}}
	s := built(t, set, villageSite())
	_, plan := pageAt[PlanPage](t, s, "vi", "/ke-hoach/99/")
	if len(plan.Serves) != 2 || !plan.Serves[0].Inferred || plan.Serves[1].Relation != "Thực hiện (qua Kế hoạch 62-KH/TU)" {
		t.Errorf("serves %+v, want the plan and through it the resolution", plan.Serves)
	}
	_, resolution := pageAt[PlanPage](t, s, "vi", "/ke-hoach/61/")
	if len(resolution.ServedBy) != 1 || resolution.ServedBy[0].Relation != "Được thực hiện bởi" || resolution.ServedBy[0].Plan.Text != "Kế hoạch 62-KH/TU" {
		t.Errorf("served by %+v", resolution.ServedBy)
	}
}

func TestLogIsInOrderOfTime(t *testing.T) {
	set := village()
	set.Activities["done"].Date = "2022-05-01"
	set.Activities["quarter"] = &record.Activity{Head: record.Head{ID: "quarter"}, Commitment: "c", Type: "tap-huan", Status: "reported-done",
		Title: both("Quý I", "First quarter"), Period: &record.Period{From: "2022-01-01", To: "2022-03-31"}}
	set.Activities["undated"] = &record.Activity{Head: record.Head{ID: "undated"}, Commitment: "c", Type: "tap-huan", Status: "reported-done",
		Title: both("Không ngày", "Undated")}
	outcome(set, "o", "reported-done", "2022-05-01", nil)
	_, page := pageAt[CommitmentPage](t, built(t, set, villageSite()), "vi", "/cam-ket/c/")
	var got []string
	for _, e := range page.Log {
		got = append(got, e.When+": "+e.Title)
	}
	want := []string{
		"25/02/2022: Ban hành Kế hoạch 62-KH/TU", "Quý I năm 2022: Quý I", "01/05/2022: Đã tập huấn", "chưa công bố ngày: Không ngày",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if len(page.Planned) != 1 || page.Planned[0].Title != "Sẽ tập huấn" {
		t.Errorf("planned %+v", page.Planned)
	}
}

func TestLongListsAreNumberedFromTheOldest(t *testing.T) {
	set := village()
	add := func(n int) {
		id := fmt.Sprintf("c%04d", n)
		c := *set.Commitments["c"]
		c.ID, c.Title = id, both(id, id)
		c.Period.From = fmt.Sprintf("2022-02-%02d", n%28+1)
		set.Commitments[id] = &c
	}
	for n := range 150 {
		add(n)
	}
	page := func(address string) string {
		_, list := pageAt[List](t, built(t, set, villageSite()), "vi", address)
		return asJSON(t, list)
	}
	before := page("/cam-ket/trang/1/")
	c := *set.Commitments["c"]
	c.ID, c.Period.From = "newest", "2022-12-01"
	set.Commitments["newest"] = &c
	if after := page("/cam-ket/trang/1/"); after != before {
		t.Error("a new commitment changed the page of the oldest")
	}
	if !strings.Contains(page("/cam-ket/"), "/cam-ket/newest/") || !strings.Contains(page("/cam-ket/trang/2/"), "/cam-ket/newest/") {
		t.Error("the newest commitment is not on the first page and the last number")
	}
}

func TestSubPathAndLanguageAreInEveryLink(t *testing.T) {
	site := villageSite()
	site.BaseURL = "https://example.org/minh-bach/"
	s := built(t, village(), site)
	page, model := pageAt[UnitPage](t, s, "en", "/xa/khanh-hoa-04342/")
	for _, tt := range []struct{ got, want string }{
		{page.Frame.Canonical, "https://example.org/minh-bach/en/xa/khanh-hoa-04342/"},
		{page.Frame.OtherLang.Href, "/minh-bach/xa/khanh-hoa-04342/"},
		{page.Frame.Home.Href, "/minh-bach/en/"},
		{model.Commitments[0].Href, "/minh-bach/en/cam-ket/c/"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

func TestReportNamesThePage(t *testing.T) {
	site := villageSite()
	page, _ := pageAt[CommitmentPage](t, built(t, village(), site), "vi", "/cam-ket/c/")
	if got := page.Frame.Report.Href; !strings.HasPrefix(got, "mailto:lien-he@minhbach.example?subject=") || strings.Contains(got, "+") ||
		!strings.Contains(got, "https%3A%2F%2Fminhbach.example%2Fcam-ket%2Fc%2F") {
		t.Errorf("mail: %s", got)
	}
	site.Publisher.Report = "https://forge.example/issues/new?template=loi.yml"
	page, _ = pageAt[CommitmentPage](t, built(t, village(), site), "vi", "/cam-ket/c/")
	if got := page.Frame.Report.Href; !strings.HasPrefix(got, "https://forge.example/issues/new?body=") || !strings.Contains(got, "template=loi.yml") {
		t.Errorf("form: %s", got)
	}
}
