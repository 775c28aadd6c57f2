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

// run withholds until every need is met, then publishes again what is not
// needed after all, then looks for cheaper ways.
func (h *chooser) run() {
	for a, c := range h.cells {
		if h.s.is(c, primary) {
			if !h.require(h.needOf(int32(a)), search{buy: true, forbidden: nobody, limit: noLimit, wary: true}) {
				h.failed = append(h.failed, h.needOf(int32(a)))
			}
		}
	}
	for a, c := range h.cells { // cells withheld for another part of the system
		if h.s.is(c, withheld) && !h.s.is(c, primary) && h.own[int32(a)] == 0 {
			if !h.require(h.needOf(int32(a)), search{buy: true, forbidden: nobody, limit: noLimit, wary: true}) {
				h.failed = append(h.failed, h.needOf(int32(a)))
			}
		}
	}
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
// and a primary cell whose proof moves a single must be safe from that insider.
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
	if d.ban != nobody || !h.s.policy.insiders || !h.s.is(h.cells[d.arc], primary) {
		return true
	}
	for _, a := range proof {
		who := h.s.ownerOf(h.cells[a])
		if !h.s.mayNotKnow(who, h.cells[d.arc]) || h.insider[[2]int32{d.arc, who}] != 0 {
			continue
		}
		if !h.add(need{arc: d.arc, ban: who, width: 1}, q) {
			return false
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
}

// improve tries to publish each secondary cell again, dearest first, at first
// without and then with withholding cheaper ones in its place.
func (h *chooser) improve() (better bool) {
	var secondary []int32
	for a, c := range h.cells {
		if h.s.mark[c]&(withheld|primary|locked) == withheld {
			secondary = append(secondary, int32(a))
		}
	}
	slices.SortStableFunc(secondary, func(a, b int32) int {
		return cmp.Compare(h.s.cost[h.cells[b]], h.s.cost[h.cells[a]])
	})
	for _, buy := range []bool{false, true} {
		for _, a := range secondary {
			if h.s.is(h.cells[a], withheld) && h.publish(a, buy) {
				better = true
			}
		}
	}
	return better
}

// publish gives a secondary cell free if all needs can be met without it for
// less than it costs.
func (h *chooser) publish(a int32, buy bool) bool {
	c := h.cells[a]
	h.s.mark[c] &^= withheld
	h.log = &undo{created: len(h.needs)}
	own := h.own[a] - 1
	if own >= 0 {
		h.log.proofs = append(h.log.proofs, h.needs[own])
		h.log.ids = append(h.log.ids, own)
		h.needs[own].dropped = true
	}
	budget := int64(h.s.cost[c])
	ok := true
	for _, id := range h.usersOf(a) {
		before := len(h.log.bought)
		if ok = h.meet(id, search{buy: buy, forbidden: a, limit: budget, wary: true}); !ok {
			break
		}
		for _, b := range h.log.bought[before:] {
			budget -= int64(h.s.cost[h.cells[b]])
		}
		if ok = budget > 0; !ok {
			break
		}
	}
	if ok {
		delete(h.own, a)
	} else {
		h.rollback()
		h.s.mark[c] |= withheld
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
