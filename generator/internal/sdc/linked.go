package sdc

import (
	"cmp"
	"slices"
)

// linked withholds cells where the tables are no network: three-way tables, and
// cells that several tables share.
type linked struct {
	s      *system
	check  *checker
	needs  []linkedNeed
	own    map[int32][]int32  // cell → its needs
	users  map[int32][]int32  // cell → needs whose proof uses it
	asked  map[[2]int32]int32 // cell and insider → need
	queue  []int32            // needs not met yet
	bought []int32            // secondary cells since the last settle
	unmet  int32              // a cell whose need cannot be met, or −1
	rule   string
	pool   pool
}

// linkedNeed is a need with cells in place of arcs.
type linkedNeed struct {
	cell, ban  int32 // ban is an insider, or nobody
	width, far int64
	proof      []int32
	up, down   move // that prove it
	dropped    bool
	wide       int // how often its neighbourhood has been withheld as a last resort
}

func (s *system) newLinked() *linked {
	return &linked{s: s, check: s.newChecker(), own: map[int32][]int32{}, users: map[int32][]int32{}, asked: map[[2]int32]int32{}, unmet: -1, pool: pool{byCell: map[int32][]int32{}}}
}

func (l *linked) require(c int32) {
	l.add(linkedNeed{cell: c, ban: nobody, width: l.s.width(c), far: l.s.dominance[c]})
}

func (l *linked) add(d linkedNeed) {
	if d.ban != nobody {
		l.asked[[2]int32{d.cell, d.ban}] = int32(len(l.needs))
	}
	l.queue = append(l.queue, int32(len(l.needs)))
	l.own[d.cell] = append(l.own[d.cell], int32(len(l.needs)))
	l.needs = append(l.needs, d)
}

// settle meets the needs in the queue and those that follow from them, then
// publishes again what is not needed after all.
func (l *linked) settle() {
	for len(l.queue) > 0 && l.unmet < 0 {
		id := l.queue[0]
		l.queue = l.queue[1:]
		if l.meet(id, true) || l.spare(id) {
			continue
		}
		if l.widen(id) {
			l.queue = append(l.queue, id)
			continue
		}
		d := &l.needs[id]
		l.unmet, l.rule = d.cell, l.s.ruleOf(d.cell)
		if d.ban != nobody {
			l.rule = "insider"
		}
	}
	slices.SortStableFunc(l.bought, func(a, b int32) int { return cmp.Compare(l.s.cost[b], l.s.cost[a]) })
	for _, c := range l.bought {
		if l.unmet < 0 {
			l.publish(c)
		}
	}
	for _, c := range l.bought {
		if l.s.is(c, withheld) {
			l.s.mark[c] |= locked
		}
	}
	for i := range l.needs {
		for _, c := range l.needs[i].proof {
			l.s.mark[c] |= locked
		}
	}
	l.bought = l.bought[:0]
	for _, d := range l.needs {
		if !d.dropped && d.ban == nobody {
			l.s.witnesses[d.cell] = [2]move{d.up, d.down}
		}
	}
}

// spare publishes a secondary cell whose own need cannot be met, if nothing
// relies on it.
func (l *linked) spare(id int32) bool {
	c := l.needs[id].cell
	if !slices.Contains(l.bought, c) || l.s.is(c, primary) {
		return false
	}
	l.publish(c)
	return !l.s.is(c, withheld)
}

// widen is the last resort: it withholds everything near a cell that cannot be
// protected otherwise. The clean-up publishes again what was not needed. It
// reports false when there was nothing left to withhold.
func (l *linked) widen(id int32) bool {
	d := &l.needs[id]
	for d.wide < len(neighbourhoods)-1 {
		m := move{cells: l.check.around(d.cell, nobody, true, hood{neighbourhoods[d.wide], anyFan})}
		d.wide++
		if l.buy(m) {
			return true
		}
		d = &l.needs[id]
	}
	return false
}

// publish gives a secondary cell free if every need can be met without it.
func (l *linked) publish(c int32) {
	l.s.mark[c] &^= withheld
	before := map[int32]linkedNeed{}
	ok := true
	for _, id := range l.users[c] {
		d := &l.needs[id]
		if d.dropped || d.cell == c || !slices.Contains(d.proof, c) {
			continue
		}
		if _, again := before[id]; again {
			continue
		}
		before[id] = *d
		if ok = l.meet(id, false); !ok {
			break
		}
	}
	if !ok {
		l.s.mark[c] |= withheld
		for id, d := range before {
			l.needs[id] = d
		}
		return
	}
	for _, id := range l.own[c] {
		l.needs[id].dropped = true
	}
}

