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
		if s.policy.insiders && c.Count == 1 {
			s.mark[i] |= single
		}
		if s.policy.insiders && c.Body > 0 {
			s.mark[i] |= helped
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
