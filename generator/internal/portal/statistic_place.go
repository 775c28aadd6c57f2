package portal

import (
	"cmp"
	"slices"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// statistics are the safe tables ready for pages.
type statistics struct {
	*Statistics
	tables  []*statistic
	groups  []*statisticGroup // of pooled communes
	groupOf map[string]*statisticGroup
	cover   *record.Unit // the unit that is all the tables cover, nil where no single one is
	below   map[*statistic]map[string][]string
}

// statisticGroup is what has a page of its own for its statistics and is no
// place: communes pooled together. Pools that begin with the same place share a
// page, as the lives of a place do.
type statisticGroup struct {
	slug  string
	pools []StatisticPool
}

func (g *statisticGroup) address() string { return "/so-lieu/xa-gop/" + g.slug + "/" }

func (ix *index) indexStatistics(given *Statistics) {
	if given == nil || given.Release == nil {
		return
	}
	st := &statistics{Statistics: given, groupOf: map[string]*statisticGroup{}, below: map[*statistic]map[string][]string{}}
	tables := given.Release.Tables()
	for i := range tables {
		if definition := ix.set.Tables[tables[i].ID()]; definition != nil {
			s := ix.newStatistic(definition, &tables[i])
			st.tables = append(st.tables, s)
			st.below[s] = ix.below(st, s)
		}
	}
	for _, p := range given.Pools {
		ix.indexPool(st, p)
	}
	ix.statistics = st
	st.cover = ix.covered(st)
}

// below finds the units of a table directly below each of its units.
func (ix *index) below(st *statistics, s *statistic) map[string][]string {
	list := map[string][]string{}
	for _, code := range s.units {
		if code == "" {
			continue
		}
		above := ""
		if u := ix.set.Units[code]; u != nil {
			for _, p := range ix.parents(u) {
				if has(s.unitAt, p.ID) {
					above = p.ID
					break
				}
			}
		} else if i := slices.IndexFunc(st.Pools, func(p StatisticPool) bool { return p.Code == code }); i >= 0 && has(s.unitAt, st.Pools[i].Parent) {
			above = st.Pools[i].Parent
		}
		list[above] = append(list[above], code)
	}
	for _, codes := range list {
		ix.sortCodes(codes)
	}
	return list
}

// sortCodes puts units in the order of their names, pools after them.
func (ix *index) sortCodes(codes []string) {
	name := func(code string) (pool int, name string) {
		if u := ix.set.Units[code]; u != nil {
			return 0, u.Name.VI
		}
		return 1, code
	}
	slices.SortStableFunc(codes, func(a, b string) int {
		poolA, nameA := name(a)
		poolB, nameB := name(b)
		return cmp.Or(cmp.Compare(poolA, poolB), viet.Compare(nameA, nameB), cmp.Compare(a, b))
	})
}

func (ix *index) indexPool(st *statistics, p StatisticPool) {
	if len(p.Members) == 0 {
		return
	}
	slug := p.Members[0]
	if at := ix.placeOf[slug]; at != nil {
		slug = at.slug
	}
	i := slices.IndexFunc(st.groups, func(g *statisticGroup) bool { return g.slug == slug })
	if i < 0 {
		i = len(st.groups)
		st.groups = append(st.groups, &statisticGroup{slug: slug})
	}
	st.groups[i].pools = append(st.groups[i].pools, p)
	for _, member := range p.Members {
		st.groupOf[member] = st.groups[i]
	}
}

// covered is the unit that has the same figures as all together, the widest of
// several: what the tables are about.
func (ix *index) covered(st *statistics) *record.Unit {
	var found *record.Unit
	for _, s := range st.tables {
		if s.unit < 0 {
			continue
		}
		for _, code := range s.units {
			u := ix.set.Units[code]
			if u != nil && s.same("", code) && (found == nil || len(ix.parents(u)) < len(ix.parents(found))) {
				found = u
			}
		}
	}
	return found
}

// tablesOf are the tables that have figures of a unit or pool.
func (st *statistics) tablesOf(code string) []*statistic {
	if st == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(st.tables), func(s *statistic) bool { return s.unit < 0 || !has(s.unitAt, code) })
}

// livesOf are the lives of a place that tables know, newest first.
func (st *statistics) livesOf(p *place) []*record.Unit {
	return slices.DeleteFunc(slices.Clone(p.lives), func(u *record.Unit) bool { return len(st.tablesOf(u.ID)) == 0 })
}
