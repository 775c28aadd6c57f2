package cube

// stocks ties years together: the households that begin a year in a class are
// those that ended the year before in it. Households move, split and end, so
// that this need not be true in every place; where it is true in numbers it
// counts as known to every reader, whoever the households are.
func (w *writer) stocks(e *equations) {
	for class := range int32(len(w.system.lists.classes.codes)) {
		end, ok := w.flow(func(_, end int32) bool { return end == class })
		if !ok {
			continue
		}
		if parts := w.starting(class); len(parts) > 0 {
			s := stock{writer: w, parts: parts, end: end, level: w.profiles[end].level}
			for _, p := range parts {
				s.level = min(s.level, w.profiles[p].level)
			}
			s.write(e)
		}
	}
}

// flow gives the profile of all households with a certain class at the start
// and the end of the year.
func (w *writer) flow(keep func(start, end int32) bool) (int32, bool) {
	set := w.families[axisFlow].where(0, func(atom int32) bool {
		start, end, _, _ := flow(atom)
		return keep(start, end)
	})
	k := key{}
	k.set[axisFlow] = set
	p, ok := w.system.index[k]
	return p, ok
}

// starting gives profiles that together are the households that begin the year
// in a class, none where the tables have no such profiles.
func (w *writer) starting(class int32) []int32 {
	starts := func(start, _ int32) bool { return start == class }
	if p, ok := w.flow(starts); ok {
		return []int32{p}
	}
	f := w.families[axisFlow]
	whole := f.where(0, func(atom int32) bool {
		start, _, _, _ := flow(atom)
		return start == class
	})
	for i := range w.schemes {
		sc := &w.schemes[i]
		if sc.axis != axisFlow {
			continue
		}
		sets, complete := w.inside(axisFlow, sc, whole)
		var parts []int32
		for _, set := range sets {
			k := key{}
			k.set[axisFlow] = set
			if p, ok := w.system.index[k]; ok {
				parts = append(parts, p)
			}
		}
		if complete && len(parts) == len(sets) {
			return parts
		}
	}
	return nil
}

// stock is the identity of one class: parts of a year are the end of the year
// before.
type stock struct {
	*writer
	parts []int32
	end   int32
	level int8
}

func (s *stock) write(e *equations) {
	before := s.yearBefore()
	below := map[int32][]int32{}
	for _, sp := range s.splits {
		if sp.level != s.level {
			continue
		}
		whole := s.geography.index[sp.whole]
		for _, part := range sp.parts {
			below[whole] = append(below[whole], s.geography.index[part])
		}
	}
	for place := range s.upTo[s.level] {
		if !s.holds(place, before) {
			continue
		}
		follows := len(below[place]) > 0
		for _, part := range below[place] {
			follows = follows && s.holds(part, before)
		}
		if follows {
			continue // it is the sum of its parts' identities
		}
		for _, p := range s.parts {
			e.part(s.cell(p, place))
		}
		e.total(s.cell(s.end, before[place]), false)
	}
}

// holds reports whether the identity is true in a place.
func (s *stock) holds(place int32, before map[int32]int32) bool {
	earlier, ok := before[place]
	if !ok {
		return false
	}
	var n int64
	for _, p := range s.parts {
		n += s.cube.Cells[s.cell(p, place)].Value
	}
	return n == s.cube.Cells[s.cell(s.end, earlier)].Value
}

// yearBefore gives for each place the same place one year earlier, by the same
// standard.
func (s *stock) yearBefore() map[int32]int32 {
	type moment struct {
		year int32
		id   string
	}
	at := map[moment]int32{}
	names := func(p *place) []string {
		if len(p.units) == 0 {
			return []string{p.id}
		}
		ids := make([]string, len(p.units))
		for k, u := range p.units {
			ids[k] = s.units.codes[u]
		}
		return ids
	}
	for i, p := range s.places {
		for _, id := range names(p) {
			at[moment{p.year, id}] = int32(i)
		}
	}
	before := map[int32]int32{}
	for i, p := range s.places {
		if p.rest || s.cube.Standards[int(p.year)] != s.cube.Standards[int(p.year)-1] {
			continue
		}
		for _, id := range names(p) {
			if j, ok := at[moment{p.year - 1, id}]; ok {
				before[int32(i)] = j
				break
			}
		}
	}
	return before
}
