package sdc

import (
	"cmp"
	"math"
	"slices"
)

// move is a change of some cells that leaves every sum as it is.
type move struct {
	cells  []int32
	by     []int64
	amount int64 // by which the protected cell moves
}

// Sizes of the neighbourhood that is withheld as a last resort, in cells.
var neighbourhoods = []int{60, 240, 960, 4000}

// hood bounds the neighbourhood in which a move is looked for: cells in all, and
// cells that one sum may bring in. A move needs few cells of a long sum, such as
// that over all communes, but it goes through many sums.
type hood struct{ size, fan int }

// Where nothing may be bought a look farther afield hardly ever finds anything.
var (
	hoods      = []hood{{60, 4}, {240, 4}, {240, 16}, {960, 16}, {4000, 64}}
	proofHoods = hoods[:2]
)

const anyFan = math.MaxInt

// farthest stands for a cell that can move without end.
const farthest = int64(1) << 40

// push looks for a move of cell p by want (down if negative) that keeps what the
// insider ban knows as it is. If it may buy, it uses cells that are not withheld yet, at their cost;
// it stops at the smallest neighbourhood in which the whole amount is possible.
func (l *linked) push(p, ban int32, want int64, buy bool) move {
	best := move{}
	if want = min(want, l.s.ceiling(p)-l.s.value[p]); want == 0 {
		return best
	}
	if !buy {
		if m, ok := l.pool.find(l.s, p, ban, want); ok && l.check.holds(m.cells, m.by, true) {
			return m
		}
	}
	last := -1
	looks := proofHoods
	if buy {
		looks = hoods
	}
	for _, h := range looks {
		cells := l.check.around(p, ban, buy, h)
		if len(cells) == last {
			continue
		}
		last = len(cells)
		m, _ := l.check.best(cells, p, want, buy)
		if m.amount > best.amount && l.holds(m, buy) {
			best = m
			l.pool.add(m)
		}
		if best.amount >= max(want, -want) {
			break
		}
	}
	return best
}

// holds checks a move as a witness, as if what it would buy were withheld.
func (l *linked) holds(m move, buy bool) bool {
	if !buy {
		return l.check.holds(m.cells, m.by, true)
	}
	var bought []int32
	for _, c := range m.cells {
		if !l.s.is(c, withheld) {
			l.s.mark[c] |= withheld
			bought = append(bought, c)
		}
	}
	ok := l.check.holds(m.cells, m.by, true)
	for _, c := range bought {
		l.s.mark[c] &^= withheld
	}
	return ok
}

// around collects the cells that may move together with p, nearest first; they
// come back in ascending order.
func (k *checker) around(p, ban int32, buy bool, h hood) []int32 {
	s := k.s
	k.round++
	k.cellSeen[p] = k.round
	cells := []int32{p}
	var next []int32
	for ring := cells; len(ring) > 0 && len(cells) < h.size; {
		next = next[:0]
		for _, c := range ring {
			for _, t := range s.equationsOf(c) {
				e := t.cell()
				if !s.active[e] || k.sumSeen[e] == k.round {
					continue
				}
				k.sumSeen[e] = k.round
				from := len(next)
				for _, u := range s.equation(e) {
					q := u.cell()
					if k.cellSeen[q] == k.round || s.is(q, fixed) || !buy && !s.is(q, withheld) || s.knows(ban, q) {
						continue
					}
					k.cellSeen[q] = k.round
					next = append(next, q)
				}
				if cut := from + h.fan; h.fan != anyFan && len(next) > cut {
					s.prefer(next[from:], h.fan)
					for _, q := range next[cut:] {
						k.cellSeen[q] = 0
					}
					next = next[:cut]
				}
			}
		}
		slices.SortFunc(next, s.byWorth)
		from := len(cells)
		cells = append(cells, next[:min(len(next), h.size-from)]...)
		ring = cells[from:]
	}
	slices.Sort(cells)
	return cells
}

// byWorth orders cells by how gladly a move uses them: withheld ones, then the
// cheapest.
func (s *system) byWorth(a, b int32) int {
	return cmp.Or(cmp.Compare(s.mark[b]&withheld, s.mark[a]&withheld), cmp.Compare(s.cost[a], s.cost[b]), cmp.Compare(a, b))
}

