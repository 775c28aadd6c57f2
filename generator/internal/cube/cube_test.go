package cube

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

func TestCellsAreCountedOnceForAllTables(t *testing.T) {
	c := build(t, testSet(testTables()...), 0, file(true,
		person{id: 1, unit: "a", year: 2023, end: "ho-can-ngheo", lacks: `"nuoc"`, more: `"organization":"mo-phong-a","supports":["bhyt","tap-huan"],"money":{"nha-nuoc":300,"ung-ho":50}`},
		person{id: 2, unit: "a", year: 2023, lacks: `"nuoc","nha-tieu"`, traits: `"disability"`, more: `"money":{"nha-nuoc":1000}`},
		person{id: 3, unit: "b", year: 2023, start: "ho-can-ngheo", more: `"money":{"nha-nuoc":20}`},
		person{id: 4, unit: "c", year: 2023, start: "ho-can-ngheo", end: "ho-khong-ngheo"},
	))
	cells := c.byID()
	for id, want := range map[string]int64{
		"households|unit=huyen|year=2023":                                                 4,
		"households|unit=a|year=2023":                                                     2,
		"households|unit=ab|year=2023":                                                    3, // did not exist yet: the sum of its parts
		"households|unit=huyen|year=2023|class-end=ho-ngheo":                              2,
		"households|unit=c|year=2023|class-end=ho-khong-ngheo":                            1,
		"households|unit=c|year=2023|class-end=ho-ngheo":                                  0,
		"households|unit=huyen|year=2023|transition=thoat-ngheo":                          1,
		"households|unit=b|year=2023|transition=phat-sinh-ngheo":                          1,
		"households|unit=a|year=2023|class-end=ho-can-ngheo+ho-ngheo|indicator=nuoc":      2,
		"households|unit=huyen|year=2023|class-end=ho-can-ngheo+ho-ngheo|indicator=!nuoc": 1,
		"households|unit=huyen|year=2023|transition=thoat-ngheo|organization=mo-phong-a":  1,
		"households|unit=huyen|year=2023|transition=thoat-ngheo|organization=mo-phong-b":  0,
		"households|unit=huyen|year=2023|transition=thoat-ngheo|organization=none":        0,
		"households|unit=huyen|year=2023|transition=thoat-ngheo|support=bhyt":             1,
		"households|unit=huyen|year=2023|class-end=ho-ngheo|characteristic=disability":    1,
		"money|unit=huyen|year=2023":                                                      1370,
		"money|unit=a|year=2023|money-source=nha-nuoc":                                    1300,
		"households|unit=a|year=2023|money-source=*":                                      2,
		"households|unit=huyen|year=2023|money-source=ung-ho":                             1,
	} {
		if cells[id] == nil {
			t.Errorf("no cell %s", id)
		} else if got := cells[id].Value; got != want {
			t.Errorf("%s = %d, want %d", id, got, want)
		}
	}
	if len(cells) != len(c.Cells) {
		t.Errorf("%d cells have %d ids", len(c.Cells), len(cells))
	}
	m := cells["money|unit=a|year=2023"]
	if m.Top != [2]int64{1000, 350} || m.Count != 2 || c.IDs.Of(m.Partner) != "households|unit=a|year=2023|money-source=*" {
		t.Errorf("money of a = %+v, partner %s", *m, c.IDs.Of(m.Partner))
	}
	// "Poor" in the table of classes and the group of the table of traits are
	// one set of households, hence one cell.
	poor := cells["households|unit=huyen|year=2023|class-end=ho-ngheo"]
	shown := map[string]bool{}
	for _, table := range c.Tables {
		for _, cell := range table.Rows.Cells {
			if &c.Cells[cell] == poor {
				shown[table.ID] = true
			}
		}
	}
	if !shown["classes"] || !shown["traits"] {
		t.Errorf("the poor of the district are a cell of %v only", shown)
	}
}

