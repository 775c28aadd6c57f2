package cube

// equations writes down every sum: of places, of codes, and of years.
func (w *writer) equations() {
	e := &equations{cube: w.cube}
	byLevel := [4][]placed{}
	for _, s := range w.splits {
		p := placed{whole: w.geography.index[s.whole]}
		for _, part := range s.parts {
			p.parts = append(p.parts, w.geography.index[part])
		}
		byLevel[s.level] = append(byLevel[s.level], p)
	}
	for i := range w.profiles {
		p := &w.profiles[i]
		if p.shown < 0 {
			continue
		}
		for _, s := range byLevel[p.shown] {
			for _, part := range s.parts {
				e.part(w.cell(int32(i), part))
			}
			e.total(w.cell(int32(i), s.whole), false)
		}
	}
	var split [4][]bool
	for l := range byLevel {
		split[l] = make([]bool, len(w.places))
		for _, s := range byLevel[l] {
			split[l][s.whole] = true
		}
	}
	for _, id := range w.identities {
		level, alike := w.shownAlike(id)
		for place := range w.upTo[id.level] {
			if alike && split[level][place] {
				continue // it is the sum of the same identity in the parts of the place
			}
			for _, part := range id.parts {
				e.part(w.cell(part, place))
			}
			e.total(w.cell(id.total, place), id.attribute)
		}
	}
	w.stocks(e)
}

// placed is a split with its places numbered.
type placed struct {
	whole int32
	parts []int32
}

// equations collects equations whose parts share few large arrays.
type equations struct {
	cube  *Cube
	arena []int32
	from  int
}

func (e *equations) part(cell int32) {
	if len(e.arena) == cap(e.arena) {
		next := make([]int32, len(e.arena)-e.from, max(1<<16, 2*(len(e.arena)-e.from)))
		copy(next, e.arena[e.from:])
		e.arena, e.from = next, 0
	}
	e.arena = append(e.arena, cell)
}

func (e *equations) total(cell int32, attribute bool) {
	to := len(e.arena)
	e.cube.Equations = append(e.cube.Equations, Equation{Parts: e.arena[e.from:to:to], Total: cell, Attribute: attribute})
	e.from = to
}

// shownAlike reports whether tables show all cells of an identity down to the
// same level, so that every one of them is the sum over the same smaller places.
func (w *writer) shownAlike(id identity) (level int8, alike bool) {
	level = w.profiles[id.total].shown
	if level < 0 || level > id.level {
		return 0, false
	}
	for _, p := range id.parts {
		if w.profiles[p].shown != level {
			return 0, false
		}
	}
	return level, true
}
