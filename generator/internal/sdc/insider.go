package sdc

// An insider is a reader who also knows rows of its own: a household that is
// alone in a cell, or the organisation that helps every household of a cell. It
// knows all such cells of all tables and years together. A household is given by
// the first cell in which it is alone, an organisation by a number below nobody.

// nobody stands for a reader who is no contributor.
const nobody = -1

// findOwners finds the cells that hold the same household: by its number, and,
// where the cube does not give it, by a total of one household and its only part
// that is not empty.
func (s *system) findOwners() {
	var first func(c int32) int32
	first = func(c int32) int32 {
		if up, ok := s.owner[c]; ok && up != c {
			return first(up)
		}
		return c
	}
	same := func(a, b int32) {
		a, b = first(a), first(b)
		s.owner[max(a, b)] = min(a, b)
	}
	met := map[uint32]int32{}
	for i := range s.cube.Cells {
		n := s.cube.Cells[i].Sole
		if n == 0 {
			continue
		}
		if c, ok := met[n]; ok {
			same(c, int32(i))
		} else {
			met[n] = int32(i)
		}
	}
	for i := range s.cube.Equations {
		e := &s.cube.Equations[i]
		if s.cube.Cells[e.Total].Count != 1 {
			continue
		}
		for _, c := range e.Parts {
			if s.cube.Cells[c].Count == 1 {
				same(c, e.Total)
			}
		}
	}
	for c := range s.owner {
		s.owner[c] = first(c)
	}
}

// insidersOf are the household and the organisation that know a cell, each
// nobody where there is none.
func (s *system) insidersOf(c int32) [2]int32 {
	return [2]int32{s.household(c), s.organisation(c)}
}

func (s *system) household(c int32) int32 {
	if !s.is(c, single) {
		return nobody
	}
	if o, ok := s.owner[c]; ok {
		return o
	}
	return c
}

func (s *system) organisation(c int32) int32 {
	if !s.is(c, helped) {
		return nobody
	}
	return nobody - s.cube.Cells[c].Body
}

// knows reports whether an insider knows a cell because it is all there is in it.
func (s *system) knows(by, c int32) bool {
	if by > nobody {
		return s.household(c) == by
	}
	return by < nobody && s.organisation(c) == by
}

// mayNotKnow reports whether a cell must be safe from an insider. It need not be
// where the insider is all there is: in its own cell, or in an empty part of its
// own cell.
func (s *system) mayNotKnow(by, c int32) bool { return by != nobody && !s.isOwn(by, c, 4) }

// isOwn looks up to some levels above a cell that is empty.
func (s *system) isOwn(by, c int32, levels int) bool {
	if s.knows(by, c) {
		return true
	}
	for _, t := range s.equationsOf(c) {
		total := s.total(t.cell())
		if total == c {
			continue
		}
		if s.knows(by, total) || levels > 0 && s.value[total] == 0 && s.isOwn(by, total, levels-1) {
			return true
		}
	}
	return false
}
