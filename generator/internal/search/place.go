package search

import (
	"cmp"
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

type placed struct {
	*Document
	place
}

// days is the number of days of a month, counted from 0.
const days = 32

// placeAll gives every document its place, the newest first.
func placeAll(docs []Document) []placed {
	type slotted struct {
		doc  *Document
		day  int
		hash uint32
	}
	months := map[int][]slotted{}
	for i := range docs {
		d := &docs[i]
		h := hash(d.Address)
		month, day := 0, int(h>>16%days)
		if t, ok := viet.ParseDate(d.Date); ok && t.Year() >= 1900 {
			month, day = (t.Year()-1900)*12+int(t.Month()), t.Day()
		}
		months[month] = append(months[month], slotted{d, day, h})
	}
	var all []placed
	for month, list := range months {
		slices.SortFunc(list, func(a, b slotted) int {
			return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.hash, b.hash), strings.Compare(a.doc.Address, b.doc.Address))
		})
		for day, first := 0, 0; day < days; day++ {
			end := 0
			for end < len(list) && list[end].day == day {
				end++
			}
			taken := make([]bool, slotsFor(end))
			for _, s := range list[:end] {
				at := int(s.hash % uint32(len(taken)))
				for taken[at] {
					at = (at + 1) % len(taken)
				}
				taken[at] = true
				all = append(all, placed{s.doc, place{month, first + at}})
			}
			first += len(taken)
			list = list[end:]
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(b.month, a.month), cmp.Compare(b.slot, a.slot))
	})
	return all
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
