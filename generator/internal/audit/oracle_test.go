package audit_test

import (
	"minhbach/generator/internal/audit"
)

// oracle finds out what can be deduced by writing down every table there is: the
// third opinion, for systems small enough. Figures beyond the cap are not tried.
type oracle struct {
	b         *audit.Bundle
	base, cap int64
	x         []int64
	set       []bool
	of        [][]int // cell → equations
	low, high []int64
	tables    int
	budget    int
}

// enumerate returns the least and greatest value of every figure over all
// tables that agree with what b publishes, and how many there are; ok is false
// when there are too many to try.
func enumerate(b *audit.Bundle, cap int64) (o *oracle, ok bool) {
	n := len(b.Cells)
	o = &oracle{b: b, cap: cap, x: make([]int64, n), set: make([]bool, n), of: make([][]int, n),
		low: make([]int64, n), high: make([]int64, n), budget: 300_000}
	if b.ZerosPublished {
		o.base = 1
	}
	for e, eq := range b.Equations {
		for _, c := range eq.Cells {
			o.of[c] = append(o.of[c], e)
		}
	}
	for c := range b.Cells {
		o.low[c], o.high[c] = cap+1, -1
		if !b.Cells[c].Withheld {
			o.x[c], o.set[c] = b.Cells[c].Lower, true
		}
	}
	return o, o.step() && o.tables > 0
}

// step sets what is forced, then tries every value of one open figure.
func (o *oracle) step() bool {
	if o.budget--; o.budget < 0 {
		return false
	}
	var forced []int32
	undo := func() {
		for _, c := range forced {
			o.set[c] = false
		}
	}
	for again := true; again; {
		again = false
		for e := range o.b.Equations {
			c, v, open := o.missing(e)
			switch {
			case open > 1:
			case open == 0 && v != 0, open == 1 && (v < o.least(c) || v > o.most(c)):
				undo()
				return true
			case open == 1:
				o.x[c], o.set[c] = v, true
				forced = append(forced, c)
				again = true
			}
		}
	}
	defer undo()
	next := -1
	for c := range o.set {
		if !o.set[c] && (next < 0 || len(o.of[c]) > len(o.of[next])) {
			next = c
		}
	}
	if next < 0 {
		o.tables++
		for c, v := range o.x {
			o.low[c], o.high[c] = min(o.low[c], v), max(o.high[c], v)
		}
		return true
	}
	most := o.limit(next)
	o.set[next] = true
	defer func() { o.set[next] = false }()
	for v := o.least(int32(next)); v <= most; v++ {
		o.x[next] = v
		if !o.step() {
			return false
		}
	}
	return true
}

func (o *oracle) least(c int32) int64 {
	if o.b.Cells[c].Method != "" {
		return o.b.Cells[c].Lower
	}
	if o.b.Cells[c].Lower == 0 {
		return 0
	}
	return o.base
}

// most is what a figure cannot exceed whatever the sums say.
func (o *oracle) most(c int32) int64 {
	if o.b.Cells[c].Method != "" {
		return o.b.Cells[c].Upper
	}
	return o.cap
}

// limit is the most that a figure can be, by the sums whose total is set.
func (o *oracle) limit(c int) int64 {
	most := o.most(int32(c))
	for _, e := range o.of[c] {
		cells := o.b.Equations[e].Cells
		total := cells[len(cells)-1]
		if int(total) == c || !o.set[total] {
			continue
		}
		rest := o.x[total]
		for _, d := range cells[:len(cells)-1] {
			if o.set[d] {
				rest -= o.x[d]
			}
		}
		most = min(most, rest)
	}
	return most
}

// missing returns the only open figure of an equation and the value that it must
// have; with none open, how far the equation is from holding.
func (o *oracle) missing(e int) (c int32, v int64, open int) {
	cells := o.b.Equations[e].Cells
	sum := int64(0)
	sign := int64(0)
	for i, d := range cells {
		k := int64(1)
		if i == len(cells)-1 {
			k = -1
		}
		if o.set[d] {
			sum += k * o.x[d]
		} else {
			c, sign = d, k
			open++
		}
	}
	if open == 0 {
		return 0, sum, 0
	}
	return c, -sum * sign, open
}
