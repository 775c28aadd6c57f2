package cube

import (
	"slices"
	"sort"
)

// IDs are the ids of cells, "<measure>|<dim>=<code>|…", which stay the same from
// release to release. They are worked out when they are asked for: all of them
// together are larger than the cells. The cells stand in blocks, one for each kind
// of number, and every block goes through the same places, as far as it goes.
type IDs struct {
	Blocks []Block  // ascending; without any the places are the ids
	Places []string // "commune-00001|year=2022"
}

// Block are the cells from First up to the next block.
type Block struct {
	First      int32
	Start, End string // what stands in their ids before and after the place
}

// Of is the id of a cell.
func (d *IDs) Of(cell int32) string {
	start, place, end := d.Parts(cell)
	return start + place + end
}

// Parts are what the id of a cell is made of.
func (d *IDs) Parts(cell int32) (start, place, end string) {
	if len(d.Blocks) == 0 {
		return "", d.Places[cell], ""
	}
	k := sort.Search(len(d.Blocks), func(k int) bool { return d.Blocks[k].First > cell })
	b := &d.Blocks[k-1]
	return b.Start, d.Places[cell-b.First], b.End
}

// Cover reports whether so many cells have an id.
func (d *IDs) Cover(cells int) bool {
	if len(d.Blocks) == 0 {
		return cells <= len(d.Places)
	}
	next := cells
	for _, b := range slices.Backward(d.Blocks) {
		if size := next - int(b.First); size < 0 || size > len(d.Places) {
			return false
		}
		next = int(b.First)
	}
	return next == 0
}
