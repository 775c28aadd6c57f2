package cube

import (
	"cmp"
	"slices"
	"strings"
)

// pooling decides which communes are too small to be shown alone. Membership is
// decided once for all years and tables: a commune that is pooled in one year
// and shown in another could be told apart by subtraction.
type pooling struct {
	g      *geography
	at     map[int32][]*place // places of each commune-level unit, by year
	size   map[int32]int64    // least households of each unit in any year
	below  map[string][]int32 // commune-level units directly within each place, by its id
	parent map[string]*place
	least  int64
	total  []int64
	seen   map[string]bool // places already visited
	gone   map[int32]bool  // units that are shown in no table
	groups []poolGroup
}

// poolGroup is one pool before it has places.
type poolGroup struct {
	parent  *place
	members []int32
}

func (g *geography) pool(years [][]*place, total []int64, least int64) {
	w := &pooling{
		g: g, at: map[int32][]*place{}, size: map[int32]int64{}, below: map[string][]int32{},
		parent: map[string]*place{}, least: least, total: total, seen: map[string]bool{}, gone: map[int32]bool{},
	}
	for _, ps := range years {
		w.measure(ps)
	}
	for i := len(years) - 1; i >= 0; i-- {
		w.nest(years[i])
	}
	for _, id := range w.tops(years) {
		w.visit(id)
	}
	for i := range years {
		years[i] = w.apply(years[i])
	}
}

// tops are the places that are no commune, in order.
func (w *pooling) tops(years [][]*place) []string {
	var ids []string
	for _, ps := range years {
		for _, p := range ps {
			if p.level < levelCommune {
				ids = append(ids, p.id)
			}
		}
	}
	slices.Sort(ids)
	return ids
}

// measure notes how small each commune is in its smallest year.
func (w *pooling) measure(ps []*place) {
	for _, p := range ps {
		var n int64
		for _, s := range p.leaves {
			n += w.total[s]
		}
		for _, u := range p.units {
			if w.g.level[u] != levelCommune {
				continue
			}
			if _, ok := w.size[u]; !ok || n < w.size[u] {
				w.size[u] = n
			}
			w.at[u] = append(w.at[u], p)
		}
	}
}

// nest finds the smallest place around each commune that has none yet.
func (w *pooling) nest(ps []*place) {
	ordered := slices.Clone(ps)
	slices.SortFunc(ordered, func(a, b *place) int {
		return cmp.Or(cmp.Compare(len(b.leaves), len(a.leaves)), cmp.Compare(a.id, b.id))
	})
	in := map[int32]*place{}
	done := map[int32]bool{}
	for _, list := range w.below {
		for _, u := range list {
			done[u] = true
		}
	}
	for _, p := range ordered {
		above, nested := in[p.leaves[0]], true
		for _, s := range p.leaves {
			nested = nested && in[s] == above
		}
		if !nested {
			continue
		}
		for _, s := range p.leaves {
			in[s] = p
		}
		for _, u := range p.units {
			if above != nil && w.g.level[u] == levelCommune && !done[u] {
				w.below[above.id] = append(w.below[above.id], u)
				w.parent[above.id] = above
			}
		}
	}
}

// visit pools the small communes directly within a place, then looks into those
// that are left.
func (w *pooling) visit(id string) {
	if w.seen[id] {
		return
	}
	w.seen[id] = true
	units := slices.DeleteFunc(w.below[id], func(u int32) bool { return w.gone[u] })
	slices.SortFunc(units, func(a, b int32) int {
		return cmp.Or(cmp.Compare(w.size[a], w.size[b]), cmp.Compare(a, b))
	})
	small := 0
	for small < len(units) && w.size[units[small]] < w.least {
		small++
	}
	if small > 0 {
		for small < len(units) && (small < 2 || w.sum(units[:small]) < w.least) {
			small++
		}
		for _, u := range units[:small] {
			w.hide(u)
		}
		if small < len(units) {
			w.groups = append(w.groups, poolGroup{w.parent[id], slices.Sorted(slices.Values(units[:small]))})
		}
	}
	for _, u := range units[small:] {
		for _, p := range w.at[u] {
			if len(w.below[p.id]) > 0 {
				w.visit(p.id)
			}
		}
	}
}

// sum is the least that several communes have together in any year.
func (w *pooling) sum(units []int32) int64 {
	years := map[int32]int64{}
	for _, u := range units {
		for _, p := range w.at[u] {
			for _, s := range p.leaves {
				years[p.year] += w.total[s]
			}
		}
	}
	least := int64(-1)
	for _, n := range years {
		if least < 0 || n < least {
			least = n
		}
	}
	return least
}

// hide takes a commune and all within it out of the tables.
func (w *pooling) hide(u int32) {
	w.gone[u] = true
	for _, p := range w.at[u] {
		for _, v := range w.below[p.id] {
			if !w.gone[v] {
				w.hide(v)
			}
		}
	}
}

// apply takes the hidden communes out of the places of one year and puts the
// pools in.
func (w *pooling) apply(ps []*place) []*place {
	kept := ps[:0:0]
	for _, p := range ps {
		had := len(p.units)
		p.units = slices.DeleteFunc(p.units, func(u int32) bool { return w.gone[u] })
		if len(p.units) == 0 && had > 0 && p.level != levelAll {
			continue
		}
		if len(p.units) < had {
			w.g.name(p)
		}
		kept = append(kept, p)
	}
	if len(ps) == 0 {
		return kept
	}
	year := ps[0].year
	for _, group := range w.groups {
		if p := w.place(group, year); p != nil {
			same := slices.IndexFunc(kept, func(q *place) bool { return slices.Equal(q.leaves, p.leaves) })
			if same < 0 {
				kept = append(kept, p)
			}
		}
	}
	return kept
}

// place makes the place of a pool in one year, nil where it has no member then.
func (w *pooling) place(group poolGroup, year int32) *place {
	p := &place{year: year, level: levelCommune, pool: true}
	var names []string
	for _, u := range group.members {
		for _, q := range w.at[u] {
			if q.year == year {
				p.leaves = append(p.leaves, q.leaves...)
				names = append(names, w.g.units.codes[u])
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(p.leaves)
	p.leaves = slices.Compact(p.leaves)
	p.id = strings.Join(names, "+")
	parent := ""
	if len(group.parent.units) > 0 {
		parent = w.g.units.codes[group.parent.units[0]]
	}
	if !slices.ContainsFunc(w.g.pools, func(have Pool) bool { return have.Code == p.id }) {
		w.g.pools = append(w.g.pools, Pool{Code: p.id, Parent: parent, Members: names})
	}
	return p
}