// meet proves a need, withholding more cells if it may buy.
func (l *linked) meet(id int32, buy bool) bool {
	d := l.needs[id]
	if d.dropped {
		return true
	}
	room := l.s.value[d.cell] - l.s.floor(d.cell, true)
	farDown := min(d.far, room)
	var found [2]move // up and down, found on the way
	for range 2*d.width + 8 {
		up := farther(l.push(d.cell, d.ban, max(d.width, d.far), false), found[0])
		down := move{}
		if up.amount < d.width || farDown > 0 {
			down = farther(l.push(d.cell, d.ban, -min(max(d.width-up.amount, farDown), room), false), found[1])
		}
		if up.amount >= d.far && down.amount >= farDown && up.amount+down.amount >= d.width {
			return l.prove(id, up, down, buy)
		}
		if !buy {
			return false
		}
		more, way := move{}, 0
		switch {
		case up.amount < d.far:
			more = l.push(d.cell, d.ban, max(d.far, d.width-down.amount), true)
		case down.amount < farDown:
			more, way = l.push(d.cell, d.ban, -min(room, max(farDown, d.width-up.amount)), true), 1
		default:
			more = l.push(d.cell, d.ban, d.width-down.amount, true)
			if want := min(room, d.width-up.amount); want > down.amount {
				if other := l.push(d.cell, d.ban, -want, true); other.better(more, up.amount, down.amount, l.s) {
					more, way = other, 1
				}
			}
		}
		known := found[way].amount
		found[way] = farther(found[way], more)
		if !l.buy(more) && found[way].amount == known {
			return false
		}
	}
	return false
}

// farther is the move that goes farther, the first if both go as far.
func farther(a, b move) move {
	if b.amount > a.amount {
		return b
	}
	return a
}

// better compares two ways to gain freedom: by what they gain, then by what they cost.
func (m move) better(o move, up, down int64, s *system) bool {
	if gain := cmp.Compare(m.amount-down, o.amount-up); gain != 0 && (o.amount <= up || m.amount <= down) {
		return gain > 0
	}
	return m.cost(s) < o.cost(s)
}

func (m move) cost(s *system) (sum int64) {
	for _, c := range m.cells {
		if !s.is(c, withheld) {
			sum += int64(s.cost[c])
		}
	}
	return sum
}

// buy withholds the cells of a move; it reports whether there were any.
func (l *linked) buy(m move) bool {
	any := false
	for _, c := range m.cells {
		if l.s.is(c, withheld) {
			continue
		}
		any = true
		l.s.mark[c] |= withheld
		l.bought = append(l.bought, c)
		l.require(c)
	}
	return any
}

// prove records what the two moves use, and asks for safety from the insiders
// among them.
func (l *linked) prove(id int32, up, down move, buy bool) bool {
	d := &l.needs[id]
	d.up, d.down = up, down
	var proof []int32
	for _, c := range append(slices.Clone(up.cells), down.cells...) {
		if m := l.s.mark[c]; c != d.cell && (m&primary == 0 || m&watched != 0) {
			proof = append(proof, c)
		}
	}
	slices.Sort(proof)
	d.proof = slices.Compact(proof)
	for _, c := range d.proof {
		l.users[c] = append(l.users[c], id)
	}
	if d.ban != nobody || !l.s.is(d.cell, primary) {
		return true
	}
	cell := d.cell
	for _, c := range slices.Clone(d.proof) {
		for _, who := range l.s.insidersOf(c) {
			if !l.s.mayNotKnow(who, cell) || l.insider(cell, who) {
				continue
			}
			l.add(linkedNeed{cell: cell, ban: who, width: 1})
			if !buy && !l.meetLast() { // a clean-up may ask nothing new
				return false
			}
		}
	}
	return true
}

// meetLast meets the need added last without withholding more, or drops it.
func (l *linked) meetLast() bool {
	id := l.queue[len(l.queue)-1]
	l.queue = l.queue[:len(l.queue)-1]
	ok := l.meet(id, false)
	l.needs[id].dropped = !ok
	return ok
}

// insider reports whether a cell is being kept safe from an insider already.
func (l *linked) insider(cell, ban int32) bool {
	id, ok := l.asked[[2]int32{cell, ban}]
	return ok && !l.needs[id].dropped
}

// ruleOf says in a word which rule protects a cell.
func (s *system) ruleOf(c int32) string {
	switch {
	case s.isExtra(c):
		return "difference"
	case s.dominance[c] > 0:
		return "p%"
	case s.is(c, trait) && s.value[c] == 0:
		return "group"
	}
	return "threshold"
}
