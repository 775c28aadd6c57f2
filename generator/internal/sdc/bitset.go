package sdc

import (
	"iter"
	"math/bits"
)

// bitset is a set of small numbers.
type bitset []uint64

// add puts a number into the set.
func (b bitset) add(n int) { b[n>>6] |= 1 << (n & 63) }

// drop takes a number out of the set.
func (b bitset) drop(n int) { b[n>>6] &^= 1 << (n & 63) }

// all are the numbers of the set, ascending. Those at hand may be dropped.
func (b bitset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, word := range b {
			for ; word != 0; word &= word - 1 {
				if !yield(i<<6 | bits.TrailingZeros64(word)) {
					return
				}
			}
		}
	}
}
