package audit

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Run attacks the last of the releases with everything that all of them tell.
// They come oldest first.
func Run(releases ...*Bundle) (*Report, error) {
	if len(releases) == 0 {
		return nil, errors.New("there is no release to audit")
	}
	last := releases[len(releases)-1]
	report := &Report{Cells: len(last.Cells)}
	s := newSystem(releases, report)
	derived := s.derivedRows()
	problems := s.problems(s.rows, derived)
	found := make([]*result, len(problems))
	latest := int32(len(releases) - 1)
	parallel(len(problems), func(i int) { found[i] = attackLatest(problems[i], latest) })
	known := make([]Interval, len(s.facts))
	sums := make([]Interval, len(derived)) // of derived quantities
	for i, p := range problems {
		s.judge(p, found[i], known, sums)
	}
	s.judgeGroups(known)
	s.judgeDerived(derived, sums)
	for i, c := range last.Cells {
		if !c.Withheld {
			report.Published++
			continue
		}
		if !s.facts[i].known {
			report.Intervals = append(report.Intervals, known[i])
		}
	}
	slices.SortStableFunc(report.Breaches, func(a, b Breach) int { return strings.Compare(a.ID, b.ID) })
	report.Breaches = slices.Compact(report.Breaches)
	return report, nil
}

// parallel calls work for each number below n, on all processors.
func parallel(n int, work func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	group.Wait()
}

// result is what was found about the figures of one problem.
type result struct {
	verdict    verdict
	low, high  []int64
	unsure     []bool // figures for which the search gave up
	sums       [][2]int64
	sumsUnsure []bool
}

// base is the least value that readers must think possible for a withheld
// figure before they look at any sum.
func (s *system) base() int64 {
	if slices.ContainsFunc(s.releases, func(b *Bundle) bool { return b.ZerosPublished }) {
		return 1
	}
	return 0
}

// judge compares what was found with what the release says, and when a range
// tells more than the sums do, attacks again with the ranges as knowledge.
func (s *system) judge(p *problem, r *result, known, sums []Interval) {
	telling := false
	for i, f := range p.vars {
		x := &s.facts[f]
		if r.verdict == decided && !r.unsure[i] && (x.lower > r.low[i] || x.upper < r.high[i]) && x.now >= 0 {
			telling = true
			s.report.breach(x.id, Telling, "its range is narrower than what follows from the published sums")
		}
	}
	if telling {
		for i, f := range p.vars {
			p.low[i], p.high[i] = max(p.low[i], s.facts[f].lower), min(p.high[i], s.facts[f].upper)
		}
		r = attackLatest(p, int32(len(s.releases)-1))
	}
	for i, f := range p.vars {
		x := &s.facts[f]
		known[f] = Interval{ID: x.id, Lower: x.lower, Upper: x.upper, Required: x.minWidth}
		switch {
		case r.verdict == inconsistent:
			s.report.breach(x.id, Inconsistent, "no figures at all agree with what is published")
		case r.verdict == undecided || r.unsure[i]:
			s.report.breach(x.id, Undecided, "the attack did not come to an end")
		default:
			known[f].Lower, known[f].Upper = r.low[i], r.high[i]
			if w := known[f].Width(); w < x.minWidth {
				s.report.breach(x.id, Narrow, fmt.Sprintf("only %d wide, %d required", w, x.minWidth))
			}
		}
	}
	for k, at := range p.derivedAt {
		sums[at] = Interval{Lower: -Open, Upper: Open}
		if r.verdict != decided || r.sumsUnsure[k] {
			sums[at].Required = -1
			continue
		}
		sums[at].Lower, sums[at].Upper = r.sums[k][0], r.sums[k][1]
	}
}

// judgeGroups checks the attribute equations: where a group may have members, no
// value of the attribute may be ruled out, and then none can be certain either.
func (s *system) judgeGroups(known []Interval) {
	r := len(s.releases) - 1
	b := s.releases[r]
	most := func(c int32) int64 {
		if f := s.of[r][c]; b.Cells[c].Withheld && !s.facts[f].known {
			return known[f].Upper
		}
		return b.Cells[c].Lower
	}
	for _, e := range b.Equations {
		if !e.Attribute || most(e.Cells[len(e.Cells)-1]) == 0 {
			continue
		}
		parts := e.Cells[:len(e.Cells)-1]
		possible := 0
		for _, c := range parts {
			if most(c) > 0 {
				possible++
			} else {
				s.report.breach(b.Cells[c].ID, Group, "nobody of the group has it, as anyone can tell")
			}
		}
		if possible == 1 {
			s.report.breach(b.Cells[e.Cells[len(e.Cells)-1]].ID, Group, "all of the group have the same, as anyone can tell")
		}
	}
}

// derivedRows are the derived quantities of the last release over unknown facts;
// the sum is minus the part that is known.
func (s *system) derivedRows() []row {
	r := len(s.releases) - 1
	out := make([]row, len(s.releases[r].Derived))
	for i, d := range s.releases[r].Derived {
		for k, c := range d.Cells {
			s.term(&out[i], r, c, d.Coefficients[k])
		}
	}
	return out
}

// judgeDerived checks that no small difference is known too closely.
func (s *system) judgeDerived(rows []row, sums []Interval) {
	b := s.releases[len(s.releases)-1]
	for i, d := range b.Derived {
		low, high := -rows[i].sum, -rows[i].sum
		if len(rows[i].cells) > 0 {
			if sums[i].Required < 0 {
				s.report.breach(d.ID, Undecided, "the attack did not come to an end")
				continue
			}
			if sums[i].Lower > -Open {
				low += sums[i].Lower
			} else {
				low = -Open
			}
			if sums[i].Upper < Open {
				high += sums[i].Upper
			} else {
				high = Open
			}
		}
		large := low >= d.MinAbs || high <= -d.MinAbs
		if exactlyZero := low == 0 && high == 0; !large && !exactlyZero && high-low < d.MinAbs {
			s.report.breach(d.ID, Close, fmt.Sprintf("known to within %d, %d required", high-low, d.MinAbs))
		}
	}
}
