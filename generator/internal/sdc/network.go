package sdc

import (
	"math/bits"
	"slices"
)

// network is a part of the system in which every cell is an arc: raising it by
// one is one unit of flow from u to v. Node 0 is the ground, where cells end that
// lie in one equation only. Cells outside keep their values.
type network struct {
	s     *system
	cells []int32 // arc → cell, ascending
	u, v  []int32
	first []int32 // node n has the arcs around[first[n]:first[n+1]]
	round []int32

	up, down []int64 // arc → by how much its cell can rise and fall, for a wary reader
	price    []int64 // arc → what withholding its cell costs in this search

	flow    [2][]int64 // what the search at hand moves: [0] while raising, [1] while lowering
	touched [2][]int32
	dist    []int64
	seen    []int32
	from    []int32
	epoch   int32
	heap    []item
	path    []int32
	check   *checker
}

// newNetwork makes the network of the given cells, which must be no hubs.
func (s *system) newNetwork(cells []int32, check *checker) *network {
	g := &network{s: s, cells: cells, check: check}
	node := map[int32]int32{}
	at := func(e int32) int32 {
		n, ok := node[e]
		if !ok {
			n = int32(len(node) + 1)
			node[e] = n
		}
		return n
	}
	g.u, g.v = make([]int32, len(cells)), make([]int32, len(cells))
	for a, c := range cells {
		ends, n := s.ends(c)
		for _, t := range ends[:n] {
			if t.sign()*int64(s.side[t.cell()]) < 0 {
				g.u[a] = at(t.cell())
			} else {
				g.v[a] = at(t.cell())
			}
		}
	}
	nodes := len(node) + 1
	g.first = make([]int32, nodes+1)
	for a := range cells {
		g.first[g.u[a]+1]++
		g.first[g.v[a]+1]++
	}
	for n := range nodes {
		g.first[n+1] += g.first[n]
	}
	next := slices.Clone(g.first)
	g.round = make([]int32, 2*len(cells))
	for a := range cells {
		for _, n := range []int32{g.u[a], g.v[a]} {
			g.round[next[n]] = int32(a)
			next[n]++
		}
	}
	g.up, g.down, g.price = make([]int64, len(cells)), make([]int64, len(cells)), make([]int64, len(cells))
	for a, c := range cells {
		g.up[a], g.down[a] = unbounded, s.value[c]-s.floor(c, true)
		if top := s.ceiling(c); top < unbounded {
			g.up[a] = top - s.value[c]
		}
	}
	g.tilt(0)
	g.flow = [2][]int64{make([]int64, len(cells)), make([]int64, len(cells))}
	g.dist, g.seen, g.from = make([]int64, nodes), make([]int32, nodes), make([]int32, nodes)
	return g
}

// tilt sets what withholding cells costs: their own cost, and by for each binary
// digit of their value.
func (g *network) tilt(by int64) {
	for a, c := range g.cells {
		g.price[a] = int64(g.s.cost[c]) + by*int64(bits.Len64(uint64(max(g.s.value[c], 0))))
	}
}

// fall is by how much the cell of an arc can fall, at rest.
func (g *network) fall(arc int32, wary bool) int64 {
	if wary {
		return g.down[arc]
	}
	c := g.cells[arc]
	return g.s.value[c] - g.s.floor(c, false)
}

// search says which cells a path may use.
type search struct {
	side      int   // which of the two flows
	arc       int32 // the cell to protect
	ban       int32 // the insider who looks on, or nobody
	buy       bool  // whether cells not yet withheld may be used, at their cost
	limit     int64 // give up beyond this cost
	forbidden int32 // a cell not to be bought, or −1
	wary      bool
}