func TestRuleFollowsWhatACellSays(t *testing.T) {
	c := build(t, testSet(testTables()...), 0, file(true, person{id: 1, unit: "a", year: 2023}))
	cells := c.byID()
	for id, want := range map[string]Rule{
		"households|unit=a|year=2023|class-end=ho-can-ngheo+ho-ngheo":                  Performance, // the group as such
		"households|unit=a|year=2023|class-end=ho-can-ngheo+ho-ngheo|indicator=nuoc":   Deprivation,
		"households|unit=a|year=2023|class-end=ho-can-ngheo+ho-ngheo|indicator=!nuoc":  Deprivation,
		"households|unit=huyen|year=2023|class-end=ho-ngheo|characteristic=disability": Sensitive,
		"households|unit=huyen|year=2023|class-end=ho-ngheo":                           Performance,
		"money|unit=a|year=2023|money-source=ung-ho":                                   Money,
		"households|unit=a|year=2023|money-source=ung-ho":                              Money,
	} {
		if cells[id] == nil || cells[id].Rule != want {
			t.Errorf("rule of %s: %+v, want %d", id, cells[id], want)
		}
	}
	if a, d := cells["households|unit=a|year=2023"].Keep, cells["households|unit=huyen|year=2023"].Keep; a >= d {
		t.Errorf("a commune is kept (%d) as long as its district (%d)", a, d)
	}
}

