package sdc

import (
	"cmp"
	"slices"
)

// reduce sets aside the equations that follow from others, gives each equation
// its sign as a node of the network, and marks the cells that do not fit into
// one (hubs).
func (s *system) reduce() {
	height := s.heights()
	s.price(height)
	s.dropRepeats()
	s.dropImplied(height)
	s.sign()
}

// heights gives each cell its distance from the finest level: 0 for a cell that
// is no total.
func (s *system) heights() []uint8 {
	height := make([]uint8, len(s.value))
	order := make([]int32, 0, len(s.value))
	pending := make([]int32, len(s.value)) // equations of which the cell is the total and whose parts are not done
	missing := make([]int32, len(s.active))
	for e := range s.active {
		ts := s.equation(int32(e))
		pending[ts[len(ts)-1].cell()]++
		missing[e] = int32(len(ts) - 1)
	}
	for c := range s.value {
		if pending[c] == 0 {
			order = append(order, int32(c))
		}
	}
	for i := 0; i < len(order); i++ {
		c := order[i]
		for _, t := range s.equationsOf(c) {
			e := t.cell()
			ts := s.equation(e)
			total := ts[len(ts)-1].cell()
			if total == c {
				continue
			}
			height[total] = max(height[total], min(height[c], 200)+1)
			if missing[e]--; missing[e] == 0 {
				if pending[total]--; pending[total] == 0 {
					order = append(order, total)
				}
			}
		}
	}
	return height
}

// total is the cell that an equation sums to.
func (s *system) total(e int32) int32 {
	return s.terms[s.start[e+1]-1].cell()
}

// dropRepeats sets aside an equation that says the same as an earlier one.
func (s *system) dropRepeats() {
	for c := range int32(len(s.value)) {
		var own []int32
		for _, t := range s.equationsOf(c) {
			if e := t.cell(); s.active[e] && s.total(e) == c {
				own = append(own, e)
			}
		}
		for i, e := range own {
			for _, f := range own[:i] {
				if s.active[f] && s.same(e, f) {
					s.active[e] = false
					break
				}
			}
		}
	}
}

func (s *system) same(e, f int32) bool {
	a, b := s.equation(e), s.equation(f)
	if len(a) != len(b) {
		return false
	}
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// degree counts the active equations of a cell.
func (s *system) degree(c int32) (n int) {
	for _, t := range s.equationsOf(c) {
		if s.active[t.cell()] {
			n++
		}
	}
	return n
}

// dropImplied sets aside the equations that follow from others by adding up two
// ways of splitting the same total: the row of a district is the sum of the rows
// of its communes. Without them a tree crossed with a flat dimension is a
// network. It goes from the top down, and each equation is tried against those
// still active, so that none is lost that something else relies on.
func (s *system) dropImplied(height []uint8) {
	slack := func(t term) bool { return s.degree(t.cell()) < 3 && !s.is(t.cell(), fixed) }
	var tall []int32
	for e := range s.active {
		if s.active[e] && !slices.ContainsFunc(s.equation(int32(e)), slack) {
			tall = append(tall, int32(e))
		}
	}
	slices.SortStableFunc(tall, func(a, b int32) int { return cmp.Compare(height[s.total(b)], height[s.total(a)]) })
	part := make([]bool, len(s.value)) // scratch of implied
	for _, e := range tall {
		if !slices.ContainsFunc(s.equation(e), slack) && s.implied(e, part) {
			s.active[e] = false
		}
	}
}

// implied reports whether e follows from another split of its total (d), a
// like split of each part of d (rows), and a split of each part of e (columns).
func (s *system) implied(e int32, part []bool) bool {
	parts := s.equation(e)
	parts = parts[:len(parts)-1]
	for _, t := range parts {
		part[t.cell()] = true
	}
	defer func() {
		for _, t := range parts {
			part[t.cell()] = false
		}
	}()
	for _, t := range s.equationsOf(s.total(e)) {
		if d := t.cell(); d != e && s.active[d] && s.total(d) == s.total(e) && s.crossed(d, e, parts, part) {
			return true
		}
	}
	return false
}

func (s *system) crossed(d, e int32, parts []term, part []bool) bool {
	column := map[int32]int32{} // part of e → the equation that splits it
	met := map[int32]int{}      // part of e → how many parts of its column the rows have met
	rows := s.equation(d)
	for _, t := range rows[:len(rows)-1] {
		if !s.row(t.cell(), d, part, column, met) {
			return false
		}
	}
	for _, t := range parts {
		f, ok := column[t.cell()]
		if !ok || met[t.cell()] != int(s.start[f+1]-s.start[f])-1 {
			return false
		}
	}
	return true
}

// row finds a split of r whose every part lies in the split of one part of e.
func (s *system) row(r, d int32, part []bool, column map[int32]int32, met map[int32]int) bool {
	for _, t := range s.equationsOf(r) {
		f := t.cell()
		if f == d || !s.active[f] || s.total(f) != r {
			continue
		}
		found := make(map[int32]int32) // part of e → its column
		cells := s.equation(f)
		cells = cells[:len(cells)-1]
		for _, q := range cells {
			for _, u := range s.equationsOf(q.cell()) {
				g := u.cell()
				m := s.total(g)
				if g == f || !s.active[g] || !part[m] || m == q.cell() {
					continue
				}
				if known, ok := column[m]; ok && known != g {
					continue
				}
				if _, twice := found[m]; !twice {
					found[m] = g
					break
				}
			}
		}
		if len(found) != len(cells) {
			continue
		}
		for m, g := range found {
			column[m] = g
			met[m]++
		}
		return true
	}
	return false
}

// sign gives neighbouring equations signs such that each cell leaves one node
// and enters the other. Cells for which that is impossible, and cells in more
// than two equations, become hubs.
func (s *system) sign() {
	s.side = make([]int8, len(s.active))
	var queue []int32
	for first := range s.active {
		if !s.active[first] || s.side[first] != 0 {
			continue
		}
		s.side[first] = 1
		queue = append(queue[:0], int32(first))
		for len(queue) > 0 {
			e := queue[0]
			queue = queue[1:]
			for _, t := range s.equation(e) {
				ends, n := s.ends(t.cell())
				if n != 2 || s.is(t.cell(), fixed) {
					continue
				}
				own, other := ends[0], ends[1]
				if other.cell() == e {
					own, other = other, own
				}
				if s.side[other.cell()] == 0 {
					s.side[other.cell()] = -int8(own.sign()*other.sign()) * s.side[e]
					queue = append(queue, other.cell())
				}
			}
		}
	}
	for c := range int32(len(s.value)) {
		if s.is(c, fixed) {
			continue
		}
		ends, n := s.ends(c)
		if n > 2 || n == 2 &&
			int64(s.side[ends[0].cell()])*ends[0].sign() == int64(s.side[ends[1].cell()])*ends[1].sign() {
			s.mark[c] |= hub
		}
	}
}

// ends are the active equations of a cell and their number; beyond three they
// are not counted.
func (s *system) ends(c int32) (ends [3]term, n int) {
	for _, t := range s.equationsOf(c) {
		if s.active[t.cell()] && n < len(ends) {
			ends[n] = t
			n++
		}
	}
	return ends, n
}
