package audit

import (
	"fmt"
	"slices"
)

// fact is what all releases together tell about one figure.
type fact struct {
	id       string
	now      int32 // index in the last release, or −1
	lower    int64 // withheld: all published ranges together
	upper    int64
	minWidth int64
	known    bool
	value    int64 // as last published
}

// system is all releases as one set of equations about the withheld figures.
type system struct {
	releases []*Bundle
	facts    []fact
	of       [][]int32 // release → cell → fact
	rows     []row     // over facts
	report   *Report
}

// newSystem joins the releases, oldest first. A figure that was ever published
// is known; one that was always withheld is the same unknown in all of them.
func newSystem(releases []*Bundle, report *Report) *system {
	s := &system{releases: releases, report: report, of: make([][]int32, len(releases))}
	index := releases[len(releases)-1].index
	older := map[string]int32{}
	last := len(releases) - 1
	cells := releases[last].Cells
	s.facts = make([]fact, len(cells))
	for i, c := range cells {
		s.facts[i] = fact{id: c.ID, now: int32(i), lower: 0, upper: Open, minWidth: c.MinWidth}
	}
	for r, b := range releases {
		s.of[r] = make([]int32, len(b.Cells))
		for i := range b.Cells {
			c := &b.Cells[i]
			f, ok := int32(i), r == last
			if !ok {
				if f, ok = index[c.ID]; !ok {
					f, ok = older[c.ID]
				}
			}
			if !ok {
				f = int32(len(s.facts))
				older[c.ID] = f
				s.facts = append(s.facts, fact{id: c.ID, now: -1, upper: Open, minWidth: c.MinWidth})
			}
			s.of[r][i] = f
			s.learn(&s.facts[f], c)
		}
	}
	for r := range releases {
		s.addRows(r)
	}
	return s
}

// learn adds what one release tells about a figure.
func (s *system) learn(f *fact, c *Cell) {
	switch {
	case !c.Withheld && f.known:
		if by := c.Lower - f.value; by != 0 && max(by, -by) < f.minWidth {
			s.report.breach(f.id, Revised, fmt.Sprintf("changed by less than %d since an earlier release", f.minWidth))
		}
		f.value = c.Lower
	case !c.Withheld:
		f.known, f.value = true, c.Lower
	case f.known:
		s.report.breach(f.id, Revoked, "withheld now, but published in an earlier release")
	default:
		f.lower, f.upper = max(f.lower, c.Lower), min(f.upper, c.Upper)
	}
}

// addRows turns the equations of one release into rows over unknown facts, and
// checks those in which nothing is unknown.
func (s *system) addRows(r int) {
	b := s.releases[r]
	for _, e := range b.Equations {
		out := row{release: int32(r)}
		for i, c := range e.Cells {
			k := int64(1)
			if i == len(e.Cells)-1 {
				k = -1
			}
			s.term(&out, r, c, k)
		}
		if len(out.cells) > 0 {
			s.rows = append(s.rows, out)
		} else if out.sum != 0 {
			s.report.breach(b.Cells[e.Cells[len(e.Cells)-1]].ID, Inconsistent, "the parts do not sum to it")
		}
	}
}

// term adds k times a figure of a release to a row. A figure that the release
// publishes stands for itself, even if it has been revised since.
func (s *system) term(out *row, r int, c int32, k int64) {
	cell := &s.releases[r].Cells[c]
	f := s.of[r][c]
	switch {
	case !cell.Withheld:
		out.sum -= k * cell.Lower
	case s.facts[f].known:
		out.sum -= k * s.facts[f].value
	default:
		if i := slices.Index(out.cells, f); i >= 0 {
			out.coef[i] += k
		} else {
			out.cells, out.coef = append(out.cells, f), append(out.coef, k)
		}
	}
}

// problems splits the unknown facts into those that hang together.
func (s *system) problems(rows, derived []row) []*problem {
	group := make([]int32, len(s.facts))
	for i := range group {
		group[i] = int32(i)
	}
	find := func(x int32) int32 {
		for group[x] != x {
			group[x] = group[group[x]]
			x = group[x]
		}
		return x
	}
	for _, set := range [][]row{rows, derived} {
		for _, r := range set {
			for _, c := range r.cells[1:] {
				a, b := find(r.cells[0]), find(c)
				group[max(a, b)] = min(a, b)
			}
		}
	}
	number := make([]int32, len(s.facts)) // fact → local number
	at := map[int32]*problem{}
	var out []*problem
	for f := range s.facts {
		if s.facts[f].known {
			continue
		}
		g := find(int32(f))
		p := at[g]
		if p == nil {
			p = &problem{}
			at[g] = p
			out = append(out, p)
		}
		number[f] = int32(len(p.vars))
		p.vars = append(p.vars, int32(f))
		low := s.base()
		if s.facts[f].lower == 0 {
			low = 0 // a zero that is withheld to protect a group
		}
		p.low, p.high = append(p.low, low), append(p.high, Open)
	}
	local := func(r row) row {
		q := row{coef: r.coef, sum: r.sum, release: r.release, cells: make([]int32, len(r.cells))}
		for i, c := range r.cells {
			q.cells[i] = number[c]
		}
		return q
	}
	for _, r := range rows {
		p := at[find(r.cells[0])]
		p.rows = append(p.rows, local(r))
	}
	for i, r := range derived {
		if len(r.cells) > 0 {
			p := at[find(r.cells[0])]
			p.derived, p.derivedAt = append(p.derived, local(r)), append(p.derivedAt, i)
		}
	}
	return out
}
