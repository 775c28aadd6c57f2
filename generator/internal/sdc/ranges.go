package sdc

import (
	"cmp"
	"slices"
)

// span is what readers can deduce about a withheld cell.
type span struct {
	cell         int32
	lower, upper int64 // upper is unbounded where there is no limit
	rise, fall   int64 // how far witnesses move it, for a wary reader
}

// ranges computes what can be deduced about every withheld cell from everything
// that is published, once the choice is final: exactly where the cells are a
// network or a simplex over whole numbers ends; elsewhere bounds that everybody
// can deduce, never narrower ones.
func (s *system) ranges() []span {
	parts := s.parts(func(c int32) bool { return s.is(c, withheld) })
	spans := make([][]span, len(parts))
	s.each(parts, func(i int, part []int32, check *checker) {
		if slices.ContainsFunc(part, func(c int32) bool { return s.is(c, hub) }) {
			spans[i] = s.linkedRanges(part, check)
		} else {
			spans[i] = s.newNetwork(part, check).ranges()
		}
	})
	out := slices.Concat(spans...)
	slices.SortFunc(out, func(a, b span) int { return cmp.Compare(a.cell, b.cell) })
	return out
}

// ranges of a network of withheld cells: each cell moves by the maximum flow
// between its ends.
func (g *network) ranges() []span {
	out := make([]span, len(g.cells))
	loose := g.s.isLoose(g.cells)
	for a, c := range g.cells {
		r := span{cell: c, rise: g.most(int32(a), 0, false), fall: g.most(int32(a), 1, false)}
		r.lower, r.upper = g.s.value[c]-r.fall, unbounded
		if r.rise < unbounded {
			r.upper = g.s.value[c] + r.rise
		}
		if loose {
			r.rise, r.fall = g.most(int32(a), 0, true), g.most(int32(a), 1, true)
		}
		out[a] = r
	}
	return out
}

// isSafe reports whether the witnesses give a cell what it needs.
func (s *system) isSafe(r span) bool {
	far := s.dominance[r.cell]
	return min(r.rise, unbounded)+min(r.fall, unbounded) >= s.width(r.cell) &&
		r.rise >= far && r.fall >= min(far, s.value[r.cell]-s.floor(r.cell, true))
}

// most moves an arc as far as possible in one direction and checks the witness.
// A move without a witness counts as none.
func (g *network) most(a int32, side int, wary bool) int64 {
	c := g.cells[a]
	from, to, room := g.v[a], g.u[a], int64(unbounded)
	if top := g.s.ceiling(c); top < unbounded {
		room = top - g.s.value[c]
	}
	if side == 1 {
		from, to, room = to, from, g.s.value[c]-g.s.floor(c, wary)
	}
	g.clear()
	q := search{side: side, arc: a, ban: nobody, limit: noLimit, wary: wary}
	moved := int64(0)
	for moved < room && g.find(from, to, q) >= 0 {
		n := g.send(to, room-moved, q)
		moved += n
		if n >= unbounded/2 {
			return unbounded
		}
	}
	if !g.proved(side, a, moved, wary) {
		return 0
	}
	return moved
}

// exactCells bounds the parts for which the simplex looks for exact ranges.
const exactCells = 400

// linkedRanges computes ranges where the withheld cells are no network.
func (s *system) linkedRanges(part []int32, check *checker) []span {
	lower, upper := s.propagate(part)
	loose := s.isLoose(part)
	out := make([]span, len(part))
	for i, c := range part {
		out[i] = span{cell: c, lower: lower[i], upper: upper[i]}
		for side, m := range s.witnessOf(c, part, check) {
			if !check.holds(m.cells, m.by, true) || !m.moves(c, side == 0) {
				continue
			}
			if side == 0 {
				out[i].rise = m.amount
			} else {
				out[i].fall = m.amount
			}
		}
		if len(part) <= exactCells && !loose { // else the floors of best are too high
			s.tighten(&out[i], part, check)
		}
	}
	return out
}

