package audit

import "fmt"

// findings are what the attack found, in places of their own for each component.
type findings struct {
	known    []Interval // by fact
	sums     []Interval // by derived quantity; Required is −1 where it is undecided
	breaches [][]Breach // by component
}

// judge attacks one component and compares what it finds with what the release
// says. When a range tells more than the sums do, it attacks again with the
// ranges as knowledge.
func (s *system) judge(i int, c component, derived []row, found *findings) {
	breach := func(id string, f Fault, detail string) {
		found.breaches[i] = append(found.breaches[i], Breach{id, f, detail})
	}
	last := int32(len(s.releases) - 1)
	p := s.problem(c, derived)
	r := attackLatest(p, last)
	telling := false
	for k, f := range p.vars {
		x := &s.facts[f]
		lower, upper := s.published(x, r.alone)
		if r.verdict == decided && !r.unsure[k] && (lower > r.low[k] || upper < r.high[k]) && x.now >= 0 {
			telling = true
			breach(x.id, Telling, "its range is narrower than what follows from the published sums")
		}
	}
	if telling {
		for k, f := range p.vars {
			lower, upper := s.published(&s.facts[f], r.alone)
			p.low[k], p.high[k] = max(p.low[k], lower), min(p.high[k], upper)
		}
		r = attackLatest(p, last)
	}
	for k, f := range p.vars {
		x := &s.facts[f]
		in := Interval{ID: x.id, Lower: x.lower, Upper: x.upper, Required: x.minWidth}
		switch {
		case r.verdict == inconsistent:
			breach(x.id, Inconsistent, "no figures at all agree with what is published")
		case r.verdict == undecided || r.unsure[k]:
			breach(x.id, Undecided, "the attack did not come to an end")
		default:
			in.Lower, in.Upper = r.low[k], r.high[k]
			if w := in.Width(); w < x.minWidth && !(r.alone && x.now < 0) {
				breach(x.id, Narrow, fmt.Sprintf("only %d wide, %d required", w, x.minWidth))
			}
		}
		found.known[f] = in
	}
	for k, at := range c.derived {
		found.sums[at] = Interval{Lower: r.sums[k][0], Upper: r.sums[k][1]}
		if r.verdict != decided || r.sumsUnsure[k] {
			found.sums[at].Required = -1
		}
	}
}

// published is the range that the releases, or the last alone, give for a fact.
func (s *system) published(x *fact, alone bool) (lower, upper int64) {
	if !alone {
		return x.lower, x.upper
	}
	if x.now < 0 {
		return 0, Open
	}
	c := &s.releases[len(s.releases)-1].Cells[x.now]
	return c.Lower, c.Upper
}

// judgeGroups checks the attribute equations: where a group may have members, no
// value of the attribute may be ruled out, and then none can be certain either.
func (s *system) judgeGroups(found *findings) {
	r := len(s.releases) - 1
	b := s.releases[r]
	most := func(c int32) int64 {
		if f := s.of[r][c]; b.Cells[c].Withheld && !s.facts[f].known {
			return found.known[f].Upper
		} else if b.Cells[c].Withheld {
			return s.facts[f].value
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
			low, high = plus(low, sums[i].Lower), plus(high, sums[i].Upper)
		}
		large := low >= d.MinAbs || high <= -d.MinAbs
		if isZero := low == 0 && high == 0; !large && !isZero && high-low < d.MinAbs {
			s.report.breach(d.ID, Close, fmt.Sprintf("known to within %d, %d required", high-low, d.MinAbs))
		}
	}
}

// plus adds a known part to a bound, which may be infinite.
func plus(known, bound int64) int64 {
	if bound >= Open || bound <= -Open {
		return bound
	}
	return known + bound
}