// find looks for the cheapest path from node a to node b in what is left of the
// network, and returns its cost, or −1. It leaves the arcs, from b back, in path.
func (g *network) find(a, b int32, q search) int64 {
	g.path = g.path[:0]
	if a == b {
		return 0
	}
	g.epoch++
	g.heap = append(g.heap[:0], item{0, a})
	g.dist[a], g.seen[a], g.from[a] = 0, g.epoch, -1
	flow := g.flow[q.side]
	for len(g.heap) > 0 {
		x := g.pop()
		if x.dist > g.dist[x.node] {
			continue
		}
		if x.dist > q.limit {
			return -1
		}
		if x.node == b {
			break
		}
		for _, arc := range g.round[g.first[x.node]:g.first[x.node+1]] {
			c := g.cells[arc]
			if arc == q.arc || g.s.knows(q.ban, c) {
				continue
			}
			step := int64(1)
			if g.s.mark[c]&withheld == 0 {
				if !q.buy || arc == q.forbidden || g.s.mark[c]&fixed != 0 {
					continue
				}
				step += g.price[arc]
			}
			to := g.v[arc]
			if to == x.node && g.u[arc] != x.node {
				if g.fall(arc, q.wary)+flow[arc] <= 0 {
					continue
				}
				to = g.u[arc]
			} else if flow[arc] >= g.up[arc] {
				continue
			}
			if d := x.dist + step; g.seen[to] != g.epoch || d < g.dist[to] {
				g.dist[to], g.seen[to], g.from[to] = d, g.epoch, arc
				g.push(item{d, to})
			}
		}
	}
	if g.seen[b] != g.epoch {
		return -1
	}
	for n := b; n != a; {
		arc := g.from[n]
		g.path = append(g.path, arc)
		n = g.u[arc] + g.v[arc] - n
	}
	return g.dist[b]
}

// push the flow along the path that find left, which ends in node b: as much as
// its cells allow, and no more than want.
func (g *network) send(b int32, want int64, q search) int64 {
	flow := g.flow[q.side]
	n := b
	for _, arc := range g.path {
		if g.v[arc] == n {
			if g.up[arc] < unbounded {
				want = min(want, g.up[arc]-flow[arc])
			}
			n = g.u[arc]
			continue
		}
		want = min(want, g.fall(arc, q.wary)+flow[arc])
		n = g.v[arc]
	}
	n = b
	for _, arc := range g.path {
		if flow[arc] == 0 {
			g.touched[q.side] = append(g.touched[q.side], arc)
		}
		if g.v[arc] == n {
			flow[arc] += want
			n = g.u[arc]
		} else {
			flow[arc] -= want
			n = g.v[arc]
		}
	}
	return want
}

// clear forgets the flows of the last search.
func (g *network) clear() {
	for side := range g.flow {
		for _, a := range g.touched[side] {
			g.flow[side][a] = 0
		}
		g.touched[side] = g.touched[side][:0]
	}
}

// proved checks the flow of one side, together with the protected cell moving by
// the given amount, as a witness.
func (g *network) proved(side int, arc int32, by int64, wary bool) bool {
	if by == 0 {
		return true
	}
	if side == 1 {
		by = -by
	}
	cells, moves := []int32{g.cells[arc]}, []int64{by}
	slices.Sort(g.touched[side])
	g.touched[side] = slices.Compact(g.touched[side])
	for _, a := range g.touched[side] {
		if m := g.flow[side][a]; m != 0 {
			cells, moves = append(cells, g.cells[a]), append(moves, m)
		}
	}
	return g.check.holds(cells, moves, wary)
}

// item is a node in the heap of find; ties go to the lower node, so that the
// choice does not depend on anything but the tables.
type item struct {
	dist int64
	node int32
}

func (x item) less(y item) bool {
	return x.dist < y.dist || x.dist == y.dist && x.node < y.node
}

func (g *network) push(x item) {
	h := append(g.heap, x)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if !x.less(h[up]) {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = x
	g.heap = h
}

func (g *network) pop() item {
	h := g.heap
	top, x := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	i := 0
	for {
		child := 2*i + 1
		if child >= len(h) {
			break
		}
		if child+1 < len(h) && h[child+1].less(h[child]) {
			child++
		}
		if !h[child].less(x) {
			break
		}
		h[i] = h[child]
		i = child
	}
	if len(h) > 0 {
		h[i] = x
	}
	g.heap = h
	return top
}
