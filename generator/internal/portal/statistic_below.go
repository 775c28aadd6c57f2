package portal

import (
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// poolName is a pool inside a sentence: "nhóm xã gộp chung (An Lạc, An Phú và 3
// xã khác)".
func (e *edition) poolName(code string) string {
	const named = 3
	var names []string
	for _, id := range strings.Split(code, "+") {
		if u := e.set.Units[id]; u != nil {
			names = append(names, u.Name.In(e.lang))
		}
	}
	if len(names) > named+1 {
		return e.counted("statistic_pool_many", int64(len(names)-named), "names", strings.Join(names[:named], ", "))
	}
	return e.say("statistic_pool", "names", e.list(names))
}

// placesHref is the page on which a table compares the places below a unit.
func (e *edition) placesHref(s *statistic, p *place) string {
	return e.href("/so-lieu/" + s.ID + "/" + p.slug + "/")
}

// statisticHref leads from a row to more of the same table, where there are
// places below, else to all tables of the place.
func (e *edition) statisticHref(s *statistic, code string) string {
	p := e.placeOf[code]
	switch {
	case p == nil:
		for _, g := range e.statistics.groups {
			for _, pool := range g.pools {
				if pool.Code == code {
					return e.href(g.address())
				}
			}
		}
		return ""
	case len(e.statistics.below[s][code]) > 0:
		return e.placesHref(s, p)
	}
	return e.href(e.statistics.address(p, e.set.Units[code]))
}

// family is what lies directly below a unit of a table: the units with one
// parent, by whose time they can be compared.
type family struct {
	parent *record.Unit // nil for pools and where records name none
	codes  []string
}

// families divides the units below one by their parents, in order.
func (e *edition) families(s *statistic, above string) []family {
	var made []family
	for _, code := range e.statistics.below[s][above] {
		parent := e.set.Units[above]
		if u := e.set.Units[code]; u != nil && e.set.Units[u.Parent] != nil {
			parent = e.set.Units[u.Parent]
		}
		at := -1
		for i := range made {
			if made[i].parent == parent {
				at = i
			}
		}
		if at < 0 {
			at = len(made)
			made = append(made, family{parent: parent})
		}
		made[at].codes = append(made[at].codes, code)
	}
	return made
}

// familyHeading names a family: "Các đơn vị thuộc huyện Lục Yên".
func (e *edition) familyHeading(f family) string {
	if f.parent == nil {
		return e.say("statistic_places")
	}
	return e.say("units_below", "unit", e.unitName(f.parent), "period", e.validity(f.parent.ValidFrom, f.parent.ValidTo))
}

// comparison of a family: the main category by year or, where a table has none,
// all categories of the latest year.
func (e *edition) familySection(s *statistic, f family, id string) (StatisticSection, bool) {
	runs := s.runs(e.statistics.Standards, f.codes...)
	if len(f.codes) < 2 || len(runs) == 0 {
		return StatisticSection{}, false
	}
	r := runs[len(runs)-1].last(shownYears)
	section := StatisticSection{ID: id}
	if s.main < 0 {
		section.Table = e.categoriesTable(s, f.codes, r.latest())
		return section, true
	}
	section.Table = e.placesTable(s, f.codes, r)
	var bars []rangeBar
	for _, code := range f.codes {
		figure, ok := s.figure(code, r.latest(), s.main)
		bars = append(bars, rangeBar{upperFirst(e.ofUnit(code)), figure, ok})
	}
	if first, ok := unbeaten(bars); ok {
		section.Sentence = e.say("statistic_largest_place", "what", e.mainName(s), "year", strconv.Itoa(r.latest()),
			"place", first.label, "n", e.inWords(s, first.figure))
	}
	if len(bars) <= chartBars {
		title := e.say("statistic_chart_places", "what", e.mainName(s), "year", strconv.Itoa(r.latest()), "measure", e.measure(s))
		section.Chart = e.rangeChart(s, id, title, bars)
		e.describe(&section)
	}
	return section, true
}

// placesTable compares places: the main category by year.
func (e *edition) placesTable(s *statistic, codes []string, r run) StatisticTable {
	t := StatisticTable{
		Caption: e.say("statistic_places_caption", "what", e.mainName(s), "measure", e.measure(s)), Mark: e.mark(),
		Head: yearHeads(e.say("column_unit"), r),
	}
	var n cellCount
	for _, code := range codes {
		row := TableRow{Head: upperFirst(e.ofUnit(code)), Href: e.statisticHref(s, code)}
		for _, year := range r.years {
			n.see(s, code, year, s.main)
			row.Cells = append(row.Cells, e.cellFor(s, code, year, s.main))
		}
		t.add("", row)
	}
	t.Columns, t.Notes = len(t.Head), e.withheldNote(n)
	return t
}

// categoriesTable compares places: every category of one year.
func (e *edition) categoriesTable(s *statistic, codes []string, year int) StatisticTable {
	t := StatisticTable{
		Caption: e.say("statistic_categories_caption", "title", s.Title.In(e.lang), "year", strconv.Itoa(year), "measure", e.measure(s)),
		Mark:    e.mark(), Head: []StatisticHead{{e.say("column_unit"), headName}},
	}
	for _, c := range s.categories {
		t.Head = append(t.Head, StatisticHead{e.categoryLink(s, c).Text, headCategory})
	}
	var n cellCount
	for _, code := range codes {
		row := TableRow{Head: upperFirst(e.ofUnit(code)), Href: e.statisticHref(s, code)}
		for i := range s.categories {
			n.see(s, code, year, i)
			row.Cells = append(row.Cells, e.cellFor(s, code, year, i))
		}
		t.add("", row)
	}
	t.Columns, t.Notes = len(t.Head), e.withheldNote(n)
	return t
}

// cellCount count the figures of a table, those that are given as ranges, and
// those that a method changed.
type cellCount struct{ all, ranges, changed int64 }

func (n *cellCount) see(s *statistic, unit string, year, category int) {
	f, ok := s.figure(unit, year, category)
	if !ok {
		return
	}
	n.all++
	if f.Kind() == sdc.Withheld {
		n.ranges++
	}
	if _, changed := f.Shown(); changed {
		n.changed++
	}
}
