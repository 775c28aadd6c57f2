package cube

import (
	"cmp"
	"slices"
	"strings"
)

// place is a set of communes of one year that tables show or that a reader can
// work out. Two units with the same communes are one place.
type place struct {
	year   int32
	units  []int32 // the units it is, the one that names it first; none for a pool or a rest
	id     string  // unit ids joined by "+", "!" before those left out
	leaves []int32 // slots, ascending
	level  int8    // coarsest level at which tables show it
	pool   bool
	rest   bool // what is left of a place beside its parts: in no table
}

// split says that the parts make up the whole, in tables as fine as level.
type split struct {
	level int8
	whole *place
	parts []*place
}

// slots number the covered communes of every year.
type slots struct {
	years []int32
	units [][]int32 // covered communes of each year
	first []int32   // number of the first slot of each year
	of    [][]int32 // for each year, the slot of each unit, −1 for none
	count int32
}

func newSlots(s scope) *slots {
	t := &slots{}
	for y := range s.communes {
		t.years = append(t.years, y)
	}
	slices.Sort(t.years)
	for _, y := range t.years {
		t.first = append(t.first, t.count)
		of, units := make([]int32, len(s.communes[y])), []int32{}
		for u, in := range s.communes[y] {
			of[u] = -1
			if in {
				of[u] = t.count
				units = append(units, int32(u))
				t.count++
			}
		}
		t.units, t.of = append(t.units, units), append(t.of, of)
	}
	return t
}

// yearAt gives the place of a year in years.
func (t *slots) yearAt(year int32) int {
	i, _ := slices.BinarySearch(t.years, year)
	return i
}

// geography is every place of every year and how they are made of each other.
type geography struct {
	*areas
	slots    *slots
	declared map[int32]bool
	roots    []*place // all that is covered, for each year
	places   []*place // by level, then year, then id
	upTo     [4]int32 // how many places have at most each level
	index    map[*place]int32
	splits   []split
	pools    []Pool
}

// newGeography finds the places. A unit above communes has one only where it
// lies in what the files declare to cover. total gives the households of a slot;
// communes that have fewer than least in any year are pooled.
func newGeography(a *areas, t *slots, declared map[int32]bool, total []int64, least int64) *geography {
	g := &geography{areas: a, slots: t, declared: declared, index: map[*place]int32{}}
	years := make([][]*place, len(t.years))
	for i, y := range t.years {
		years[i] = g.year(int32(i), y)
	}
	g.pool(years, total, least)
	for _, ps := range years {
		g.arrange(ps)
	}
	slices.SortFunc(g.places, func(a, b *place) int {
		return cmp.Or(cmp.Compare(a.level, b.level), cmp.Compare(a.year, b.year), cmp.Compare(a.id, b.id))
	})
	for i, p := range g.places {
		g.index[p] = int32(i)
		for l := p.level; l <= levelCommune; l++ {
			g.upTo[l]++
		}
	}
	return g
}

// year finds the units whose area in a year is covered and is a set of whole
// communes: units of the time, and earlier and later ones through succession.
func (g *geography) year(i, year int32) []*place {
	t := g.slots
	bySet := map[string]*place{}
	var ps []*place
	get := func(leaves []int32) *place {
		key := setKey(leaves)
		p := bySet[key]
		if p == nil {
			p = &place{year: year, leaves: leaves, level: levelCommune}
			bySet[key] = p
			ps = append(ps, p)
		}
		return p
	}
	all := make([]int32, len(t.units[i]))
	for k := range all {
		all[k] = t.first[i] + int32(k)
	}
	root := get(all)
	root.level = levelAll
	g.roots = append(g.roots, root)
	for u := range g.unit {
		if g.level[u] < levelCommune && !g.within(int32(u), g.declared) {
			continue
		}
		members := g.of(int32(u), year)
		if len(members) == 0 {
			continue
		}
		leaves := make([]int32, 0, len(members))
		for _, m := range members {
			if s := t.of[i][m]; s >= 0 {
				leaves = append(leaves, s)
			}
		}
		if len(leaves) < len(members) {
			continue
		}
		slices.Sort(leaves)
		p := get(leaves)
		p.units = append(p.units, int32(u))
		p.level = min(p.level, g.level[u])
	}
	for _, p := range ps {
		g.name(p)
	}
	return ps
}

