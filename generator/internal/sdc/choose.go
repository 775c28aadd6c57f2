package sdc

import (
	"cmp"
	"slices"
)

// chooser withholds secondary cells of one network.
type chooser struct {
	*network
	needs   []need
	users   [][]int32          // arc → needs whose proof has at some time used it
	own     map[int32]int32    // secondary arc → the need that it has itself
	insider map[[2]int32]int32 // protected arc and insider → need
	failed  []need
	log     *undo
}

// undo is what must be put back when a change turns out to be no improvement.
type undo struct {
	proofs  []need // as they were
	ids     []int32
	bought  []int32
	created int // number of needs before
}

func newChooser(g *network) *chooser {
	return &chooser{network: g, users: make([][]int32, len(g.cells)), own: map[int32]int32{}, insider: map[[2]int32]int32{}}
}

// tilts are the ways to price cells that are tried: preferring large figures,
// which leave more room to move, or small ones, which lead to other choices, or
// neither. For large parts the first is enough where zeros may be withheld.
func (g *network) tilts() []int64 {
	switch {
	case len(g.cells) <= 20_000:
		return []int64{-8, 24, 0}
	case g.s.policy.publishZeros:
		return []int64{-8, 24}
	}
	return []int64{-8}
}

// protect withholds the secondary cells of a network, in the cheapest of several
// ways, and returns the needs that cannot be met.
func (g *network) protect() []need {
	var best *chooser
	var chosen []int32
	var least int64
	for _, by := range g.tilts() {
		g.tilt(by)
		h := newChooser(g)
		h.run()
		var cost int64
		var secondary []int32
		for a, c := range g.cells {
			if h.isSecondary(int32(a)) {
				secondary = append(secondary, c)
				cost += int64(g.s.cost[c])
				g.s.mark[c] &^= withheld
			}
		}
		if best == nil || len(h.failed) < len(best.failed) || len(h.failed) == len(best.failed) && cost < least {
			best, chosen, least = h, secondary, cost
		}
	}
	for _, c := range chosen {
		g.s.mark[c] |= withheld
	}
	return best.failed
}

// run withholds until every need is met, then publishes again what is not
// needed after all, then looks for cheaper ways.
func (h *chooser) run() {
	all := search{buy: true, forbidden: nobody, limit: noLimit, wary: true}
	for _, first := range []mark{primary, 0} { // then what another part of the system relies on
		for a, c := range h.cells {
			if h.s.mark[c]&(withheld|primary) == withheld|first && h.own[int32(a)] == 0 {
				if d := h.needOf(int32(a)); !h.require(d, all) {
					h.failed = append(h.failed, d)
				}
			}
		}
	}
	h.tilt(0)
	for range 4 {
		if !h.improve() {
			break
		}
	}
}

func (h *chooser) needOf(a int32) need {
	c := h.cells[a]
	return need{arc: a, ban: nobody, width: h.s.width(c), far: h.s.dominance[c]}
}

// require meets a need, and whatever follows from what it withholds. When it
// cannot, everything is as before.
func (h *chooser) require(d need, q search) bool {
	h.log = &undo{created: len(h.needs)}
	ok := h.add(d, q)
	if !ok {
		h.rollback()
	}
	h.log = nil
	return ok
}

// add creates a need and meets it, as part of the change that the log records.
func (h *chooser) add(d need, q search) bool {
	id := int32(len(h.needs))
	h.needs = append(h.needs, d)
	if d.ban != nobody {
		h.insider[[2]int32{d.arc, d.ban}] = id + 1
	} else if !h.s.is(h.cells[d.arc], primary) {
		h.own[d.arc] = id + 1
	}
	return h.meet(id, q)
}

// meet proves a need anew and follows up: what was bought has needs of its own,
// and a primary cell whose proof moves a watched cell must be safe from that insider.
func (h *chooser) meet(id int32, q search) bool {
	d := h.needs[id]
	proof, bought, ok := h.satisfy(&d, q)
	if !ok {
		return false
	}
	h.log.proofs = append(h.log.proofs, d)
	h.log.ids = append(h.log.ids, id)
	h.log.bought = append(h.log.bought, bought...)
	h.needs[id].proof = proof
	for _, a := range proof {
		h.users[a] = append(h.users[a], id)
	}
	for _, a := range bought {
		if !h.add(h.needOf(a), q) {
			return false
		}
	}
	if d.ban != nobody || !h.s.is(h.cells[d.arc], primary) {
		return true
	}
	for _, a := range proof {
		for _, who := range h.s.insidersOf(h.cells[a]) {
			if !h.s.mayNotKnow(who, h.cells[d.arc]) || h.insider[[2]int32{d.arc, who}] != 0 {
				continue
			}
			if !h.add(need{arc: d.arc, ban: who, width: 1}, q) {
				return false
			}
		}
	}
	return true
}

