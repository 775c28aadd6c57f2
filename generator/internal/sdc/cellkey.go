package sdc

import (
	"errors"
	"math"
)

// cellKey perturbs counts by the cell-key method (Fraser and Wooton 2005;
// Giessing 2016): small random noise that is drawn by the key of the cell, the
// sum of the random keys of its rows, so that it is the same wherever and whenever
// the same rows are counted. The noise has mean zero, is at most D, has variance V,
// leaves zeros as they are, never makes a count negative, and never shows a count
// from 1 to Small. Among all such distributions it is the one of greatest entropy.
//
// What it promises is tested by the same attack as everything else: a reader who
// knows that no count is off by more than D, and every sum, cannot bring a figure
// within less than the required width. What it does not promise: that the noise
// cannot be averaged out. The same rows never get a second draw, but the sum of
// many parts beside their total, or the difference of two groups that share most
// of their rows, is a draw of its own, and tells the likely figure more closely
// than the interval does. Nor does it hold against readers who have the secret.
//
// It suits large secondary tables. It does not suit headline figures: with it
// "15 promised, 13 recognised" may show as more recognised than promised, and
// sums no longer hold exactly.
type cellKey struct {
	d    int64
	rows [][]float64 // count → cumulated probability of each change from −D to D; the last row serves all larger counts
}

// newCellKey prepares the distributions.
func newCellKey(d int64, variance float64, small int64) (*cellKey, error) {
	if d < 1 || d > 50 || variance <= 0 || small < 0 || small >= d {
		return nil, errors.New("the parameters of the cell key must satisfy 1 ≤ D ≤ 50, 0 < V, 0 ≤ js < D")
	}
	k := &cellKey{d: d}
	for count := int64(0); count <= d+small; count++ {
		row, ok := mostEntropy(count, d, variance, small)
		if !ok {
			return nil, errors.New("no noise has this variance within these bounds: lower V or raise D")
		}
		k.rows = append(k.rows, row)
	}
	return k, nil
}

// perturb gives the count to publish for a cell with a key.
func (k *cellKey) perturb(key uint64, count int64) int64 {
	if count == 0 {
		return 0
	}
	u := float64(key>>11) / (1 << 53)
	row := k.rows[min(count, int64(len(k.rows)-1))]
	for i, p := range row {
		if u < p {
			return count + int64(i) - k.d
		}
	}
	return count
}

// mostEntropy finds the distribution p(c) ∝ exp(a·c + b·c²) over the allowed
// changes that has mean 0 and the variance, by Newton's method, and cumulates
// it. For counts so small that the variance cannot be had with mean zero, the
// variance gives way.
func mostEntropy(count, d int64, variance float64, small int64) ([]float64, bool) {
	if count == 0 {
		return step(d), true
	}
	var allowed []float64
	for c := -d; c <= d; c++ {
		if at := count + c; at == 0 || at > small {
			allowed = append(allowed, float64(c))
		}
	}
	low, high := allowed[0], allowed[len(allowed)-1]
	for v := min(variance, 0.98*-low*high); v > 1e-3; v *= 0.9 {
		if p, ok := fit(allowed, v); ok {
			return cumulate(allowed, p, d), true
		}
		if variance <= -low*high && count > d+small-1 {
			return nil, false
		}
	}
	return nil, false
}

// fit solves for the two parameters.
func fit(allowed []float64, variance float64) ([]float64, bool) {
	a, b := 0.0, -1/(2*variance)
	p := make([]float64, len(allowed))
	for range 200 {
		sum, top := 0.0, math.Inf(-1)
		for _, c := range allowed {
			top = max(top, a*c+b*c*c)
		}
		for i, c := range allowed {
			p[i] = math.Exp(a*c + b*c*c - top)
			sum += p[i]
		}
		var m [5]float64 // moments
		for i, c := range allowed {
			p[i] /= sum
			for k, x := 0, 1.0; k < len(m); k, x = k+1, x*c {
				m[k] += p[i] * x
			}
		}
		f, g := m[1], m[2]-variance
		if math.Abs(f) < 1e-10 && math.Abs(g) < 1e-10 {
			return p, true
		}
		aa, ab, bb := m[2]-m[1]*m[1], m[3]-m[1]*m[2], m[4]-m[2]*m[2]
		det := aa*bb - ab*ab
		if det < 1e-14 || math.IsNaN(det) {
			return nil, false
		}
		da, db := (f*bb-g*ab)/det, (g*aa-f*ab)/det
		damp := min(1, 1/math.Max(math.Abs(da), math.Abs(db)))
		a, b = a-damp*da, b-damp*db
	}
	return nil, false
}

func cumulate(allowed, p []float64, d int64) []float64 {
	row := make([]float64, 2*d+1)
	for i, c := range allowed {
		row[int64(c)+d] = p[i]
	}
	for i := 1; i < len(row); i++ {
		row[i] += row[i-1]
	}
	return row
}

// step is the distribution of no change.
func step(d int64) []float64 {
	row := make([]float64, 2*d+1)
	for i := d; i < int64(len(row)); i++ {
		row[i] = 1
	}
	return row
}