// name puts the unit first that names the place: one of the time before others,
// the coarser before the finer.
func (g *geography) name(p *place) {
	day := lastDay(p.year)
	slices.SortFunc(p.units, func(a, b int32) int {
		return cmp.Or(
			boolCompare(g.life(b).has(day), g.life(a).has(day)),
			cmp.Compare(g.level[a], g.level[b]), cmp.Compare(g.life(a).from, g.life(b).from), cmp.Compare(a, b))
	})
	if len(p.units) > 0 {
		p.id = g.units.codes[p.units[0]]
		return
	}
	p.id = g.joined(p)
}

// joined names a set of communes that is no unit.
func (g *geography) joined(p *place) string {
	i := g.slots.yearAt(p.year)
	names := make([]string, len(p.leaves))
	for k, s := range p.leaves {
		names[k] = g.units.codes[g.slots.units[i][s-g.slots.first[i]]]
	}
	slices.Sort(names)
	return strings.Join(names, "+")
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// arrange makes trees of the places of one year: for each level one that holds
// the places up to it. A place that crosses others is tied to their parts
// instead.
func (g *geography) arrange(ps []*place) {
	slices.SortFunc(ps, func(a, b *place) int {
		return cmp.Or(cmp.Compare(len(b.leaves), len(a.leaves)), cmp.Compare(a.level, b.level), cmp.Compare(a.id, b.id))
	})
	for level := levelAll; level <= levelCommune; level++ {
		ps = append(ps, g.tree(ps, level)...)
		slices.SortStableFunc(ps, func(a, b *place) int { return cmp.Compare(len(b.leaves), len(a.leaves)) })
	}
	g.places = append(g.places, ps...)
}

// tree splits the places up to a level and gives the rests that it needed.
func (g *geography) tree(ps []*place, level int8) []*place {
	in := map[int32]*place{} // deepest place that holds each slot
	parts := map[*place][]*place{}
	var order, crossing []*place
	for _, p := range ps {
		if p.level > level {
			continue
		}
		above, nested := in[p.leaves[0]], true
		for _, s := range p.leaves {
			nested = nested && in[s] == above
		}
		if !nested {
			crossing = append(crossing, p)
			continue
		}
		for _, s := range p.leaves {
			in[s] = p
		}
		order = append(order, p)
		if above != nil {
			parts[above] = append(parts[above], p)
		}
	}
	above := map[*place]*place{}
	for whole, ps := range parts {
		for _, p := range ps {
			above[p] = whole
		}
	}
	for _, p := range crossing {
		parts[p] = within(p, in, above)
	}
	var rests []*place
	for _, whole := range append(order, crossing...) {
		if len(parts[whole]) == 0 {
			continue
		}
		s := split{level, whole, parts[whole]}
		if r := rest(whole, s.parts, level); r != nil {
			rests = append(rests, r)
			s.parts = append(slices.Clone(s.parts), r)
		}
		g.splits = append(g.splits, s)
	}
	return rests
}

// within gives the largest places of the tree that lie inside p.
func within(p *place, in map[int32]*place, above map[*place]*place) []*place {
	held := map[*place]int{}
	for _, s := range p.leaves {
		for q := in[s]; q != nil; q = above[q] {
			held[q]++
		}
	}
	var ps []*place
	for q, n := range held {
		if n == len(q.leaves) && (above[q] == nil || held[above[q]] < len(above[q].leaves)) {
			ps = append(ps, q)
		}
	}
	slices.SortFunc(ps, func(a, b *place) int { return cmp.Compare(a.leaves[0], b.leaves[0]) })
	return ps
}

// rest is what the parts leave of the whole, nil where they leave nothing.
func rest(whole *place, parts []*place, level int8) *place {
	taken := map[int32]bool{}
	id := whole.id
	for _, p := range parts {
		id += "!" + p.id
		for _, s := range p.leaves {
			taken[s] = true
		}
	}
	if len(taken) == len(whole.leaves) {
		return nil
	}
	r := &place{year: whole.year, id: id, level: level, rest: true}
	for _, s := range whole.leaves {
		if !taken[s] {
			r.leaves = append(r.leaves, s)
		}
	}
	return r
}

func setKey(leaves []int32) string {
	b := make([]byte, 0, 4*len(leaves))
	for _, s := range leaves {
		b = append(b, byte(s), byte(s>>8), byte(s>>16), byte(s>>24))
	}
	return string(b)
}
