package portal

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

// poor adds the poverty rate of a unit to a set.
func poor(set *record.Set, unit string, year int, standard, status string, percent float64) {
	id := fmt.Sprintf("%s-%d-%s-%s", unit, year, standard, status)
	set.Figures[id] = &record.Figure{Head: record.Head{ID: id}, Unit: unit, Year: year, Standard: standard, Status: status,
		Values: []record.FigureValue{{Measure: "poor", Rate: rate(percent)}}}
	set.Paths["figures/"+id] = "data/figures/" + id + ".json"
}

// yenBai has what makes a chart difficult: missing years, two standards in one
// year, and a target.
func yenBai() *record.Set {
	set := village()
	poor(set, "yen-bai-15", 2015, "2016-2020", "approved", 32.21)
	poor(set, "yen-bai-15", 2019, "2016-2020", "approved", 11.56)
	poor(set, "yen-bai-15", 2020, "2016-2020", "reported", 7.04)
	poor(set, "yen-bai-15", 2021, "2016-2020", "approved", 4.76)
	poor(set, "yen-bai-15", 2021, "2022-2025", "approved", 18.07)
	poor(set, "yen-bai-15", 2023, "2022-2025", "reported", 9.16)
	poor(set, "yen-bai-15", 2024, "2022-2025", "target", 5.86)
	return set
}

