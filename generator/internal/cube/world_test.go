package cube

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// The world of the tests: district "huyen" has communes a, b, c, d until the
// middle of 2025; then a and b become "ab", c becomes "c2", d goes on as it is.
// Everything is below the province "tinh", of which nothing else is known.
func testSet(tables ...*record.Table) *record.Set {
	set := &record.Set{
		Units: map[string]*record.Unit{}, Vocab: map[string]*record.Vocab{}, Tables: map[string]*record.Table{},
		Organizations: map[string]*record.Organization{"so-a": {}, "so-b": {}},
		Commitments:   map[string]*record.Commitment{"hua-1": {Organization: "so-a", Period: record.Period{To: "2024-12-31"}}},
		Outcomes:      map[string]*record.Outcome{}, Figures: map[string]*record.Figure{},
	}
	unit := func(id, kind, parent, from, to string, successors ...string) {
		set.Units[id] = &record.Unit{Head: record.Head{ID: id}, Code: fmt.Sprintf("%05d", id[0]), Type: kind,
			Parent: parent, ValidFrom: from, ValidTo: to, Successors: successors}
	}
	unit("tinh", "province", "", "", "")
	unit("huyen", "district", "tinh", "", "2025-06-30", "ab", "c2")
	unit("a", "commune", "huyen", "", "2025-06-30", "ab")
	unit("b", "commune", "huyen", "", "2025-06-30", "ab")
	unit("c", "commune", "huyen", "", "2025-06-30", "c2")
	unit("ab", "commune", "tinh", "2025-07-01", "")
	unit("c2", "commune", "tinh", "2025-07-01", "")
	vocab := func(id string, codes ...string) {
		v := &record.Vocab{}
		for _, c := range codes {
			v.Codes = append(v.Codes, record.Code{Code: c})
		}
		set.Vocab[id] = v
	}
	vocab("classes", classCodes...)
	vocab("transitions", transitionCodes...)
	vocab("indicators", "nuoc", "nha-tieu")
	vocab("characteristics", "woman-headed", "disability")
	vocab("size-bands", "1-2", "3-4")
	vocab("support-types", "tap-huan", "bhyt")
	vocab("money-sources", "nha-nuoc", "ung-ho")
	vocab("synthetic-bodies", "mo-phong-a", "mo-phong-b")
	set.Vocab["standards"] = &record.Vocab{Codes: []record.Code{
		{Code: "2016-2020", To: "2021-12-31"}, {Code: "2022-2025", From: "2022-01-01", To: "2026-12-31"},
	}}
	set.Vocab["unit-types"] = &record.Vocab{Codes: []record.Code{
		{Code: "province", Parent: "province"}, {Code: "district", Parent: "district"}, {Code: "commune", Parent: "commune"},
	}}
	for _, t := range tables {
		set.Tables[t.ID] = t
	}
	return set
}

// table makes a definition; dims are ids, "unit:district" has a level.
func table(id, kind, rule string, where map[string][]string, dims ...string) *record.Table {
	t := &record.Table{Head: record.Head{ID: id}, Universe: record.Universe{Where: where}, Measure: record.Measure{Kind: kind, Rule: rule}}
	for _, d := range dims {
		name, level, _ := strings.Cut(d, ":")
		a, flat := attributes[name]
		t.Dimensions = append(t.Dimensions, record.Dimension{
			ID: name, Level: level, Sensitive: name == "indicator" || name == "characteristic",
			Total: name == "unit" || flat && a.axis < axisCount || kind == "money" && name == "money-source",
		})
	}
	return t
}

