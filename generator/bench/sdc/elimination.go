package sdc

import (
	"cmp"
	"maps"
	"slices"

	"minhbach/generator/internal/cube"
)

// prime is 2³¹ − 1.
const prime = 1<<31 - 1

// Eliminate withholds by Gaussian elimination, as GaussSuppression does
// (Langsrud 2024): cells are published in turn, totals and large ones first,
// unless with them some unsafe cell would be a linear combination of published
// ones. It is what we compare with, not what we use: it knows neither
// non-negativity nor width. It returns which cells are withheld.
func Eliminate(c *cube.Cube, holds [][]int32, unsafe func(cube.Cell) bool, candidate func(cube.Cell) bool) []bool {
	rows := make([]map[int32]uint64, len(c.Cells)) // cell → atoms in it
	for i := range rows {
		rows[i] = map[int32]uint64{}
	}
	for atom, cells := range holds {
		for _, k := range cells {
			rows[k][int32(atom)] = 1
		}
	}
	var order, primary []int32
	withheld := make([]bool, len(c.Cells))
	for i := range c.Cells {
		if unsafe(c.Cells[i]) {
			primary = append(primary, int32(i))
			withheld[i] = true
		} else {
			order = append(order, int32(i))
		}
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		if ca, cb := candidate(c.Cells[a]), candidate(c.Cells[b]); ca != cb {
			return map[bool]int{false: -1, true: 1}[ca] // must be published
		}
		return cmp.Compare(c.Cells[b].Value, c.Cells[a].Value)
	})
	basis := map[int32]map[int32]uint64{}
	targets := make([]map[int32]uint64, len(primary)) // unsafe cells, reduced by the basis
	for i, p := range primary {
		targets[i] = rows[p]
	}
	for _, k := range order {
		r := reduced(rows[k], basis)
		if len(r) == 0 {
			continue // it follows from what is published
		}
		lead, inverse := leading(r)
		for d := range r {
			r[d] = r[d] * inverse % prime
		}
		next := make([]map[int32]uint64, len(targets))
		given := false
		for i, t := range targets {
			next[i] = subtract(t, r, t[lead])
			given = given || len(next[i]) == 0
		}
		if given && candidate(c.Cells[k]) {
			withheld[k] = true
			continue
		}
		targets = next
		for l, b := range basis {
			basis[l] = subtract(b, r, b[lead])
		}
		basis[lead] = r
	}
	return withheld
}

func reduced(r map[int32]uint64, basis map[int32]map[int32]uint64) map[int32]uint64 {
	out := r
	for _, lead := range slices.Sorted(maps.Keys(r)) {
		if b, ok := basis[lead]; ok {
			out = subtract(out, b, out[lead])
		}
	}
	return out
}

// subtract gives r − f·b.
func subtract(r, b map[int32]uint64, f uint64) map[int32]uint64 {
	out := maps.Clone(r)
	if f == 0 {
		return out
	}
	for k, v := range b {
		if n := (out[k] + (prime-f)*v) % prime; n == 0 {
			delete(out, k)
		} else {
			out[k] = n
		}
	}
	return out
}

// leading is the first atom of a row and the inverse of its coefficient.
func leading(r map[int32]uint64) (lead int32, inverse uint64) {
	lead = -1
	for k := range r {
		if lead < 0 || k < lead {
			lead = k
		}
	}
	inverse = 1
	for x, n := r[lead], prime-2; n > 0; n >>= 1 {
		if n&1 == 1 {
			inverse = inverse * x % prime
		}
		x = x * x % prime
	}
	return lead, inverse
}