func TestNoLineCrossesStandardsOrReachesATarget(t *testing.T) {
	_, page := pageAt[FiguresPage](t, built(t, yenBai(), villageSite()), "vi", "/so-lieu/yen-bai-15/")
	chart := page.Charts[0]
	at := map[string]Mark{} // by value
	for _, p := range chart.Points {
		at[p.Text] = p
	}
	joined := func(values ...string) string {
		var points []string
		for _, v := range values {
			p := at[v+"%"]
			points = append(points, decimal(p.X)+","+decimal(p.Y))
		}
		return strings.Join(points, " ")
	}
	var got []string
	for _, l := range chart.Lines {
		got = append(got, l.Kind+": "+l.Points)
	}
	want := []string{
		"gap: " + joined("32,21", "11,56"),
		"2016-2020: " + joined("11,56", "7,04", "4,76"),
		"gap: " + joined("18,07", "9,16"),
	}
	if !slices.Equal(got, want) {
		t.Errorf("lines\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	old, renewed := at["4,76%"], at["18,07%"]
	if old.X != renewed.X || old.Y <= renewed.Y {
		t.Errorf("2021 is at %+v and %+v, want one year and two heights", old, renewed)
	}
	if got := at["5,86%"].Kind; got != "target" {
		t.Errorf("the target is drawn as %q", got)
	}
	if len(chart.Breaks) != 1 || chart.Breaks[0].X != old.X {
		t.Errorf("breaks %+v, want one at 2021", chart.Breaks)
	}
	for _, p := range chart.Points {
		if p.X < 0 || p.X > float64(chart.Width) || p.Y < 0 || p.Y > float64(chart.Height) {
			t.Errorf("%+v lies outside the view box", p)
		}
	}
}

func TestChartHasItsSentenceAndTable(t *testing.T) {
	s := built(t, yenBai(), villageSite())
	_, vi := pageAt[FiguresPage](t, s, "vi", "/so-lieu/yen-bai-15/")
	_, en := pageAt[FiguresPage](t, s, "en", "/so-lieu/yen-bai-15/")
	nbsp := strings.NewReplacer("\u00a0", " ")
	if got, want := nbsp.Replace(vi.Charts[0].Sentence), "Theo chuẩn nghèo 2016–2020, tỷ lệ hộ nghèo của tỉnh Yên Bái giảm từ 32,21% năm 2015 xuống 4,76% năm 2021. "+
		"Theo chuẩn nghèo 2022–2025, tỷ lệ hộ nghèo của tỉnh Yên Bái giảm từ 18,07% năm 2021 xuống 9,16% năm 2023. "+
		"Chỉ tiêu đặt ra cho năm 2024 là 5,86%; đó không phải là kết quả. "+
		"Số liệu theo hai chuẩn nghèo khác nhau không so sánh trực tiếp với nhau được."; got != want {
		t.Errorf("sentence\n%s\nwant\n%s", got, want)
	}
	if got, want := en.Charts[0].Sentence, "Under the poverty standard 2016–2020, the poverty rate of Yên Bái province fell from 32.21% in 2015 to 4.76% in 2021. "; !strings.HasPrefix(got, want) {
		t.Errorf("English sentence %s", got)
	}
	table := vi.Charts[0].Table
	if len(table.Rows) != len(vi.Charts[0].Points) {
		t.Errorf("%d rows for %d points", len(table.Rows), len(vi.Charts[0].Points))
	}
	var breaks []int
	for i, row := range table.Rows {
		if row.Break {
			breaks = append(breaks, i)
		}
	}
	if !slices.Equal(breaks, []int{4}) {
		t.Errorf("the table breaks at rows %v, want only before the new standard", breaks)
	}
}

func TestAnApprovedRateGoesBeforeAReportedOne(t *testing.T) {
	set := village()
	poor(set, "luc-yen-135", 2022, "2022-2025", "approved", 10)
	poor(set, "luc-yen-135", 2023, "2022-2025", "reported", 9)
	poor(set, "luc-yen-135", 2023, "2022-2025", "approved", 8)
	_, page := pageAt[FiguresPage](t, built(t, set, villageSite()), "en", "/so-lieu/luc-yen-135/")
	if got := page.Charts[0].Sentence; !strings.Contains(got, "from 10% in 2022 to 8% in 2023") {
		t.Errorf("sentence %q", got)
	}
	if got := len(strings.Fields(page.Charts[0].Lines[0].Points)); got != 2 {
		t.Errorf("the line has %d points, want one for each year", got)
	}
}

func TestOneRateIsNoChart(t *testing.T) {
	set := village()
	poor(set, "luc-yen-135", 2023, "2022-2025", "reported", 7.6)
	_, page := pageAt[FiguresPage](t, built(t, set, villageSite()), "vi", "/so-lieu/luc-yen-135/")
	if len(page.Charts) != 0 || len(page.Tables) != 1 {
		t.Errorf("%d charts, %d tables, want none and one", len(page.Charts), len(page.Tables))
	}
}

func TestBarsCompareOneYearStandardAndStatus(t *testing.T) {
	set := yenBai()
	for _, d := range []struct {
		id, name string
		rate     float64
	}{{"tram-tau-139", "Trạm Tấu", 49.42}, {"tran-yen-138", "Trấn Yên", 1.75}} {
		set.Units[d.id] = &record.Unit{Head: record.Head{ID: d.id}, Name: both(d.name, d.name), Type: "district", Code: d.id[len(d.id)-3:], Parent: "yen-bai-15", ValidTo: "2025-06-30"}
		poor(set, d.id, 2023, "2022-2025", "reported", d.rate)
	}
	poor(set, "luc-yen-135", 2023, "2022-2025", "reported", 7.6)
	poor(set, "luc-yen-135", 2023, "2022-2025", "target", 5)
	_, page := pageAt[FiguresPage](t, built(t, set, villageSite()), "vi", "/so-lieu/yen-bai-15/")
	if len(page.Charts) != 2 {
		t.Fatalf("%d charts, want the line and one of bars", len(page.Charts))
	}
	bars := page.Charts[1]
	var got []string
	for _, b := range bars.Bars {
		got = append(got, b.Label+" "+b.Value)
	}
	if want := []string{"Huyện Trạm Tấu 49,42%", "Huyện Lục Yên 7,6%", "Huyện Trấn Yên 1,75%"}; !slices.Equal(got, want) {
		t.Errorf("bars %q, want %q", got, want)
	}
	// A length is proportional to its rate.
	if ratio := bars.Bars[0].Width / bars.Bars[1].Width; ratio < 49.42/7.6*0.99 || ratio > 49.42/7.6*1.01 {
		t.Errorf("widths %v and %v for 49.42 and 7.6", bars.Bars[0].Width, bars.Bars[1].Width)
	}
	last := bars.Table.Rows[len(bars.Table.Rows)-1]
	if last.Head != "Tỉnh Yên Bái" || !last.Break || last.Cells[0].Text != "9,16%" {
		t.Errorf("last row %+v, want the province itself", last)
	}
}

func TestWhatASourceDoesNotSayIsNoZero(t *testing.T) {
	set := village()
	poor(set, "luc-yen-135", 2023, "2022-2025", "reported", 7.6)
	set.Figures["x"] = &record.Figure{Unit: "luc-yen-135", Year: 2022, Standard: "2022-2025", Status: "reported",
		Values: []record.FigureValue{{Measure: "poor", Households: number(0), ChangePoints: rate(-5.15)}}}
	_, page := pageAt[FiguresPage](t, built(t, set, villageSite()), "vi", "/so-lieu/luc-yen-135/")
	if got, want := page.Tables[0].Rows[0].Cells[2:], []TableCell{
		{Text: "0", Kind: "number"},
		{Text: "không có", Kind: "missing", Explain: "Nguồn không nêu số này"},
	}; !slices.Equal(got, want) {
		t.Errorf("cells %+v, want %+v", got, want)
	}
	changes := page.Tables[1]
	if len(changes.Rows) != 1 || changes.Rows[0].Cells[2].Text != "giảm 5,15 điểm phần trăm" {
		t.Errorf("changes %+v, want only the year that states one", changes.Rows)
	}
}

func TestTicksCoverTheRange(t *testing.T) {
	for _, tt := range []struct {
		top  float64
		want []float64
	}{
		{0, []float64{0, 1}}, {4.03, []float64{0, 1, 2, 3, 4, 5}}, {32.21, []float64{0, 10, 20, 30, 40}},
		{49.42, []float64{0, 10, 20, 30, 40, 50}}, {0.3, []float64{0, 0.1, 0.2, 0.3}}, {100, []float64{0, 20, 40, 60, 80, 100}},
	} {
		if got := ticks(tt.top); !slices.Equal(got, tt.want) {
			t.Errorf("ticks(%v) = %v, want %v", tt.top, got, tt.want)
		}
	}
}
