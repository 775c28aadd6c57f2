package audit

import "slices"

// tableau is an exact simplex over the figures of a problem: Σ coefficient·x =
// sum, low ≤ x ≤ high. Nonbasic figures stand at one of their bounds.
type tableau struct {
	arithmetic
	low, high []int64
	a         [][]fraction // row × figure: basic figure = const − Σ a·x
	basic     []int32      // row → figure; −1 an artificial one, which must be zero
	value     []fraction   // row → value of its basic figure
	atHigh    []bool
	isBasic   []bool
	steps     int
}

// maxSteps bounds the pivots of one tableau; beyond it the answer is undecided.
const maxSteps = 20000

func newTableau(p *problem, low, high []int64) *tableau {
	n := len(low)
	t := &tableau{low: low, high: high, atHigh: make([]bool, n), isBasic: make([]bool, n)}
	for _, r := range p.rows {
		line := make([]fraction, n)
		for j := range line {
			line[j] = zero
		}
		rest := r.sum
		for i, c := range r.cells {
			line[c] = t.add(line[c], whole(r.coef[i]))
			rest = t.plus(rest, -t.mul(r.coef[i], low[c]))
		}
		if rest < 0 {
			rest = -rest
			for j := range line {
				line[j].n = -line[j].n
			}
		}
		t.a = append(t.a, line)
		t.basic = append(t.basic, -1)
		t.value = append(t.value, whole(rest))
	}
	return t
}

// feasible drives the artificial figures to zero; false means that no table
// agrees, or that the steps ran out (then undecided is set).
func (t *tableau) feasible() (ok, undecided bool) {
	n := len(t.low)
	cost := make([]fraction, n) // of lowering the sum of the artificial figures
	for j := range cost {
		cost[j] = zero
		for i := range t.a {
			cost[j] = t.sub(cost[j], t.a[i][j])
		}
	}
	t.minimize(cost)
	if t.stuck() {
		return false, true
	}
	for i, b := range t.basic {
		if b < 0 && t.value[i].sign() != 0 {
			return false, false
		}
	}
	// Artificial figures that stay are at zero: pivot them out where a figure can
	// take their place; where none can, the row says nothing.
	for i := 0; i < len(t.a); i++ {
		if t.basic[i] >= 0 {
			continue
		}
		j := slices.IndexFunc(t.a[i], func(f fraction) bool { return f.sign() != 0 })
		if j < 0 {
			t.a = slices.Delete(t.a, i, i+1)
			t.basic = slices.Delete(t.basic, i, i+1)
			t.value = slices.Delete(t.value, i, i+1)
			i--
			continue
		}
		at := whole(t.low[j])
		if t.atHigh[j] {
			at = whole(t.high[j])
		}
		t.pivot(i, int32(j), at, cost)
	}
	return !t.stuck(), t.stuck()
}

func (t *tableau) stuck() bool { return t.overflow || t.steps > maxSteps }

// minimize pivots until no figure can lower the cost. Among those that can it
// takes the steepest, and after a while the first, so that it comes to an end. It
// reports false when the cost falls without end.
func (t *tableau) minimize(cost []fraction) bool {
	still := 0
	for !t.stuck() {
		enter, up := t.entering(cost, still > len(t.a)+10)
		if enter < 0 {
			return true
		}
		step, bounded := t.enter(enter, up, cost)
		if !bounded {
			return false
		}
		still++
		if step.sign() > 0 {
			still = 0
		}
		t.steps++
	}
	return true
}

func (t *tableau) entering(cost []fraction, first bool) (enter int32, up bool) {
	enter = -1
	best := zero
	for j := range t.low {
		if t.isBasic[j] || t.low[j] == t.high[j] {
			continue
		}
		gain := cost[j]
		if !t.atHigh[j] {
			gain.n = -gain.n
		}
		if gain.sign() > 0 && t.less(best, gain) {
			enter, up, best = int32(j), !t.atHigh[j], gain
			if first {
				break
			}
		}
	}
	return enter, up
}

// enter moves a nonbasic figure until a basic one, or it itself, meets a bound.
func (t *tableau) enter(j int32, up bool, cost []fraction) (step fraction, bounded bool) {
	dir := whole(1)
	if !up {
		dir = whole(-1)
	}
	leave, toHigh := -1, false
	open := t.high[j] >= Open
	if !open {
		step = whole(t.high[j] - t.low[j])
	}
	for i := range t.a {
		k := t.times(t.a[i][j], dir) // the basic figure falls by k per unit
		if k.sign() == 0 {
			continue
		}
		low, high := int64(0), int64(Open)
		if b := t.basic[i]; b >= 0 {
			low, high = t.low[b], t.high[b]
		}
		var room fraction
		if k.sign() > 0 {
			room = t.over(t.sub(t.value[i], whole(low)), k)
		} else if high >= Open {
			continue
		} else {
			room = t.over(t.sub(t.value[i], whole(high)), k)
		}
		if open || t.less(room, step) || leave >= 0 && room == step && t.basic[i] < t.basic[leave] {
			step, leave, toHigh, open = room, i, k.sign() < 0, false
		}
	}
	if open {
		return zero, false
	}
	for i := range t.a {
		if t.a[i][j].sign() != 0 {
			t.value[i] = t.sub(t.value[i], t.times(t.times(t.a[i][j], dir), step))
		}
	}
	if leave < 0 {
		t.atHigh[j] = up
		return step, true
	}
	at := whole(t.low[j])
	if !up {
		at = whole(t.high[j])
	}
	if b := t.basic[leave]; b >= 0 {
		t.atHigh[b] = toHigh
	}
	t.pivot(leave, j, t.add(at, t.times(dir, step)), cost)
	return step, true
}

func (t *tableau) pivot(r int, j int32, value fraction, cost []fraction) {
	line := t.a[r]
	k := line[j]
	var columns []int
	for c := range line {
		if line[c].sign() != 0 {
			line[c] = t.over(line[c], k)
			columns = append(columns, c)
		}
	}
	for i := range t.a {
		f := t.a[i][j]
		if i == r || f.sign() == 0 {
			continue
		}
		for _, c := range columns {
			t.a[i][c] = t.sub(t.a[i][c], t.times(f, line[c]))
		}
	}
	if f := cost[j]; f.sign() != 0 {
		for _, c := range columns {
			cost[c] = t.sub(cost[c], t.times(f, line[c]))
		}
	}
	if b := t.basic[r]; b >= 0 {
		t.isBasic[b] = false
	}
	t.basic[r], t.value[r] = j, value
	t.isBasic[j], t.atHigh[j] = true, false
}

// solution is the table at which the tableau stands.
func (t *tableau) solution() []fraction {
	x := make([]fraction, len(t.low))
	for j := range x {
		x[j] = whole(t.low[j])
		if t.atHigh[j] {
			x[j] = whole(t.high[j])
		}
	}
	for i, b := range t.basic {
		if b >= 0 {
			x[b] = t.value[i]
		}
	}
	return x
}

// reduced is a cost in terms of the nonbasic figures.
func (t *tableau) reduced(cost []int64) []fraction {
	out := make([]fraction, len(cost))
	for j, c := range cost {
		out[j] = whole(c)
	}
	for i, b := range t.basic {
		if b < 0 || cost[b] == 0 {
			continue
		}
		for j := range out {
			if t.a[i][j].sign() != 0 {
				out[j] = t.sub(out[j], t.times(whole(cost[b]), t.a[i][j]))
			}
		}
	}
	return out
}
