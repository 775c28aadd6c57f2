package audit_test

import (
	"errors"
	"fmt"
	"testing"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// book makes small systems by hand: cells by name, equations in words.
type book struct {
	cube  cube.Cube
	index map[string]int32
}

// newBook starts a table with these cells, one household each counted.
func newBook(names []string, values ...int64) *book {
	b := &book{index: map[string]int32{}, cube: cube.Cube{IDs: cube.IDs{Places: names}}}
	table := cube.Table{ID: "t", Dims: []string{"x"}}
	for i, name := range names {
		b.index[name] = int32(i)
		b.cube.Cells = append(b.cube.Cells, cube.Cell{Value: values[i], Count: values[i], Partner: -1})
		table.Rows.Add(int32(i), name)
	}
	b.cube.Tables = []cube.Table{table}
	return b
}

func (b *book) cell(name string) *cube.Cell { return &b.cube.Cells[b.index[name]] }

// rows show these cells.
func (b *book) rows(names ...string) (rows cube.Rows) {
	for _, name := range names {
		rows.Add(b.index[name], name)
	}
	return rows
}

func (b *book) sum(total string, parts ...string) *cube.Equation {
	e := cube.Equation{Total: b.index[total]}
	for _, p := range parts {
		e.Parts = append(e.Parts, b.index[p])
	}
	b.cube.Equations = append(b.cube.Equations, e)
	return &b.cube.Equations[len(b.cube.Equations)-1]
}

// crossing adds the six sums of a 2 × 2 table with cells a b / c d.
func crossing() *book {
	b := newBook([]string{"a", "b", "c", "d", "ab", "cd", "ac", "bd", "all"}, 2, 9, 8, 7, 11, 15, 10, 16, 26)
	b.sum("ab", "a", "b")
	b.sum("cd", "c", "d")
	b.sum("ac", "a", "c")
	b.sum("bd", "b", "d")
	b.sum("all", "ab", "cd")
	b.sum("all", "ac", "bd")
	return b
}

// safe protects the book and fails the test unless the attack finds nothing.
func (b *book) safe(t *testing.T, d record.Disclosure, known sdc.Public) (*sdc.Release, *audit.Bundle) {
	t.Helper()
	r, err := sdc.Protect(&b.cube, policy(t, d), known)
	if err != nil {
		t.Fatal(err)
	}
	bundle := publish(t, r)
	for _, x := range run(t, bundle).Breaches {
		t.Error(x)
	}
	return r, bundle
}

// unmet fails the test unless the rules cannot be met, and checks that the error
// names the table and the rule and no cell.
func (b *book) unmet(t *testing.T, d record.Disclosure, known sdc.Public, rule string) {
	t.Helper()
	_, err := sdc.Protect(&b.cube, policy(t, d), known)
	var unmet *sdc.UnmetError
	if !errors.As(err, &unmet) || unmet.Rule != rule || unmet.Table != "t" {
		t.Errorf("Protect = %v, want an UnmetError of table t for the rule %q", err, rule)
	}
}

func (b *book) withheld(r *sdc.Release) (names []string) {
	for _, id := range b.cube.IDs.Places {
		if f, ok := r.Figure(id); ok && f.Kind() == sdc.Withheld {
			names = append(names, id)
		}
	}
	return names
}

func rangeOf(r *sdc.Release, id string) string {
	f, _ := r.Figure(id)
	lower, upper, bounded := f.Range()
	if !bounded {
		return fmt.Sprint(lower, "–")
	}
	return fmt.Sprint(lower, "–", upper)
}

// One small cell takes three others with it, and all of them read alike.
func TestOneSmallCellTakesTheCheapestCycle(t *testing.T) {
	b := crossing()
	r, _ := b.safe(t, disclosure(3, 3), sdc.Public{})
	if got, want := fmt.Sprint(b.withheld(r)), "[a b c d]"; got != want {
		t.Errorf("withheld %s, want %s", got, want)
	}
	if got, want := rangeOf(r, "a"), "0–10"; got != want {
		t.Errorf("range of a is %s, want %s", got, want)
	}
}

// A group of three households, each alone in its class: each of them knows its
// own class, and still may not find out the class of the next.
func TestThreeSingletonsInARow(t *testing.T) {
	b := newBook([]string{"a", "b", "c", "d", "row", "A", "B", "C", "D", "column"}, 1, 1, 1, 9, 12, 21, 31, 41, 49, 142)
	b.sum("row", "a", "b", "c", "d")
	b.sum("column", "A", "B", "C", "D")
	d := disclosure(3, 1)
	d.Insiders = true
	_, bundle := b.safe(t, d, sdc.Public{})
	for _, insider := range []string{"a", "b", "c"} {
		report := run(t, learned(bundle, map[string]int64{insider: 1}))
		for _, x := range report.Intervals {
			if x.Width() < 1 && x.ID != insider && b.cell(x.ID).Value < 3 {
				t.Errorf("the household in %s can work out %s", insider, x.ID)
			}
		}
	}
}

// Two organisations whose small figures hide each other: each knows its own, and
// would know the other's by subtraction if nothing else were withheld.
func TestOrganisationsAreInsiders(t *testing.T) {
	for insiders, want := range map[bool]string{false: "[a b]", true: "[a b none]"} {
		b := newBook([]string{"a", "b", "none", "all"}, 2, 2, 9, 13)
		b.cell("a").Body, b.cell("b").Body = 1, 2
		b.sum("all", "a", "b", "none")
		d := disclosure(3, 3)
		d.Insiders = insiders
		r, _ := b.safe(t, d, sdc.Public{})
		if got := fmt.Sprint(b.withheld(r)); got != want {
			t.Errorf("with insiders %v withheld are %s, want %s", insiders, got, want)
		}
	}
}

// Two tables that are safe each for itself and share their totals.
func TestLinkedTablesAreProtectedTogether(t *testing.T) {
	b := newBook([]string{"p1", "p2", "q1", "q2", "s1", "s2", "p", "q", "all"}, 2, 10, 9, 11, 11, 21, 12, 20, 32)
	b.sum("p", "p1", "p2")
	b.sum("q", "q1", "q2")
	b.sum("s1", "p1", "q1")
	b.sum("s2", "p2", "q2")
	b.sum("all", "p", "q")
	b.sum("all", "s1", "s2")
	linked := b.cube
	linked.Tables = append(linked.Tables, cube.Table{ID: "u", Dims: []string{"x"}, Rows: b.rows("s1")})
	b.cube = linked
	b.safe(t, disclosure(3, 3), sdc.Public{})
}

// A withheld total must not be given away by its only part that is not zero.
func TestTotalEqualToItsOnlyPart(t *testing.T) {
	b := newBook([]string{"a", "b", "ab", "c", "all"}, 2, 0, 2, 30, 32)
	b.sum("ab", "a", "b")
	b.sum("all", "ab", "c")
	r, _ := b.safe(t, disclosure(3, 3), sdc.Public{})
	for _, id := range []string{"a", "ab"} {
		if f, _ := r.Figure(id); f.Kind() != sdc.Withheld {
			t.Errorf("%s is published", id)
		}
	}
}

// Where zeros are always published, a blank tells that there is somebody.
func TestImpliedZero(t *testing.T) {
	b := crossing()
	b.cell("d").Value, b.cell("d").Count = 0, 0
	b.cell("cd").Value, b.cell("bd").Value, b.cell("all").Value = 8, 9, 19
	d := disclosure(3, 3)
	d.Zeros = "publish"
	r, bundle := b.safe(t, d, sdc.Public{})
	if f, _ := r.Figure("d"); f.Kind() != sdc.Exact {
		t.Error("a zero is withheld, against the policy")
	}
	for _, c := range bundle.Cells {
		if c.Withheld && c.Lower == 0 {
			t.Errorf("%s is withheld and said to be 0 perhaps, but every zero is published", c.ID)
		}
	}
}

// A total published in one table with all parts but one in another.
func TestAllPartsButOneElsewhere(t *testing.T) {
	b := newBook([]string{"a", "b", "rest", "all"}, 20, 12, 2, 34)
	b.sum("all", "a", "b", "rest")
	b.cube.Tables = []cube.Table{
		{ID: "t", Dims: []string{"x"}, Rows: b.rows("a", "b")},
		{ID: "u", Dims: []string{"x"}, Rows: b.rows("all")},
	}
	b.cell("rest").Hidden = true
	r, _ := b.safe(t, disclosure(3, 3), sdc.Public{})
	if len(b.withheld(r)) == 0 {
		t.Error("the rest of two households follows from what is published")
	}
}

// A figure that is public elsewhere protects nothing when it is withheld here.
func TestKnownFigureIsNoProtection(t *testing.T) {
	b := crossing()
	b.cell("b").Known = true
	r, _ := b.safe(t, disclosure(3, 3), sdc.Public{})
	if f, _ := r.Figure("b"); f.Kind() != sdc.Exact {
		t.Error("a figure that everybody knows is withheld")
	}
	if f, _ := r.Figure("ab"); f.Kind() != sdc.Withheld {
		t.Error("a follows from ab and b")
	}
}

// A whole group in one class, and a class that nobody is in.
func TestWholeGroupInOneClass(t *testing.T) {
	b := newBook([]string{"a", "b", "ab", "c", "d", "cd", "ac", "bd", "all"}, 12, 0, 12, 9, 11, 20, 21, 11, 32)
	b.sum("ab", "a", "b").Attribute = true
	b.sum("cd", "c", "d").Attribute = true
	b.sum("ac", "a", "c")
	b.sum("bd", "b", "d")
	b.sum("all", "ab", "cd")
	b.sum("all", "ac", "bd")
	d := disclosure(3, 3)
	d.Groups = true
	r, _ := b.safe(t, d, sdc.Public{})
	if f, _ := r.Figure("b"); f.Kind() != sdc.Withheld {
		t.Error("everybody can tell that nobody of the group is in b")
	}
	b.cell("b").Known = true
	b.unmet(t, d, sdc.Public{}, "group")
}

// A release that differs from the last by one household.
func TestOneHouseholdBetweenReleases(t *testing.T) {
	b := crossing()
	_, first := b.safe(t, disclosure(3, 3), sdc.Public{})
	earlier := sdc.Public{Earlier: []sdc.Earlier{remembered("1", first)}}
	for _, name := range []string{"b", "ab", "bd", "all"} {
		b.cell(name).Value++
		b.cell(name).Count++
	}
	b.unmet(t, disclosure(3, 3), earlier, "earlier release")
	for _, name := range []string{"b", "ab", "bd", "all"} {
		b.cell(name).Value += 4
		b.cell(name).Count += 4
	}
	_, second := b.safe(t, disclosure(3, 3), earlier)
	for _, x := range run(t, first, second).Breaches {
		t.Error(x)
	}
}

// What was withheld stays withheld, even when it has become large.
func TestWithheldStaysWithheld(t *testing.T) {
	b := crossing()
	_, first := b.safe(t, disclosure(3, 3), sdc.Public{})
	b.cell("a").Value, b.cell("ab").Value, b.cell("ac").Value, b.cell("all").Value = 12, 21, 20, 36
	r, second := b.safe(t, disclosure(3, 3), sdc.Public{Earlier: []sdc.Earlier{remembered("1", first)}})
	if got, want := fmt.Sprint(b.withheld(r)), "[a b c d]"; got != want {
		t.Errorf("withheld %s, want %s as before", got, want)
	}
	for _, x := range run(t, first, second).Breaches {
		t.Error(x)
	}
}

// A merged unit whose parts were published before: the difference is the part
// that was withheld.
func TestMergedUnit(t *testing.T) {
	old := newBook([]string{"x1", "x2", "y1", "y2", "x", "y", "1", "2"}, 2, 10, 9, 11, 12, 20, 11, 21)
	old.sum("x", "x1", "x2")
	old.sum("y", "y1", "y2")
	old.sum("1", "x1", "y1")
	old.sum("2", "x2", "y2")
	_, first := old.safe(t, disclosure(3, 3), sdc.Public{})
	b := newBook([]string{"x1", "x2", "y1", "y2", "x", "y", "1", "2", "xy1", "xy2", "xy"}, 2, 10, 9, 11, 12, 20, 11, 21, 11, 21, 32)
	b.sum("x", "x1", "x2")
	b.sum("y", "y1", "y2")
	b.sum("1", "x1", "y1")
	b.sum("2", "x2", "y2")
	b.sum("xy1", "x1", "y1")
	b.sum("xy2", "x2", "y2")
	b.sum("xy", "xy1", "xy2")
	_, second := b.safe(t, disclosure(3, 3), sdc.Public{Earlier: []sdc.Earlier{remembered("1", first)}})
	for _, x := range run(t, first, second).Breaches {
		t.Error(x)
	}
}

// A difference that no table shows: promised less recognised.
func TestDifference(t *testing.T) {
	b := newBook([]string{"promised", "recognised", "other", "all"}, 15, 13, 40, 53)
	b.sum("all", "recognised", "other")
	known := sdc.Public{Differences: []sdc.Difference{{ID: "left", Plus: []int32{0}, Minus: []int32{1}, Min: 3}}}
	r, _ := b.safe(t, disclosure(3, 3), known)
	if len(b.withheld(r)) == 0 {
		t.Error("two households were promised and not recognised, as anyone can tell")
	}
	b.cell("promised").Known, b.cell("recognised").Known = true, true
	if _, err := sdc.Protect(&b.cube, policy(t, disclosure(3, 3)), known); err == nil {
		t.Error("a difference of two known figures was promised to be safe")
	}
}

// remembered is what a bundle tells as an earlier release.
func remembered(name string, b *audit.Bundle) sdc.Earlier {
	e := sdc.Earlier{Release: name, Figures: map[string]sdc.EarlierFigure{}}
	for _, c := range b.Cells {
		e.Figures[c.ID] = sdc.EarlierFigure{Value: c.Lower, Withheld: c.Withheld}
	}
	for _, eq := range b.Equations {
		var ids []string
		for _, c := range eq.Cells {
			ids = append(ids, b.Cells[c].ID)
		}
		e.Equations = append(e.Equations, sdc.EarlierEquation{Sum: ids[:len(ids)-1], Equals: ids[len(ids)-1]})
	}
	return e
}

// learned is the bundle for a reader who knows some of the withheld figures.
func learned(b *audit.Bundle, known map[string]int64) *audit.Bundle {
	c := &audit.Bundle{MinWidth: b.MinWidth, ZerosPublished: b.ZerosPublished, Equations: b.Equations, Derived: b.Derived}
	c.Cells = append(c.Cells, b.Cells...)
	for i := range c.Cells {
		if v, ok := known[c.Cells[i].ID]; ok {
			c.Cells[i].Lower, c.Cells[i].Upper, c.Cells[i].Withheld = v, v, false
		}
	}
	return c
}
