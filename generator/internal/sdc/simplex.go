package sdc

// simplex maximizes the movement of one cell at the least cost, over moves that
// leave every equation as it is. It computes in whole numbers with one common
// denominator (Edmonds 1967; Bareiss 1968), which for networks is always 1 and
// for linked tables nearly always, so that nothing is ever rounded.
//
// Each cell has two columns, one for raising and one for lowering it; the second
// is the negative of the first and is not stored. Rows start with an artificial
// basic variable that is held at zero.
type simplex struct {
	rows, cols int
	a          [][]int64 // rows × cols, over denom
	denom      int64
	basic      []int32 // row → variable, −1 while artificial
	at         []int64 // row → value of its basic variable, over denom
	upper      []int64 // variable → upper bound; the lower one is zero
	full       []bool  // variable is nonbasic at its upper bound
	isBasic    []bool
	price      []int64 // reduced cost by variable, over denom
	line       []int32 // scratch: columns of the pivot row that are not zero
	best       []int64 // the moves of the last solution that was whole
	tried      []int32 // variable → round in which it was refused
	round      int32
}

// A variable is 2·column, or 2·column+1 for lowering.
func column(v int32) int32 { return v >> 1 }
func toward(v int32) int64 { return 1 - 2*int64(v&1) }

func newSimplex(rows, cols int) *simplex {
	x := &simplex{rows: rows, cols: cols, denom: 1,
		a: make([][]int64, rows), basic: make([]int32, rows), at: make([]int64, rows),
		upper: make([]int64, 2*cols), full: make([]bool, 2*cols), isBasic: make([]bool, 2*cols), price: make([]int64, 2*cols), tried: make([]int32, 2*cols)}
	flat := make([]int64, rows*cols)
	for i := range x.a {
		x.a[i] = flat[i*cols : (i+1)*cols]
		x.basic[i] = -1
	}
	return x
}

// solve pivots until no column improves. It returns the best whole solution that
// it passed, and whether that is the optimum. goal is the variable to maximize.
//
// It pivots on whole numbers as long as it can; where it is stuck short of the
// goal it takes a fractional one, and more from there, but not for long.
func (x *simplex) solve(goal int32) (moves []int64, optimal bool) {
	stalled, fractional := 0, 0
	for range 20*(x.rows+x.cols) + 1000 {
		x.round++
		moved, ok := false, false
		v := x.entering(stalled > x.rows+20)
		if v < 0 {
			moves, whole := x.moves()
			if !whole {
				moves = x.best
			}
			return moves, whole
		}
		for ; v >= 0 && !ok; v = x.entering(stalled > x.rows+20) {
			x.tried[v] = x.round
			moved, ok = x.enter(v, x.denom == 1)
		}
		if !ok {
			if x.best, _ = x.moves(); x.reached(goal) || fractional == maxFractional {
				return x.best, false
			}
			x.round++
			moved, _ = x.enter(x.entering(false), false)
		}
		if x.denom != 1 {
			if fractional++; fractional > maxFractional {
				return x.best, false
			}
		}
		if moved {
			stalled = 0
		} else {
			stalled++
		}
	}
	if moves, whole := x.moves(); whole {
		return moves, false
	}
	return x.best, false
}

// maxFractional bounds the pivots on fractions in one solution.
const maxFractional = 60

// reached reports whether a variable is at its upper bound.
func (x *simplex) reached(v int32) bool {
	for i, b := range x.basic {
		if b == v {
			return x.at[i] == x.upper[v]*x.denom
		}
	}
	return x.full[v]
}

// entering is the variable not tried yet that improves most, or the first that
// improves, when there is a danger of going in circles; −1 if there is none.
func (x *simplex) entering(first bool) int32 {
	enter, best := int32(-1), int64(0)
	for v, gain := range x.price {
		if !x.full[v] {
			gain = -gain
		}
		if gain > best && x.upper[v] > 0 && !x.isBasic[v] && x.tried[v] != x.round {
			enter, best = int32(v), gain
			if first {
				break
			}
		}
	}
	return enter
}

