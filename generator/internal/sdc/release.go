package sdc

import (
	"slices"
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

// Release is a set of safe tables. Only Protect makes one that is not empty. It
// lives as long as pages are made, so that it is kept small.
type Release struct {
	cells       []cell
	apart       []Figure
	ids         cube.IDs
	sums        sums
	tables      []Table
	policy      Policy
	differences []Difference

	once sync.Once
	byID map[string]int32 // of the cells that tables show
}

// cell is one figure: the value alone of an exact one, of others a place among the
// figures that stand apart.
type cell struct {
	value int64
	apart int32 // counted from 1; 0 for an exact figure
	kind  kind
}

// grow makes room for figures, of which some are not exact.
func (r *Release) grow(figures, inexact int) {
	r.cells, r.apart = make([]cell, 0, figures), make([]Figure, 0, inexact)
}

// add appends a figure.
func (r *Release) add(f Figure, k kind) {
	c := cell{value: f.lower, kind: k}
	if f.kind != Exact {
		r.apart = append(r.apart, f)
		c.apart = int32(len(r.apart))
	}
	r.cells = append(r.cells, c)
}

func (r *Release) figure(c int32) Figure {
	x := &r.cells[c]
	if x.apart > 0 {
		return r.apart[x.apart-1]
	}
	return Figure{kind: Exact, lower: x.value, upper: x.value}
}

// sums are the equations of a release: the parts of the first and its total, those
// of the second …
type sums struct {
	cells     []int32
	end       []int32 // of each equation in cells
	attribute []bool
}

// grow makes room for equations that have so many cells together.
func (s *sums) grow(equations, cells int) {
	*s = sums{make([]int32, 0, cells), make([]int32, 0, equations), make([]bool, 0, equations)}
}

func (s *sums) add(e cube.Equation) {
	s.cells = append(append(s.cells, e.Parts...), e.Total)
	s.end = append(s.end, int32(len(s.cells)))
	s.attribute = append(s.attribute, e.Attribute)
}

// at is an equation. Its parts must not be changed.
func (s *sums) at(i int) cube.Equation {
	from, to := int32(0), s.end[i]-1
	if i > 0 {
		from = s.end[i-1]
	}
	return cube.Equation{Parts: s.cells[from:to], Total: s.cells[to], Attribute: s.attribute[i]}
}

// Table is one safe table.
type Table struct {
	release *Release
	id      string
	dims    []string
	rows    cube.Rows
}

// ID is the id of the table's definition.
func (t *Table) ID() string { return t.id }

// Dims are the ids of its dimensions, in order.
func (t *Table) Dims() []string { return t.dims }

// Len is the number of its rows.
func (t *Table) Len() int { return t.rows.Len() }

// Row gives the codes of a row, one for each dimension and empty for a total,
// and its figure.
func (t *Table) Row(i int) (codes []string, f Figure) {
	codes = make([]string, len(t.dims))
	for at := range codes {
		codes[at] = t.Code(i, at)
	}
	return codes, t.Figure(i)
}

// Code is the code of a row in the dimension at a place, empty for a total.
func (t *Table) Code(i, at int) string { return t.rows.Code(i, at) }

// Figure is the figure in a row.
func (t *Table) Figure(i int) Figure { return t.release.figure(t.rows.Cells[i]) }

// Cell is the number of the figure in a row, by which the figures of this release
// are told apart.
func (t *Table) Cell(i int) int32 { return t.rows.Cells[i] }

// CellID is the public id of the figure in a row, stable from release to release.
func (t *Table) CellID(i int) string { return t.release.ids.Of(t.rows.Cells[i]) }

// Tables are the tables of the release, in the order of the cube.
func (r *Release) Tables() []Table { return r.tables }

// Figure finds a figure by the id of its cell.
func (r *Release) Figure(id string) (Figure, bool) {
	r.once.Do(func() {
		r.byID = make(map[string]int32, len(r.cells))
		for c := range int32(len(r.cells)) {
			if !r.cells[c].kind.hidden {
				r.byID[r.ids.Of(c)] = c
			}
		}
	})
	c, ok := r.byID[id]
	if !ok {
		return Figure{}, false
	}
	return r.figure(c), true
}

// Counts tells how many figures the tables hold, how many are withheld, and how
// many a method changed.
func (r *Release) Counts() (figures, withheld, changed int) {
	for c := range int32(len(r.cells)) {
		if r.cells[c].kind.hidden {
			continue
		}
		figures++
		f := r.figure(c)
		if f.kind == Withheld {
			withheld++
		}
		if _, ok := f.Shown(); ok {
			changed++
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
	if x := &r.cells[c]; !x.kind.unseen {
		return r.policy.minWidth(x.kind.rule, x.kind.money, x.value)
	}
	return 0
}

// release computes the ranges, verifies every need from scratch, and makes the
// safe tables.
func (s *system) release() (*Release, error) {
	s.hide()
	spans := s.ranges()
	for _, w := range spans {
		if !s.isSafe(w) {
			return nil, s.unmet(w.cell, s.ruleOf(w.cell))
		}
	}
	r := &Release{ids: s.cube.IDs, policy: s.policy, differences: s.known.Differences}
	r.grow(len(s.cube.Cells), len(spans))
	for i := range s.cube.Cells {
		c := &s.cube.Cells[i]
		v := s.value[i] * s.grain(int32(i))
		f := Figure{kind: Exact, lower: v, upper: v}
		if c.Zero {
			f.kind = StructuralZero
		}
		if len(spans) > 0 && spans[0].cell == int32(i) {
			f, spans = s.inexact(spans[0]), spans[1:]
		}
		r.add(f, kind{c.Rule, c.Money, !s.shown[i], s.is(int32(i), unseen)})
	}
	terms := 0
	for i := range s.cube.Equations {
		terms += len(s.cube.Equations[i].Parts) + 1
	}
	r.sums.grow(len(s.cube.Equations), terms)
	for _, e := range s.cube.Equations {
		r.sums.add(e)
	}
	for _, t := range s.cube.Tables {
		r.tables = append(r.tables, Table{r, t.ID, t.Dims, t.Rows})
	}
	return r, nil
}

// inexact is a figure that is not published as it is.
func (s *system) inexact(w span) Figure {
	if l, ok := s.limits[w.cell]; ok {
		return Figure{kind: l.kind, lower: l.lower, upper: l.upper, shown: l.shown}
	}
	g := s.grain(w.cell)
	f := Figure{kind: Withheld, lower: w.lower * g, upper: unbounded}
	if w.upper < unbounded {
		f.upper = w.upper * g
	}
	return f
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
