package audit_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/cube"
)

// A dimension of a test table is a tree: node 0 is the total, parent[n] is the
// parent of node n, and the nodes that are nobody's parent are the codes.
type dimension []int

func flat(n int) dimension {
	return append(dimension{-1}, make([]int, n)...)
}

// tree has groups of sizes under the total.
func tree(sizes ...int) dimension {
	d := dimension{-1}
	for range sizes {
		d = append(d, 0)
	}
	for g, n := range sizes {
		for range n {
			d = append(d, g+1)
		}
	}
	return d
}

func (d dimension) children(n int) (out []int) {
	for m, p := range d {
		if p == n {
			out = append(out, m)
		}
	}
	return out
}

func (d dimension) leaves(n int) []int {
	kids := d.children(n)
	if len(kids) == 0 {
		return []int{n}
	}
	var out []int
	for _, k := range kids {
		out = append(out, d.leaves(k)...)
	}
	return out
}

// grid makes the linked tables of an atom count over some dimensions. Each table
// names the dimensions that it shows; cells of several tables are one cell.
type grid struct {
	dims   []dimension
	tables [][]int
	atoms  map[string]int64 // leaf codes → households
}

func key(at []int) string { return strings.Trim(fmt.Sprint(at), "[]") }

// fill draws atoms: many zeros, small counts, some large.
func (g *grid) fill(r *rand.Rand) {
	g.atoms = map[string]int64{}
	g.walk(func(at []int) {
		for i, n := range at {
			if len(g.dims[i].children(n)) > 0 {
				return
			}
		}
		switch r.IntN(4) {
		case 0:
		case 1:
			g.atoms[key(at)] = int64(r.IntN(12))
		default:
			g.atoms[key(at)] = int64(r.IntN(4))
		}
	})
}

// walk visits every combination of nodes.
func (g *grid) walk(visit func(at []int)) {
	at := make([]int, len(g.dims))
	var step func(i int)
	step = func(i int) {
		if i == len(at) {
			visit(at)
			return
		}
		for n := range g.dims[i] {
			at[i] = n
			step(i + 1)
		}
	}
	step(0)
}

func (g *grid) value(at []int) (sum int64) {
	leaf := make([]int, len(at))
	var step func(i int)
	step = func(i int) {
		if i == len(at) {
			sum += g.atoms[key(leaf)]
			return
		}
		for _, n := range g.dims[i].leaves(at[i]) {
			leaf[i] = n
			step(i + 1)
		}
	}
	step(0)
	return sum
}

// contributors says who is alone in a cell: households by atom, and two
// organisations that help those of some atoms.
func (g *grid) contributors(c *cube.Cell, id string) {
	const organisations = 3 // one of them stands for none
	mixed := false
	for i, atom := range slices.Sorted(maps.Keys(g.atoms)) {
		if g.atoms[atom] == 0 || !g.inside(atom, id) {
			continue
		}
		if c.Count == 1 {
			c.Sole = uint32(i + 1)
		}
		body := int32(i % organisations)
		mixed = mixed || body == 0 || c.Body != 0 && c.Body != body
		c.Body = body
	}
	if mixed {
		c.Body = 0
	}
}

// shows reports whether a table shows a combination.
func shows(table, at []int) bool {
	for i, n := range at {
		if n != 0 && !slices.Contains(table, i) {
			return false
		}
	}
	return true
}

// cube builds the exact cube of the grid.
func (g *grid) cube() *cube.Cube {
	c := &cube.Cube{}
	index := map[string]int32{}
	for t := range g.tables {
		c.Tables = append(c.Tables, cube.Table{ID: fmt.Sprintf("t%d", t), Dims: make([]string, len(g.dims))})
	}
	g.walk(func(at []int) {
		for t, dims := range g.tables {
			if !shows(dims, at) {
				continue
			}
			k, ok := index[key(at)]
			if !ok {
				k = int32(len(c.Cells))
				index[key(at)] = k
				v := g.value(at)
				c.Cells = append(c.Cells, cube.Cell{Value: v, Count: v, Partner: -1})
				c.IDs.Places = append(c.IDs.Places, key(at))
				g.contributors(&c.Cells[k], key(at))
			}
			c.Tables[t].Rows.Add(k, strings.Fields(key(at))...)
		}
	})
	seen := map[string]bool{}
	for _, dims := range g.tables {
		g.walk(func(at []int) {
			if !shows(dims, at) {
				return
			}
			for _, i := range dims {
				kids := g.dims[i].children(at[i])
				name := fmt.Sprint(key(at), "/", i)
				if len(kids) == 0 || seen[name] {
					continue
				}
				seen[name] = true
				e := cube.Equation{Total: index[key(at)]}
				part := append([]int(nil), at...)
				for _, k := range kids {
					part[i] = k
					e.Parts = append(e.Parts, index[key(part)])
				}
				c.Equations = append(c.Equations, e)
			}
		})
	}
	return c
}

// addMoney gives every household a sum, and adds the cells and equations of
// these sums beside those of the households.
func (g *grid) addMoney(c *cube.Cube, r *rand.Rand) {
	sums := map[string][]int64{} // leaf codes → what each household got
	for _, k := range slices.Sorted(maps.Keys(g.atoms)) {
		for range g.atoms[k] {
			sums[k] = append(sums[k], 1+r.Int64N(20)*r.Int64N(20))
		}
	}
	n := int32(len(c.Cells))
	for i := range n {
		id := c.IDs.Places[i]
		x := cube.Cell{Count: c.Cells[i].Count, Money: true, Rule: cube.Money, Partner: i,
			Sole: c.Cells[i].Sole, Body: c.Cells[i].Body}
		for k, got := range sums {
			if !g.inside(k, id) {
				continue
			}
			for _, v := range got {
				x.Value += v
				x.Top[0], x.Top[1] = max(x.Top[0], v), max(min(x.Top[0], v), x.Top[1])
			}
		}
		c.Cells = append(c.Cells, x)
		c.IDs.Places = append(c.IDs.Places, "money "+id)
	}
	for _, e := range slices.Clone(c.Equations) {
		m := cube.Equation{Total: e.Total + n}
		for _, p := range e.Parts {
			m.Parts = append(m.Parts, p+n)
		}
		c.Equations = append(c.Equations, m)
	}
	for _, t := range slices.Clone(c.Tables) {
		m := cube.Table{ID: "money-" + t.ID, Dims: t.Dims, Rows: t.Rows}
		m.Rows.Cells = slices.Clone(t.Rows.Cells)
		for i := range m.Rows.Cells {
			m.Rows.Cells[i] += n
		}
		c.Tables = append(c.Tables, m)
	}
}

// inside reports whether the households of an atom are counted in a cell.
func (g *grid) inside(atom, cell string) bool {
	a, c := strings.Fields(atom), strings.Fields(cell)
	for i := range a {
		leaf, _ := strconv.Atoi(a[i])
		node, _ := strconv.Atoi(c[i])
		if !slices.Contains(g.dims[i].leaves(node), leaf) {
			return false
		}
	}
	return true
}