// enter moves a nonbasic variable as far as the basic ones allow, and reports
// whether anything moved. If it is to stay whole it may have to refuse.
func (x *simplex) enter(v int32, whole bool) (moved, ok bool) {
	dir := int64(1)
	if x.full[v] {
		dir = -1
	}
	j := column(v)
	// The variable can move by room/unit before the basic variable of row leave
	// meets a bound.
	room, unit, leave := x.upper[v], int64(1), -1
	for i := range x.a {
		k := x.a[i][j]
		if k == 0 {
			continue
		}
		k *= dir * toward(v) // the basic variable falls by k/denom per unit
		far := int64(0)
		switch b := x.basic[i]; {
		case b < 0:
		case k > 0:
			far = x.at[i]
		case x.upper[b] >= unbounded:
			continue
		default:
			far = x.upper[b]*x.denom - x.at[i]
		}
		k = max(k, -k)
		less := far*unit - room*k
		if room >= unbounded {
			less = -1
		}
		if less < 0 || less == 0 && leave >= 0 && (k < unit || k == unit && x.basic[i] < x.basic[leave]) {
			room, unit, leave = far, k, i
		}
	}
	if leave < 0 {
		for i := range x.a {
			x.at[i] -= dir * toward(v) * x.a[i][j] * room
		}
		x.full[v] = !x.full[v]
		return true, true
	}
	if whole && unit != 1 {
		return false, false
	}
	for i := range x.a {
		if k := x.a[i][j]; i != leave && (k != 0 || unit != x.denom) {
			x.at[i] = (x.at[i]*unit - dir*toward(v)*k*room) / x.denom
		}
	}
	value := room
	if dir < 0 {
		value = x.upper[v]*unit - room
	}
	if out := x.basic[leave]; out >= 0 {
		x.isBasic[out] = false
		x.full[out] = dir*toward(v)*x.a[leave][j] < 0
	}
	x.pivot(leave, v)
	x.basic[leave], x.at[leave] = v, value
	x.isBasic[v], x.full[v] = true, false
	return room > 0, true
}

// pivot solves row r for variable v.
func (x *simplex) pivot(r int, v int32) {
	j := column(v)
	row := x.a[r]
	if row[j]*toward(v) < 0 {
		for k := range row {
			row[k] = -row[k]
		}
	}
	unit := row[j] * toward(v)
	x.line = x.line[:0]
	for k, n := range row {
		if n != 0 {
			x.line = append(x.line, int32(k))
		}
	}
	for i, other := range x.a {
		f := other[j] * toward(v)
		if i == r || f == 0 && unit == x.denom {
			continue
		}
		if unit == 1 && x.denom == 1 {
			for _, k := range x.line {
				other[k] -= f * row[k]
			}
			continue
		}
		for k := range other {
			other[k] = (other[k]*unit - f*row[k]) / x.denom
		}
	}
	f := x.price[v]
	for k, n := range row {
		if n != 0 || unit != x.denom {
			x.price[2*k] = (x.price[2*k]*unit - f*n) / x.denom
			x.price[2*k+1] = (x.price[2*k+1]*unit + f*n) / x.denom
		}
	}
	x.denom = unit
}

// moves is the amount by which each column's cell has moved, if all are whole.
func (x *simplex) moves() (out []int64, whole bool) {
	out = make([]int64, x.cols)
	for v := range int32(2 * x.cols) {
		if x.full[v] {
			out[column(v)] += toward(v) * x.upper[v]
		}
	}
	for i, v := range x.basic {
		if x.at[i]%x.denom != 0 {
			return nil, false
		}
		if v >= 0 {
			out[column(v)] += toward(v) * (x.at[i] / x.denom)
		}
	}
	return out, true
}
