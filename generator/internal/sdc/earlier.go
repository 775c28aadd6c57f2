package sdc

import (
	"fmt"
	"slices"
)

// Earlier is one earlier release, read from its audit bundle. Public lists them
// oldest first.
type Earlier struct {
	Release   string
	Figures   map[string]EarlierFigure // by the id of the cell
	Equations []EarlierEquation
}

// EarlierFigure is what an earlier release said about a cell.
type EarlierFigure struct {
	Value    int64 // when it was published
	Withheld bool
	Unseen   bool // withheld only because no table showed it (its required width was 0)

	Method       string // that changed the figure, empty for none
	Shown        int64  // figure that the method put in its place
	Lower, Upper int64  // and what that stands for
}

// EarlierEquation is a sum that an earlier release gave away.
type EarlierEquation struct {
	Sum    []string
	Equals string
}

// extra is a variable that is no cell of the cube: a difference, or a figure
// that only an earlier release shows.
type extra struct {
	width int64
}

// addEarlier takes what earlier releases told as known. What was published stays
// published, what was withheld stays withheld, and a figure may only change by
// nothing or by at least the threshold: the difference of two releases is a
// figure like any other.
func (s *system) addEarlier() error {
	if len(s.known.Earlier) == 0 {
		return nil
	}
	index := make(map[string]int32, len(s.cube.Cells))
	for i := range s.cube.Cells {
		index[s.cube.IDs.Of(int32(i))] = int32(i)
	}
	for i := range s.cube.Cells {
		if err := s.freeze(int32(i)); err != nil {
			return err
		}
	}
	current := make(map[int32][]int32, len(s.cube.Equations)) // total → equations
	for i := range s.cube.Equations {
		total := s.cube.Equations[i].Total
		current[total] = append(current[total], int32(i))
	}
	gone := map[string]int32{} // figures that only earlier releases show
	for _, r := range s.known.Earlier {
		for _, e := range r.Equations {
			if total, ok := index[e.Equals]; ok && s.unchanged(e, index, current[total]) {
				continue
			}
			if err := s.addOld(r, e, index, gone); err != nil {
				return err
			}
		}
	}
	return nil
}

// freeze decides about a cell by what earlier releases said about it.
func (s *system) freeze(c int32) error {
	cell := &s.cube.Cells[c]
	var last EarlierFigure
	var published, seen bool
	l, limited := s.limits[c]
	id := s.cube.IDs.Of(c)
	for _, r := range s.known.Earlier {
		f, ok := r.Figures[id]
		if !ok {
			continue
		}
		if f.Method != l.method() || limited && (f.Shown != l.shown || f.Lower != l.lower || f.Upper != l.upper) {
			return s.unmet(c, "earlier release")
		}
		seen = seen || !f.Withheld || !f.Unseen
		if !f.Withheld {
			last, published = f, true
		}
	}
	switch {
	case published:
		by := cell.Value - last.Value
		if !cell.Money && by != 0 && max(by, -by) < s.policy.threshold[cell.Rule] {
			return s.unmet(c, "earlier release")
		}
		s.mark[c] |= fixed
	case seen && !limited && s.methodic[c]: // withheld then, exact now among rounded figures
		return s.unmet(c, "earlier release")
	case seen && s.shown[c] && !cell.Known && !cell.Zero:
		s.mark[c] = s.mark[c]&^fixed | withheld | locked
	}
	return nil
}

// unchanged reports whether the cube has the same equation among those with the
// same total.
func (s *system) unchanged(e EarlierEquation, index map[string]int32, same []int32) bool {
	old := make([]int32, len(e.Sum))
	for i, id := range e.Sum {
		c, ok := index[id]
		if !ok {
			return false
		}
		old[i] = c
	}
	slices.Sort(old)
	return slices.ContainsFunc(same, func(i int32) bool {
		parts := s.cube.Equations[i].Parts
		return len(parts) == len(old) && slices.Equal(slices.Sorted(slices.Values(parts)), old)
	})
}

// addOld adds a sum that only an earlier release gave away. A sum that no longer
// holds tells about figures that have changed since, and ties nothing.
func (s *system) addOld(r Earlier, e EarlierEquation, index, gone map[string]int32) error {
	from := len(s.terms)
	var sum int64
	for i, id := range append(slices.Clone(e.Sum), e.Equals) {
		negative := int32(0)
		if i == len(e.Sum) {
			negative = 1
		}
		c, ok := index[id]
		if !ok {
			c, ok = gone[id]
		}
		if !ok {
			f, there := r.Figures[id]
			if !there || f.Withheld {
				s.terms = s.terms[:from]
				return fmt.Errorf("release %s withholds a figure that the tables no longer hold: keep its table, or its range cannot be kept", r.Release)
			}
			c = s.addExtra(f.Value, fixed, 0)
			gone[id] = c
		}
		t := term(c<<1 | negative)
		sum += t.sign() * s.value[c]
		s.terms = append(s.terms, t)
	}
	if sum != 0 {
		s.terms = s.terms[:from]
		return nil
	}
	s.start = append(s.start, int32(len(s.terms)))
	return nil
}

func (s *system) addExtra(value int64, m mark, width int64) int32 {
	s.value = append(s.value, value)
	s.mark = append(s.mark, m)
	s.extras = append(s.extras, extra{width})
	return int32(len(s.value) - 1)
}
