package portal

import (
	"fmt"
	"strings"
	"testing"

	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/record"
)

// The units of a place stand side by side by the boundaries of each time: those of
// today with what was merged into them, and those before.
func TestUnitsSideBySide(t *testing.T) {
	set := village()
	promise(set, "d", "an-lac-04327", 15)
	outcome(set, "o", "recognised", "2022-12-20", number(12))
	site := built(t, set, villageSite())
	rows := func(address string) string {
		_, page := pageAt[FiguresPage](t, site, "vi", address)
		var b strings.Builder
		for _, table := range page.Tables {
			for _, row := range table.Rows {
				b.WriteString(row.Head)
				for _, cell := range row.Cells {
					b.WriteString(" | " + cell.Text)
				}
				b.WriteString("\n")
			}
		}
		return b.String()
	}
	want := "Xã An Lạc | 1 | 15 | chưa công bố | 1\nXã Khánh Hòa | 1 | 15 | 12 | 0\nTất cả | 2 | 30 | 12 | 1\n"
	if got := rows("/huyen/luc-yen-135/so-sanh/"); got != want {
		t.Errorf("before the merger:\n%s\nwant\n%s", got, want)
	}
	if _, unit := pageAt[UnitPage](t, site, "vi", "/huyen/luc-yen-135/"); unit.Compare == nil {
		t.Error("the page of the district does not lead to the comparison")
	}
	for _, p := range site.Pages { // one unit below is nothing to compare
		if strings.HasPrefix(p.Address, "/tinh/lao-cai-15/so-sanh") {
			t.Errorf("%s compares one commune", p.Address)
		}
	}
}

func areaOf(ix *index, unit string) map[*record.Unit]bool {
	units := map[*record.Unit]bool{}
	ix.area(ix.set.Units[unit], units)
	return units
}

// A commune of today stands for all that were merged into it.
func TestAreaOfAMergedCommune(t *testing.T) {
	ix := newIndex(village(), villageSite(), Options{})
	made := ix.promisedIn(areaOf(ix, "khanh-hoa-04342-2025"))
	if len(made) != 1 || made[0].ID != "c" {
		t.Errorf("promised in the area: %d commitments", len(made))
	}
	if made := ix.promisedIn(areaOf(ix, "an-lac-04327")); len(made) != 0 {
		t.Errorf("promised in a commune where nothing was: %d commitments", len(made))
	}
}

// Households are drawn for each unit where some were promised, most first; those
// recognised within, and nothing where no result is published.
func TestComparisonIsDrawn(t *testing.T) {
	set := village()
	chart := func() (Chart, bool) {
		_, page := pageAt[FiguresPage](t, built(t, set, villageSite()), "vi", "/huyen/luc-yen-135/so-sanh/")
		if len(page.Charts) == 0 {
			return Chart{}, false
		}
		return page.Charts[0], true
	}
	if _, drawn := chart(); drawn {
		t.Error("a chart compares one unit with nothing")
	}
	promise(set, "d", "an-lac-04327", 40)
	outcome(set, "o", "recognised", "2022-12-20", number(12))
	c, drawn := chart()
	if !drawn {
		t.Fatal("no chart compares two units")
	}
	want := "unit promised recognised measured_in\nXã An Lạc 40  households\nXã Khánh Hòa 15 12 households"
	var lines []string
	for _, row := range c.data {
		lines = append(lines, strings.Join(row, " "))
	}
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("data\n%s\nwant\n%s", got, want)
	}
	if want := "Hứa giúp nhiều hộ nhất là ở xã An Lạc: 40 hộ. Trong cả huyện Lục Yên, đã hứa giúp 55 hộ; theo các kết quả đã công bố, 12 hộ được công nhận thoát nghèo."; c.Sentence != want {
		t.Errorf("sentence %q, want %q", c.Sentence, want)
	}
	solid := 0
	for _, s := range c.Wide.Shapes {
		if s.Style == draw.Solid {
			solid++
		}
	}
	if solid != 1 {
		t.Errorf("%d bars are solid, want that of the recognised result", solid)
	}
}

// A chart has room for some units; the sentence counts the others.
func TestComparisonOfManyUnitsIsBounded(t *testing.T) {
	set := village()
	crowd(set, comparedMost+4)
	for i := range comparedMost + 4 {
		promise(set, fmt.Sprintf("m%02d", i), fmt.Sprintf("xa-%05d", 10000+i), int64(i+1))
	}
	_, page := pageAt[FiguresPage](t, built(t, set, villageSite()), "vi", "/tinh/lao-cai-15/so-sanh/")
	c := page.Charts[0]
	if got := len(c.data) - 1; got != comparedMost {
		t.Errorf("%d units are drawn, want %d", got, comparedMost)
	}
	if want := "Biểu đồ vẽ 20 đơn vị được hứa giúp nhiều hộ nhất; 5 đơn vị khác có trong bảng."; !strings.HasSuffix(c.Sentence, want) {
		t.Errorf("sentence %q does not end in %q", c.Sentence, want)
	}
}

// The page of a merged commune tells what was promised in those that it was made
// of, where its own page would not show it.
func TestMergedCommuneTellsWhatWasPromisedBefore(t *testing.T) {
	set := village()
	merged := func() string {
		_, page := pageAt[UnitPage](t, built(t, set, villageSite()), "vi", "/xa/khanh-hoa-04342/")
		var b strings.Builder
		if page.Merged != nil {
			for _, row := range page.Merged.Rows {
				b.WriteString(row.Head + " " + row.Href)
				for _, cell := range row.Cells {
					b.WriteString(" | " + cell.Text)
				}
				b.WriteString("\n")
			}
		}
		return b.String()
	}
	if got := merged(); got != "" {
		t.Errorf("the only commitment stands twice on the page:\n%s", got)
	}
	promise(set, "d", "an-lac-04327", 40)
	want := "Xã An Lạc (đến hết ngày 30/06/2025) /xa/an-lac-04327/ | 1 | 40 | chưa công bố | 1\n" +
		"Xã Khánh Hòa (đến hết ngày 30/06/2025)  | 1 | 15 | chưa công bố | 1\n" +
		"Tất cả  | 2 | 55 | chưa công bố | 2\n"
	if got := merged(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// promise adds a commitment like that of the village.
func promise(set *record.Set, id, unit string, households int64) {
	more := *set.Commitments["c"]
	more.ID, more.Unit, more.Promise.Value = id, unit, number(households)
	set.Commitments[id], set.Paths["commitments/"+id] = &more, "data/commitments/"+id+".json"
}
