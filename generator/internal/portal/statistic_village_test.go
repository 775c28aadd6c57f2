package portal

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// household is one row in few words; n of them are alike.
type household struct {
	n          int
	unit       string
	year       int
	start, end string // n for ho-ngheo, c for ho-can-ngheo, t for ho-muc-song-tb
	more       string // further fields as JSON
	lacks      string
}

// statisticVillage is the village with tables to publish.
func statisticVillage(dims ...*record.Table) *record.Set {
	set := village()
	list := func(id string, codes ...string) {
		v := &record.Vocab{}
		for _, c := range codes {
			v.Codes = append(v.Codes, record.Code{Code: c, Label: both("Nhãn "+c, "Label "+c)})
		}
		set.Vocab[id] = v
	}
	list("classes", "ho-ngheo", "ho-can-ngheo", "ho-muc-song-tb", "ho-khong-ngheo")
	list("transitions", "van-ngheo", "thoat-ngheo", "phat-sinh-ngheo", "tai-ngheo", "khong-ngheo")
	list("indicators", "nuoc", "nha-tieu", "bhyt")
	list("services", "nuoc-ve-sinh", "y-te")
	for i, parent := range []string{"nuoc-ve-sinh", "nuoc-ve-sinh", "y-te"} {
		set.Vocab["indicators"].Codes[i].Parent = parent
	}
	list("characteristics", "woman-headed")
	list("size-bands", "1-2")
	list("money-sources", "central-budget", "donations")
	list("synthetic-bodies", "mo-phong-a")
	for i, to := range []string{"2021-12-31", "2026-12-31"} {
		set.Vocab["standards"].Codes[i].To = to
	}
	set.Vocab["standards"].Codes[1].From = "2022-01-01"
	set.Tables = map[string]*record.Table{}
	for _, t := range dims {
		set.Tables[t.ID] = t
		set.Paths["tables/"+t.ID] = "data/tables/" + t.ID + ".json"
	}
	return set
}

// definition of a table: dimensions by id, the last with a total unless a
// household can have several of its codes.
func definition(id, kind, rule string, keep string, dims ...string) *record.Table {
	vocabs := map[string]string{
		"class-end": "classes", "transition": "transitions", "indicator": "indicators", "money-source": "money-sources", "support": "support-types",
	}
	note := both("Ghi chú của bảng.", "Note of the table.")
	t := &record.Table{
		Head: record.Head{ID: id}, Title: both("Bảng "+id, "Table "+id), Note: &note,
		Universe: record.Universe{Description: both("Mọi hộ.", "All households.")},
		Measure:  record.Measure{Kind: kind, Rule: rule, Label: both("Số", "Number")},
	}
	if keep != "" {
		t.Keep = []string{keep}
	}
	for _, d := range dims {
		t.Dimensions = append(t.Dimensions, record.Dimension{
			ID: d, Vocab: vocabs[d], Label: both("Chiều "+d, "Dimension "+d), Total: d != "year" && d != "indicator" && d != "support", Sensitive: d == "indicator",
		})
	}
	return t
}

func classTable() *record.Table {
	return definition("loai-ho", "households", "performance", "ho-ngheo", "unit", "year", "class-end")
}

// villageRows: An Lạc has two poor households at the end of 2023, too few to be
// told; everything else is safe in itself.
func villageRows() []household {
	return []household{
		{20, "khanh-hoa-04342", 2022, "n", "n", "", `"nuoc"`}, {12, "khanh-hoa-04342", 2022, "c", "c", "", ""},
		{12, "an-lac-04327", 2022, "n", "n", "", `"nha-tieu"`}, {15, "an-lac-04327", 2022, "c", "c", "", ""},
		{14, "khanh-hoa-04342", 2023, "n", "n", "", `"nuoc"`}, {6, "khanh-hoa-04342", 2023, "n", "t", "", ""},
		{2, "an-lac-04327", 2023, "n", "n", "", `"nha-tieu"`}, {10, "an-lac-04327", 2023, "n", "t", "", ""},
		{12, "khanh-hoa-04342", 2023, "c", "c", "", ""}, {15, "an-lac-04327", 2023, "c", "c", "", ""},
	}
}

