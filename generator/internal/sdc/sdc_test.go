package sdc

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	bench "minhbach/generator/bench/sdc"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/record"
)

func rules(threshold, width int64) Policy {
	return Policy{
		threshold: [4]int64{threshold, threshold, threshold, 3}, width: [4]int64{width, width, width, 1},
		percent: 15, unit: 1, groups: true,
	}
}

func stated() record.Disclosure {
	var d record.Disclosure
	d.Threshold.Performance, d.Threshold.Deprivation, d.Threshold.Sensitive, d.Threshold.Money = 3, 5, 10, 3
	d.Width.Performance, d.Width.Deprivation, d.Width.Sensitive = 3, 5, 10
	d.MoneyPercent, d.MoneyUnit, d.Zeros = 15, 1_000_000, "withhold"
	return d
}

func TestNewPolicyWantsEveryValue(t *testing.T) {
	if _, err := NewPolicy(stated()); err != nil {
		t.Fatal(err)
	}
	for name, forget := range map[string]func(*record.Disclosure){
		"threshold.performance": func(d *record.Disclosure) { d.Threshold.Performance = 0 },
		"threshold.money":       func(d *record.Disclosure) { d.Threshold.Money = 0 },
		"width.sensitive":       func(d *record.Disclosure) { d.Width.Sensitive = 0 },
		"moneyPercent":          func(d *record.Disclosure) { d.MoneyPercent = 0 },
		"moneyUnit":             func(d *record.Disclosure) { d.MoneyUnit = 0 },
		"zeros":                 func(d *record.Disclosure) { d.Zeros = "" },
	} {
		d := stated()
		forget(&d)
		if _, err := NewPolicy(d); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("NewPolicy without %s = %v, want an error that names it", name, err)
		}
	}
	if _, err := Protect(&cube.Cube{}, Policy{}, Public{}); err == nil {
		t.Error("Protect accepts a policy that nobody stated")
	}
}

func TestDominance(t *testing.T) {
	for _, tt := range []struct {
		name             string
		value            int64
		largest, second  int64
		distanceFromEnds int64
	}{
		{"one contributor", 100, 100, 0, 15},
		{"two equal ones", 100, 50, 50, 8},
		{"the rest is large enough", 100, 50, 30, 0},
		{"the rest is a little too small", 100, 80, 15, 7},
	} {
		if got := rules(3, 3).dominance(tt.value, [2]int64{tt.largest, tt.second}); got != tt.distanceFromEnds {
			t.Errorf("%s: dominance = %d, want %d", tt.name, got, tt.distanceFromEnds)
		}
	}
}

