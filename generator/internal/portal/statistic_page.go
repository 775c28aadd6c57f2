package portal

import (
	"iter"
	"slices"
	"strconv"

	"minhbach/generator/internal/record"
)

// cellsPerPage is the number of figures of one table that stand on one page;
// what is beyond follows on numbered pages.
const cellsPerPage = 280

// statisticPages are all pages of statistics.
func (e *edition) statisticPages(yield func(Page) bool) {
	if e.statistics == nil {
		return
	}
	for _, s := range e.statistics.tables {
		for page := range e.tablePages(s) {
			if !yield(page) {
				return
			}
		}
	}
	for _, p := range e.places {
		if lives := e.statistics.livesOf(p); len(lives) > 0 && !each(e.placeStatistics(p, lives), yield) {
			return
		}
	}
	for _, g := range e.statistics.groups {
		if !yield(e.poolStatistics(g)) {
			return
		}
	}
}

// tablePages are a table for all that it covers, then for each place that has
// places below it.
func (e *edition) tablePages(s *statistic) iter.Seq[Page] {
	address := "/so-lieu/" + s.ID + "/"
	trail := []Link{e.section(e.say("menu_figures"), "/so-lieu/")}
	title := s.Title.In(e.lang)
	return func(yield func(Page) bool) {
		more := each(e.tablePage(s, []string{""}, address, title, trail), yield)
		for i := 0; more && i < len(e.places); i++ {
			p := e.places[i]
			var codes []string
			for _, life := range p.lives {
				if len(e.statistics.below[s][life.ID]) > 0 {
					codes = append(codes, life.ID)
				}
			}
			if len(codes) > 0 {
				more = each(e.tablePage(s, codes, address+p.slug+"/",
					e.say("statistic_title_place", "title", title, "unit", e.unitName(p.now())),
					append(slices.Clone(trail), e.section(title, address))), yield)
			}
		}
	}
}

// tablePage shows a table for some units and compares what is below them.
func (e *edition) tablePage(s *statistic, units []string, address, title string, trail []Link) []Page {
	b := &statisticBuilder{edition: e, table: s, address: address, title: title, trail: trail}
	model := StatisticPage{Lead: e.universe(s), Facts: e.tableFacts(s), Note: e.note(s.Note)}
	for _, unit := range units {
		if part, ok := b.own(unit); ok {
			model.Parts = append(model.Parts, part)
		}
		model.Parts = append(model.Parts, b.below(unit)...)
	}
	if units[0] == "" {
		model.Places, model.Unlisted = e.furtherPlaces(s)
		model.Links = append(model.Links, b.links()...)
	} else {
		model.Links = append(model.Links, b.links()...)
		model.Links = append(model.Links, Link{
			Text: e.say("statistic_all_of", "unit", e.ofUnit(units[0])), Href: e.href(e.statistics.address(e.placeOf[units[0]], e.set.Units[units[0]])),
		})
	}
	model.Signs = e.signs(tablesIn(model.Parts...)...)
	description := model.Lead
	for _, p := range model.Parts {
		if len(p.Sections) > 0 && p.Sections[0].Sentence != "" {
			description = p.Sections[0].Sentence
			break
		}
	}
	front := e.statisticPage(address, title, description, recordPath(e.set, "tables", s.ID), trail, model)
	pages := append([]Page{front}, b.more...)
	for i := range pages {
		pages[i].Frame.Provenance = e.provenance(recordName{kind: kindTables, ids: []string{s.ID}})
	}
	return pages
}

// statisticPage puts statistics into their frame, which says when they are
// invented.
func (e *edition) statisticPage(address, title, description, source string, trail []Link, model StatisticPage) Page {
	if e.statistics.Synthetic {
		title = e.say("statistic_title_synthetic", "title", title)
		description = e.say("statistic_synthetic_notice") + " " + description
	}
	return e.page(address, LayoutStatistic, source,
		heading{title: title, description: description, trail: trail, synthetic: e.statistics.Synthetic, card: e.statisticCard(address)}, model)
}

// universe says what a table counts.
func (e *edition) universe(s *statistic) string {
	if s.money() {
		return e.say("statistic_sums", "universe", lowerFirst(e.note(&s.Universe.Description)))
	}
	return e.say("statistic_counts", "universe", lowerFirst(e.note(&s.Universe.Description)))
}

