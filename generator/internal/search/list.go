package search

import (
	"encoding/binary"
	"slices"
)

// A list names the documents that have a word. It goes from the newest month to
// the oldest; each month is
//
//	the number of months since the one before it in the list (the first: itself)
//	2×n, then n slots: the first, then the distance of each to the one before it
//
// or, where that is shorter,
//
//	2×n+1, then n bytes of a bitmap of slots, the lowest bit of the first byte first
//
// All numbers are unsigned varints.
func appendList(b []byte, places []place) []byte {
	previous := 0
	for start := 0; start < len(places); {
		month := places[start].month
		end := start
		for end < len(places) && places[end].month == month {
			end++
		}
		delta := month
		if start > 0 {
			delta = previous - month
		}
		b = binary.AppendUvarint(b, uint64(delta))
		b = appendMonth(b, places[start:end])
		previous, start = month, end
	}
	return b
}

// appendMonth writes the slots of one month, which come the highest first.
func appendMonth(b []byte, places []place) []byte {
	var slots []byte
	last := 0
	for i := len(places) - 1; i >= 0; i-- {
		slots = binary.AppendUvarint(slots, uint64(places[i].slot-last))
		last = places[i].slot
	}
	size := last/8 + 1
	if len(slots) <= size {
		b = binary.AppendUvarint(b, uint64(2*len(places)))
		return append(b, slots...)
	}
	bitmap := make([]byte, size)
	for _, p := range places {
		bitmap[p.slot/8] |= 1 << (p.slot % 8)
	}
	b = binary.AppendUvarint(b, uint64(2*size+1))
	return append(b, bitmap...)
}

// placesOf reads a list.
func placesOf(b []byte) []place {
	number := func() int {
		n, size := binary.Uvarint(b)
		b = b[size:]
		return int(n)
	}
	var list []place
	for month, first := 0, true; len(b) > 0; first = false {
		delta := number()
		if month -= delta; first {
			month = delta
		}
		start := len(list)
		if head := number(); head%2 == 1 {
			for i := range head / 2 * 8 {
				if b[i/8]>>(i%8)&1 == 1 {
					list = append(list, place{month, i})
				}
			}
			b = b[head/2:]
		} else {
			slot := 0
			for range head / 2 {
				slot += number()
				list = append(list, place{month, slot})
			}
		}
		slices.Reverse(list[start:])
	}
	return list
}
