package audit

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// Run attacks the last of the releases with everything that all of them tell.
// They come oldest first.
func Run(releases ...*Bundle) (*Report, error) {
	if len(releases) == 0 {
		return nil, errors.New("there is no release to audit")
	}
	last := releases[len(releases)-1]
	report := &Report{Cells: len(last.Cells)}
	s := newSystem(releases, report)
	derived := s.derivedRows()
	parts := s.components(derived)
	found := &findings{known: make([]Interval, len(s.facts)), sums: make([]Interval, len(derived)), breaches: make([][]Breach, len(parts))}
	parallel(len(parts), func(i int) { s.judge(i, parts[i], derived, found) })
	report.Breaches = append(report.Breaches, slices.Concat(found.breaches...)...)
	s.judgeGroups(found)
	s.judgeDerived(derived, found.sums)
	for i := range last.Cells {
		if !last.Cells[i].Withheld {
			report.Published++
		} else if f := s.of[len(releases)-1][i]; !s.facts[f].known {
			report.Intervals = append(report.Intervals, found.known[f])
		}
	}
	slices.SortStableFunc(report.Breaches, func(a, b Breach) int { return strings.Compare(a.ID, b.ID) })
	report.Breaches = slices.Compact(report.Breaches)
	return report, nil
}

// parallel calls work for each number below n, on all processors.
func parallel(n int, work func(i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	group.Wait()
}
