package audit_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/sdc"
)

// linkedTo makes a table t of two rows and three columns that a method changes,
// and a suppressed table s whose total is the first row of t and another cell.
func linkedTo(m cube.Method, other int64, values ...int64) *book {
	a, b, c, d, e, f := values[0], values[1], values[2], values[3], values[4], values[5]
	names := []string{"a", "b", "c", "d", "e", "f", "abc", "def", "ad", "be", "cf", "all", "other", "both"}
	book := newBook(names,
		a, b, c, d, e, f, a+b+c, d+e+f, a+d, b+e, c+f, a+b+c+d+e+f, other, a+b+c+other)
	book.sum("abc", "a", "b", "c")
	book.sum("def", "d", "e", "f")
	book.sum("ad", "a", "d")
	book.sum("be", "b", "e")
	book.sum("cf", "c", "f")
	book.sum("all", "abc", "def")
	book.sum("all", "ad", "be", "cf")
	book.sum("both", "abc", "other")
	book.cube.Tables = []cube.Table{
		{ID: "t", Dims: []string{"x"}, Rows: book.rows(names[:12]...), Method: m},
		{ID: "s", Dims: []string{"x"}, Rows: book.rows(names[12:]...)},
	}
	for i := range book.cube.Cells {
		book.cube.Cells[i].Key = uint64(i+1) * 0x9e3779b97f4a7c15
	}
	return book
}

var (
	rounding = cube.Method{Kind: cube.Rounding, Base: 5}
	cellKeys = cube.Method{Kind: cube.CellKey, Most: 4, Variance: 2}
)