// witnessOf gives two tables that differ in a cell: those on which the choice
// relied, or new ones.
func (s *system) witnessOf(c int32, part []int32, check *checker) [2]move {
	if w, ok := s.witnesses[c]; ok {
		return w
	}
	if len(part) > exactCells {
		part = check.around(c, nobody, false, hood{exactCells, anyFan})
	}
	var w [2]move
	want := max(s.width(c), s.dominance[c])
	w[0], _ = check.best(part, c, want, false)
	if down := min(want, s.value[c]-s.floor(c, true)); down > 0 {
		w[1], _ = check.best(part, c, -down, false)
	}
	return w
}

// moves reports whether a move moves a cell up or down by its amount.
func (m move) moves(c int32, up bool) bool {
	i := slices.Index(m.cells, c)
	if m.amount == 0 || i < 0 {
		return m.amount == 0
	}
	return up && m.by[i] == m.amount || !up && m.by[i] == -m.amount
}

// tighten replaces bounds by exact ones where the simplex proves them.
func (s *system) tighten(r *span, part []int32, check *checker) {
	v := s.value[r.cell]
	if m, exact := check.best(part, r.cell, farthest, false); exact && check.holds(m.cells, m.by, false) {
		if m.amount < farthest {
			r.upper = min(r.upper, v+m.amount)
		}
	}
	if v == r.lower {
		return
	}
	if m, exact := check.best(part, r.cell, -min(farthest, v-r.lower), false); exact && check.holds(m.cells, m.by, false) {
		r.lower = max(r.lower, v-m.amount)
	}
}

// propagate narrows the bounds of each cell by each equation until nothing
// changes: what is left for a cell when all others take their extremes.
func (s *system) propagate(part []int32) (lower, upper []int64) {
	lower, upper = make([]int64, len(part)), make([]int64, len(part))
	at := make(map[int32]int, len(part))
	var equations []int32
	for i, c := range part {
		lower[i], upper[i] = s.floor(c, false), s.ceiling(c)
		at[c] = i
		for _, t := range s.equationsOf(c) {
			equations = append(equations, t.cell())
		}
	}
	slices.Sort(equations)
	equations = slices.Compact(equations)
	for changed, round := true, 0; changed && round < 100; round++ {
		changed = false
		for _, e := range equations {
			if s.narrow(e, at, lower, upper) {
				changed = true
			}
		}
	}
	return lower, upper
}

// narrow applies one equation Σ ±x = 0.
func (s *system) narrow(e int32, at map[int32]int, lower, upper []int64) (changed bool) {
	var low, high int64 // of the sum, without its infinite terms
	var lowInf, highInf int
	add := func(sign, l, u int64) {
		if sign < 0 {
			l, u = -u, -l
		}
		if l <= -unbounded {
			lowInf++
		} else {
			low += l
		}
		if u >= unbounded {
			highInf++
		} else {
			high += u
		}
	}
	for _, t := range s.equation(e) {
		if i, ok := at[t.cell()]; ok {
			add(t.sign(), lower[i], upper[i])
		} else {
			add(t.sign(), s.value[t.cell()], s.value[t.cell()])
		}
	}
	for _, t := range s.equation(e) {
		i, ok := at[t.cell()]
		if !ok {
			continue
		}
		l, u := lower[i], upper[i]
		if t.sign() < 0 {
			l, u = -u, -l
		}
		// sign·x = −(sum of the others)
		most, least := int64(unbounded), int64(-unbounded)
		if l <= -unbounded && lowInf == 1 {
			most = -low
		} else if l > -unbounded && lowInf == 0 {
			most = -(low - l)
		}
		if u >= unbounded && highInf == 1 {
			least = -high
		} else if u < unbounded && highInf == 0 {
			least = -(high - u)
		}
		if t.sign() < 0 {
			most, least = -least, -most
		}
		if most < upper[i] || least > lower[i] {
			upper[i], lower[i] = min(upper[i], most), max(lower[i], least)
			return true // the sums above are stale now; come back
		}
	}
	return false
}
