package portal

import "minhbach/generator/internal/record"

// namedOnIndex is the number of communes or bodies up to which an index names
// each of them; beyond it leads to the pages that do.
const namedOnIndex = 500

// unitsPage shows the communes of today by province and those of before by
// district, and lists the provinces and districts that it does not show.
func (e *edition) unitsPage() Page {
	overview, shown := e.communeOverview()
	var groups []ListGroup
	var above ListGroup
	above.Heading = e.say("units_above")
	for _, section := range []string{"tinh", "huyen"} {
		for _, p := range e.places {
			if p.section != section {
				continue
			}
			now := p.now()
			if shown[now] {
				continue
			}
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
		List{Intro: e.say("units_intro"), FindUnit: e.unitSearch(), Overview: overview, Groups: groups})
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
