package portal

import (
	"fmt"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

// drawnTiles has one line for each tile: group, name, state, and what else it says.
func drawnTiles(o *Overview) []string {
	var lines []string
	line := func(group string, tiles []Tile) {
		for _, t := range tiles {
			parts := []string{group, t.Text, t.State}
			for _, text := range []string{t.Note, t.Detail} {
				if text != "" {
					parts = append(parts, text)
				}
			}
			for _, next := range t.After {
				parts = append(parts, next.Text+" "+next.Href)
			}
			lines = append(lines, strings.Join(parts, " | "))
		}
	}
	for _, g := range o.Groups {
		line(g.Heading, g.Tiles)
		for _, f := range g.Folds {
			line(g.Heading+" / "+f.Summary, f.Tiles)
		}
	}
	return lines
}

// A province of before shows its districts, and in each of them the communes.
func TestProvinceShowsItsDistrictsAndTheirCommunes(t *testing.T) {
	_, page := pageAt[UnitPage](t, built(t, village(), villageSite()), "vi", "/tinh/yen-bai-15/")
	group := "Đơn vị thuộc tỉnh Yên Bái (đến hết ngày 30/06/2025)"
	want := []string{
		group + " | Huyện Lục Yên | overdue | 1 cam kết, quá hạn",
		group + " / Huyện Lục Yên (2 đơn vị) | An Lạc | none | Nay thuộc xã Khánh Hòa /xa/khanh-hoa-04342/",
		group + " / Huyện Lục Yên (2 đơn vị) | Khánh Hòa | overdue | 1 cam kết, quá hạn | Nay thuộc xã Khánh Hòa",
	}
	if got := drawnTiles(page.Overview); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	var legend []string
	for _, b := range page.Overview.Legend {
		legend = append(legend, b.Code)
	}
	if got := strings.Join(legend, " "); got != "overdue none" {
		t.Errorf("the legend explains %q", got)
	}
}

// Of several commitments a tile shows what most needs attention; nothing that a
// review has not recognised is shown as recognised.
func TestStateOfATile(t *testing.T) {
	for _, tt := range []struct {
		statuses []string // of commitments; "" is none published
		asOf     string
		want     string
		number   int64
	}{
		{nil, "2026-11-23", tileNone, 0},
		{[]string{""}, "2022-06-30", tileOpen, 1},
		{[]string{""}, "2026-11-23", tileOverdue, 1},
		{[]string{"reported-done"}, "2022-06-30", tileOpen, 1},
		{[]string{"recognised"}, "2026-11-23", tileRecognised, 1},
		{[]string{"recognised", "not-met"}, "2026-11-23", tileNotMet, 1},
		{[]string{"not-met", "recognised"}, "2026-11-23", tileNotMet, 1},
		{[]string{"not-met", "recognised", ""}, "2026-11-23", tileOverdue, 1},
		{[]string{"recognised", ""}, "2022-06-30", tileRecognised, 1},
		{[]string{"", "", "recognised"}, "2026-11-23", tileOverdue, 2},
	} {
		e := &edition{index: &index{states: map[string]state{}}}
		var list []*record.Commitment
		for i, status := range tt.statuses {
			c := &record.Commitment{Head: record.Head{ID: fmt.Sprint(i)}, Period: record.Period{From: "2022-01-01", To: "2022-12-31"}}
			var outcomes []*record.Outcome
			if status != "" {
				outcomes = []*record.Outcome{{Status: status}}
			}
			e.states[c.ID] = stateOf(c, outcomes, tt.asOf)
			list = append(list, c)
		}
		if got, number := e.tileState(list); got != tt.want || number != tt.number {
			t.Errorf("tileState(%q on %s) = %q, %d, want %q, %d", tt.statuses, tt.asOf, got, number, tt.want, tt.number)
		}
	}
}

// Several commitments are counted beside those of the state.
func TestTileCountsItsCommitments(t *testing.T) {
	set := village()
	promise(set, "d", "khanh-hoa-04342", 40)
	outcome(set, "o", "recognised", "2022-12-20", number(12))
	_, page := pageAt[UnitPage](t, built(t, set, villageSite()), "vi", "/huyen/luc-yen-135/")
	if got := page.Overview.Groups[0].Tiles[1].Note; got != "2 cam kết, 1 quá hạn" {
		t.Errorf("the tile says %q", got)
	}
}

// crowd adds communes of today to the province of the village.
func crowd(set *record.Set, n int) {
	for i := range n {
		code := fmt.Sprintf("%05d", 10000+i)
		id := "xa-" + code
		set.Units[id] = &record.Unit{Head: record.Head{ID: id}, Name: both("Xã số "+code, "No "+code), Type: "commune", Code: code,
			Parent: "lao-cai-15-2025", ValidFrom: "2025-07-01"}
		set.Paths["units/"+id] = "data/units/" + id + ".json"
	}
}

// More tiles than a reader can look over are folded, and none is lost.
func TestManyTilesAreFolded(t *testing.T) {
	for _, tt := range []struct{ communes, open, folds int }{{160, 161, 0}, {199, 200, 0}, {200, 0, 4}} {
		set := village()
		crowd(set, tt.communes)
		_, page := pageAt[UnitPage](t, built(t, set, villageSite()), "vi", "/tinh/lao-cai-15/")
		g := page.Overview.Groups[0]
		if len(g.Tiles) != tt.open || len(g.Folds) != tt.folds {
			t.Errorf("%d communes more: %d tiles open and %d folds", tt.communes, len(g.Tiles), len(g.Folds))
		}
		if got := len(drawnTiles(page.Overview)); got != tt.communes+1 {
			t.Errorf("%d communes more: %d tiles", tt.communes, got)
		}
	}
}

// A province of many communes leaves them to the pages of its districts.
func TestManyCommunesAreLeftToTheirDistricts(t *testing.T) {
	set := village()
	crowd(set, tilesOpen)
	for _, u := range set.Units {
		if strings.HasPrefix(u.ID, "xa-") {
			u.Parent, u.ValidFrom, u.ValidTo = "luc-yen-135", "", "2025-06-30"
		}
	}
	_, page := pageAt[UnitPage](t, built(t, set, villageSite()), "vi", "/tinh/yen-bai-15/")
	if got := drawnTiles(page.Overview); len(got) != 1 {
		t.Errorf("%d tiles, want that of the district", len(got))
	}
}

// Where communes are too many for one page, the units above them are its tiles,
// and are not listed again.
func TestCountryOfManyCommunesShowsTheUnitsAbove(t *testing.T) {
	set := village()
	crowd(set, namedOnIndex)
	_, list := pageAt[List](t, built(t, set, villageSite()), "vi", "/xa/")
	got := drawnTiles(list.Overview)
	for _, g := range list.Groups {
		for _, i := range g.Items {
			got = append(got, g.Heading+" | "+i.Text)
		}
	}
	want := []string{
		"Hiện nay – Việt Nam | Tỉnh Lào Cai | overdue | 1 cam kết, quá hạn",
		"Đến hết ngày 30/06/2025 – tỉnh Yên Bái | Huyện Lục Yên | overdue | 1 cam kết, quá hạn",
		"Tỉnh và huyện | Tỉnh Yên Bái",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
