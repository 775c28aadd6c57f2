package audit

// result is what was found about the figures of one problem.
type result struct {
	verdict    verdict
	alone      bool // found from the last release alone
	low, high  []int64
	unsure     []bool     // figures for which the search gave up
	sums       [][2]int64 // of the derived quantities
	sumsUnsure []bool
}

// attackLatest is attack; but where figures that earlier releases withheld have
// been revised since, so that nothing agrees with all releases, it goes by the
// last one alone.
func attackLatest(p *problem, last int32) *result {
	r := attack(p)
	if r.verdict != inconsistent {
		return r
	}
	alone := *p
	alone.rows = nil
	for _, row := range p.rows {
		if row.release == last {
			alone.rows = append(alone.rows, row)
		}
	}
	if len(alone.rows) == len(p.rows) {
		return r
	}
	r = attack(&alone)
	r.alone = true
	return r
}

// attack computes what can be deduced about every figure of a problem: by
// maximum flows where it is a network, by linear programming elsewhere.
func attack(p *problem) *result {
	n := len(p.low)
	r := &result{low: make([]int64, n), high: make([]int64, n), unsure: make([]bool, n),
		sums: make([][2]int64, len(p.derived)), sumsUnsure: make([]bool, len(p.derived))}
	small, consistent := p.independent()
	if !consistent {
		r.verdict = inconsistent
		return r
	}
	if g := newNetwork(small); g != nil && len(p.derived) == 0 {
		r.flows(p, g)
	} else {
		r.programs(p, newBounds(small, p))
	}
	return r
}

func (r *result) flows(p *problem, g *network) {
	if !g.feasible() || !p.fits(g.x) {
		r.verdict = inconsistent
		return
	}
	for a := range p.low {
		r.high[a] = g.extreme(int32(a), true)
		if !p.fits(g.x) {
			r.unsure[a] = true
		}
		r.low[a] = g.extreme(int32(a), false)
		if !p.fits(g.x) {
			r.unsure[a] = true
		}
	}
}

func (r *result) programs(p *problem, b *bounds) {
	least := func(cells []int32, coef []int64, sign int64) (int64, bool) {
		cost := make([]int64, len(p.low))
		for i, c := range cells {
			cost[c] += sign * coef[i]
		}
		v, verdict := b.least(cost)
		if verdict == inconsistent {
			r.verdict = inconsistent
		}
		return sign * v, verdict != decided
	}
	for a := range p.low {
		self, one := []int32{int32(a)}, []int64{1}
		var unsureHigh bool
		r.low[a], r.unsure[a] = least(self, one, 1)
		r.high[a], unsureHigh = least(self, one, -1)
		r.unsure[a] = r.unsure[a] || unsureHigh
	}
	// Where the extremes are not known, tables that were found on the way may
	// still show enough freedom; what is reported is then only what they show.
	for a := range p.low {
		if r.unsure[a] && b.found && b.high[a]-b.low[a] >= p.need[a] {
			r.low[a], r.high[a], r.unsure[a] = b.low[a], b.high[a], false
		}
	}
	for i, d := range p.derived {
		var unsureHigh bool
		r.sums[i][0], r.sumsUnsure[i] = least(d.cells, d.coef, 1)
		r.sums[i][1], unsureHigh = least(d.cells, d.coef, -1)
		r.sumsUnsure[i] = r.sumsUnsure[i] || unsureHigh
	}
}
