// Package sdc makes the tables on which disclosure control is measured: a tree
// of provinces, districts and communes crossed with ten categories. No figure in
// them is real.
package sdc

import (
	"fmt"
	"math"

	"minhbach/generator/internal/cube"
)

// Categories is the number of categories of each tree.
const Categories = 10

// Seed is the seed of the published figures.
const Seed = 20260701

var shares = [Categories]float64{.25, .20, .15, .10, .08, .07, .06, .04, .03, .02}

// Tree appends to c a tree of n communes × Categories, with every sum of it, as
// the table id. Communes hold 5 to 300 households; categories are skewed and
// vary by commune.
func Tree(c *cube.Cube, id string, n int, seed uint32) {
	r := newRandom(seed)
	t := &tree{cube: c, id: id, table: cube.Table{ID: id, Dims: []string{"unit", "category"}}}
	districts := max(2, int(math.RoundToEven(float64(n)/14)))
	provinces := 1
	if districts >= 11 {
		provinces = max(1, int(math.RoundToEven(float64(districts)/11)))
	}
	counts := make([][Categories]int64, n)
	for i := range counts {
		counts[i] = commune(r)
	}
	var country []row
	for p := range provinces {
		var province []row
		for d := range districts {
			if d*provinces/districts != p {
				continue
			}
			var district []row
			for i := range counts {
				if i*districts/n == d {
					district = append(district, t.leaf(fmt.Sprintf("c%05d", i), counts[i]))
				}
			}
			province = append(province, t.sum(fmt.Sprintf("d%04d", d), district))
		}
		if provinces > 1 {
			country = append(country, t.sum(fmt.Sprintf("p%02d", p), province))
		} else {
			country = province
		}
	}
	t.sum("vn", country)
	c.Tables = append(c.Tables, t.table)
}

// commune draws the counts of one commune.
func commune(r *random) (k [Categories]int64) {
	households := min(300, max(5, int(math.RoundToEven(math.Exp(r.gauss(math.Log(45), 0.9))))))
	var upTo [Categories]float64
	sum := 0.0
	for i, b := range shares {
		upTo[i] = r.gamma(6 * b * 10 / 3)
		sum += upTo[i]
	}
	all := 0.0
	for i := range upTo {
		all += upTo[i] / sum
		upTo[i] = all
	}
	for range households {
		u, i := r.float(), 0
		for i < Categories-1 && u > upTo[i] {
			i++
		}
		k[i]++
	}
	return k
}

// row is the cells of one unit: the categories and their total.
type row [Categories + 1]int32

type tree struct {
	cube  *cube.Cube
	id    string
	table cube.Table
}

func (t *tree) leaf(unit string, k [Categories]int64) row {
	var values [Categories + 1]int64
	for i, n := range k {
		values[i] = n
		values[Categories] += n
	}
	return t.unit(unit, values)
}

func (t *tree) sum(unit string, parts []row) row {
	var values [Categories + 1]int64
	for _, p := range parts {
		for k, c := range p {
			values[k] += t.cube.Cells[c].Value
		}
	}
	r := t.unit(unit, values)
	for k, c := range r {
		e := cube.Equation{Total: c}
		for _, p := range parts {
			e.Parts = append(e.Parts, p[k])
		}
		t.cube.Equations = append(t.cube.Equations, e)
	}
	return r
}

// unit adds the cells of one unit and the sum over its categories.
func (t *tree) unit(unit string, values [Categories + 1]int64) (r row) {
	for k, v := range values {
		code := ""
		if k < Categories {
			code = fmt.Sprintf("k%d", k)
		}
		r[k] = int32(len(t.cube.Cells))
		t.cube.Cells = append(t.cube.Cells, cube.Cell{Value: v, Count: v, Partner: -1})
		t.cube.IDs.Places = append(t.cube.IDs.Places, t.id+"|unit="+unit+"|category="+code)
		t.table.Rows.Add(r[k], unit, code)
	}
	t.cube.Equations = append(t.cube.Equations, cube.Equation{Parts: append([]int32(nil), r[:Categories]...), Total: r[Categories]})
	return r
}
