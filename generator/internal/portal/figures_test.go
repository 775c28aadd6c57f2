package portal

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/draw"
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
	for name, d := range map[string]draw.Drawing{"wide": chart.Wide, "narrow": chart.Narrow} {
		t.Run(name, func(t *testing.T) {
			at := placesOf(d)
			between := func(from, to string) string { return at[from] + "L" + at[to][1:] }
			want := map[string][]string{
				"gap":    {between("32,21%", "11,56%"), between("18,07%", "9,16%")},
				"former": {between("11,56%", "7,04%"), between("7,04%", "4,76%")},
				"line":   nil, // no two neighbouring years under the new standard
			}
			for style, lines := range want {
				if got := pathsOf(d, draw.Style(style)); !slices.Equal(got, lines) {
					t.Errorf("%s: %q, want %q", style, got, lines)
				}
			}
			if at["4,76%"] == at["18,07%"] || strings.Fields(at["4,76%"])[0] != strings.Fields(at["18,07%"])[0] {
				t.Errorf("2021 is at %q and %q, want one year and two heights", at["4,76%"], at["18,07%"])
			}
			if breaks := pathsOf(d, draw.Break); len(breaks) != 1 || !strings.HasPrefix(breaks[0], strings.Fields(at["4,76%"])[0]+" ") {
				t.Errorf("breaks %q, want one at 2021, %q", breaks, at["4,76%"])
			}
			if rings := pathsOf(d, draw.Ring); len(rings) != 1 {
				t.Errorf("%d hollow points, want the target alone", len(rings))
			}
		})
	}
}

// placesOf are the places of figures as a path begins there, by their values: a
// figure is drawn in the order in which its value is written.
func placesOf(d draw.Drawing) map[string]string {
	var points []string
	for _, s := range d.Shapes {
		var x, y float64
		switch s.Style {
		case draw.Dot:
			if strings.Contains(s.Path(), "a") { // a circle begins at its left
				fmt.Sscanf(s.Path(), "M%f %f", &x, &y)
				x += pointRadius
			} else {
				fmt.Sscanf(s.Path(), "M%f %f", &x, &y)
				x, y = x+pointRadius-0.5, y+pointRadius-0.5
			}
		case draw.Ring:
			fmt.Sscanf(s.Path(), "M%f %f", &x, &y)
			y += pointRadius + 2
		default:
			continue
		}
		points = append(points, "M"+decimal(round(x))+" "+decimal(round(y)))
	}
	found := map[string]string{}
	for _, text := range d.Texts {
		if text.Style == draw.Value {
			found[text.Text], points = points[0], points[1:]
		}
	}
	return found
}

func pathsOf(d draw.Drawing, style draw.Style) []string {
	var paths []string
	for _, s := range d.Shapes {
		if s.Style == style {
			paths = append(paths, s.Path())
		}
	}
	return paths
}

// Texts of a drawing stay on its sheet and out of each other's way.
func TestTextsOfAChartHideNothing(t *testing.T) {
	_, page := pageAt[FiguresPage](t, built(t, yenBai(), villageSite()), "vi", "/so-lieu/yen-bai-15/")
	for name, d := range map[string]draw.Drawing{"wide": page.Charts[0].Wide, "narrow": page.Charts[0].Narrow} {
		for i, a := range d.Texts {
			first := boxOf(a.Style, a.Anchor, a.X, a.Y, a.Text)
			if first.left < -1 || first.right > float64(d.Width)+1 || first.top < -1 || first.bottom > float64(d.Height)+1 {
				t.Errorf("%s: %q reaches over the edge", name, a.Text)
			}
			for _, b := range d.Texts[:i] {
				if boxOf(b.Style, b.Anchor, b.X, b.Y, b.Text).meets(first) {
					t.Errorf("%s: %q and %q stand over each other", name, b.Text, a.Text)
				}
			}
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
	if values := len(placesOf(vi.Charts[0].Wide)); len(table.Rows) != values || len(vi.Charts[0].data) != 1+values {
		t.Errorf("%d rows of the table and %d of the file for %d points", len(table.Rows), len(vi.Charts[0].data), values)
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
	if got := pathsOf(page.Charts[0].Wide, draw.Line); len(got) != 1 {
		t.Errorf("lines %q, want one from year to year", got)
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
	for _, row := range bars.data[1:] {
		got = append(got, row[1]+" "+row[5])
	}
	if want := []string{"Huyện Trạm Tấu 49.42", "Huyện Lục Yên 7.6", "Huyện Trấn Yên 1.75", "Tỉnh Yên Bái 9.16"}; !slices.Equal(got, want) {
		t.Errorf("bars %q, want %q", got, want)
	}
	// A length is proportional to its rate.
	var widths []float64
	for _, path := range pathsOf(bars.Narrow, draw.Solid) {
		var x, y, to float64
		fmt.Sscanf(path, "M%f %fL%f", &x, &y, &to)
		widths = append(widths, to-x)
	}
	if ratio := widths[0] / widths[1]; ratio < 49.42/7.6*0.99 || ratio > 49.42/7.6*1.01 {
		t.Errorf("widths %v and %v for 49.42 and 7.6", widths[0], widths[1])
	}
	// The province is a line across the bars, told in words too.
	if lines := pathsOf(bars.Wide, draw.Break); len(lines) != 1 {
		t.Errorf("%d lines of the province", len(lines))
	}
	if words := "Tỷ lệ của cả tỉnh Yên Bái: 9,16%"; !strings.HasSuffix(bars.Sentence, words+".") || bars.Legend[1].Text != words {
		t.Errorf("sentence %q, legend %q do not tell %q", bars.Sentence, bars.Legend[1].Text, words)
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