// What is deduced of changed counts, and of suppressed cells tied to them, is
// what every table that agrees with the audit file leaves, and it is wide enough.
func TestMethodsAgainstEveryTable(t *testing.T) {
	for name, m := range map[string]cube.Method{"round": rounding, "cell-key": {Kind: cube.CellKey, Most: 2, Variance: 1}} {
		r := rand.New(rand.NewPCG(7, 11))
		done := 0
		for range 30 {
			var values [6]int64
			for i := range values {
				values[i] = r.Int64N(9)
			}
			b := linkedTo(m, 3+r.Int64N(9), values[:]...)
			release, err := sdc.Protect(&b.cube, policy(t, disclosure(3, 2)), sdc.Public{})
			var unmet *sdc.UnmetError
			if errors.As(err, &unmet) {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			bundle := publish(t, release)
			report := run(t, bundle)
			if !report.Safe() {
				t.Fatalf("%s %v: %v", name, values, report.Breaches)
			}
			o, ok := enumerate(bundle, 40)
			if !ok {
				continue
			}
			done++
			for _, x := range report.Intervals {
				c, _ := bundle.Find(x.ID)
				at := b.index[x.ID]
				low, high := o.low[at], o.high[at]
				if low != x.Lower || high != x.Upper && (x.Upper < audit.Open || high < 20) { // every table has a cap
					t.Errorf("%s %v: %s is from %d to %d, the attack says %d to %d", name, values, x.ID, low, high, x.Lower, x.Upper)
				}
				if high-low < c.MinWidth {
					t.Errorf("%s %v: %s is known to within %d", name, values, x.ID, high-low)
				}
				if v := b.cube.Cells[at].Value; v < c.Lower || v > c.Upper {
					t.Errorf("%s %v: %s with %d is said to be from %d to %d", name, values, x.ID, v, c.Lower, c.Upper)
				}
			}
		}
		if done < 10 {
			t.Errorf("%s: only %d systems were small enough and could be published", name, done)
		}
	}
}

// The interval of a rounded row protects the cell that the other table would
// otherwise give away with it, and a copy that forgets it is found out.
func TestBrokenMethodIsFound(t *testing.T) {
	b := linkedTo(rounding, 30, 2, 9, 7, 1, 8, 12)
	_, bundle := b.safe(t, disclosure(3, 3), sdc.Public{})
	for i := range bundle.Cells {
		if bundle.Cells[i].Method == "" {
			continue
		}
		broken := publish(t, disclosureRelease(t, b))
		broken.Cells[i].Upper = broken.Cells[i].Lower + 1
		broken.Cells[i].Shown = broken.Cells[i].Lower
		if run(t, broken).Safe() {
			t.Errorf("%s may be narrowed unnoticed", bundle.Cells[i].ID)
		}
	}
}

func disclosureRelease(t *testing.T, b *book) *sdc.Release {
	t.Helper()
	r, err := sdc.Protect(&b.cube, policy(t, disclosure(3, 3)), sdc.Public{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A cell cannot be shown changed in one table and as it is in another.
func TestMethodsShareNoCell(t *testing.T) {
	b := linkedTo(rounding, 30, 2, 9, 7, 1, 8, 12)
	b.cube.Tables[1].Rows.Add(b.index["abc"], "abc")
	b.unmet(t, disclosure(3, 3), sdc.Public{}, "method")

	b = linkedTo(rounding, 30, 2, 9, 7, 1, 8, 12)
	b.cell("all").Known = true
	b.unmet(t, disclosure(3, 3), sdc.Public{}, "method")
}

// Base 3 leaves an interval of 0 to 2 or 1 to 3, and base 5 shows 6 as it is.
func TestMethodTooWeakForTheRules(t *testing.T) {
	weak := cube.Method{Kind: cube.Rounding, Base: 3}
	linkedTo(weak, 30, 2, 9, 7, 1, 8, 12).unmet(t, disclosure(3, 3), sdc.Public{}, "threshold")
	linkedTo(rounding, 30, 2, 9, 6, 1, 8, 12).unmet(t, disclosure(7, 3), sdc.Public{}, "threshold")
}

// The same rows get the same noise whatever table counts them, in any order and release.
func TestCellKeysAreTheSameEverywhere(t *testing.T) {
	b := linkedTo(cellKeys, 30, 12, 29, 17, 31, 18, 22)
	also := cube.Table{ID: "u", Dims: []string{"x"}, Rows: b.rows("a", "b", "c"), Method: cellKeys}
	b.cube.Tables = append([]cube.Table{also}, b.cube.Tables...)
	first, _ := b.safe(t, disclosure(3, 3), sdc.Public{})
	second, _ := b.safe(t, disclosure(3, 3), sdc.Public{})
	var x, y bytes.Buffer
	if err := errors.Join(first.WriteBundle(&x), second.WriteBundle(&y)); err != nil || !bytes.Equal(x.Bytes(), y.Bytes()) {
		t.Errorf("two releases of the same rows differ: %v", err)
	}
	if !strings.Contains(x.String(), `"method":"cell-key"`) {
		t.Error("the audit file names no method")
	}
	b.cube.Tables[0].Method.Most = 6
	b.unmet(t, disclosure(3, 3), sdc.Public{}, "method")
}

// A later release shows what the earlier one showed, though it would now round
// otherwise; a count that changed since is refused, for two intervals tell more.
func TestMethodsKeepToEarlierReleases(t *testing.T) {
	b := linkedTo(rounding, 30, 2, 9, 7, 1, 8, 12)
	shown := sdc.Earlier{Release: "1", Figures: map[string]sdc.EarlierFigure{}}
	_, bundle := b.safe(t, disclosure(3, 3), sdc.Public{})
	for _, c := range bundle.Cells {
		shown.Figures[c.ID] = sdc.EarlierFigure{Value: c.Lower, Withheld: c.Withheld, Method: c.Method, Shown: c.Shown, Lower: c.Lower, Upper: c.Upper}
	}
	_, again := b.safe(t, disclosure(3, 3), sdc.Public{Earlier: []sdc.Earlier{shown}})
	if report := run(t, bundle, again); !report.Safe() {
		t.Error(report.Breaches)
	}
	moved := linkedTo(rounding, 30, 8, 9, 7, 1, 8, 12)
	moved.unmet(t, disclosure(3, 3), sdc.Public{Earlier: []sdc.Earlier{shown}}, "earlier release")
	suppressed := linkedTo(cube.Method{}, 30, 2, 9, 7, 1, 8, 12)
	suppressed.unmet(t, disclosure(3, 3), sdc.Public{Earlier: []sdc.Earlier{shown}}, "earlier release")
}
