package sdc

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// sets is a union-find over small numbers.
type sets []int32

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = int32(i)
	}
	return s
}

func (s sets) find(x int32) int32 {
	for s[x] != x {
		s[x] = s[s[x]]
		x = s[x]
	}
	return x
}

func (s sets) join(a, b int32) {
	if a, b = s.find(a), s.find(b); a != b {
		s[max(a, b)] = min(a, b)
	}
}

// parts groups the wanted cells into those that active equations connect, in
// the order of their first cells; cells within a part ascend.
func (s *system) parts(want func(c int32) bool) [][]int32 {
	joined := newSets(len(s.value))
	for e := range s.active {
		if !s.active[e] {
			continue
		}
		last := int32(-1)
		for _, t := range s.equation(int32(e)) {
			if c := t.cell(); want(c) {
				if last >= 0 {
					joined.join(last, c)
				}
				last = c
			}
		}
	}
	var cells []int32
	size := map[int32]int32{}
	for c := range int32(len(s.value)) {
		if want(c) {
			joined[c] = joined.find(c)
			cells = append(cells, c)
			size[joined[c]]++
		}
	}
	slices.SortFunc(cells, func(a, b int32) int {
		return cmp.Or(cmp.Compare(joined[a], joined[b]), cmp.Compare(a, b))
	})
	var out [][]int32
	for i := 0; i < len(cells); {
		n := int(size[joined[cells[i]]])
		out = append(out, cells[i:i+n:i+n])
		i += n
	}
	return out
}

// each calls work for each part, on all processors. What work decides about a
// part must depend on that part alone.
func (s *system) each(parts [][]int32, work func(i int, part []int32, check *checker)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(parts)) {
		group.Go(func() {
			check := s.newChecker()
			for {
				i := int(next.Add(1) - 1)
				if i >= len(parts) {
					return
				}
				work(i, parts[i], check)
			}
		})
	}
	group.Wait()
}

// choose withholds secondary cells until every need of one kind of cells is met.
func (s *system) choose(money bool) error {
	mine := func(c int32) bool { return s.isMoney(c) == money }
	l := s.newLinked()
	for c := range int32(len(s.value)) {
		if mine(c) && s.mark[c]&(hub|withheld) == hub|withheld {
			l.require(c)
		}
	}
	l.settle()
	parts := s.parts(func(c int32) bool { return mine(c) && s.mark[c]&(hub|fixed) == 0 })
	failed := make([][]need, len(parts))
	s.each(parts, func(i int, part []int32, check *checker) {
		if !slices.ContainsFunc(part, func(c int32) bool { return s.is(c, withheld) }) {
			return
		}
		failed[i] = s.newNetwork(part, check).protect()
	})
	for i := range failed {
		for _, d := range failed[i] {
			l.require(parts[i][d.arc])
		}
	}
	l.settle()
	if l.unmet >= 0 {
		return s.unmet(l.unmet, l.rule)
	}
	return nil
}

// unmet names the table and the rule that cannot be met.
func (s *system) unmet(c int32, rule string) error {
	for _, t := range s.cube.Tables {
		if slices.Contains(t.Rows.Cells, c) {
			return &UnmetError{Table: t.ID, Rule: rule}
		}
	}
	return &UnmetError{Rule: rule}
}