// bundleOf protects a tree of n communes and returns its audit file.
func bundleOf(t *testing.T, n int, p Policy) []byte {
	t.Helper()
	c := &cube.Cube{}
	bench.Tree(c, "t", n, bench.Seed)
	r, err := Protect(c, p, Public{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.WriteBundle(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestSameChoiceOnAnyNumberOfProcessors(t *testing.T) {
	p := rules(3, 3)
	p.insiders = true
	many := bundleOf(t, 100, p)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if one := bundleOf(t, 100, p); !bytes.Equal(one, many) {
		t.Error("the choice depends on the number of processors")
	}
}

// secondary counts the cells of a tree that are withheld for the sake of others.
func secondary(t *testing.T, n int, p Policy) (count int) {
	t.Helper()
	c := &cube.Cube{}
	bench.Tree(c, "t", n, bench.Seed)
	r, err := Protect(c, p, Public{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Cells {
		if v := c.Cells[i].Value; r.figure(int32(i)).kind == Withheld && (v == 0 || v >= 3) {
			count++
		}
	}
	return count
}

// TestNoMoreThanPublishedFigures compares with the best published figures for
// the same tables, thresholds and widths: the exact optimum for 10 communes, the
// best heuristic for more.
func TestNoMoreThanPublishedFigures(t *testing.T) {
	for _, tt := range []struct {
		communes     int
		width        int64
		publishZeros bool
		most         int
	}{
		{10, 1, false, 8}, {10, 1, true, 9}, {10, 3, false, 9}, {10, 3, true, 20},
		{100, 1, false, 23}, {100, 1, true, 38}, {100, 3, false, 35}, {100, 3, true, 101},
		{1000, 1, false, 254}, {1000, 1, true, 457}, {1000, 3, false, 352}, {1000, 3, true, 988},
	} {
		p := rules(3, tt.width)
		p.publishZeros = tt.publishZeros
		if got := secondary(t, tt.communes, p); got > tt.most {
			t.Errorf("%d communes, width %d, zeros published %v: %d secondary cells, want at most %d",
				tt.communes, tt.width, tt.publishZeros, got, tt.most)
		}
	}
}

// TestReaders checks what a safe table tells, and that it does not tell more.
func TestReaders(t *testing.T) {
	c := &cube.Cube{
		Cells: []cube.Cell{
			{Value: 2, Count: 2, Partner: -1}, {Value: 9, Count: 9, Partner: -1}, {Value: 11, Count: 11, Partner: -1},
			{Zero: true, Partner: -1}, {Value: 50, Count: 50, Partner: -1},
		},
		IDs:       cube.IDs{Places: []string{"a", "b", "ab", "never", "hidden"}},
		Equations: []cube.Equation{{Parts: []int32{0, 1}, Total: 2}},
		Tables:    []cube.Table{{ID: "t", Dims: []string{"x"}, Rows: rowsOf("a", "b", "", "never")}},
	}
	r, err := Protect(c, rules(3, 3), Public{})
	if err != nil {
		t.Fatal(err)
	}
	table := r.Tables()[0]
	want := []Kind{Withheld, Withheld, Exact, StructuralZero}
	for i := range table.Len() {
		codes, f := table.Row(i)
		if f.Kind() != want[i] {
			t.Errorf("row %v is of kind %d, want %d", codes, f.Kind(), want[i])
		}
		if v, ok := f.Value(); ok != (f.Kind() != Withheld) || ok && v != c.Cells[i].Value {
			t.Errorf("row %v has the value %d, %v", codes, v, ok)
		}
	}
	if lower, upper, bounded := r.figure(0).Range(); lower != 0 || upper != 11 || !bounded {
		t.Errorf("range of a is %d to %d, want 0 to 11", lower, upper)
	}
	if _, ok := r.Figure("hidden"); ok {
		t.Error("a figure that no table shows can be looked up")
	}
	var b bytes.Buffer
	if err := r.WriteBundle(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "50") {
		t.Error("the audit file gives a figure that no table shows")
	}
}

func TestRefusesACubeThatDoesNotAddUp(t *testing.T) {
	c := &cube.Cube{
		Cells:     []cube.Cell{{Value: 4711, Count: 4711, Partner: -1}, {Value: 4712, Count: 4712, Partner: -1}},
		Equations: []cube.Equation{{Parts: []int32{0}, Total: 1}},
	}
	_, err := Protect(c, rules(3, 3), Public{})
	if err == nil || strings.Contains(err.Error(), "471") {
		t.Errorf("Protect = %v, want an error without figures", err)
	}
}

// Money is published in whole units that still add up.
func TestMoneyAddsUpInUnits(t *testing.T) {
	c := &cube.Cube{Tables: []cube.Table{{ID: "t", Dims: []string{"x"}}}}
	add := func(id string, parts ...int32) int32 {
		x := cube.Cell{Money: true, Rule: cube.Money, Partner: -1, Count: 20}
		for _, p := range parts {
			x.Value += c.Cells[p].Value
		}
		c.Cells = append(c.Cells, x)
		n := int32(len(c.Cells) - 1)
		if len(parts) > 0 {
			c.Equations = append(c.Equations, cube.Equation{Parts: parts, Total: n})
		}
		c.Tables[0].Rows.Add(n, id)
		return n
	}
	r := rand.New(rand.NewPCG(1, 1))
	var leaves []int32
	for _, id := range []string{"a", "b", "c", "d"} {
		n := add(id)
		c.Cells[n].Value = 1_000_000 + r.Int64N(90_000_000)
		c.Cells[n].Top = [2]int64{100_000, 100_000}
		leaves = append(leaves, n)
	}
	ab, cd := add("ab", leaves[0], leaves[1]), add("cd", leaves[2], leaves[3])
	add("all", ab, cd)
	p := rules(3, 3)
	p.unit = 1_000_000
	safe, err := Protect(c, p, Public{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.Equations {
		var sum int64
		for _, q := range e.Parts {
			sum += safe.figure(q).lower
		}
		if total := safe.figure(e.Total).lower; sum != total || total%p.unit != 0 {
			t.Errorf("cell %d is published as %d, the sum of its parts as %d", e.Total, total, sum)
		}
	}
}

// rowsOf are rows of one dimension that show the first cells, one each.
func rowsOf(codes ...string) (rows cube.Rows) {
	for i, code := range codes {
		rows.Add(int32(i), code)
	}
	return rows
}

func TestUnmetNamesTableAndRule(t *testing.T) {
	c := &cube.Cube{
		Cells:     []cube.Cell{{Value: 2, Count: 2, Partner: -1}, {Value: 9, Count: 9, Known: true, Partner: -1}, {Value: 11, Count: 11, Known: true, Partner: -1}},
		Equations: []cube.Equation{{Parts: []int32{0, 1}, Total: 2}},
		Tables:    []cube.Table{{ID: "households", Dims: []string{"x"}, Rows: rowsOf("a")}},
	}
	_, err := Protect(c, rules(3, 3), Public{})
	var unmet *UnmetError
	if !errors.As(err, &unmet) || unmet.Table != "households" || unmet.Rule != "threshold" {
		t.Errorf("Protect = %v, want an UnmetError of the table households for the threshold", err)
	}
}
