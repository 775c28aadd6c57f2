package portal

import (
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

// The units of a place stand side by side by the boundaries of each time: those of
// today with what was merged into them, and those before.
func TestUnitsSideBySide(t *testing.T) {
	set := village()
	more := *set.Commitments["c"]
	more.ID, more.Unit = "d", "an-lac-04327"
	set.Commitments["d"], set.Paths["commitments/d"] = &more, "data/commitments/d.json"
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
