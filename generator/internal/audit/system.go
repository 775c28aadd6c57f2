package audit

import (
	"fmt"
	"slices"
)

// fact is what all releases together tell about a figure that some release
// withholds.
type fact struct {
	id        string
	now       int32 // index in the last release, or −1
	lower     int64 // all published ranges together
	upper     int64
	minWidth  int64
	low, high int64 // what is known by the rule of a method, before any sum
	limited   bool  // by a method
	known     bool  // a release publishes it
	value     int64
}

// system is all releases as one set of equations about the withheld figures.
type system struct {
	releases []*Bundle
	facts    []fact
	of       [][]int32 // release → cell → fact, or −1 where no release withholds it
	rows     []row     // over facts
	report   *Report
}

// newSystem joins the releases, oldest first. A figure that was ever published
// is known; one that was always withheld is the same unknown in all of them.
func newSystem(releases []*Bundle, report *Report) *system {
	s := &system{releases: releases, report: report, of: make([][]int32, len(releases))}
	for r, b := range releases {
		s.of[r] = make([]int32, len(b.Cells))
		for i := range s.of[r] {
			s.of[r][i] = -1
		}
	}
	last := len(releases) - 1
	byID := map[string]int32{} // of the facts, where there are several releases
	for i := range releases[last].Cells {
		if c := &releases[last].Cells[i]; c.Withheld {
			s.of[last][i] = s.add(c, int32(i))
			if last > 0 {
				byID[c.ID] = s.of[last][i]
			}
		}
	}
	for r, b := range releases[:last] {
		for i := range b.Cells {
			c := &b.Cells[i]
			if _, ok := byID[c.ID]; !ok && c.Withheld {
				now := int32(-1)
				if at, ok := releases[last].at(c.ID); ok {
					now = at
				}
				byID[c.ID] = s.add(c, now)
			}
			if f, ok := byID[c.ID]; ok {
				s.of[r][i] = f
			}
		}
	}
	if last > 0 {
		s.compare(byID)
	}
	for r, b := range releases {
		for i := range b.Cells {
			if f := s.of[r][i]; f >= 0 && b.Cells[i].Withheld && !s.facts[f].known {
				x := &s.facts[f]
				x.lower, x.upper = max(x.lower, b.Cells[i].Lower), min(x.upper, b.Cells[i].Upper)
				if b.Cells[i].Method != "" {
					x.limited, x.low, x.high = true, max(x.low, b.Cells[i].Lower), min(x.high, b.Cells[i].Upper)
				}
			}
		}
	}
	for r := range releases {
		s.addRows(r)
	}
	return s
}

func (s *system) add(c *Cell, now int32) int32 {
	s.facts = append(s.facts, fact{id: c.ID, now: now, upper: Open, high: Open, minWidth: c.MinWidth})
	return int32(len(s.facts) - 1)
}

// compare goes through the releases in time: what was published once is known,
// may not be withheld again, and may not change by a little.
func (s *system) compare(byID map[string]int32) {
	last := s.releases[len(s.releases)-1]
	published := map[string]int64{}
	for r, b := range s.releases {
		for i := range b.Cells {
			c := &b.Cells[i]
			before, seen := published[c.ID]
			if c.Withheld {
				if seen {
					s.report.breach(c.ID, Revoked, "withheld now, but published in an earlier release")
				}
				continue
			}
			width := c.MinWidth
			if at, ok := last.at(c.ID); ok {
				width = last.Cells[at].MinWidth
			}
			if by := c.Lower - before; seen && by != 0 && max(by, -by) < width {
				s.report.breach(c.ID, Revised, fmt.Sprintf("changed by less than %d since an earlier release", width))
			}
			published[c.ID] = c.Lower
			if f, ok := byID[c.ID]; ok {
				s.facts[f].known, s.facts[f].value = true, c.Lower
				s.of[r][i] = f
			}
		}
	}
	for i := range last.Cells {
		if f, ok := byID[last.Cells[i].ID]; ok {
			s.of[len(s.releases)-1][i] = f
		}
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

// component is facts and rows that hang together, by their numbers.
type component struct{ facts, rows, derived []int32 }

// components splits the unknown facts into those that hang together, in the
// order of their first facts.
func (s *system) components(derived []row) []component {
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
	for _, set := range [][]row{s.rows, derived} {
		for _, r := range set {
			for _, c := range r.cells {
				a, b := find(r.cells[0]), find(c)
				group[max(a, b)] = min(a, b)
			}
		}
	}
	at := make([]int32, len(s.facts))
	var out []component
	for f := range s.facts {
		if s.facts[f].known {
			continue
		}
		g := find(int32(f))
		if g == int32(f) {
			at[g] = int32(len(out))
			out = append(out, component{})
		}
		out[at[g]].facts = append(out[at[g]].facts, int32(f))
	}
	for i, r := range s.rows {
		p := &out[at[find(r.cells[0])]]
		p.rows = append(p.rows, int32(i))
	}
	for i, r := range derived {
		if len(r.cells) > 0 {
			p := &out[at[find(r.cells[0])]]
			p.derived = append(p.derived, int32(i))
		}
	}
	return out
}

// problem sets up one component with numbers of its own.
func (s *system) problem(c component, derived []row) *problem {
	p := &problem{vars: c.facts}
	local := func(r row) row {
		q := row{coef: r.coef, sum: r.sum, release: r.release, cells: make([]int32, len(r.cells))}
		for i, f := range r.cells {
			n, _ := slices.BinarySearch(c.facts, f)
			q.cells[i] = int32(n)
		}
		return q
	}
	base := s.base()
	for _, f := range c.facts {
		low := base
		if s.facts[f].lower == 0 {
			low = 0 // a zero that is withheld to protect a group
		}
		if s.facts[f].limited {
			low = s.facts[f].low
		}
		p.low, p.high = append(p.low, low), append(p.high, s.facts[f].high)
		p.need = append(p.need, s.facts[f].minWidth)
	}
	for _, i := range c.rows {
		p.rows = append(p.rows, local(s.rows[i]))
	}
	for _, i := range c.derived {
		p.derived = append(p.derived, local(derived[i]))
	}
	return p
}

// base is the least value that readers must think possible for a withheld
// figure before they look at any sum.
func (s *system) base() int64 {
	if slices.ContainsFunc(s.releases, func(b *Bundle) bool { return b.ZerosPublished }) {
		return 1
	}
	return 0
}
