package cube

import (
	"fmt"
	"slices"
)

// areas answers which communes of a year make up a unit, also for a year in
// which the unit no longer or not yet existed.
type areas struct {
	*lists
	children [][]int32 // units directly below each unit
	before   [][]int32 // communes that became part of each commune
	after    [][]int32 // communes that each commune became part of
}

func newAreas(l *lists) *areas {
	n := len(l.unit)
	a := &areas{lists: l, children: make([][]int32, n), before: make([][]int32, n), after: make([][]int32, n)}
	for i, u := range l.unit {
		u32 := int32(i)
		if p, ok := l.units.index[u.Parent]; ok && u.Parent != "" {
			a.children[p] = append(a.children[p], u32)
		}
		if l.level[i] != levelCommune {
			continue
		}
		for _, id := range u.Successors {
			if s, ok := l.units.index[id]; ok && l.level[s] == levelCommune {
				a.after[u32] = append(a.after[u32], s)
				a.before[s] = append(a.before[s], u32)
			}
		}
	}
	return a
}

// lastDay is the day that decides where a household of a year is counted: the
// review recognises its class at the end of the year.
func lastDay(year int32) string { return fmt.Sprintf("%04d-12-31", year) }

// of gives the communes of the year that together are exactly the area of the
// unit, sorted; none where no set of communes is.
func (a *areas) of(unit, year int32) []int32 {
	day := lastDay(year)
	life := a.life(unit)
	at := day
	switch {
	case life.from > day:
		at = life.from
	case life.to != "" && life.to < day:
		at = life.to
	}
	var members []int32
	if !a.communes(unit, at, &members) {
		return nil
	}
	return a.restate(members, day)
}

// communes collects the communes below a unit on a day; false where the records
// do not know those of some district.
func (a *areas) communes(unit int32, day string, out *[]int32) bool {
	if a.level[unit] == levelCommune {
		*out = append(*out, unit)
		return true
	}
	known := false
	for _, c := range a.children[unit] {
		if !a.life(c).has(day) {
			continue
		}
		if !a.communes(c, day, out) {
			return false
		}
		known = true
	}
	return known
}

// within reports whether a unit or one above it is among those declared.
func (a *areas) within(unit int32, declared map[int32]bool) bool {
	const generations = 8
	for range generations {
		if declared[unit] {
			return true
		}
		above, ok := a.units.index[a.unit[unit].Parent]
		if !ok {
			return false
		}
		unit = above
	}
	return false
}

// restate follows succession from communes of one time to those of another. A
// commune may be exchanged for its parts, or parts for their successor, only
// where no other place has a share in them.
func (a *areas) restate(members []int32, day string) []int32 {
	const generations = 8
	for range generations {
		in := make(map[int32]bool, len(members))
		for _, m := range members {
			in[m] = true
		}
		next := map[int32]bool{}
		moved := false
		for _, m := range members {
			life := a.life(m)
			if life.has(day) {
				next[m] = true
				continue
			}
			moved = true
			there, back := a.after, a.before
			if life.from > day {
				there, back = a.before, a.after
			}
			if len(there[m]) == 0 {
				return nil
			}
			for _, n := range there[m] {
				for _, sharer := range back[n] {
					if !in[sharer] {
						return nil
					}
				}
				next[n] = true
			}
		}
		members = members[:0:0]
		for m := range next {
			members = append(members, m)
		}
		slices.Sort(members)
		if !moved {
			return members
		}
	}
	return nil
}
