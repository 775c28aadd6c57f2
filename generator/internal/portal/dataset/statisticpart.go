package dataset

import (
	"slices"
	"strings"
)

// unitDimension is the dimension of a table that says where its households live,
// commitmentDimension that by which commitment they were helped.
const (
	unitDimension       = "unit"
	commitmentDimension = "commitment"
)

// partition finds what a table tells of a unit without going through the table
// again.
type partition struct {
	statistic  *Statistic
	at         int                // place of the unit among the dimensions
	categories map[string][]int32 // unit to the categories that name it
	rows       map[string][]int32 // unit to its rows
}

// partitions divide the tables that tell units apart. A row about several units
// pooled is about each of them.
func partitions(statistics []Statistic) []partition {
	var made []partition
	for i := range statistics {
		s := &statistics[i]
		p := partition{statistic: s, categories: map[string][]int32{}, rows: map[string][]int32{}}
		p.at = slices.IndexFunc(s.Dimensions, func(d Dimension) bool { return d.ID == unitDimension })
		if p.at < 0 {
			continue
		}
		for i, c := range s.Dimensions[p.at].Categories {
			note(p.categories, c.Code, i)
		}
		row := 0
		for codes := range s.Cells() {
			note(p.rows, codes[p.at], row)
			row++
		}
		made = append(made, p)
	}
	return made
}

// note adds a place to those of each unit that a code names.
func note(places map[string][]int32, code string, place int) {
	for unit := range strings.SplitSeq(code, "+") {
		places[unit] = append(places[unit], int32(place))
	}
}

// of are the places of all units, in order and each once.
func of(places map[string][]int32, units []string) []int32 {
	var all []int32
	for _, unit := range units {
		all = append(all, places[unit]...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// about is the part of the table that tells of the units, and whether there is
// one.
func (p partition) about(units []string) (Statistic, bool) {
	rows := of(p.rows, units)
	part := *p.statistic
	part.Rows = len(rows)
	part.At = func(i int, codes []string) ([]string, Cell) { return p.statistic.At(int(rows[i]), codes) }
	part.Dimensions = slices.Clone(part.Dimensions)
	dimension := &part.Dimensions[p.at]
	named := of(p.categories, units)
	dimension.Categories = make([]Choice, len(named))
	for i, place := range named {
		dimension.Categories[i] = p.statistic.Dimensions[p.at].Categories[place]
	}
	return part, len(rows) > 0
}
