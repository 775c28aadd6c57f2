package dataset

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// canary is a count that must be withheld; its digits occur in no other way.
const canary = 2

// protected is a table of one district with a commune too small to be shown.
func protected(t *testing.T) (*record.Set, *record.Table, *sdc.Table) {
	t.Helper()
	set, site := realSet(t)
	counts := map[string]int64{"": 90_060, "khanh-hoa-04342": canary, "dong-quan-04351": 30_029, "an-lac-04327": 60_029, "khai-trung-04321": 0}
	c := &cube.Cube{Equations: []cube.Equation{{Parts: []int32{1, 2, 3, 4}, Total: 0}}}
	made := cube.Table{ID: "ho-thoat-ngheo", Dims: []string{"unit"}}
	for i, code := range []string{"", "khanh-hoa-04342", "dong-quan-04351", "an-lac-04327", "khai-trung-04321"} {
		c.Cells = append(c.Cells, cube.Cell{Value: counts[code], Count: counts[code], Rule: cube.Performance, Partner: -1, Zero: code == "khai-trung-04321"})
		c.IDs.Places = append(c.IDs.Places, "households|unit="+code)
		made.Rows.Add(int32(i), code)
	}
	c.Tables = []cube.Table{made}
	policy, err := sdc.NewPolicy(site.Disclosure)
	if err != nil {
		t.Fatal(err)
	}
	release, err := sdc.Protect(c, policy, sdc.Public{})
	if err != nil {
		t.Fatal(err)
	}
	definition := &record.Table{
		Head: record.Head{ID: "ho-thoat-ngheo"}, Title: record.Text{VI: "Hộ thoát nghèo", EN: "Out of poverty"},
		Universe:   record.Universe{Description: record.Text{VI: "Hộ", EN: "Households"}},
		Dimensions: []record.Dimension{{ID: "unit", Label: record.Text{VI: "Xã", EN: "Commune"}}},
		Measure:    record.Measure{Kind: "households", Label: record.Text{VI: "Số hộ", EN: "Households"}},
	}
	return set, definition, &release.Tables()[0]
}

// A withheld count is in no file of the portal, archives and Parquet included;
// its range is.
func TestWithheldFiguresLeaveAsRangesOnly(t *testing.T) {
	set, definition, table := protected(t)
	_, site := realSet(t)
	statistic := FromTable(set, definition, table, map[int]string{2023: "2022-2025"}, true)
	datasets := All(set, site, Options{Statistics: []Statistic{statistic}})
	d := datasets[len(datasets)-1]
	withheld := 0
	for _, row := range flat(d) {
		code, name, value, lower, upper, status := row[0], row[1], row[3], row[4], row[5], Status(row[6])
		switch {
		case code == "khanh-hoa-04342" && (status != Withheld || name != "Khánh Hòa"):
			t.Errorf("the unsafe count of %q is %s", name, status)
		case code == "khai-trung-04321" && (status != StructuralZero || value != "0"):
			t.Errorf("the structural zero is %s %q", status, value)
		case status == Withheld:
			withheld++
			if value != "" || lower == "" || lower == upper {
				t.Errorf("%s: value %q, range %q to %q", code, value, lower, upper)
			}
		case code == Total && value != "90060":
			t.Errorf("the total is %q", value)
		}
	}
	if withheld < 2 {
		t.Errorf("%d figures are withheld: one could be worked out from the total", withheld)
	}
	for _, f := range d.Formats() {
		data := write(t, d, f)
		if f.ID == "xlsx" {
			data = []byte(strings.Join(allCells(t, data), "\n"))
		}
		for _, secret := range []int64{30_029, 60_029} {
			if shown := bytes.Contains(data, []byte(strconv.FormatInt(secret, 10))); shown && !publishedIn(d, secret) {
				t.Errorf("%s shows the withheld %d", f.ID, secret)
			}
		}
	}
}

// publishedIn reports whether a value is among the published ones or the ends
// of ranges.
func publishedIn(d *Dataset, value int64) bool {
	for row := range d.Each() {
		for _, v := range row {
			if v.kind == isWhole && v.whole == value {
				return true
			}
		}
	}
	return false
}

func TestPooledUnitsAreNamedTogether(t *testing.T) {
	set, _ := realSet(t)
	got := category(set, "unit", "", "khanh-hoa-04342+dong-quan-04351")
	if got.Label.VI != "Khánh Hòa, Động Quan" {
		t.Errorf("label %q", got.Label.VI)
	}
}

// Years under two poverty standards must be told apart in every row.
func TestRowsNameThePovertyStandardOfTheirYear(t *testing.T) {
	set, site := realSet(t)
	table := villageTable()
	table.Standards = map[int]string{2023: "2022-2025", 2024: "2022-2025"}
	datasets := All(set, site, Options{Statistics: []Statistic{table}})
	d := datasets[len(datasets)-1]
	for _, row := range flat(d) {
		if row[6] != "2022-2025" || row[7] != "Chuẩn nghèo giai đoạn 2022–2025" {
			t.Errorf("the row of %s, %s has the standard %q, %q", row[0], row[3], row[6], row[7])
		}
	}
}
