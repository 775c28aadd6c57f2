package audit

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// row is one equation over withheld figures: Σ coefficient·figure = sum.
type row struct {
	cells   []int32
	coef    []int64
	sum     int64
	release int32 // which release says so
}

// problem is the withheld figures that hang together, numbered from zero, with
// the bounds that readers know beforehand.
type problem struct {
	vars      []int32 // local number → fact
	low, high []int64
	need      []int64 // required width
	rows      []row
	derived   []row // quantities to bound
}

// independent drops the equations that follow from the others, so that a table
// whose sums say the same twice is still recognised as a network. It tries the
// equations whose figures lie in many sums last. Elimination is done modulo a
// prime; an equation that is dropped by accident of the prime only makes readers
// look less able, so the caller checks every table it finds against all rows. It
// reports false where two equations contradict each other.
func (p *problem) independent() (*problem, bool) {
	count := make([]int, len(p.low))
	for _, r := range p.rows {
		for _, c := range r.cells {
			count[c]++
		}
	}
	most := 0
	weight := make([]int, len(p.rows))
	for i, r := range p.rows {
		weight[i] = len(p.low)
		for _, c := range r.cells {
			weight[i] = min(weight[i], count[c])
			most = max(most, count[c])
		}
	}
	if most <= 2 {
		return p, true
	}
	order := make([]int, len(p.rows))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight[a], weight[b]) })
	basis := map[int32]map[int32]uint64{} // leading figure → reduced row
	q := *p
	q.rows = nil
	for _, i := range order {
		left := reduce(basis, p.rows[i])
		if len(left) == 0 {
			continue
		}
		lead := slices.Min(slices.Collect(maps.Keys(left)))
		if lead == constant {
			return nil, false
		}
		inverse := power(left[lead], prime-2)
		for c := range left {
			left[c] = left[c] * inverse % prime
		}
		basis[lead] = left
		q.rows = append(q.rows, p.rows[i])
	}
	return &q, true
}

// prime is 2³¹ − 1: products fit into 64 bits.
const prime = 1<<31 - 1

// constant stands for the sum of an equation among its figures.
const constant = math.MaxInt32

// reduce subtracts the basis from a row and gives what is left of it.
func reduce(basis map[int32]map[int32]uint64, r row) map[int32]uint64 {
	left := map[int32]uint64{constant: residue(-r.sum)}
	for i, c := range r.cells {
		left[c] = (left[c] + residue(r.coef[i])) % prime
	}
	maps.DeleteFunc(left, func(_ int32, k uint64) bool { return k == 0 })
	pending := slices.Sorted(maps.Keys(left))
	for len(pending) > 0 {
		c := pending[0]
		pending = pending[1:]
		k, ok := left[c]
		base, reducible := basis[c]
		if !ok || !reducible {
			continue
		}
		for d, f := range base {
			v := (left[d] + (prime-k)*f) % prime
			if v == 0 {
				delete(left, d)
				continue
			}
			if _, there := left[d]; !there {
				at, _ := slices.BinarySearch(pending, d)
				pending = slices.Insert(pending, at, d)
			}
			left[d] = v
		}
	}
	return left
}

func residue(n int64) uint64 { return uint64((n%prime + prime) % prime) }

func power(x, n uint64) uint64 {
	out := uint64(1)
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			out = out * x % prime
		}
		x = x * x % prime
	}
	return out
}

// fits reports whether a table satisfies every row and bound.
func (p *problem) fits(x []int64) bool {
	for i, v := range x {
		if v < p.low[i] || v > p.high[i] {
			return false
		}
	}
	for _, r := range p.rows {
		sum := int64(0)
		for i, c := range r.cells {
			sum += r.coef[i] * x[c]
		}
		if sum != r.sum {
			return false
		}
	}
	return true
}
