package sdc

import (
	"fmt"
	"slices"

	"minhbach/generator/internal/cube"
)

// Sparse is a cube of communes with few households each, hung together in every
// way that tables of several years are: each year by class at the start and the
// end and by category, over the communes, the districts that they lay in and the
// larger communes that they were merged into across districts; and the
// households that begin a year in a class are those that ended the last one in
// it. Nearly every cell of it is small, and nearly none lies in two sums only.
func Sparse(communes, years, households int, seed uint32) *cube.Cube {
	s := sparse{cube: &cube.Cube{}, index: map[string]int32{}, random: newRandom(seed)}
	class := make([][]int, communes) // of each household, now
	for i := range class {
		class[i] = make([]int, 1+int(s.random.float()*float64(2*households-1)))
	}
	for year := range years {
		for i, at := range class {
			units := []string{"vn", fmt.Sprintf("d%d", i/7), fmt.Sprintf("m%d", (i+3)/5), fmt.Sprintf("c%d", i)}
			for h, from := range at {
				to := from
				if s.random.float() < 0.3 {
					to = min(from+1, classes-1)
				}
				at[h] = to
				category := int(s.random.float() * s.random.float() * Categories)
				for _, u := range units {
					for _, what := range []string{"all", fmt.Sprint("from", from), fmt.Sprint("to", to), fmt.Sprint("flow", from, to), fmt.Sprint("category", category)} {
						c := s.at(year, u, what)
						s.cube.Cells[c].Value++
						s.cube.Cells[c].Count++
					}
				}
			}
		}
	}
	s.sums(communes, years)
	return s.cube
}

// classes is the number of classes of a household: poor, near poor, neither.
const classes = 3

type sparse struct {
	cube   *cube.Cube
	index  map[string]int32
	random *random
}

// at is the cell of a unit, of the table of its year.
func (s *sparse) at(year int, unit, what string) int32 {
	id := fmt.Sprintf("households|year=%d|unit=%s|%s", year, unit, what)
	c, ok := s.index[id]
	if !ok {
		c = int32(len(s.cube.Cells))
		s.index[id] = c
		s.cube.Cells = append(s.cube.Cells, cube.Cell{Partner: -1})
		s.cube.IDs.Places = append(s.cube.IDs.Places, id)
		if year == len(s.cube.Tables) {
			s.cube.Tables = append(s.cube.Tables, cube.Table{ID: fmt.Sprintf("year%d", year), Dims: []string{"unit", "what"}})
		}
		s.cube.Tables[year].Rows.Add(c, unit, what)
	}
	return c
}

// whats are what is counted in a unit, and which of them sum to which.
func whats() (all []string, sums [][]string) {
	var categories, froms, flows []string
	tos := make([][]string, classes)
	for from := range classes {
		froms = append(froms, fmt.Sprint("from", from))
		row := []string{fmt.Sprint("from", from)}
		for to := range classes {
			row = append(row, fmt.Sprint("flow", from, to))
			tos[to] = append(tos[to], fmt.Sprint("flow", from, to))
		}
		flows = append(flows, row[1:]...)
		sums = append(sums, row)
	}
	ends := []string{"all"}
	for to := range classes {
		ends = append(ends, fmt.Sprint("to", to))
		sums = append(sums, append([]string{fmt.Sprint("to", to)}, tos[to]...))
	}
	for k := range Categories {
		categories = append(categories, fmt.Sprint("category", k))
	}
	sums = append(sums, ends, append([]string{"all"}, froms...), append([]string{"all"}, categories...))
	return slices.Concat(ends, froms, flows, categories), sums
}

func (s *sparse) sums(communes, years int) {
	all, sums := whats()
	split := func(whole string, parts func(i int) string) (units []string) {
		for i := range communes {
			if u := parts(i); u != "" && !slices.Contains(units, u) {
				units = append(units, u)
			}
		}
		return append([]string{whole}, units...)
	}
	district := func(i int) string { return fmt.Sprintf("d%d", i/7) }
	merged := func(i int) string { return fmt.Sprintf("m%d", (i+3)/5) }
	commune := func(i int) string { return fmt.Sprintf("c%d", i) }
	of := func(unit string, above func(int) string) func(int) string {
		return func(i int) string {
			if above(i) != unit {
				return ""
			}
			return commune(i)
		}
	}
	units := []string{"vn"}
	var splits [][]string
	for _, above := range []func(int) string{district, merged} {
		whole := split("vn", above)
		splits = append(splits, whole)
		units = append(units, whole[1:]...)
		for _, u := range whole[1:] {
			splits = append(splits, split(u, of(u, above)))
		}
	}
	for i := range communes {
		units = append(units, commune(i))
	}
	for year := range years {
		for _, what := range all {
			for _, sp := range splits {
				s.sum(sp, func(u string) int32 { return s.at(year, u, what) })
			}
		}
		for _, u := range units {
			for _, sum := range sums {
				s.sum(sum, func(what string) int32 { return s.at(year, u, what) })
			}
		}
		for k := range classes * communes {
			if year == 0 {
				break
			}
			c := commune(k / classes)
			s.cube.Equations = append(s.cube.Equations, cube.Equation{
				Parts: []int32{s.at(year, c, fmt.Sprint("from", k%classes))},
				Total: s.at(year-1, c, fmt.Sprint("to", k%classes)),
			})
		}
	}
}

// sum adds the equation of a whole, which comes first, and its parts.
func (s *sparse) sum(names []string, cell func(string) int32) {
	e := cube.Equation{Total: cell(names[0])}
	for _, part := range names[1:] {
		e.Parts = append(e.Parts, cell(part))
	}
	s.cube.Equations = append(s.cube.Equations, e)
}
