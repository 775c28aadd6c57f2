package sdc

import (
	"slices"
	"sort"
	"sync"

	"minhbach/generator/internal/cube"
)

// Kind says how a figure is published.
type Kind uint8

const (
	Exact          Kind = iota // the figure itself
	Withheld                   // only the range that everybody can deduce
	StructuralZero             // a zero that cannot be anything else
	Rounded                    // a count that stands for an interval because small counts were rounded
	Perturbed                  // a count that stands for an interval because of noise by cell key
)

// Figure is one published cell. It does not tell why a cell is withheld.
type Figure struct {
	kind         Kind
	lower, upper int64
	shown        int64 // of a figure that a method changed
}

// Kind says how the figure is published.
func (f Figure) Kind() Kind { return f.kind }

// Value is the figure of a cell that is published as it is.
func (f Figure) Value() (int64, bool) {
	return f.lower, f.kind == Exact || f.kind == StructuralZero
}

// Shown is the count that a method puts in place of the true one; changed is
// false for figures that no method changed. Range gives what it stands for.
func (f Figure) Shown() (n int64, changed bool) {
	return f.shown, f.kind == Rounded || f.kind == Perturbed
}

// Range is what can be deduced about the figure; bounded is false where there is
// no upper limit. For a published figure both ends are the figure.
func (f Figure) Range() (lower, upper int64, bounded bool) {
	return f.lower, f.upper, f.upper < unbounded
}

// Release is a set of safe tables. Only Protect makes one that is not empty.
type Release struct {
	figures     []Figure
	ids         []string
	kinds       []kind
	equations   []cube.Equation
	tables      []Table
	policy      Policy
	differences []Difference

	once sync.Once
	byID []int32
}

// Table is one safe table.
type Table struct {
	release *Release
	id      string
	dims    []string
	rows    []cube.Row
}

// ID is the id of the table's definition.
func (t *Table) ID() string { return t.id }

// Dims are the ids of its dimensions, in order.
func (t *Table) Dims() []string { return t.dims }

// Len is the number of its rows.
func (t *Table) Len() int { return len(t.rows) }

// Row gives the codes of a row, one for each dimension and empty for a total,
// and its figure. The codes must not be changed.
func (t *Table) Row(i int) (codes []string, f Figure) {
	return t.rows[i].Codes, t.release.figures[t.rows[i].Cell]
}

// CellID is the public id of the figure in a row, stable from release to release.
func (t *Table) CellID(i int) string { return t.release.ids[t.rows[i].Cell] }

// Tables are the tables of the release, in the order of the cube.
func (r *Release) Tables() []Table { return r.tables }

// Figure finds a figure by the id of its cell.
func (r *Release) Figure(id string) (Figure, bool) {
	r.once.Do(func() {
		r.byID = make([]int32, len(r.ids))
		for i := range r.byID {
			r.byID[i] = int32(i)
		}
		sort.Slice(r.byID, func(a, b int) bool { return r.ids[r.byID[a]] < r.ids[r.byID[b]] })
	})
	i := sort.Search(len(r.byID), func(i int) bool { return r.ids[r.byID[i]] >= id })
	if i == len(r.byID) || r.ids[r.byID[i]] != id || r.kinds[r.byID[i]].hidden {
		return Figure{}, false
	}
	return r.figures[r.byID[i]], true
}

// Counts tells how many figures the tables hold, how many are withheld, and how
// many a method changed.
func (r *Release) Counts() (figures, withheld, changed int) {
	for i, f := range r.figures {
		if !r.kinds[i].hidden {
			figures++
			if f.kind == Withheld {
				withheld++
			}
			if _, ok := f.Shown(); ok {
				changed++
			}
		}
	}
	return figures, withheld, changed
}

// kind is what a cell's required width depends on, all of it public.
type kind struct {
	rule   cube.Rule
	money  bool
	hidden bool // no table shows the cell
	unseen bool // and nobody can deduce it
}

// minWidth is the width that is required of a withheld figure.
func (r *Release) minWidth(c int32) int64 {
	if k := r.kinds[c]; !k.unseen {
		return r.policy.minWidth(k.rule, k.money, r.figures[c].lower)
	}
	return 0
}

// release computes the ranges, verifies every need from scratch, and makes the
// safe tables.
func (s *system) release() (*Release, error) {
	n := len(s.cube.Cells)
	r := &Release{
		figures: make([]Figure, n), ids: make([]string, n), kinds: make([]kind, n),
		equations: s.cube.Equations, policy: s.policy, differences: s.known.Differences,
	}
	for _, t := range s.cube.Tables {
		r.tables = append(r.tables, Table{r, t.ID, t.Dims, t.Rows})
	}
	s.hide()
	for i := range s.cube.Cells {
		c := &s.cube.Cells[i]
		r.ids[i] = c.ID
		r.kinds[i] = kind{c.Rule, c.Money, !s.shown[i], s.is(int32(i), unseen)}
		v := s.value[i] * s.grain(int32(i))
		r.figures[i] = Figure{kind: Exact, lower: v, upper: v}
		if c.Zero {
			r.figures[i].kind = StructuralZero
		}
	}
	for _, w := range s.ranges() {
		if !s.isSafe(w) {
			return nil, s.unmet(w.cell, s.ruleOf(w.cell))
		}
		if s.isExtra(w.cell) {
			continue
		}
		if l, ok := s.limits[w.cell]; ok {
			r.figures[w.cell] = Figure{kind: l.kind, lower: l.lower, upper: l.upper, shown: l.shown}
			continue
		}
		g := s.grain(w.cell)
		f := Figure{kind: Withheld, lower: w.lower * g, upper: unbounded}
		if w.upper < unbounded {
			f.upper = w.upper * g
		}
		r.figures[w.cell] = f
	}
	return r, nil
}

// grain is what one unit of a variable is worth: a household, or some đồng.
func (s *system) grain(c int32) int64 {
	if s.isMoney(c) {
		return s.unitOf(c)
	}
	return 1
}

// hide finds the figures that no table shows and that do not follow from those
// that are: readers do not have them, so the release must not give them.
func (s *system) hide() {
	open := func(c int32) bool {
		return s.mark[c]&(withheld|fixed) == 0 && !s.shown[c]
	}
	var left []int32
	for c := range int32(len(s.shown)) {
		if open(c) {
			s.mark[c] |= unseen
			left = append(left, c)
		}
	}
	deduced := func(c int32) bool {
		for _, t := range s.equationsOf(c) {
			alone := !slices.ContainsFunc(s.equation(t.cell()), func(u term) bool {
				return u.cell() != c && s.mark[u.cell()]&(withheld|unseen) != 0
			})
			if alone {
				return true
			}
		}
		return false
	}
	for {
		before := len(left)
		left = slices.DeleteFunc(left, func(c int32) bool {
			if deduced(c) {
				s.mark[c] &^= unseen
				return true
			}
			return false
		})
		if len(left) == before {
			break
		}
	}
	for _, c := range left {
		s.mark[c] |= withheld
	}
}
