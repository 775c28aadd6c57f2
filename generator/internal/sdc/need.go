package sdc

import (
	"math"
	"slices"
)

// need is one requirement: the cell must be free to move by width in all, and
// by far both up and (as much as it can) down, for a reader who is ban.
type need struct {
	arc, ban   int32 // ban is an insider, or nobody
	width, far int64
	proof      []int32 // secondary and watched cells whose moves prove it
	dropped    bool
}

// satisfy proves a need, withholding further cells if the search may buy. It
// returns the cells that the proof moves and those it bought; when it fails it
// has bought none.
func (g *network) satisfy(d *need, q search) (proof, bought []int32, ok bool) {
	q.arc, q.ban = d.arc, d.ban
	c := g.cells[d.arc]
	g.clear()
	up, down := int64(0), int64(0)
	room := g.s.value[c] - g.s.floor(c, true)
	farDown := min(d.far, room)
	done := func() bool { return up >= d.far && down >= farDown && up+down >= d.width }
	buy, budget := q.buy, q.limit
	for _, q.buy = range []bool{false, true} {
		if q.buy && !buy {
			break
		}
		for !done() {
			way, want := g.cheaper(c, d, q, budget, up, down, room, farDown)
			if way < 0 {
				break
			}
			q.side = way
			end := g.u[d.arc]
			if way == 1 {
				end = g.v[d.arc]
			}
			for _, a := range g.path {
				if cell := g.cells[a]; !g.s.is(cell, withheld) {
					g.s.mark[cell] |= withheld
					bought = append(bought, a)
					budget -= g.price[a]
				}
			}
			moved := g.send(end, want, q)
			if way == 0 {
				up += moved
			} else {
				down += moved
			}
		}
	}
	ok = done() && g.proved(0, d.arc, up, true) && g.proved(1, d.arc, down, true)
	if !ok {
		for _, a := range bought {
			g.s.mark[g.cells[a]] &^= withheld
		}
		return nil, nil, false
	}
	return g.moved(), bought, true
}

// cheaper finds the cheaper of raising and lowering the cell a little more, and
// leaves its path: 0 for up, 1 for down, −1 when neither is possible.
func (g *network) cheaper(c int32, d *need, q search, budget, up, down, room, farDown int64) (way int, want int64) {
	u, v := g.u[d.arc], g.v[d.arc]
	rest := d.width - up - down
	mustUp, mustDown := up < d.far, down < farDown
	wantUp, wantDown := min(max(rest, d.far-up), g.s.ceiling(c)-g.s.value[c]-up), min(max(rest, farDown-down), room-down)
	costUp := int64(-1)
	q.limit = budget
	if wantUp > 0 && (mustUp || rest > 0) {
		q.side = 0
		if costUp = g.find(v, u, q); costUp >= 0 && (mustUp || wantDown <= 0) {
			return 0, wantUp
		}
	}
	if mustUp || wantDown <= 0 {
		return -1, 0
	}
	kept := slices.Clone(g.path)
	if costUp >= 0 && !mustDown {
		q.limit = costUp - 1
	}
	q.side = 1
	if g.find(u, v, q) >= 0 {
		return 1, wantDown
	}
	if mustDown || costUp < 0 {
		return -1, 0
	}
	g.path = append(g.path[:0], kept...)
	return 0, wantUp
}

// moved lists the secondary and watched cells that the last proof moves.
func (g *network) moved() []int32 {
	var out []int32
	for side := range g.flow {
		for _, a := range g.touched[side] {
			m := g.s.mark[g.cells[a]]
			if g.flow[side][a] != 0 && (m&primary == 0 || m&watched != 0) {
				out = append(out, a)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// noLimit lets a search cost anything.
const noLimit = math.MaxInt64 / 4
