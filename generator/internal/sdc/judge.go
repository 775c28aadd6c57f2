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
}

// judge marks the cells of one kind that are unsafe in themselves. Money is
// judged after households, because a sum is withheld wherever the number of its
// households is.
func (s *system) judge(money bool) {
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
		return
	}
	for i := range s.cube.Equations {
		if e := &s.cube.Equations[i]; e.Attribute && s.policy.groups {
			s.judgeGroup(e)
		}
	}
	for i := range s.cube.Cells {
		if c := &s.cube.Cells[i]; c.Money && c.Value > 0 && c.Partner >= 0 {
			s.mark[c.Partner] |= positive
		}
	}
}

// judgeGroup withholds "none of the group" and "all of the group".
func (s *system) judgeGroup(e *cube.Equation) {
	all := s.value[e.Total]
	if all == 0 {
		return
	}
	for _, c := range e.Parts {
		if s.value[c] == 0 || s.value[c] == all {
			s.withholdPrimary(c)
		}
	}
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