// tableFacts are what a reader must know of a table.
func (e *edition) tableFacts(s *statistic) []Fact {
	years := Fact{Label: e.say("statistic_fact_years")}
	for _, r := range s.runs(e.statistics.Standards, s.units...) {
		text := e.say("statistic_years_standard", "years", yearSpan(r.years), "standard", e.standardName(r))
		if years.Text != "" {
			text = years.Text + "; " + text
		}
		years.Text = text
	}
	facts := []Fact{{Label: e.say("statistic_fact_unit"), Text: upperFirst(e.measure(s))}, years}
	if s.unit >= 0 {
		level := s.Dimensions[s.unit].Level
		if level == "" {
			level = "commune"
		}
		facts = append(facts, Fact{Label: e.say("statistic_fact_level"), Text: e.label("levels", level)})
	}
	closed := Fact{Label: e.say("statistic_fact_ranges"), Text: e.shareOf(s)}
	if link, ok := e.methodLink(); ok {
		closed.Links = append(closed.Links, link)
	}
	closed.Links = append(closed.Links, e.bundleLink())
	return append(facts, closed)
}

// shareOf says how many figures of a table are ranges, or changed by a method.
func (e *edition) shareOf(s *statistic) string {
	if s.changed > 0 {
		return e.say("statistic_share_changed", "all", e.number(int64(s.figures)), "changed", e.number(int64(s.changed)),
			"share", e.partOf(s.changed, s.figures))
	}
	return e.say("statistic_share", "all", e.number(int64(s.figures)), "ranges", e.number(int64(s.withheld)),
		"share", e.partOf(s.withheld, s.figures))
}

// yearSpan is "2022–2025", or years one by one where some are missing.
func yearSpan(years []int) string {
	first, last := years[0], years[len(years)-1]
	switch {
	case first == last:
		return strconv.Itoa(first)
	case last-first == len(years)-1:
		return strconv.Itoa(first) + "–" + strconv.Itoa(last)
	}
	text := ""
	for i, y := range years {
		if i > 0 {
			text += ", "
		}
		text += strconv.Itoa(y)
	}
	return text
}

// methodLink leads to the page of methods, where there is one.
func (e *edition) methodLink() (Link, bool) {
	there := slices.ContainsFunc(e.standings, func(s *standing) bool { return s.address == methodAddress })
	return Link{Text: e.say("statistic_why_ranges"), Href: e.href(methodAddress)}, there
}

// furtherPlaces lists the places of a table that its page does not compare, by
// the unit above them.
func (e *edition) furtherPlaces(s *statistic) (groups []ListGroup, unlisted string) {
	if len(s.units) > namedOnIndex {
		return nil, e.say("statistic_too_many")
	}
	var visit func(above string)
	visit = func(above string) {
		for _, f := range e.families(s, above) {
			if above != "" || len(f.codes) < 2 {
				group := ListGroup{Heading: e.familyHeading(f)}
				for _, code := range f.codes {
					group.Items = append(group.Items, ListItem{Link: Link{Text: upperFirst(e.ofUnit(code)), Href: e.statisticHref(s, code)}})
				}
				groups = append(groups, group)
			}
			for _, code := range f.codes {
				visit(code)
			}
		}
	}
	visit("")
	return groups, ""
}

// lifeText says what time a unit's figures are about, and that years in which it
// did not exist have been counted on its area.
func (e *edition) lifeText(u *record.Unit, years []int) string {
	var sentences []string
	if u.ValidFrom != "" || u.ValidTo != "" {
		sentences = append(sentences, e.say("statistic_life", "period", e.validity(u.ValidFrom, u.ValidTo)))
	}
	if first := strconv.Itoa(years[0]) + "-12-31"; u.ValidFrom > first {
		sentences = append(sentences, e.say("statistic_restated", "date", e.day(u.ValidFrom)))
	}
	if last := strconv.Itoa(years[len(years)-1]) + "-12-31"; u.ValidTo != "" && u.ValidTo < last {
		sentences = append(sentences, e.say("statistic_restated_after", "date", e.day(u.ValidTo)))
	}
	return joinSentences(sentences)
}

// statisticGroups lead from the index of figures to the tables.
func (e *edition) statisticGroups() []ListGroup {
	if e.statistics == nil || len(e.statistics.tables) == 0 {
		return nil
	}
	group := ListGroup{Heading: e.say("statistic_index")}
	if e.statistics.Synthetic {
		group.Heading = e.say("statistic_index_synthetic")
	}
	for _, s := range e.statistics.tables {
		item := ListItem{Link: Link{Text: s.Title.In(e.lang), Href: e.href("/so-lieu/" + s.ID + "/")}, Detail: yearSpan(s.years)}
		if e.statistics.Synthetic {
			item.Text = e.say("statistic_title_synthetic", "title", item.Text)
		}
		group.Items = append(group.Items, item)
	}
	return []ListGroup{group}
}
