package sdc

import "slices"

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
	filled     []bitset  // column → at least the rows in which it is not zero
	denom      int64
	basic      []int32 // row → variable, −1 while artificial
	at         []int64 // row → value of its basic variable, over denom
	upper      []int64 // variable → upper bound; the lower one is zero
	full       []bool  // variable is nonbasic at its upper bound
	isBasic    []bool
	price      []int64 // reduced cost by variable, over denom
	line       []int32 // scratch: columns that a pivot changes
	hit        []int32 // scratch: rows that it changes
	best       []int64 // the moves of the last solution that was whole
	tried      []int32 // variable → round in which it was refused
	round      int32

	flat  []int64  // memory of a
	words []uint64 // memory of filled
}

// A variable is 2·column, or 2·column+1 for lowering.
func column(v int32) int32 { return v >> 1 }
func toward(v int32) int64 { return 1 - 2*int64(v&1) }

// reset makes an empty programme of the given size in the memory of the last one.
func (x *simplex) reset(rows, cols int) {
	x.rows, x.cols, x.denom, x.round = rows, cols, 1, 0
	x.flat = empty(x.flat, rows*cols)
	words := (rows + 63) / 64
	x.words = empty(x.words, words*cols)
	x.a, x.filled = empty(x.a, rows), empty(x.filled, cols)
	x.basic, x.at = empty(x.basic, rows), empty(x.at, rows)
	for i := range x.a {
		x.a[i] = x.flat[i*cols : (i+1)*cols]
		x.basic[i] = -1
	}
	for j := range x.filled {
		x.filled[j] = x.words[j*words : (j+1)*words]
	}
	x.upper, x.price, x.tried = empty(x.upper, 2*cols), empty(x.price, 2*cols), empty(x.tried, 2*cols)
	x.full, x.isBasic = empty(x.full, 2*cols), empty(x.isBasic, 2*cols)
	x.best = nil
}

// empty gives n zeros, in the memory of s where it is large enough.
func empty[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// add adds to a coefficient, before the first pivot.
func (x *simplex) add(row, col int, n int64) {
	x.a[row][col] += n
	x.filled[col].add(row)
}

// solve pivots until no column improves. It returns the best whole solution that
// it passed, and whether that is the optimum. goal is the variable to maximize.
//
// It pivots on whole numbers as long as it can; where it is stuck short of the
// goal it takes a fractional one, and more from there, but not for long.
func (x *simplex) solve(goal int32) (moves []int64, optimal bool) {
	stalled, fractional, refused := 0, 0, 0
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
		for ; v >= 0 && !ok && (x.denom != 1 || refused < maxRefused); v = x.entering(stalled > x.rows+20) {
			x.tried[v] = x.round
			if moved, ok = x.enter(v, x.denom == 1); !ok {
				refused++
			}
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

// maxFractional bounds the pivots on fractions in one solution, and maxRefused the
// columns that were tried in vain to avoid them. Without the second a programme
// of thousands of cells tries all of them before each of thousands of pivots.
const (
	maxFractional = 60
	maxRefused    = 20_000
)

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
	x.hit = x.hit[:0]
	for i := range x.filled[j].all() {
		k := x.a[i][j]
		if k == 0 {
			x.filled[j].drop(i)
			continue
		}
		x.hit = append(x.hit, int32(i))
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
		for _, i := range x.hit {
			x.at[i] -= dir * toward(v) * x.a[i][j] * room
		}
		x.full[v] = !x.full[v]
		return true, true
	}
	if whole && unit != 1 {
		return false, false
	}
	if unit != x.denom { // the others get another denominator
		x.hit = x.hit[:0]
		for i := range x.a {
			x.hit = append(x.hit, int32(i))
		}
	}
	for _, i := range x.hit {
		if int(i) != leave {
			x.at[i] = (x.at[i]*unit - dir*toward(v)*x.a[i][j]*room) / x.denom
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

// pivot solves row r for variable v, and takes it out of the rows x.hit.
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
		if n != 0 || unit != x.denom {
			x.line = append(x.line, int32(k))
		}
	}
	for _, i := range x.hit {
		if int(i) != r {
			x.subtract(int(i), row, x.a[i][j]*toward(v), unit)
		}
	}
	f := x.price[v]
	for _, k := range x.line {
		x.price[2*k] = (x.price[2*k]*unit - f*row[k]) / x.denom
		x.price[2*k+1] = (x.price[2*k+1]*unit + f*row[k]) / x.denom
	}
	x.denom = unit
}

// subtract takes f times the pivot row off row i.
func (x *simplex) subtract(i int, row []int64, f, unit int64) {
	other := x.a[i]
	for _, k := range x.line {
		n := other[k]
		if n == 0 && row[k] != 0 {
			x.filled[k].add(i)
		}
		if unit == 1 && x.denom == 1 {
			other[k] = n - f*row[k]
		} else {
			other[k] = (n*unit - f*row[k]) / x.denom
		}
	}
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