// protected are the statistics of synthetic rows under a policy with threshold
// and width three. Communes with fewer than least households are pooled.
func protected(t *testing.T, set *record.Set, least int64, rows ...household) *Statistics {
	t.Helper()
	return protectedRows(t, set, least, `"synthetic":true,"seed":1,"generator":"test"`, rows)
}

// protectedRows are the statistics of rows whose file says of itself what they
// are.
func protectedRows(t *testing.T, set *record.Set, least int64, says string, rows []household) *Statistics {
	t.Helper()
	classes := map[string]string{"n": "ho-ngheo", "c": "ho-can-ngheo", "t": "ho-muc-song-tb"}
	var years []string
	var lines []string
	for _, h := range rows {
		if year := fmt.Sprint(h.year); !slices.Contains(years, year) {
			years = append(years, year)
		}
		for range h.n {
			more := h.more
			if more != "" {
				more = "," + more
			}
			lines = append(lines, fmt.Sprintf(`{"pseudonym":"%016x","unitCode":%q,"unit":%q,"year":%d,"standard":"2022-2025","classStart":%q,"classEnd":%q,"deprived":[%s],"characteristics":[],"sizeBand":"1-2"%s}`,
				len(lines)+1, set.Units[h.unit].Code, h.unit, h.year, classes[h.start], classes[h.end], h.lacks, more))
		}
	}
	text := fmt.Sprintf(`{"schema":"s","coverage":["luc-yen-135"],"years":[%s],%s}`, strings.Join(years, ","), says) +
		"\n" + strings.Join(lines, "\n") + "\n"
	policy := villagePolicy(least)
	c, problems, err := cube.Build(t.Context(), cube.Input{Source: cube.NewFiles([]cube.File{cube.Bytes("rows.jsonl", []byte(text))}), Set: set, Policy: policy})
	if err != nil || c == nil {
		t.Fatalf("build cube: %s %v", asJSON(t, problems), err)
	}
	p, err := sdc.NewPolicy(policy)
	if err != nil {
		t.Fatal(err)
	}
	release, err := sdc.Protect(c, p, sdc.Public{})
	if err != nil {
		t.Fatal(err)
	}
	st := &Statistics{Release: release, Number: "7", Synthetic: c.Synthetic, Standards: c.Standards}
	for _, pool := range c.Pools {
		st.Pools = append(st.Pools, StatisticPool(pool))
	}
	return st
}

func villagePolicy(least int64) record.Disclosure {
	d := record.Disclosure{MoneyPercent: 15, MoneyUnit: 1_000_000, GroupMinimum: least, Zeros: "withhold", Groups: true, Insiders: true}
	d.Threshold.Performance, d.Threshold.Deprivation, d.Threshold.Sensitive, d.Threshold.Money = 3, 3, 10, 3
	d.Width.Performance, d.Width.Deprivation, d.Width.Sensitive = 3, 3, 10
	return d
}

// publishedSite is the site of a set with statistics, in which there must be no
// problem.
func publishedSite(t *testing.T, set *record.Set, st *Statistics) *whole {
	t.Helper()
	site := villageSite()
	site.Disclosure = villagePolicy(5)
	s, problems := wholeSite(set, site, Options{Statistics: st})
	for _, p := range problems {
		t.Errorf("%s: %s", p.Pos, p.Message.EN)
	}
	return s
}

// cellsOf are the cells of a row of a table, the change included.
func cellsOf(t *testing.T, table StatisticTable, head string) []TableCell {
	t.Helper()
	for _, g := range table.Groups {
		for _, row := range g.Rows {
			if row.Head == head {
				return row.Cells
			}
		}
	}
	t.Fatalf("table %q has no row %q", table.Caption, head)
	return nil
}
