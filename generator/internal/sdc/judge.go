package sdc

import "minhbach/generator/internal/cube"

// fix marks the cells that cannot be withheld because everybody knows them.
func (s *system) fix() {
	for i := range s.cube.Cells {
		c := &s.cube.Cells[i]
		switch {
		case c.Known, c.Zero:
			s.mark[i] |= fixed
		case s.policy.publishZeros && c.Value == 0 && s.mark[i]&trait == 0:
			s.mark[i] |= fixed
		}
	}
	// An empty group is shown to be empty: a reader who thought that it might have
	// a member would know too much about that member.
	for i := range s.cube.Equations {
		if e := &s.cube.Equations[i]; e.Attribute && s.policy.groups && s.value[e.Total] == 0 {
			s.mark[e.Total] |= fixed
		}
	}
}

// judge marks the cells of one kind that are unsafe in themselves. Money is
// judged after households, because a sum is withheld wherever the number of its
// households is.
func (s *system) judge(money bool) error {
	for i := range s.cube.Cells {
		c := &s.cube.Cells[i]
		if c.Money != money {
			continue
		}
		n := int32(i)
		if c.Count == 1 {
			s.mark[i] |= single
		}
		if money {
			s.judgeMoney(n, c)
		} else if s.policy.unsafeCount(c.Rule, c.Value) {
			s.withholdPrimary(n)
		}
	}
	if money {
		return nil
	}
	s.findOwners()
	for i := range s.cube.Equations {
		e := &s.cube.Equations[i]
		if e.Attribute && s.policy.groups && !s.judgeGroup(e) {
			return s.unmet(e.Total, "group")
		}
	}
	for i := range s.cube.Cells {
		if c := &s.cube.Cells[i]; c.Money && c.Value > 0 && c.Partner >= 0 {
			s.mark[c.Partner] |= positive
		}
	}
	return nil
}

// findOwners finds the single cells that hold the same household: a total of
// one household and its only part that is not empty.
func (s *system) findOwners() {
	var first func(c int32) int32
	first = func(c int32) int32 {
		if up, ok := s.owner[c]; ok && up != c {
			return first(up)
		}
		return c
	}
	for i := range s.cube.Equations {
		e := &s.cube.Equations[i]
		if s.cube.Cells[e.Total].Count != 1 {
			continue
		}
		for _, c := range e.Parts {
			if s.cube.Cells[c].Count == 1 {
				a, b := first(c), first(e.Total)
				s.owner[max(a, b)] = min(a, b)
			}
		}
	}
	for c := range s.owner {
		s.owner[c] = first(c)
	}
}

// ownerOf identifies the household that is alone in a cell, by a cell.
func (s *system) ownerOf(c int32) int32 {
	if !s.is(c, single) {
		return nobody
	}
	if o, ok := s.owner[c]; ok {
		return o
	}
	return c
}

// mayNotKnow reports whether a cell must be safe from the household that is
// alone in cell by. It need not be where that household is all there is: in its
// own cell, or in a part of a total that holds nobody else.
func (s *system) mayNotKnow(by, c int32) bool {
	if by == nobody || by == s.ownerOf(c) {
		return false
	}
	for _, t := range s.equationsOf(c) {
		if total := s.total(t.cell()); total != c && s.ownerOf(total) == by {
			return false
		}
	}
	return true
}

// judgeGroup withholds "none of the group" and "all of the group". It reports
// false when a group has one possible value only, or when it is known already
// that none of it has some value. A structural zero tells nothing: nobody can
// have that value.
func (s *system) judgeGroup(e *cube.Equation) bool {
	all := s.value[e.Total]
	possible := 0
	for _, c := range e.Parts {
		if s.cube.Cells[c].Zero {
			continue
		}
		possible++
		if all == 0 {
			continue
		}
		if s.value[c] == 0 && s.is(c, fixed) {
			return false
		}
		if s.value[c] == 0 || s.value[c] == all {
			s.withholdPrimary(c)
		}
	}
	return possible > 1
}

func (s *system) judgeMoney(n int32, c *cube.Cell) {
	unsafe := c.Value > 0 && c.Count < s.policy.threshold[cube.Money]
	if c.Partner >= 0 && s.is(c.Partner, withheld) {
		unsafe = true
	}
	far := int64(0)
	if c.Value > 0 {
		far = s.policy.dominance(c.Value, c.Top)
	}
	if far > 0 {
		unsafe = true
		s.dominance[n] = ceilDiv(far, s.unitOf(n))
	}
	if unsafe {
		s.withholdPrimary(n)
	}
}

// withholdPrimary withholds a cell unless everybody knows it already.
func (s *system) withholdPrimary(c int32) {
	if !s.is(c, fixed) {
		s.mark[c] |= primary | withheld
	}
}
