package portal

import (
	"cmp"
	"slices"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// namedOnIndex is the number of communes or bodies up to which an index names
// each of them; beyond it leads to the pages that do.
const namedOnIndex = 500

// unitsPage lists the communes of today by province and those of before by
// district, and the provinces and districts themselves.
func (e *edition) unitsPage() Page {
	groups := e.communeGroups()
	var above ListGroup
	above.Heading = e.say("units_above")
	for _, section := range []string{"tinh", "huyen"} {
		for _, p := range e.places {
			if p.section != section {
				continue
			}
			now := p.now()
			above.Items = append(above.Items, ListItem{
				Link:   e.unitLink(now),
				Detail: e.say("code_and_period", "code", now.Code, "period", e.validity(now.ValidFrom, now.ValidTo)),
			})
		}
	}
	if len(above.Items) > 0 {
		groups = append(groups, above)
	}
	return e.page("/xa/", LayoutList, "", heading{title: e.say("menu_units"), description: e.say("units_intro")},
		List{Intro: e.say("units_intro"), FindUnit: e.unitSearch(), Groups: groups})
}

// communeGroups are today's communes by the unit above, then those of before.
func (e *edition) communeGroups() []ListGroup {
	communes := map[string][]*record.Unit{} // parent id
	total := 0
	for _, p := range e.places {
		if p.section != "xa" {
			continue
		}
		for _, life := range p.lives {
			communes[life.Parent] = append(communes[life.Parent], life)
			total++
		}
	}
	parents := make([]string, 0, len(communes))
	for id := range communes {
		parents = append(parents, id)
	}
	former := func(id string) bool { return !e.current(communes[id][0]) }
	name := func(id string) string {
		if u := e.set.Units[id]; u != nil {
			return u.Name.VI
		}
		return ""
	}
	slices.SortFunc(parents, func(a, b string) int {
		if former(a) != former(b) {
			if former(a) {
				return 1
			}
			return -1
		}
		return cmp.Or(viet.Compare(name(a), name(b)), cmp.Compare(a, b))
	})
	groups := make([]ListGroup, 0, len(parents))
	for _, id := range parents {
		groups = append(groups, e.communeGroup(e.set.Units[id], communes[id], total > namedOnIndex))
	}
	return groups
}

func (e *edition) communeGroup(parent *record.Unit, communes []*record.Unit, short bool) ListGroup {
	first := communes[0]
	sortUnits(communes)
	where := ""
	if parent != nil {
		where = e.unitName(parent)
		if within := e.within(parent); within != "" {
			where += ", " + within
		}
	}
	group := ListGroup{Heading: e.say("communes_now", "unit", where)}
	if !e.current(first) {
		group.Heading = e.say("communes_before", "unit", where, "date", e.day(first.ValidTo))
	}
	if short && parent != nil {
		group.Items = []ListItem{{Link: e.unitLink(parent), Detail: e.counted("communes", int64(len(communes)))}}
		return group
	}
	for _, u := range communes {
		group.Items = append(group.Items, ListItem{Link: e.unitLink(u), Detail: e.communeDetail(u)})
	}
	return group
}

// communeDetail says what became of a former commune, or from which ones a
// commune of today was made.
func (e *edition) communeDetail(u *record.Unit) string {
	names := func(units []*record.Unit) string {
		var list []string
		for _, unit := range units {
			list = append(list, e.unitName(unit))
		}
		return e.list(list)
	}
	var after []*record.Unit
	for _, id := range unique(u.Successors...) {
		if next := e.set.Units[id]; next != nil {
			after = append(after, next)
		}
	}
	switch before := e.predecessors[u.ID]; {
	case len(after) > 0:
		return e.say("commune_after", "units", names(after))
	case len(before) > 0:
		return e.say("commune_before", "units", names(before))
	}
	return ""
}
