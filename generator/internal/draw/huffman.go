package draw

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// code is n bits to be written, the first in the lowest place.
type code struct {
	bits uint64
	n    int
}

func (c code) then(next code) code { return code{c.bits | next.bits<<c.n, c.n + next.n} }

// huffman gives each symbol that is used a code of at most so many bits, and every
// other none. Two at least have one.
func huffman(used []int, most int) []code {
	symbols := make([]int, 0, len(used))
	for symbol, n := range used {
		if n > 0 || symbol < 2 {
			symbols = append(symbols, symbol)
		}
	}
	// Counts that are too different make codes that are too long; halving them all
	// until no code is costs next to nothing.
	for flat := 0; ; flat++ {
		weight := func(symbol int) int { return used[symbol]>>flat + 1 }
		slices.SortFunc(symbols, func(a, b int) int { return cmp.Or(cmp.Compare(weight(a), weight(b)), cmp.Compare(a, b)) })
		if lengths := depths(symbols, weight, len(used)); slices.Max(lengths) <= most {
			return codes(lengths, most)
		}
	}
}

// depths are how deep symbols, the lightest first, hang in the tree in which two
// that are lightest are joined until all are.
func depths(symbols []int, weight func(symbol int) int, of int) []int {
	type node struct{ weight, left, right int }
	nodes := make([]node, 0, 2*len(symbols))
	for _, symbol := range symbols {
		nodes = append(nodes, node{weight: weight(symbol)})
	}
	leaf, joined := 0, len(symbols) // the lightest of each that hang nowhere yet
	lightest := func() (i int) {
		if joined == len(nodes) || leaf < len(symbols) && nodes[leaf].weight <= nodes[joined].weight {
			i, leaf = leaf, leaf+1
		} else {
			i, joined = joined, joined+1
		}
		return i
	}
	for range len(symbols) - 1 {
		left, right := lightest(), lightest()
		nodes = append(nodes, node{nodes[left].weight + nodes[right].weight, left, right})
	}
	depth, made := make([]int, len(nodes)), make([]int, of)
	for i := len(nodes) - 1; i >= 0; i-- {
		if i < len(symbols) {
			made[symbols[i]] = depth[i]
		} else {
			depth[nodes[i].left], depth[nodes[i].right] = depth[i]+1, depth[i]+1
		}
	}
	return made
}

// codes numbers codes of the given lengths as every reader does.
func codes(lengths []int, most int) []code {
	made := make([]code, len(lengths))
	next := 0
	for n := 1; n <= most; n++ {
		for symbol, length := range lengths {
			if length == n {
				made[symbol] = code{uint64(bits.Reverse16(uint16(next)) >> (16 - n)), n}
				next++
			}
		}
		next <<= 1
	}
	return made
}

// bitWriter writes codes into bytes, which must have room for eight more than are
// written.
type bitWriter struct {
	out  []byte
	at   int
	bits uint64 // that are not yet a byte
	n    int    // how many
}

// put writes a code of at most 57 bits.
func (w *bitWriter) put(c code) {
	w.bits |= c.bits << w.n
	w.n += c.n
	binary.LittleEndian.PutUint64(w.out[w.at:], w.bits)
	w.at += w.n >> 3
	w.bits >>= w.n &^ 7
	w.n &= 7
}
