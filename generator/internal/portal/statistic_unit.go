package portal

import (
	"slices"
	"strconv"

	"minhbach/generator/internal/record"
)

// placeStatistics are the pages with every table of one place, one for each of
// its lives.
func (e *edition) placeStatistics(p *place, lives []*record.Unit) []Page {
	var pages []Page
	for _, life := range lives {
		title := e.say("statistic_all_of", "unit", e.unitName(life))
		if life != lives[0] {
			title = e.say("with_note", "text", title, "note", e.validity(life.ValidFrom, life.ValidTo))
		}
		part := e.tablesPart(life.ID, "mb-phan-1", true)
		part.Heading = e.unitTitle(life)
		part.Text = e.lifeText(life, e.statistics.yearsOf(life.ID))
		model := StatisticPage{
			Lead:  e.say("statistic_place_lead", "unit", e.unitName(life)),
			Parts: []StatisticPart{part}, Signs: e.signs(tablesIn(part)...),
		}
		for _, other := range lives {
			if other != life {
				text := e.say("with_note", "text", e.say("statistic_all_of", "unit", e.unitName(other)), "note", e.validity(other.ValidFrom, other.ValidTo))
				model.Links = append(model.Links, Link{Text: text, Href: e.href(e.statistics.address(p, other))})
			}
		}
		if len(e.figuresOf[p]) > 0 {
			model.Links = append(model.Links, Link{Text: e.say("figures_more", "unit", e.unitName(p.now())), Href: e.href(p.figuresAddress())})
		}
		model.Links = append(model.Links, e.howLinks()...)
		trail := []Link{e.section(e.say("menu_figures"), "/so-lieu/")}
		if p.section != "" {
			trail = append(e.unitTrail(p.now()), e.unitLink(p.now()))
		}
		pages = append(pages, e.statisticPage(e.statistics.address(p, life), title, model.Lead, recordPath(e.set, "units", life.ID), trail, model))
	}
	return pages
}

// address is the page of all statistics of one life of a place: the newest that
// tables know has the short one.
func (st *statistics) address(p *place, life *record.Unit) string {
	if life == st.livesOf(p)[0] {
		return p.address() + "thong-ke/"
	}
	return p.address() + "thong-ke/den-" + life.ValidTo + "/"
}

// poolStatistics shows every table of communes that are too small to be shown
// alone.
func (e *edition) poolStatistics(g *statisticGroup) Page {
	title := upperFirst(e.say("statistic_all_of", "unit", e.poolName(g.pools[0].Code)))
	model := StatisticPage{Lead: e.say("statistic_pool_lead")}
	members := ListGroup{Heading: e.say("statistic_pool_members")}
	for i, pool := range g.pools {
		part := e.tablesPart(pool.Code, "mb-phan-"+strconv.Itoa(i+1), i == 0)
		part.Heading = upperFirst(e.poolName(pool.Code))
		model.Parts = append(model.Parts, part)
		for _, id := range pool.Members {
			if u := e.set.Units[id]; u != nil {
				members.Items = append(members.Items, ListItem{Link: e.unitLink(u), Detail: e.validity(u.ValidFrom, u.ValidTo)})
			}
		}
	}
	model.Places = []ListGroup{members}
	model.Signs = e.signs(tablesIn(model.Parts...)...)
	model.Links = e.howLinks()
	return e.statisticPage(g.address(), title, model.Lead, "", []Link{e.section(e.say("menu_figures"), "/so-lieu/")}, model)
}

// howLinks lead to what explains statistics and lets a reader check them.
func (e *edition) howLinks() []Link {
	var links []Link
	if link, ok := e.methodLink(); ok {
		links = append(links, link)
	}
	return append(links, e.bundleLink())
}