// The tables of the tests have the shapes of those in data/tables.
func testTables() []*record.Table {
	poorNear := map[string][]string{"class-end": {"ho-ngheo", "ho-can-ngheo"}}
	moved := map[string][]string{"transition": {stayedPoor, outOfPoverty, newlyPoor, fellBack}}
	out := map[string][]string{"transition": {outOfPoverty}}
	return []*record.Table{
		table("classes", "households", "performance", nil, "unit", "year", "class-end"),
		table("moves", "households", "performance", moved, "unit", "year", "transition"),
		table("lacks", "households", "deprivation", poorNear, "unit", "year", "indicator"),
		table("bodies", "households", "performance", out, "organization", "year"),
		table("supports", "households", "performance", out, "support", "year"),
		table("traits", "households", "sensitive", map[string][]string{"class-end": {"ho-ngheo"}}, "unit:district", "year", "characteristic"),
		table("money", "money", "money", nil, "unit", "year", "money-source"),
	}
}

func testPolicy(least int64) (p record.Disclosure) {
	p.Threshold.Performance, p.Threshold.Deprivation, p.Threshold.Sensitive, p.Threshold.Money = 3, 5, 10, 3
	p.GroupMinimum = least
	return p
}

// person is a row in few words: the fields that a test leaves empty get common
// values.
type person struct {
	id         int
	unit       string
	year       int
	start, end string
	more       string // further fields as JSON
	lacks      string
	traits     string
}

func (p person) line() string {
	def := func(s, d string) string {
		if s == "" {
			return d
		}
		return s
	}
	s := fmt.Sprintf(`{"pseudonym":"%016x","unitCode":"%05d","unit":%q,"year":%d,"standard":"2022-2025","classStart":%q,"classEnd":%q,"deprived":[%s],"characteristics":[%s],"sizeBand":"1-2"`,
		p.id, p.unit[0], p.unit, p.year, def(p.start, "ho-ngheo"), def(p.end, "ho-ngheo"), p.lacks, p.traits)
	if p.more != "" {
		s += "," + p.more
	}
	return s + "}\n"
}

func header(synthetic bool, years ...int) string {
	seed := ""
	if synthetic {
		seed = `,"seed":1,"generator":"test"`
	}
	return fmt.Sprintf(`{"schema":"s","synthetic":%t,"coverage":["huyen"],"years":%s%s}`+"\n",
		synthetic, strings.Join(strings.Fields(fmt.Sprint(years)), ","), seed)
}

// file puts rows in order below a header for their years.
func file(synthetic bool, ps ...person) File {
	slices.SortStableFunc(ps, func(a, b person) int {
		if a.id != b.id {
			return a.id - b.id
		}
		return a.year - b.year
	})
	var years []int
	text := ""
	for _, p := range ps {
		if !slices.Contains(years, p.year) {
			years = append(years, p.year)
		}
		text += p.line()
	}
	return Bytes("rows.jsonl", []byte(header(synthetic, years...)+text))
}

func build(t testing.TB, set *record.Set, least int64, files ...File) *Cube {
	t.Helper()
	c, ps, err := Build(t.Context(), Input{Source: NewFiles(files), Set: set, Policy: testPolicy(least)})
	if err != nil {
		t.Fatal(err)
	}
	if c == nil {
		t.Fatalf("no cube: %v", places(ps))
	}
	return c
}

// places lists problems by place and code, which is all they may have.
func places(ps []diag.Problem) (out []string) {
	for _, p := range ps {
		out = append(out, p.Pos.String()+" "+p.Code)
	}
	return out
}

// cells finds cells by id.
func (c *Cube) byID() map[string]*Cell {
	m := map[string]*Cell{}
	for i := range c.Cells {
		m[c.IDs.Of(int32(i))] = &c.Cells[i]
	}
	return m
}

// sums writes the equations about an id, one a line: "total = part + part".
func (c *Cube) sumsOf(id string) (out []string) {
	for _, e := range c.Equations {
		if c.IDs.Of(e.Total) != id {
			continue
		}
		var parts []string
		for _, p := range e.Parts {
			parts = append(parts, c.IDs.Of(p))
		}
		slices.Sort(parts)
		out = append(out, strings.Join(parts, " + "))
	}
	slices.Sort(out)
	return out
}
