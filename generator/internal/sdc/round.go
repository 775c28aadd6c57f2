package sdc

import (
	"cmp"
	"errors"
	"slices"
)

// roundSmall rounds the small counts of a table to 0 or base and leaves large
// ones as they are (small-count rounding, Langsrud and Heldal 2018). counts are
// the finest cells; each margin lists the cells that sum to it. All margins are
// sums of the rounded cells, so that the published table adds up; which cells are
// rounded up is chosen so that the margins change little. held gives what a small
// cell showed in an earlier release, or −1: it shows the same again, or the two
// would tell more together.
//
// A reader of the result knows of a cell that shows 0 that it is less than base,
// and of one that shows base that it is from 1 to base; larger ones are exact. It
// suits tables in which many cells are small. A reader who knows how cells are chosen may
// guess a little more from which are rounded up; that is not promised against. It changes totals, so that it must
// never be mixed with exact figures of the same cells in another table.
func roundSmall(counts []int64, margins [][]int32, base int64, held []int64) ([]int64, error) {
	if base < 2 {
		return nil, errors.New("the base of rounding must be at least 2")
	}
	out := slices.Clone(counts)
	of := make([][]int32, len(counts)) // cell → margins
	for m, cells := range margins {
		for _, c := range cells {
			of[c] = append(of[c], int32(m))
		}
	}
	short := make([]int64, len(margins)) // by how much the margin is below its exact value
	var small []int32
	for i, n := range counts {
		if n > 0 && n < base {
			out[i] = 0
			if held[i] >= 0 {
				out[i] = held[i]
			} else {
				small = append(small, int32(i))
			}
			for _, m := range of[i] {
				short[m] += n - out[i]
			}
		}
	}
	slices.SortStableFunc(small, func(a, b int32) int { return cmp.Compare(counts[b], counts[a]) })
	// Rounding a cell up changes the squared error of its margins by the sum of
	// base·(base − 2·short). Take the best as long as one improves.
	for {
		best, gain := -1, int64(0)
		for k, c := range small {
			if out[c] != 0 {
				continue
			}
			var g int64
			for _, m := range of[c] {
				g += base * (2*short[m] - base)
			}
			if g > gain {
				best, gain = k, g
			}
		}
		if best < 0 {
			return out, nil
		}
		c := small[best]
		out[c] = base
		for _, m := range of[c] {
			short[m] -= base
		}
	}
}
