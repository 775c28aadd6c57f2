package sdc

import (
	"slices"

	"minhbach/generator/internal/cube"
)

// limit is what a count that a method changed tells: the true one lies from lower
// to upper.
type limit struct {
	kind                Kind
	shown, lower, upper int64
}

var methodNames = map[Kind]string{Rounded: "round", Perturbed: "cell-key"}

func (l limit) method() string { return methodNames[l.kind] }

// addMethods changes the counts of the tables that name a method, and enters what
// the changed counts tell into the system as bounds. From there on such a count is
// a withheld cell that readers know to lie within its bounds: it has the need of
// every withheld cell, and it bounds what protects the suppressed cells of other tables.
func (s *system) addMethods() error {
	s.limits, s.methodic = map[int32]limit{}, map[int32]bool{}
	if err := s.shareNothing(); err != nil {
		return err
	}
	for i := range s.cube.Tables {
		t := &s.cube.Tables[i]
		var err error
		switch t.Method.Kind {
		case cube.Rounding:
			err = s.round(t)
		case cube.CellKey:
			err = s.perturb(t)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// shareNothing refuses a cell of a table with a method that another table shows,
// or that readers have from elsewhere: two figures for one thing narrow each other.
// Tables with the same cell keys may share cells, for they show the same.
func (s *system) shareNothing() error {
	of := map[int32]*cube.Table{}
	for i := range s.cube.Tables {
		t := &s.cube.Tables[i]
		if t.Method.Kind == cube.Suppression {
			continue
		}
		for _, c := range t.Rows.Cells {
			other := of[c]
			sharing := other != nil && other != t && (t.Method.Kind != cube.CellKey || other.Method != t.Method)
			if cell := &s.cube.Cells[c]; sharing || cell.Known || cell.Money {
				return &UnmetError{Table: t.ID, Rule: RuleMethod}
			}
			of[c] = t
			s.methodic[c] = true
		}
	}
	for i := range s.cube.Tables {
		t := &s.cube.Tables[i]
		if t.Method.Kind != cube.Suppression {
			continue
		}
		for _, c := range t.Rows.Cells {
			if other := of[c]; other != nil {
				return &UnmetError{Table: other.ID, Rule: RuleMethod}
			}
		}
	}
	return nil
}

// enter records what a table shows for a cell. A count that is shown as it is must
// be safe by itself, for nothing else protects it.
func (s *system) enter(t *cube.Table, c int32, l limit) error {
	cell := &s.cube.Cells[c]
	switch {
	case cell.Zero:
	case l.lower == l.upper:
		if s.policy.unsafeCount(cell.Rule, cell.Value) {
			return &UnmetError{Table: t.ID, Rule: "threshold"}
		}
		s.mark[c] |= fixed
	default:
		s.limits[c] = l
		s.mark[c] = s.mark[c]&^fixed | withheld | locked
	}
	return nil
}

// round rounds the small counts among the finest cells of a table; its sums are
// the sums of what the finest cells show.
func (s *system) round(t *cube.Table) error {
	base := t.Method.Base
	cells := cellsOf(t)
	sums, finest := s.insideSums(cells)
	at := make(map[int32]int32, len(finest))
	counts, held := make([]int64, len(finest)), make([]int64, len(finest))
	for i, c := range finest {
		at[c] = int32(i)
		counts[i], held[i] = s.value[c], s.heldAt(c, base)
	}
	made := map[int32][]int32{} // sum → the finest cells that make it up
	var madeOf func(c int32) []int32
	madeOf = func(c int32) []int32 {
		if i, ok := at[c]; ok {
			return []int32{i}
		}
		if m, ok := made[c]; ok {
			return m
		}
		var m []int32
		for _, part := range s.cube.Equations[sums[c][0]].Parts {
			m = append(m, madeOf(part)...)
		}
		made[c] = m
		return m
	}
	var margins [][]int32
	for _, c := range cells {
		if len(sums[c]) > 0 {
			margins = append(margins, madeOf(c))
		}
	}
	shown, err := roundSmall(counts, margins, base, held)
	if err != nil {
		return err
	}
	limits := make(map[int32]limit, len(cells))
	for _, c := range cells {
		l := limit{kind: Rounded}
		for _, i := range madeOf(c) {
			n := shown[i]
			l.shown += n
			switch {
			case s.cube.Cells[finest[i]].Zero:
			case n == 0:
				l.upper += base - 1
			case n == base:
				l.lower, l.upper = l.lower+1, l.upper+base
			default:
				l.lower, l.upper = l.lower+n, l.upper+n
			}
		}
		limits[c] = l
		if err := s.enter(t, c, l); err != nil {
			return err
		}
	}
	for _, c := range cells {
		for _, e := range sums[c] {
			var sum int64
			for _, part := range s.cube.Equations[e].Parts {
				sum += limits[part].shown
			}
			if sum != limits[c].shown { // two ways to sum up that do not meet
				return &UnmetError{Table: t.ID, Rule: RuleMethod}
			}
		}
	}
	return nil
}

// heldAt is what a small cell showed in an earlier release, −1 where it is free.
func (s *system) heldAt(c int32, base int64) int64 {
	id := s.cube.IDs.Of(c)
	for _, r := range slices.Backward(s.known.Earlier) {
		f, ok := r.Figures[id]
		if ok && f.Method == methodNames[Rounded] && (f.Shown == 0 || f.Shown == base) {
			return f.Shown
		}
	}
	return -1
}

// perturb adds noise to every count of a table, its sums included.
func (s *system) perturb(t *cube.Table) error {
	m := t.Method
	k, err := newCellKey(m.Most, m.Variance, m.Small)
	if err != nil {
		return err
	}
	for _, c := range cellsOf(t) {
		cell := &s.cube.Cells[c]
		n := k.perturb(cell.Key, cell.Value)
		l := limit{kind: Perturbed, shown: n, lower: max(1, n-m.Most), upper: n + m.Most}
		if n == 0 {
			l.lower = 0
		}
		if err := s.enter(t, c, l); err != nil {
			return err
		}
	}
	return nil
}

// cellsOf are the different cells of a table, ascending.
func cellsOf(t *cube.Table) []int32 {
	cells := slices.Sorted(slices.Values(t.Rows.Cells))
	return slices.Compact(cells)
}

// insideSums finds the equations that lie inside a table, by their totals, and the
// cells that are no such total.
func (s *system) insideSums(cells []int32) (sums map[int32][]int, finest []int32) {
	inside := func(c int32) bool {
		_, ok := slices.BinarySearch(cells, c)
		return ok
	}
	sums = map[int32][]int{}
	for i := range s.cube.Equations {
		e := &s.cube.Equations[i]
		if inside(e.Total) && !slices.ContainsFunc(e.Parts, func(c int32) bool { return !inside(c) }) {
			sums[e.Total] = append(sums[e.Total], i)
		}
	}
	for _, c := range cells {
		if len(sums[c]) == 0 {
			finest = append(finest, c)
		}
	}
	return sums, finest
}
