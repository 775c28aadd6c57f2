package sdc

import "errors"

// roundMoney gives sums of money in the policy's unit. The finest cells are
// rounded, and every total is the sum of its rounded parts, so that the
// published figures still add up. Where two ways of adding up would then differ,
// the cells that hang together keep a finer unit.
func (s *system) roundMoney() error {
	money := func(c int32) bool { return s.isMoney(c) }
	for _, part := range s.parts(money) {
		unit := s.policy.unit
		for !s.roundPart(part, unit) {
			if unit == 1 {
				return errors.New("cube: sums of money do not add up")
			}
			if unit%10 == 0 {
				unit /= 10
			} else {
				unit = 1
			}
		}
	}
	return nil
}

// unitOf is the number of đồng in which a sum is published.
func (s *system) unitOf(c int32) int64 {
	if u, ok := s.scale[c]; ok {
		return u
	}
	return s.policy.unit
}

// roundPart rounds the cells of one part to a unit; it reports whether all sums hold.
func (s *system) roundPart(part []int32, unit int64) bool {
	totals := map[int32]int32{} // cell → an equation of which it is the total
	for _, c := range part {
		for _, t := range s.equationsOf(c) {
			if e := t.cell(); s.total(e) == c {
				totals[c] = e
				break
			}
		}
	}
	done := make(map[int32]bool, len(part))
	var round func(c int32, depth int)
	round = func(c int32, depth int) {
		if done[c] || depth > 64 {
			return
		}
		done[c] = true
		e, ok := totals[c]
		if !ok {
			s.value[c] = (s.cube.Cells[c].Value + unit/2) / unit
			return
		}
		s.value[c] = 0
		parts := s.equation(e)
		for _, t := range parts[:len(parts)-1] {
			round(t.cell(), depth+1)
			s.value[c] += s.value[t.cell()]
		}
	}
	for _, c := range part {
		round(c, 0)
	}
	for _, c := range part {
		for _, t := range s.equationsOf(c) {
			var sum int64
			for _, u := range s.equation(t.cell()) {
				sum += u.sign() * s.value[u.cell()]
			}
			if sum != 0 {
				return false
			}
		}
		if unit != s.policy.unit {
			s.scale[c] = unit
		}
	}
	return true
}