// tablesPart shows every table of one unit, the latest standard of each first.
func (e *edition) tablesPart(code, id string, charts bool) StatisticPart {
	part := StatisticPart{ID: id}
	for i, s := range e.statistics.tablesOf(code) {
		runs := s.runs(e.statistics.Standards, code)
		for j, r := range slices.Backward(runs) {
			section := e.unitSection(s, code, r, id+"-"+strconv.Itoa(i+1)+"-"+strconv.Itoa(j+1), charts && j == len(runs)-1)
			section.Links = []Link{{Text: e.say("statistic_other_places"), Href: e.href("/so-lieu/" + s.ID + "/"), Note: s.Title.In(e.lang)}}
			part.Sections = append(part.Sections, section)
		}
	}
	return part
}

// yearsOf are the years for which any table has figures of a unit.
func (st *statistics) yearsOf(code string) []int {
	var years []int
	for _, s := range st.tablesOf(code) {
		for _, r := range s.runs(st.Standards, code) {
			years = append(years, r.years...)
		}
	}
	slices.Sort(years)
	return slices.Compact(years)
}

// unitBox is what the page of a place has of its statistics; nil where there are
// none. Invented figures stay off the page of a real place: it only leads to
// them.
func (e *edition) unitBox(p *place) *StatisticBox {
	st := e.statistics
	if st == nil {
		return nil
	}
	lives := st.livesOf(p)
	if len(lives) == 0 {
		return e.pooledBox(p)
	}
	name := e.unitName(p.now())
	link := Link{Text: e.say("statistic_all_of", "unit", name), Href: e.href(st.address(p, lives[0]))}
	if st.Synthetic {
		return e.syntheticBox(e.say("statistic_box_synthetic", "unit", name), link)
	}
	life := lives[0]
	box := &StatisticBox{Heading: e.say("statistic_box"), Text: e.lifeText(life, st.yearsOf(life.ID)), Links: append([]Link{link}, e.howLinks()...)}
	for _, s := range st.tablesOf(life.ID) {
		if section, ok := e.boxSection(s, life.ID); ok {
			box.Sections = append(box.Sections, section)
		}
	}
	box.Sections = append(e.placeProgress(p, lives), box.Sections...)
	box.finish(e)
	return box
}

// finish explains the signs that the box uses.
func (b *StatisticBox) finish(e *edition) {
	b.Signs = e.signs(tablesIn(StatisticPart{Sections: b.Sections})...)
}

// boxSection is a table in short: classes and changes by year, what households
// lack in the latest year.
func (e *edition) boxSection(s *statistic, unit string) (StatisticSection, bool) {
	runs := s.runs(e.statistics.Standards, unit)
	if len(runs) == 0 || len(s.Dimensions) != 3 {
		return StatisticSection{}, false
	}
	r := runs[len(runs)-1].last(shownYears)
	switch {
	case s.by(dimensionIndicator) >= 0:
		r = r.last(1)
	case s.by(dimensionClassEnd) < 0 && s.by(dimensionTransition) < 0:
		return StatisticSection{}, false
	}
	return e.unitSection(s, unit, r, "mb-thong-ke-"+s.ID, false), true
}

// syntheticBox leads to invented figures without showing any.
func (e *edition) syntheticBox(text string, links ...Link) *StatisticBox {
	for i := range links {
		links[i].Text = e.say("statistic_title_synthetic", "title", links[i].Text)
	}
	return &StatisticBox{Heading: e.say("statistic_box_synthetic_heading"), Synthetic: true, Text: text, Links: links}
}

// pooledBox leads from a small commune to the pool in which it is counted.
func (e *edition) pooledBox(p *place) *StatisticBox {
	for _, life := range p.lives {
		g := e.statistics.groupOf[life.ID]
		if g == nil {
			continue
		}
		link := Link{Text: upperFirst(e.say("statistic_all_of", "unit", e.poolName(g.pools[0].Code))), Href: e.href(g.address())}
		if e.statistics.Synthetic {
			return e.syntheticBox(e.say("statistic_box_pooled_synthetic"), link)
		}
		return &StatisticBox{Heading: e.say("statistic_box"), Text: e.say("statistic_box_pooled"), Links: append([]Link{link}, e.howLinks()...)}
	}
	return nil
}
