package cube

import (
	"math"
	"slices"
	"strconv"
)

// writer lays out the cells: one block for each profile, in it the places from
// coarse to fine, so that a profile of a coarser table has simply fewer.
type writer struct {
	*system
	*geography
	cube *Cube
}

// cell gives the index of a profile's cell in a place.
func (w *writer) cell(profile int32, place int32) int32 { return w.profiles[profile].base + place }

// number gives every cell its index and id; false is too many cells.
func (w *writer) number() bool {
	var n int64
	for i := range w.profiles {
		w.profiles[i].base = int32(n)
		n += int64(w.upTo[w.profiles[i].level])
		if n > math.MaxInt32 {
			return false
		}
	}
	ids := &w.cube.IDs
	for _, at := range w.places {
		ids.Places = append(ids.Places, at.id+"|year="+strconv.Itoa(int(at.year)))
	}
	w.cube.Cells = make([]Cell, n)
	for i := range w.profiles {
		p := &w.profiles[i]
		b := Block{First: p.base, Start: "households|unit=", End: w.system.name(p.key)}
		if p.key.money {
			b.Start = "money|unit="
		}
		ids.Blocks = append(ids.Blocks, b)
		for k, at := range w.places[:w.upTo[p.level]] {
			c := &w.cube.Cells[int(p.base)+k]
			*c = Cell{
				Rule: p.rule, Money: p.key.money, Partner: -1, Hidden: true,
				Keep: p.keep + 10*int32(levelCommune-at.level),
			}
			if p.partner >= 0 {
				c.Partner = w.cell(p.partner, int32(k))
			}
		}
	}
	return true
}

// values fills the cells.
func (w *writer) values() {
	for _, p := range w.plans {
		w.fill(p)
	}
	done := make([]bool, len(w.profiles))
	for i := range w.profiles {
		w.derive(int32(i), done)
	}
	for i := range w.cube.Cells {
		if c := &w.cube.Cells[i]; !c.Money {
			c.Count = c.Value
		}
	}
	w.insiders()
}

// fill adds up the numbers of one table in each of its places.
func (w *writer) fill(p *plan) {
	targets := w.targets[p]
	spread := p.spread()
	counts, sums := make([]number, len(targets)), make([]sum, len(targets))
	each := func(place int32, from []int32) {
		clear(counts)
		clear(sums)
		for _, f := range from {
			first := int64(f) * int64(p.inYear)
			for k := range int64(p.inYear) {
				for _, e := range spread[k] {
					if p.money {
						sums[e].join(p.sums[first+k])
					} else {
						counts[e].join(p.counts[first+k])
					}
				}
			}
		}
		for e, profile := range targets {
			if profile < 0 {
				continue
			}
			c := &w.cube.Cells[w.cell(profile, place)]
			if !p.money {
				c.Value, c.Sole, c.Body, c.Key = counts[e].count, counts[e].sole, counts[e].body, counts[e].key
				continue
			}
			c.Value, c.Count, c.Top = sums[e].value, sums[e].count, sums[e].top
			c.Sole, c.Body, c.Key = sums[e].sole, sums[e].body, sums[e].key
			partner := &w.cube.Cells[c.Partner]
			partner.Value, partner.Sole, partner.Body, partner.Key = c.Count, c.Sole, c.Body, c.Key
		}
	}
	if p.unit < 0 {
		for y, root := range w.roots {
			each(w.geography.index[root], []int32{int32(y)})
		}
	} else {
		for i, at := range w.places[:w.upTo[p.level]] {
			each(int32(i), at.leaves)
		}
	}
	p.counts, p.sums = nil, nil
}

// spread says in which combinations, totals included, each counted one belongs.
func (p *plan) spread() [][]int32 {
	codes := 1
	if p.multi != nil {
		codes += len(p.multi.codes)
	}
	out := make([][]int32, p.inYear)
	for k := range out {
		to := []int32{0}
		rest, div := k/codes, int(p.inYear)/codes
		for _, d := range p.dims {
			div /= len(d.codes)
			c := int32(rest / div)
			rest %= div
			n := int32(len(d.codes))
			next := make([]int32, 0, 2*len(to))
			for _, e := range to {
				next = append(next, e*(n+1)+c, e*(n+1)+n)
			}
			to = next
		}
		for i := range to {
			to[i] = to[i]*int32(codes) + int32(k%codes)
		}
		out[k] = to
	}
	return out
}

