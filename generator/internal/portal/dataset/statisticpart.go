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

// partition finds the rows of a table about a unit without going through the
// table again.
type partition struct {
	statistic *Statistic
	at        int                // place of the unit among the dimensions
	rows      map[string][]int32 // unit to its rows
}

// partitions divide the tables that tell units apart. A row about several units
// pooled is about each of them.
func partitions(statistics []Statistic) []partition {
	var made []partition
	for i := range statistics {
		s := &statistics[i]
		p := partition{statistic: s, rows: map[string][]int32{}}
		p.at = slices.IndexFunc(s.Dimensions, func(d Dimension) bool { return d.ID == unitDimension })
		if p.at < 0 {
			continue
		}
		row := int32(0)
		for codes := range s.Cells() {
			for _, unit := range strings.Split(codes[p.at], "+") {
				p.rows[unit] = append(p.rows[unit], row)
			}
			row++
		}
		made = append(made, p)
	}
	return made
}

// about is the part of the table that tells of the units, and whether there is
// one.
func (p partition) about(units []string) (Statistic, bool) {
	var rows []int32
	for _, unit := range units {
		rows = append(rows, p.rows[unit]...)
	}
	slices.Sort(rows)
	rows = slices.Compact(rows)
	part := *p.statistic
	part.Rows = len(rows)
	part.At = func(i int, codes []string) ([]string, Cell) { return p.statistic.At(int(rows[i]), codes) }
	part.Dimensions = slices.Clone(part.Dimensions)
	part.Dimensions[p.at].Categories = slices.DeleteFunc(slices.Clone(part.Dimensions[p.at].Categories), func(c Choice) bool {
		return !slices.ContainsFunc(strings.Split(c.Code, "+"), func(unit string) bool { return slices.Contains(units, unit) })
	})
	return part, len(rows) > 0
}