// rollback undoes the change that the log records.
func (h *chooser) rollback() {
	for _, a := range h.log.bought {
		h.s.mark[h.cells[a]] &^= withheld
	}
	for i := len(h.log.ids) - 1; i >= 0; i-- {
		if id := h.log.ids[i]; int(id) < h.log.created {
			h.needs[id] = h.log.proofs[i]
		}
	}
	for _, d := range h.needs[h.log.created:] {
		if d.ban != nobody {
			delete(h.insider, [2]int32{d.arc, d.ban})
		} else {
			delete(h.own, d.arc)
		}
	}
	h.needs = h.needs[:h.log.created]
	for _, id := range h.log.ids {
		if int(id) >= h.log.created {
			continue
		}
		if d := &h.needs[id]; d.ban == nobody && !h.s.is(h.cells[d.arc], primary) {
			h.own[d.arc] = id + 1
		}
	}
}

// improve tries to publish secondary cells again, dearest first: at first
// without others in their place, then each for cheaper ones, then each together
// with its neighbours for fewer.
func (h *chooser) improve() (better bool) {
	var secondary []int32
	for a := range h.cells {
		if h.isSecondary(int32(a)) {
			secondary = append(secondary, int32(a))
		}
	}
	slices.SortStableFunc(secondary, func(a, b int32) int {
		return cmp.Compare(h.price[b], h.price[a])
	})
	for way := range 3 {
		for _, a := range secondary {
			if !h.isSecondary(a) {
				continue
			}
			set := []int32{a}
			if way == 2 {
				set = h.neighbours(a)
			}
			if h.publish(set, way > 0) {
				better = true
			}
		}
	}
	return better
}

func (h *chooser) isSecondary(a int32) bool {
	return h.s.mark[h.cells[a]]&(withheld|primary|locked) == withheld
}

// neighbours are a secondary cell and others that share a sum with it, few.
func (h *chooser) neighbours(a int32) []int32 {
	set := []int32{a}
	for _, n := range []int32{h.u[a], h.v[a]} {
		if n == 0 {
			continue
		}
		for _, b := range h.round[h.first[n]:h.first[n+1]] {
			if b != a && h.isSecondary(b) && len(set) < 6 {
				set = append(set, b)
			}
		}
	}
	return set
}

// publish gives secondary cells free if all needs can be met without the first
// of them for less than all of them cost.
func (h *chooser) publish(set []int32, buy bool) bool {
	h.log = &undo{created: len(h.needs)}
	budget := int64(0)
	var open []int32
	for _, a := range set { // before anything changes, because it forgets what is out of date
		open = append(open, h.usersOf(a)...)
	}
	for _, a := range set {
		c := h.cells[a]
		h.s.mark[c] &^= withheld
		budget += h.price[a]
		if own := h.own[a] - 1; own >= 0 {
			h.log.proofs = append(h.log.proofs, h.needs[own])
			h.log.ids = append(h.log.ids, own)
			h.needs[own].dropped = true
			delete(h.own, a)
		}
	}
	slices.Sort(open)
	ok := true
	for _, id := range slices.Compact(open) {
		if h.needs[id].dropped {
			continue
		}
		before := len(h.log.bought)
		ok = h.meet(id, search{buy: buy, forbidden: set[0], limit: budget, wary: true})
		for _, b := range h.log.bought[before:] {
			budget -= h.price[b]
		}
		if ok = ok && budget > 0; !ok {
			break
		}
	}
	if !ok {
		h.rollback()
		for _, a := range set {
			h.s.mark[h.cells[a]] |= withheld
		}
	}
	h.log = nil
	return ok
}

// usersOf lists the needs whose proof uses an arc now.
func (h *chooser) usersOf(a int32) []int32 {
	slices.Sort(h.users[a])
	h.users[a] = slices.Compact(h.users[a])
	h.users[a] = slices.DeleteFunc(h.users[a], func(id int32) bool {
		return int(id) >= len(h.needs) || h.needs[id].dropped || !slices.Contains(h.needs[id].proof, a)
	})
	return slices.Clone(h.users[a])
}