// derive fills the cells of a profile that no table counts.
func (w *writer) derive(i int32, done []bool) {
	p := &w.profiles[i]
	if done[i] || p.of < 0 {
		return
	}
	done[i] = true
	for _, q := range append([]int32{p.of}, p.less...) {
		w.derive(q, done)
	}
	from := int32(0)
	if p.filled >= 0 {
		from = w.upTo[p.filled]
	}
	for k := from; k < w.upTo[p.level]; k++ {
		whole := &w.cube.Cells[w.cell(p.of, k)]
		v, by := whole.Value, who{whole.Sole, whole.Body, whole.Key}
		for _, q := range p.less {
			part := &w.cube.Cells[w.cell(q, k)]
			v -= part.Value
			by.key -= part.Key
			by.sole -= part.Sole // who is left of several bodies cannot be told from them
		}
		c := &w.cube.Cells[w.cell(i, k)]
		c.Value, c.Sole, c.Body, c.Key = v, by.sole, by.body, by.key
	}
}

// rowsOf calls put for each name under which a table shows a place: all that is
// covered as "", pools, and every unit that the place is.
func (w *writer) rowsOf(p *plan, put func(place int32, at *place, unit string)) {
	for i, at := range w.places[:w.upTo[p.level]] {
		switch {
		case at.rest:
			continue
		case at.level == levelAll:
			put(int32(i), at, "")
		case at.pool:
			put(int32(i), at, at.id)
		}
		for _, u := range at.units {
			if p.unit >= 0 && w.level[u] <= p.level {
				put(int32(i), at, w.units.codes[u])
			}
		}
	}
}

func (w *writer) rows(p *plan) (n int) {
	w.rowsOf(p, func(int32, *place, string) { n++ })
	return n
}

// tables lays out what each table shows.
func (w *writer) tables() {
	for _, p := range w.plans {
		if p.hidden {
			continue
		}
		t := Table{ID: p.id, Dims: make([]string, p.width), Method: p.method}
		p.dimensions(t.Dims)
		r := &t.Rows
		combos := p.combinations(w.targets[p], r)
		n := w.rows(p) * len(combos)
		r.Codes, r.Cells = make([]int32, 0, n*p.width), make([]int32, 0, n)
		w.rowsOf(p, func(place int32, at *place, unit string) {
			inUnit, inYear := r.numberOf(unit), r.numberOf(strconv.Itoa(int(at.year)))
			for _, c := range combos {
				c.codes[p.year] = inYear
				if p.unit >= 0 {
					c.codes[p.unit] = inUnit
				}
				cell := w.cell(c.profile, place)
				w.cube.Cells[cell].Hidden = false
				r.Codes, r.Cells = append(r.Codes, c.codes...), append(r.Cells, cell)
			}
		})
		r.number = nil
		w.cube.Tables = append(w.cube.Tables, t)
	}
}

// dimensions writes the names of the dimensions in the order of the definition.
func (p *plan) dimensions(names []string) {
	for i := range names {
		names[i] = "unit"
	}
	names[p.year] = "year"
	for _, d := range p.dims {
		names[d.at] = d.name
	}
	if p.multi != nil {
		names[p.multi.at] = p.multi.name
	}
}

// combination is a row of a table but for its place.
type combination struct {
	codes   []int32 // their numbers among the rows
	profile int32
}

// combinations lists what a table shows in each place, in the order of targets.
func (p *plan) combinations(targets []int32, r *Rows) (out []combination) {
	codes := 1
	if p.multi != nil {
		codes += len(p.multi.codes)
	}
	for e, profile := range targets {
		if profile < 0 {
			continue
		}
		c := combination{slices.Repeat([]int32{r.numberOf("")}, p.width), profile}
		if k := e % codes; k > 0 {
			c.codes[p.multi.at] = r.numberOf(p.multi.codes[k-1])
		}
		for i, rest := len(p.dims)-1, e/codes; i >= 0; i-- {
			d := &p.dims[i]
			if k := rest % (len(d.codes) + 1); k < len(d.codes) {
				c.codes[d.at] = r.numberOf(d.codes[k])
			}
			rest /= len(d.codes) + 1
		}
		out = append(out, c)
	}
	return out
}
