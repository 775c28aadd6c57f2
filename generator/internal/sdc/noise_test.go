package sdc

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Sums show the sums of their rounded parts, and little changes.
func TestRoundSmall(t *testing.T) {
	// Two rows of three: the margins are the rows, the columns and all.
	counts := []int64{1, 2, 7, 1, 0, 2}
	margins := [][]int32{{0, 1, 2}, {3, 4, 5}, {0, 3}, {1, 4}, {2, 5}, {0, 1, 2, 3, 4, 5}}
	free := []int64{-1, -1, -1, -1, -1, -1}
	got, err := roundSmall(counts, margins, 3, free)
	if err != nil {
		t.Fatal(err)
	}
	var before, after int64
	for i, n := range got {
		if n != counts[i] && (counts[i] >= 3 || n != 0 && n != 3) {
			t.Errorf("cell %d with %d shows %d", i, counts[i], n)
		}
		before, after = before+counts[i], after+n
	}
	if d := after - before; d < -2 || d > 2 {
		t.Errorf("the total changed by %d", d)
	}
	if _, err := roundSmall(counts, margins, 1, free); err == nil {
		t.Error("rounding to base 1 is accepted")
	}
}

func TestCellKey(t *testing.T) {
	const d, variance, small = 5, 3.0, 2
	k, err := newCellKey(d, variance, small)
	if err != nil {
		t.Fatal(err)
	}
	draw := rand.New(rand.NewPCG(1, 2))
	for _, count := range []int64{0, 1, 3, 8, 500} {
		var sum, squares float64
		const n = 20000
		for range n {
			got := k.perturb(draw.Uint64(), count)
			if by := got - count; got < 0 || got >= 1 && got <= small || by < -d || by > d || count == 0 && got != 0 {
				t.Fatalf("%d shows as %d", count, got)
			}
			sum += float64(got - count)
			squares += float64((got - count) * (got - count))
		}
		if mean := sum / n; math.Abs(mean) > 0.1 {
			t.Errorf("the noise of %d has mean %.3f", count, mean)
		}
		if v := squares / n; count > d+small && math.Abs(v-variance) > 0.15 {
			t.Errorf("the noise of %d has variance %.3f, want %.1f", count, v, variance)
		}
	}
	first := k.perturb(12<<40, 12)
	if again := k.perturb(12<<40, 12); again != first {
		t.Errorf("the same cell shows %d and %d", first, again)
	}
	if _, err := newCellKey(d, variance, d); err == nil {
		t.Error("counts that no noise can avoid are accepted")
	}
}
