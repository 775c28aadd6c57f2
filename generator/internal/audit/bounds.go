package audit

import "slices"

// bounds computes what can be deduced about quantities of a problem that is no
// network: by linear programming in exact fractions, and by branching where the
// optimum is not whole.
type bounds struct {
	p    *problem // without what follows from the rest
	all  *problem // that every table must fit
	root *tableau
	err  verdict

	low, high []int64 // least and greatest value of each figure in the whole tables found
	found     bool
}

// saw remembers a whole table that agrees with everything published.
func (b *bounds) saw(table []int64) {
	if !b.found {
		b.low, b.high, b.found = slices.Clone(table), slices.Clone(table), true
	}
	for i, v := range table {
		b.low[i], b.high[i] = min(b.low[i], v), max(b.high[i], v)
	}
}

// verdict is how a search ended.
type verdict uint8

const (
	decided      verdict = iota
	inconsistent         // no table agrees with what is published
	undecided            // too large, or numbers that do not fit
)

// maxBranches bounds the search below one fractional optimum, and maxEntries
// the size of a tableau.
const (
	maxBranches = 400
	maxEntries  = 12_000_000
)

func newBounds(p, all *problem) *bounds {
	b := &bounds{p: p, all: all}
	if len(p.rows)*len(p.low) > maxEntries {
		b.err = undecided
		return b
	}
	b.root = newTableau(p, p.low, p.high)
	b.err = b.root.state()
	return b
}

func (t *tableau) state() verdict {
	switch ok, unsure := t.feasible(); {
	case unsure:
		return undecided
	case !ok:
		return inconsistent
	}
	return decided
}

// least is the minimum of Σ cost·x over all whole tables, −Open if there is none.
func (b *bounds) least(cost []int64) (int64, verdict) {
	if b.err != decided {
		return 0, b.err
	}
	if !b.root.minimize(b.root.reduced(cost)) {
		return -Open, decided
	}
	if b.root.stuck() {
		b.err = undecided
		return 0, undecided
	}
	budget := maxBranches
	best := int64(Open)
	ok := b.branch(b.root, cost, &best, &budget)
	switch {
	case !ok:
		return 0, undecided
	case best == Open:
		b.err = inconsistent
		return 0, inconsistent
	}
	return best, decided
}

// branch looks for the best whole table below a tableau that stands at its
// optimum; it reports false when it gave up.
func (b *bounds) branch(t *tableau, cost []int64, best *int64, budget *int) bool {
	x := t.solution()
	at := zero
	split := -1
	for j, v := range x {
		if cost[j] != 0 {
			at = t.add(at, t.times(whole(cost[j]), v))
		}
		if split < 0 && !v.isWhole() {
			split = j
		}
	}
	if t.overflow {
		return false
	}
	if at.ceil() >= *best {
		return true
	}
	if split < 0 {
		table := make([]int64, len(x))
		for j, v := range x {
			table[j] = v.n
		}
		if !b.all.fits(table) {
			return false
		}
		b.saw(table)
		*best = at.n
		return true
	}
	for _, up := range []bool{false, true} {
		if *budget--; *budget < 0 {
			return false
		}
		low, high := slices.Clone(t.low), slices.Clone(t.high)
		if up {
			low[split] = x[split].floor() + 1
		} else {
			high[split] = x[split].floor()
		}
		if low[split] > high[split] {
			continue
		}
		child := newTableau(b.p, low, high)
		switch child.state() {
		case undecided:
			return false
		case inconsistent:
			continue
		}
		if !child.minimize(child.reduced(cost)) || child.stuck() {
			return false
		}
		if !b.branch(child, cost, best, budget) {
			return false
		}
	}
	return true
}
