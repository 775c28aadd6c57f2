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
// A month has 32 days of equally many slots, a power of two. In its day a
// document takes the slot that the hash of its address names, or the next free
// one. Nothing else decides: one more document takes a slot of its own, and at
// most its neighbours of the same day move, or those of its month when a day of
// it becomes too full. Documents numbered one after the other would all move
// when one came in between, and with them every file of the index.
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
		var perDay [days]int
		for _, s := range list {
			perDay[s.day]++
		}
		size := 1 // slots of a day
		for size < slices.Max(perDay[:]) {
			size *= 2
		}
		taken := make([]bool, days*size)
		for _, s := range list {
			at := int(s.hash) & (size - 1)
			for taken[s.day*size+at] {
				at = (at + 1) & (size - 1)
			}
			taken[s.day*size+at] = true
			all = append(all, placed{s.doc, place{month, s.day*size + at}})
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(b.month, a.month), cmp.Compare(b.slot, a.slot))
	})
	return all
}