func TestSumsAcrossTables(t *testing.T) {
	c := build(t, testSet(testTables()...), 0, file(true, person{id: 1, unit: "a", year: 2023}))
	const at = "households|unit=a|year=2023"
	for id, want := range map[string][]string{
		at: {
			"@|class-end=ho-can-ngheo + @|class-end=ho-khong-ngheo + @|class-end=ho-muc-song-tb + @|class-end=ho-ngheo",
			"@|transition=khong-ngheo + @|transition=phat-sinh-ngheo+tai-ngheo+thoat-ngheo+van-ngheo",
		},
		at + "|transition=phat-sinh-ngheo+tai-ngheo+thoat-ngheo+van-ngheo": {
			"@|transition=phat-sinh-ngheo + @|transition=tai-ngheo + @|transition=thoat-ngheo + @|transition=van-ngheo",
		},
		at + "|class-end=ho-ngheo": { // poor at the end, by how they came to be
			"@|transition=phat-sinh-ngheo + @|transition=tai-ngheo + @|transition=van-ngheo",
		},
		at + "|class-end=ho-can-ngheo+ho-ngheo": {
			"@|class-end=ho-can-ngheo + @|class-end=ho-ngheo",
			"@|class-end=ho-can-ngheo+ho-ngheo|indicator=!nha-tieu + @|class-end=ho-can-ngheo+ho-ngheo|indicator=nha-tieu",
			"@|class-end=ho-can-ngheo+ho-ngheo|indicator=!nuoc + @|class-end=ho-can-ngheo+ho-ngheo|indicator=nuoc",
		},
		at + "|class-end=ho-can-ngheo": nil,
	} {
		for i := range want {
			want[i] = strings.ReplaceAll(want[i], "@", at)
		}
		if got := c.sumsOf(id); !slices.Equal(got, want) {
			t.Errorf("sums of %s:\n%s\nwant\n%s", id, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	for _, e := range c.Equations {
		about := strings.Contains(c.IDs.Of(e.Parts[0]), "indicator=") || strings.Contains(c.IDs.Of(e.Parts[0]), "characteristic=")
		complement := about && len(e.Parts) == 2 && strings.Contains(c.IDs.Of(e.Parts[0])+c.IDs.Of(e.Parts[1]), "=!")
		if e.Attribute != complement {
			t.Errorf("attribute of the sum of %s is %t", c.IDs.Of(e.Total), e.Attribute)
		}
	}
}

func TestMergedUnitsAreSumsOfTheirParts(t *testing.T) {
	c := build(t, testSet(testTables()...), 0, file(true,
		person{id: 1, unit: "a", year: 2024}, person{id: 2, unit: "b", year: 2024}, person{id: 3, unit: "c", year: 2024},
		person{id: 1, unit: "ab", year: 2025}, person{id: 2, unit: "ab", year: 2025}, person{id: 3, unit: "c2", year: 2025},
	))
	const poor = "|class-end=ho-ngheo"
	for id, want := range map[string]string{
		"households|unit=ab|year=2024" + poor:    "households|unit=a|year=2024" + poor + " + households|unit=b|year=2024" + poor,
		"households|unit=huyen|year=2024" + poor: "households|unit=ab|year=2024" + poor + " + households|unit=c|year=2024" + poor,
		// The district ended in 2025; its area did not.
		"households|unit=huyen|year=2025" + poor: "households|unit=ab|year=2025" + poor + " + households|unit=c2|year=2025" + poor,
	} {
		if !slices.Contains(c.sumsOf(id), want) {
			t.Errorf("sums of %s are %q, want %q among them", id, c.sumsOf(id), want)
		}
	}
	// c became c2 unchanged: the same households under two names are one cell.
	codes := map[string][]string{}
	classes := slices.IndexFunc(c.Tables, func(t Table) bool { return t.ID == "classes" })
	rows := &c.Tables[classes].Rows
	for i, cell := range rows.Cells {
		if rows.Code(i, 1) == "2024" && rows.Code(i, 2) == "ho-ngheo" {
			id := c.IDs.Of(cell)
			codes[id] = append(codes[id], rows.Code(i, 0))
		}
	}
	if got := codes["households|unit=c|year=2024"+poor]; !slices.Equal(got, []string{"c", "c2"}) {
		t.Errorf("the cell of c stands in rows %q, want c and c2", got)
	}
	if got := codes["households|unit=huyen|year=2024"+poor]; !slices.Equal(got, []string{"", "huyen"}) {
		t.Errorf("the cell of the district stands in rows %q, want the total and huyen", got)
	}
	for id := range codes {
		if strings.Contains(id, "tinh") {
			t.Errorf("the province is shown, but only one district is covered: %s", id)
		}
	}
}

// A commune made from parts of two districts fits into no tree with them: it is
// tied to its parts, and the districts to theirs.
func TestUnitsThatCross(t *testing.T) {
	set := testSet(testTables()...)
	set.Units["tinh"].ValidTo = "2025-06-30"
	set.Units["huyen-2"] = &record.Unit{Head: record.Head{ID: "huyen-2"}, Code: "00200", Type: "district", Parent: "tinh", ValidTo: "2025-06-30"}
	set.Units["b"].Parent, set.Units["c"].Parent = "huyen", "huyen-2"
	set.Units["b"].Successors, set.Units["c"].Successors = []string{"c2"}, []string{"c2"}
	text := strings.Replace(header(true, 2024), `"huyen"`, `"tinh"`, 1) + person{id: 1, unit: "a", year: 2024}.line() + person{id: 2, unit: "b", year: 2024}.line()
	c := build(t, set, 0, Bytes("x", []byte(text)))
	for unit, want := range map[string]string{
		"tinh": "households|unit=huyen-2|year=2024 + households|unit=huyen|year=2024",
		"c2":   "households|unit=b|year=2024 + households|unit=huyen-2|year=2024", // c is all of huyen-2
		// a alone became ab, and is the same place under both names.
		"huyen": "households|unit=a|year=2024 + households|unit=b|year=2024",
	} {
		if got := c.sumsOf("households|unit=" + unit + "|year=2024"); !slices.Contains(got, want) {
			t.Errorf("sums of %s are %q, want %q", unit, got, want)
		}
	}
	if v := c.byID()["households|unit=c2|year=2024"]; v == nil || v.Value != 1 {
		t.Errorf("c2 in 2024: %+v, want 1 household", v)
	}
}

func TestYearsAreTiedWhereTheRowsMakeItTrue(t *testing.T) {
	rows := []person{
		{id: 1, unit: "a", year: 2023}, {id: 1, unit: "a", year: 2024},
		{id: 2, unit: "a", year: 2023}, {id: 2, unit: "a", year: 2024, end: "ho-can-ngheo"},
		{id: 3, unit: "c", year: 2023}, // has no row in 2024
	}
	c := build(t, testSet(testTables()...), 0, file(true, rows...))
	const stock = "households|unit=%s|year=2024|transition=thoat-ngheo + households|unit=%[1]s|year=2024|transition=van-ngheo"
	tied := func(c *Cube, unit string) bool {
		return slices.Contains(c.sumsOf("households|unit="+unit+"|year=2023|class-end=ho-ngheo"), fmt.Sprintf(stock, unit))
	}
	if !tied(c, "a") || !tied(c, "b") {
		t.Error("the poor of 2023 in a are not those that began 2024 poor")
	}
	if tied(c, "c") || tied(c, "huyen") {
		t.Error("years are tied where a household is missing")
	}
	c = build(t, testSet(testTables()...), 0, file(true, rows[:4]...))
	if tied(c, "huyen") || tied(c, "ab") {
		t.Error("the identity of the district follows from its communes and stands there again")
	}
}

func TestSmallCommunesArePooledForAllYears(t *testing.T) {
	var rows []person
	for i := range 60 {
		unit, year := "a", 2023+i%2
		switch {
		case i < 8:
			unit = "b"
		case i < 40:
			unit = "c"
		}
		rows = append(rows, person{id: i + 1, unit: unit, year: year})
	}
	c := build(t, testSet(testTables()...), 10, file(true, rows...))
	// b is too small, and alone it could be subtracted: a, the next smallest in
	// ab, would make the pool the whole of ab. So neither is shown, but ab is.
	for _, table := range c.Tables {
		if names := table.Rows.Names; slices.Contains(names, "a") || slices.Contains(names, "b") {
			t.Fatalf("table %s shows %v", table.ID, names)
		}
	}
	if c.byID()["households|unit=ab|year=2023"] == nil || len(c.Pools) != 0 {
		t.Errorf("ab is not shown, or there are pools: %v", c.Pools)
	}

	set := testSet(testTables()...)
	for _, id := range []string{"a", "b", "c"} { // a district that was never merged
		set.Units[id].ValidTo, set.Units[id].Successors = "", nil
	}
	set.Units["huyen"].ValidTo, set.Units["huyen"].Successors = "", nil
	delete(set.Units, "ab")
	delete(set.Units, "c2")
	c = build(t, set, 10, file(true, rows...))
	if len(c.Pools) != 1 || c.Pools[0].Code != "a+b" || c.Pools[0].Parent != "huyen" || !slices.Equal(c.Pools[0].Members, []string{"a", "b"}) {
		t.Fatalf("pools = %+v, want a and b of huyen", c.Pools)
	}
	cells := c.byID()
	for id, want := range map[string]int64{"households|unit=a+b|year=2023": 14, "households|unit=a+b|year=2024": 14} {
		if cells[id] == nil || cells[id].Value != want {
			t.Errorf("%s: %+v, want %d", id, cells[id], want)
		}
	}
	if cells["households|unit=a|year=2024"] != nil {
		t.Error("a is pooled and shown")
	}
}

func TestOfficialNumbersAreKnownForRealRowsOnly(t *testing.T) {
	two, nine := int64(2), int64(9)
	set := testSet(testTables()...)
	set.Figures["huyen-2024"] = &record.Figure{Unit: "huyen", Year: 2024, Standard: "2022-2025", Status: "reported", Values: []record.FigureValue{
		{Measure: "poor", Households: &two}, {Measure: "near-poor", Households: &nine},
	}}
	set.Outcomes["o"] = &record.Outcome{Commitment: "hua-1", Status: recognised, Date: "2024-12-20", Households: &two}
	rows := []person{
		{id: 1, unit: "a", year: 2024}, {id: 2, unit: "b", year: 2024},
		{id: 3, unit: "c", year: 2024, end: "ho-khong-ngheo", more: `"commitment":"hua-1"`},
		{id: 4, unit: "c", year: 2024, end: "ho-khong-ngheo", more: `"commitment":"hua-1"`},
		{id: 5, unit: "c", year: 2024, end: "ho-khong-ngheo", more: `"organization":"so-a"`},
	}
	c, ps, err := Build(t.Context(), Input{Source: NewFiles([]File{file(false, rows...)}), Set: set, Policy: testPolicy(0)})
	if err != nil || c == nil {
		t.Fatal(err, places(ps))
	}
	if got, want := places(ps), []string{"data/figures/huyen-2024.json MB8031"}; !slices.Equal(got, want) {
		t.Errorf("problems = %v, want %v: no household is near-poor", got, want)
	}
	silent(t, ps)
	cells := c.byID()
	var known []string
	for id, x := range cells {
		if x.Known {
			known = append(known, id)
		}
	}
	slices.Sort(known)
	want := []string{
		"households|unit=huyen|year=2024|class-end=ho-ngheo",
		"households|unit=huyen|year=2024|transition=thoat-ngheo|commitment=hua-1",
	}
	if !slices.Equal(known, want) {
		t.Errorf("known = %q, want %q", known, want)
	}
	body := "households|unit=huyen|year=2024|transition=thoat-ngheo|organization=so-a"
	if got := c.sumsOf(body); len(got) != 1 || !strings.Contains(got[0], "commitment=hua-1") {
		t.Errorf("the organisation's number is not tied to the recognised outcome: %q", got)
	}

	for i := range rows {
		rows[i].more = ""
	}
	c = build(t, set, 0, file(true, rows...))
	for i, x := range c.Cells {
		if x.Known {
			t.Errorf("%s is known though its rows are invented", c.IDs.Of(int32(i)))
		}
	}
}

// The equations must be true, and together they must be all there are: as many
// independent ones as the cells have linear dependencies.
func TestEquationsAreTrueAndComplete(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func(i int) person {
		p := person{id: i + 1, year: 2022 + r.IntN(4), start: classCodes[r.IntN(4)], end: classCodes[r.IntN(4)]}
		p.unit = []string{"a", "b", "c"}[r.IntN(3)]
		if p.year == 2025 {
			p.unit = []string{"ab", "c2"}[r.IntN(2)]
		}
		pick := func(codes ...string) string {
			var got []string
			for _, c := range codes {
				if r.IntN(2) == 0 {
					got = append(got, c)
				}
			}
			return strings.Join(got, ",")
		}
		p.lacks, p.traits = pick(`"nuoc"`, `"nha-tieu"`), pick(`"woman-headed"`, `"disability"`)
		p.more = `"supports":[` + pick(`"tap-huan"`, `"bhyt"`) + `],"money":{` + pick(fmt.Sprintf(`"nha-nuoc":%d`, 1+r.IntN(99)), fmt.Sprintf(`"ung-ho":%d`, 1+r.IntN(99))) + `}`
		if r.IntN(2) == 0 {
			p.more += `,"organization":"mo-phong-` + []string{"a", "b"}[r.IntN(2)] + `"`
		}
		if p.start != "ho-ngheo" && p.end == "ho-ngheo" && r.IntN(2) == 0 {
			p.more += `,"fellBack":true`
		}
		return p
	}
	all := []int{2022, 2023, 2024, 2025}
	one := func(ps ...person) *Cube {
		text := header(true, all...)
		for _, p := range ps {
			text += p.line()
		}
		return build(t, testSet(testTables()...), 0, Bytes("rows.jsonl", []byte(text)))
	}
	var people []person
	for i := range 450 {
		people = append(people, random(i))
	}
	whole := one(people...)
	check := func(c *Cube) {
		for _, e := range c.Equations {
			var n int64
			for _, p := range e.Parts {
				n += c.Cells[p].Value
			}
			if n != c.Cells[e.Total].Value {
				t.Fatalf("the parts of %s do not add up", c.IDs.Of(e.Total))
			}
		}
	}
	check(whole)

	// Each household alone makes a vector of cells; the cells of money partners
	// stand in no equation and are left out.
	used := map[int32]bool{}
	var sums [][]int64
	stock := func(e Equation) bool {
		year := func(i int32) string { return strings.Split(whole.IDs.Of(i), "|")[2] }
		return year(e.Parts[0]) != year(e.Total)
	}
	for _, e := range whole.Equations {
		if stock(e) {
			continue // true of these rows only, by accident
		}
		v := make([]int64, len(whole.Cells))
		for _, p := range e.Parts {
			v[p]++
			used[p] = true
		}
		v[e.Total]--
		used[e.Total] = true
		sums = append(sums, v)
	}
	var vectors [][]int64
	for _, p := range people {
		c := one(p)
		check(c)
		v := make([]int64, len(c.Cells))
		for i := range c.Cells {
			if id, want := c.IDs.Of(int32(i)), whole.IDs.Of(int32(i)); id != want {
				t.Fatalf("cell %d is %s for one household and %s for all", i, id, want)
			}
			if used[int32(i)] || !c.Cells[i].Hidden {
				v[i] = c.Cells[i].Value
				used[int32(i)] = true
			}
		}
		vectors = append(vectors, v)
	}
	dependencies := len(used) - rank(vectors)
	if got := rank(sums); got != dependencies {
		t.Errorf("%d cells have %d dependencies, the equations say %d", len(used), dependencies, got)
	}
	if redundant := len(sums) - rank(sums); redundant != 0 {
		t.Errorf("%d equations of %d follow from others", redundant, len(sums))
	}
}

// rank of integer vectors, by elimination modulo a prime.
func rank(vs [][]int64) int {
	const p = 1_000_003
	m := make([][]int64, len(vs))
	for i, v := range vs {
		m[i] = make([]int64, len(v))
		for j, x := range v {
			m[i][j] = ((x % p) + p) % p
		}
	}
	inverse := func(x int64) int64 {
		y := int64(1)
		for e := p - 2; e > 0; e >>= 1 {
			if e&1 == 1 {
				y = y * x % p
			}
			x = x * x % p
		}
		return y
	}
	n := 0
	for col := 0; len(m) > 0 && col < len(m[0]) && n < len(m); col++ {
		pivot := slices.IndexFunc(m[n:], func(v []int64) bool { return v[col] != 0 })
		if pivot < 0 {
			continue
		}
		m[n], m[n+pivot] = m[n+pivot], m[n]
		inv := inverse(m[n][col])
		for _, v := range m[n+1:] {
			if f := v[col] * inv % p; f != 0 {
				for j := col; j < len(v); j++ {
					v[j] = ((v[j]-f*m[n][j])%p + p) % p
				}
			}
		}
		n++
	}
	return n
}

// An id says which rows a cell counts and nothing about the tables that show
// it: other tables in the next release leave it as it is.
func TestIDsDoNotDependOnOtherTables(t *testing.T) {
	rows := file(true,
		person{id: 1, unit: "a", year: 2024, lacks: `"nuoc"`, more: `"organization":"mo-phong-a","money":{"ung-ho":5}`},
		person{id: 2, unit: "c", year: 2024, start: "ho-can-ngheo", traits: `"disability"`},
	)
	all := build(t, testSet(testTables()...), 0, rows).byID()
	for _, only := range testTables() {
		c := build(t, testSet(only), 0, rows)
		for i, x := range c.Cells {
			if x.Hidden {
				continue // what is left over depends on what else is shown
			}
			id := c.IDs.Of(int32(i))
			if have := all[id]; have == nil || have.Value != x.Value || have.Top != x.Top {
				t.Errorf("%s of table %s alone: %+v; among all tables: %+v", id, only.ID, x, have)
			}
		}
	}
}