// prefer brings the n best of some cells to the front.
func (s *system) prefer(cells []int32, n int) {
	for i, c := range cells {
		if i >= n {
			if s.byWorth(c, cells[n-1]) > 0 {
				continue
			}
			cells[i], cells[n-1] = cells[n-1], c
			i = n - 1
		}
		for ; i > 0 && s.byWorth(cells[i], cells[i-1]) < 0; i-- {
			cells[i], cells[i-1] = cells[i-1], cells[i]
		}
	}
}

// best moves p as far as want within the cells, at the least cost; exact means
// that no move within them goes farther.
func (k *checker) best(cells []int32, p int32, want int64, buy bool) (m move, exact bool) {
	s, x := k.s, &k.lp
	k.round++
	rows := int32(0)
	for _, c := range cells {
		for _, t := range s.equationsOf(c) {
			if e := t.cell(); s.active[e] && k.sumSeen[e] != k.round {
				k.sumSeen[e], k.row[e] = k.round, rows
				rows++
			}
		}
	}
	x.reset(int(rows), len(cells))
	for j, c := range cells {
		for _, t := range s.equationsOf(c) {
			if e := t.cell(); s.active[e] {
				x.add(int(k.row[e]), j, t.sign())
			}
		}
		s.bound(x, int32(j), c, p, want, buy)
	}
	goal := int32(2 * slices.Index(cells, p))
	if want < 0 {
		goal++
	}
	moves, exact := x.solve(goal)
	for j, by := range moves {
		if by != 0 {
			m.cells, m.by = append(m.cells, cells[j]), append(m.by, by)
			if cells[j] == p {
				m.amount = max(by, -by)
			}
		}
	}
	return m, exact
}

// bound sets how far a cell may move and what that costs.
func (s *system) bound(x *simplex, j, c, p int32, want int64, buy bool) {
	const reward = int64(1) << 36
	up, down := 2*j, 2*j+1
	if c == p {
		if want > 0 {
			x.upper[up], x.price[up] = min(want, s.ceiling(c)-s.value[c]), -reward
		} else {
			x.upper[down], x.price[down] = -want, -reward
		}
		return
	}
	x.upper[up] = min(unbounded, s.ceiling(c)-s.value[c])
	x.upper[down] = min(unbounded, s.value[c]-s.floor(c, true))
	price := int64(1)
	if !s.is(c, withheld) {
		price += int64(s.cost[c])
	}
	x.price[up], x.price[down] = price, price
}

// pool keeps moves that were found before: most needs are met by one of them,
// which is much quicker than looking for another.
type pool struct {
	moves  []move
	byCell map[int32][]int32
}

// poolSize bounds the moves that are kept.
const poolSize = 200_000

func (p *pool) add(m move) {
	if len(p.moves) == poolSize {
		return
	}
	for _, c := range m.cells {
		p.byCell[c] = append(p.byCell[c], int32(len(p.moves)))
	}
	p.moves = append(p.moves, m)
}

// find looks for a kept move, as it is or the other way round and taken as often
// as needed, that moves cell c by want, uses withheld cells only, and leaves what
// ban knows as it is.
func (p *pool) find(s *system, c, ban int32, want int64) (move, bool) {
	for _, i := range p.byCell[c] {
		m := p.moves[i]
		at, _ := slices.BinarySearch(m.cells, c)
		times := ceilDiv(max(want, -want), max(m.by[at], -m.by[at]))
		if (m.by[at] > 0) != (want > 0) {
			times = -times
		}
		out := move{cells: m.cells, by: make([]int64, len(m.by)), amount: max(m.by[at]*times, -m.by[at]*times)}
		ok := true
		for k, d := range m.cells {
			out.by[k] = m.by[k] * times
			if !s.is(d, withheld) || s.knows(ban, d) || s.value[d]+out.by[k] < s.floor(d, true) || s.value[d]+out.by[k] > s.ceiling(d) {
				ok = false
				break
			}
		}
		if ok {
			return out, true
		}
	}
	return move{}, false
}
