package sdc

import (
	"fmt"

	"minhbach/generator/internal/cube"
)

// A Cross is linked tables of one register over flat dimensions: Sizes are the
// numbers of codes, and each table shows some of the dimensions with all of
// their totals. A cell of several tables is one cell.
type Cross struct {
	Sizes  []int
	Tables [][]int
	// Atoms are the households of each finest combination, the last dimension
	// running fastest.
	Atoms []int64
}

// ThreeWay is one table of three dimensions. The skew of the categories is that
// of Tree.
func ThreeWay(a, b, c int, seed uint32) *Cross {
	return newCross([]int{a, b, c}, [][]int{{0, 1, 2}}, 3, seed)
}

// Linked is two tables that share their first dimension and its totals.
func Linked(units, a, b int, seed uint32) *Cross {
	return newCross([]int{units, a, b}, [][]int{{0, 1}, {0, 2}}, 1, seed)
}

func newCross(sizes []int, tables [][]int, mean float64, seed uint32) *Cross {
	x := &Cross{Sizes: sizes, Tables: tables}
	r := newRandom(seed)
	n := 1
	for _, s := range sizes {
		n *= s
	}
	for range n {
		// A geometric count with a mean that differs from cell to cell.
		m := mean * r.gamma(1.5)
		k := int64(0)
		for r.float() < m/(1+m) && k < 100 {
			k++
		}
		x.Atoms = append(x.Atoms, k)
	}
	return x
}

// Cube is the exact cube of the tables. Atoms[i] says which cells hold an atom.
func (x *Cross) Cube() (c *cube.Cube, holds [][]int32) {
	c = &cube.Cube{}
	index := map[string]int32{}
	at := make([]int, len(x.Sizes)) // −1 is the total
	cell := func() int32 {
		k, ok := index[fmt.Sprint(at)]
		if !ok {
			k = int32(len(c.Cells))
			index[fmt.Sprint(at)] = k
			c.Cells = append(c.Cells, cube.Cell{Partner: -1})
			c.IDs.Places = append(c.IDs.Places, fmt.Sprint(at))
		}
		return k
	}
	summed := map[string]bool{}
	for t, dims := range x.Tables {
		table := cube.Table{ID: fmt.Sprintf("t%d", t), Dims: []string{"cell"}}
		var walk func(i int)
		walk = func(i int) {
			if i < len(dims) {
				for k := -1; k < x.Sizes[dims[i]]; k++ {
					at[dims[i]] = k
					walk(i + 1)
				}
				at[dims[i]] = -1
				return
			}
			table.Rows.Add(cell(), fmt.Sprint(at))
			for _, d := range dims {
				name := fmt.Sprint(at, d)
				if at[d] >= 0 || summed[name] {
					continue
				}
				summed[name] = true
				e := cube.Equation{Total: cell()}
				for k := range x.Sizes[d] {
					at[d] = k
					e.Parts = append(e.Parts, cell())
				}
				at[d] = -1
				c.Equations = append(c.Equations, e)
			}
		}
		for d := range at {
			at[d] = -1
		}
		walk(0)
		c.Tables = append(c.Tables, table)
	}
	holds = make([][]int32, len(x.Atoms))
	for a, n := range x.Atoms {
		rest := a
		code := make([]int, len(x.Sizes))
		for d := len(x.Sizes) - 1; d >= 0; d-- {
			code[d] = rest % x.Sizes[d]
			rest /= x.Sizes[d]
		}
		seen := map[int32]bool{}
		for _, dims := range x.Tables {
			for mask := range 1 << len(dims) {
				for d := range at {
					at[d] = -1
				}
				for i, d := range dims {
					if mask>>i&1 == 1 {
						at[d] = code[d]
					}
				}
				if k := cell(); !seen[k] {
					seen[k] = true
					holds[a] = append(holds[a], k)
					c.Cells[k].Value += n
					c.Cells[k].Count += n
				}
			}
		}
	}
	return c, holds
}
