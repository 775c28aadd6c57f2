package audit

// network is a component in which each figure is an arc between two sums, with
// node 0 for figures that lie in one sum only. It always holds a table that
// agrees with everything published, and moves it.
type network struct {
	u, v   []int32
	low    []int64
	high   []int64
	x      []int64
	around [][]int32
	excess []int64 // by node, while the first table is being looked for
	from   []int32 // node → arc by which the search came, −1 at its start
	seen   []int32 // node → number of the search that last came by
	round  int32
	queue  []int32
}

// newNetwork arranges a component as a network, or returns nil if it is none.
func newNetwork(p *problem) *network {
	side := make([]int64, len(p.rows))
	ends := make([][]int32, len(p.low))
	sign := make([][]int64, len(p.low))
	for r, row := range p.rows {
		for i, c := range row.cells {
			ends[c] = append(ends[c], int32(r))
			sign[c] = append(sign[c], row.coef[i])
			if k := row.coef[i]; len(ends[c]) > 2 || k != 1 && k != -1 {
				return nil
			}
		}
	}
	for first := range p.rows {
		if side[first] != 0 {
			continue
		}
		side[first] = 1
		for queue := []int32{int32(first)}; len(queue) > 0; queue = queue[1:] {
			for _, c := range p.rows[queue[0]].cells {
				if len(ends[c]) < 2 {
					continue
				}
				a, b := 0, 1
				if ends[c][1] == queue[0] {
					a, b = 1, 0
				}
				want := -side[ends[c][a]] * sign[c][a] * sign[c][b]
				if ends[c][0] == ends[c][1] || side[ends[c][b]] == -want {
					return nil
				}
				if side[ends[c][b]] == 0 {
					side[ends[c][b]] = want
					queue = append(queue, ends[c][b])
				}
			}
		}
	}
	g := &network{low: p.low, high: p.high, around: make([][]int32, len(p.rows)+1), excess: make([]int64, len(p.rows)+1),
		from: make([]int32, len(p.rows)+1), seen: make([]int32, len(p.rows)+1), u: make([]int32, len(p.low)), v: make([]int32, len(p.low)), x: append([]int64(nil), p.low...)}
	for c := range p.low {
		for i, r := range ends[c] {
			if side[r]*sign[c][i] > 0 {
				g.v[c] = r + 1
			} else {
				g.u[c] = r + 1
			}
		}
		g.around[g.u[c]] = append(g.around[g.u[c]], int32(c))
		g.around[g.v[c]] = append(g.around[g.v[c]], int32(c))
		g.excess[g.v[c]] += g.x[c]
		g.excess[g.u[c]] -= g.x[c]
	}
	var all int64
	for r, row := range p.rows {
		g.excess[r+1] -= side[r] * row.sum
		all += side[r] * row.sum
	}
	g.excess[0] += all
	return g
}

// feasible looks for a table that agrees with everything published.
func (g *network) feasible() bool {
	for n := range g.excess {
		for g.excess[n] > 0 {
			end := g.reach(int32(n), -1, func(m int32) bool { return g.excess[m] < 0 })
			if end < 0 {
				return false
			}
			by := g.augment(end, min(g.excess[n], -g.excess[end]))
			g.excess[n] -= by
			g.excess[end] += by
		}
	}
	for _, e := range g.excess {
		if e != 0 {
			return false
		}
	}
	return true
}

// reach searches breadth first from a node for one that is wanted, without
// the arc ban.
func (g *network) reach(start, ban int32, wanted func(int32) bool) int32 {
	g.round++
	g.queue = append(g.queue[:0], start)
	g.from[start], g.seen[start] = -1, g.round
	for i := 0; i < len(g.queue); i++ {
		n := g.queue[i]
		if wanted(n) {
			return n
		}
		for _, a := range g.around[n] {
			if a == ban {
				continue
			}
			var to int32
			switch {
			case g.u[a] == n && g.x[a] < g.high[a]:
				to = g.v[a]
			case g.v[a] == n && g.x[a] > g.low[a]:
				to = g.u[a]
			default:
				continue
			}
			if g.seen[to] != g.round {
				g.from[to], g.seen[to] = a, g.round
				g.queue = append(g.queue, to)
			}
		}
	}
	return -1
}

// augment moves up to want along the path that reach found, and says how much.
func (g *network) augment(end int32, want int64) int64 {
	each := func(do func(a int32, up bool)) {
		for n := end; g.from[n] >= 0; {
			a := g.from[n]
			up := g.v[a] == n
			do(a, up)
			if up {
				n = g.u[a]
			} else {
				n = g.v[a]
			}
		}
	}
	each(func(a int32, up bool) {
		switch {
		case !up:
			want = min(want, g.x[a]-g.low[a])
		case g.high[a] < Open:
			want = min(want, g.high[a]-g.x[a])
		}
	})
	each(func(a int32, up bool) {
		if up {
			g.x[a] += want
		} else {
			g.x[a] -= want
		}
	})
	return want
}

// extreme moves a figure as far as possible: its maximum or minimum over all
// tables that agree with what is published.
func (g *network) extreme(a int32, up bool) int64 {
	from, to, room := g.v[a], g.u[a], g.high[a]-g.x[a]
	endless := up && g.high[a] >= Open
	if endless {
		room = Open
	}
	if !up {
		from, to, room = to, from, g.x[a]-g.low[a]
	}
	if from == to { // it lies in no sum at all
		if endless {
			return Open
		}
		g.shift(a, up, room)
		return g.x[a]
	}
	for room > 0 {
		end := g.reach(from, a, func(n int32) bool { return n == to })
		if end < 0 {
			break
		}
		if endless && g.capacity(end) >= Open {
			return Open
		}
		by := g.augment(end, room)
		g.shift(a, up, by)
		room -= by
	}
	return g.x[a]
}

func (g *network) shift(a int32, up bool, by int64) {
	if !up {
		by = -by
	}
	g.x[a] += by
}

// capacity is the capacity of the path that reach found.
func (g *network) capacity(end int32) int64 {
	by := int64(Open)
	for n := end; g.from[n] >= 0; {
		a := g.from[n]
		if g.v[a] == n {
			if g.high[a] < Open {
				by = min(by, g.high[a]-g.x[a])
			}
			n = g.u[a]
		} else {
			by = min(by, g.x[a]-g.low[a])
			n = g.v[a]
		}
	}
	return by
}
