package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"minhbach/generator/internal/viet"
)

// place is where a document stands in the index: a month and a slot in it, both
// growing with the date. Month 0 is for documents without a date.
//
// Every day of a month has a few slots more than documents. In its day a document
// takes the slot that the hash of its address names, or the next free one. One more document therefore leaves nearly all others where they are,
// and with them the files of the index: those of its day may move a little, those
// of its month when the day is full. Documents numbered one after the other would
// all move when one came in between.
type place struct {
	month int // since the beginning of 1900, from 1
	slot  int
}

// newest orders places, those of the newest documents first.
func newest(a, b place) int {
	return cmp.Or(cmp.Compare(b.month, a.month), cmp.Compare(b.slot, a.slot))
}

// placed is an encoded document with its place.
type placed struct {
	note string
	place
}

// days is the number of days of a month, counted from 0.
const days = 32

// placeAll gives every document its place, the newest first.
func placeAll(notes []string) []placed {
	months := map[int][]dated{}
	for i, note := range notes {
		address, date := headOf(note)
		h := hash(address)
		month, day := 0, h>>16%days
		if t, ok := viet.ParseDate(date); ok && t.Year() >= 1900 {
			month, day = (t.Year()-1900)*12+int(t.Month()), uint32(t.Day())
		}
		months[month] = append(months[month], dated{uint64(day)<<32 | uint64(h), int32(i)})
	}
	all := make([]placed, 0, len(notes))
	var slots []int32
	for _, month := range slices.Backward(slices.Sorted(maps.Keys(months))) {
		slots = slotsOf(slots[:0], months[month], notes)
		for slot, doc := range slices.Backward(slots) {
			if doc != free {
				all = append(all, placed{notes[doc], place{month, slot}})
			}
		}
	}
	return all
}

// dated is a document by its number: day of the month and hash of its address.
type dated struct {
	dayAndHash uint64
	doc        int32
}

const free = -1 // no document

// slotsOf appends what stands in the slots of a month.
func slotsOf(slots []int32, list []dated, notes []string) []int32 {
	slices.SortFunc(list, func(a, b dated) int {
		if c := cmp.Compare(a.dayAndHash, b.dayAndHash); c != 0 {
			return c
		}
		return strings.Compare(notes[a.doc], notes[b.doc]) // they begin with the address
	})
	for day := uint64(0); day < days; day++ {
		end := 0
		for end < len(list) && list[end].dayAndHash>>32 == day {
			end++
		}
		first, n := len(slots), slotsFor(end)
		for range n {
			slots = append(slots, free)
		}
		for _, d := range list[:end] {
			at := int(uint32(d.dayAndHash) % uint32(n))
			for slots[first+at] != free {
				at = (at + 1) % n
			}
			slots[first+at] = d.doc
		}
		list = list[end:]
	}
	return slots
}

// slotsFor is the number of slots of a day with n documents: 2, 4, 6, 8, 12, 16,
// 24, 32 and so on, so that it seldom changes.
func slotsFor(n int) int {
	size := 2
	for size*2 < n {
		size *= 2
	}
	switch {
	case n <= size:
		return size
	case size > 2 && n <= size/2*3:
		return size / 2 * 3
	}
	return size * 2
}
