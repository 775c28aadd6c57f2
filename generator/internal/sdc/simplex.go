package sdc

// simplex maximizes the movement of one cell at the least cost, over moves of
// whole households that leave every equation as it is. All of its numbers are
// whole: it pivots on 1 and −1 only, which is no restriction for networks and
// hardly one for linked tables, so that every solution it passes is a table.
//
// Each cell has two columns, one for raising and one for lowering it; the second
// is the negative of the first and is not stored. Rows start with an artificial
// basic variable that is held at zero.
type simplex struct {
	rows, cols int
	a          [][]int32 // rows × cols
	basic      []int32   // row → variable, −1 while artificial
	at         []int64   // row → value of its basic variable
	upper      []int64   // variable → upper bound; the lower one is zero
	full       []bool    // variable is nonbasic at its upper bound
	isBasic    []bool
	price      []int64 // reduced cost by variable
	skipped    bool    // some column could not enter for want of a whole pivot
	line       []int32 // scratch: columns of the pivot row that are not zero
}

// A variable is 2·column, or 2·column+1 for lowering.
func column(v int32) int32 { return v >> 1 }
func toward(v int32) int64 { return 1 - 2*int64(v&1) }

func newSimplex(rows, cols int) *simplex {
	x := &simplex{rows: rows, cols: cols,
		a: make([][]int32, rows), basic: make([]int32, rows), at: make([]int64, rows),
		upper: make([]int64, 2*cols), full: make([]bool, 2*cols), isBasic: make([]bool, 2*cols), price: make([]int64, 2*cols)}
	flat := make([]int32, rows*cols)
	for i := range x.a {
		x.a[i] = flat[i*cols : (i+1)*cols]
		x.basic[i] = -1
	}
	return x
}

// solve pivots until no column improves, and reports whether that is a proof of
// the optimum.
func (x *simplex) solve() bool {
	stalled := 0
	for range 50*(x.rows+x.cols) + 1000 {
		x.skipped = false
		moved, ok := x.step(stalled > x.rows+20)
		if !ok {
			return !x.skipped
		}
		if moved {
			stalled = 0
		} else {
			stalled++
		}
	}
	x.skipped = true
	return false
}

// step lets one variable enter: the most promising, or the first when it must
// not go in circles.
func (x *simplex) step(first bool) (moved, ok bool) {
	var tried map[int32]bool
	for {
		enter, best := int32(-1), int64(0)
		for v := range int32(2 * x.cols) {
			if x.isBasic[v] || tried[v] {
				continue
			}
			gain := -x.price[v]
			if x.full[v] {
				gain = -gain
			}
			if gain > best && (x.upper[v] > 0) {
				enter, best = v, gain
				if first {
					break
				}
			}
		}
		if enter < 0 {
			return false, false
		}
		if moved, ok = x.enter(enter); ok {
			return moved, true
		}
		x.skipped = true
		if tried == nil {
			tried = map[int32]bool{}
		}
		tried[enter] = true
	}
}

// enter moves a nonbasic variable as far as the basic ones allow. It reports
// false when only a fractional pivot would do.
func (x *simplex) enter(v int32) (moved, ok bool) {
	dir := int64(1)
	if x.full[v] {
		dir = -1
	}
	j := column(v)
	limit, leave, unit := x.upper[v], -1, true
	for i := range x.a {
		k := x.a[i][j]
		if k == 0 {
			continue
		}
		change := -dir * toward(v) * int64(k) // of the basic variable per unit
		var room int64
		switch {
		case x.basic[i] < 0:
			room = 0
		case change < 0:
			room = x.at[i] / -change
		case x.upper[x.basic[i]] >= unbounded:
			continue
		default:
			room = (x.upper[x.basic[i]] - x.at[i]) / change
		}
		whole := k == 1 || k == -1
		if room < limit || room == limit && leave >= 0 && (whole && !unit || whole == unit && x.basic[i] < x.basic[leave]) {
			limit, leave, unit = room, i, whole
		}
	}
	if leave >= 0 && !unit {
		return false, false
	}
	if limit > 0 {
		for i := range x.a {
			if k := x.a[i][j]; k != 0 {
				x.at[i] -= dir * toward(v) * int64(k) * limit
			}
		}
	}
	if leave < 0 {
		x.full[v] = !x.full[v]
		return true, true
	}
	x.pivot(leave, v, dir, limit)
	return limit > 0, true
}

func (x *simplex) pivot(r int, v int32, dir, by int64) {
	j := column(v)
	row := x.a[r]
	if int64(row[j])*toward(v) < 0 {
		for k := range row {
			row[k] = -row[k]
		}
	}
	x.line = x.line[:0]
	for k, n := range row {
		if n != 0 {
			x.line = append(x.line, int32(k))
		}
	}
	head := int32(toward(v)) // row[j] is now this
	for i := range x.a {
		f := x.a[i][j] * head
		if i == r || f == 0 {
			continue
		}
		other := x.a[i]
		for _, k := range x.line {
			other[k] -= f * row[k]
		}
	}
	if f := x.price[v]; f != 0 {
		for _, k := range x.line {
			x.price[2*k] -= f * int64(row[k])
			x.price[2*k+1] += f * int64(row[k])
		}
	}
	if out := x.basic[r]; out >= 0 {
		x.isBasic[out] = false
		x.full[out] = x.at[r] > 0
	}
	value := by
	if dir < 0 {
		value = x.upper[v] - by
	}
	x.basic[r], x.at[r] = v, value
	x.isBasic[v], x.full[v] = true, false
}

// moves is the amount by which each column's cell has moved.
func (x *simplex) moves() []int64 {
	out := make([]int64, x.cols)
	for v := range int32(2 * x.cols) {
		if x.full[v] {
			out[column(v)] += toward(v) * x.upper[v]
		}
	}
	for i, v := range x.basic {
		if v >= 0 {
			out[column(v)] += toward(v) * x.at[i]
		}
	}
	return out
}
