package portal

import (
	"slices"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

func (e *edition) unitPage(p *place) Page {
	now := p.now()
	name := e.unitTitle(now)
	commitments := e.commitmentsAt[p]
	log := e.logOf(commitments)
	for _, a := range e.activitiesAt[p] {
		log = append(log, e.activityStep(a, true))
	}
	model := UnitPage{
		Name: name, Profile: e.unitProfile(p),
		Commitments: e.cards(commitments), Log: ordered(log),
		Bodies: e.organizationItems(e.bodiesAt[p]), Overview: e.unitOverview(p), Merged: e.mergedTable(now),
		News: e.newsCards(e.newsOn[p.address()]), Statistics: e.unitBox(p), Downloads: e.downloads(p),
	}
	var sources []record.Source
	for _, life := range p.lives {
		model.Lives = append(model.Lives, e.life(life, life != now))
		sources = append(sources, life.Sources...)
	}
	model.Sources = distinct(e.sources(sources))
	if len(e.comparedAt[p]) > 0 {
		model.Compare = &Link{Text: e.say("compare_title", "unit", e.unitName(now)), Href: e.href(p.address() + compareFolder)}
	}
	if e.hasSheet(p) {
		model.Sheet = &Link{Text: e.say("sheet_link"), Href: e.href(p.address() + sheetFolder)}
	}
	if figures := e.figuresOf[p]; len(figures) > 0 {
		table := e.figureTable(now, figures)
		table.More = &Link{Text: e.say("figures_more", "unit", e.unitName(now)), Href: e.href(p.figuresAddress())}
		model.Figures = []FigureTable{table}
	} else {
		model.NoFigures = e.say("figures_none", "unit", e.unitName(now))
		model.NearFigures = e.nearFigures(p)
	}
	description := e.say("unit_description", "unit", name, "within", e.within(now))
	if e.within(now) == "" {
		description = e.say("unit_description_alone", "unit", name)
	}
	return e.page(p.address(), LayoutUnit, recordPath(e.set, "units", now.ID),
		heading{title: name, description: description, trail: e.unitTrail(now), record: unitRecords(p), feed: p.section == "xa", card: e.placeCard(p)}, model)
}

// unitTrail leads down from the list of units through those above this one.
func (e *edition) unitTrail(u *record.Unit) []Link {
	trail := []Link{e.section(e.say("menu_units"), "/xa/")}
	above := e.parents(u)
	slices.Reverse(above)
	for _, unit := range above {
		if unit.Type != typeCountry {
			trail = append(trail, e.unitLink(unit))
		}
	}
	return trail
}

func (e *edition) unitProfile(p *place) []Fact {
	now := p.now()
	facts := []Fact{
		{Label: e.say("fact_code"), Text: now.Code},
		{Label: e.say("fact_type"), Text: upperFirst(e.label("unit-types", now.Type))},
	}
	if above := e.parents(now); len(above) > 0 {
		fact := Fact{Label: e.say("fact_within")}
		for _, u := range above {
			fact.Links = append(fact.Links, e.unitLink(u))
		}
		facts = append(facts, fact)
	}
	if now.ValidTo != "" {
		fact := Fact{Label: e.say("fact_successors"), Note: e.say("existed_until", "date", e.day(now.ValidTo))}
		fact.Links = e.unitLinks(now.Successors)
		facts = append(facts, fact)
	}
	return append(facts, e.sizeFacts(now)...)
}

// sizeFacts are area and population, where a source gives them.
func (e *edition) sizeFacts(u *record.Unit) []Fact {
	var facts []Fact
	if u.AreaKm2 > 0 {
		facts = append(facts, Fact{Label: e.say("fact_area"), Text: e.say("area", "n", viet.Decimal(u.AreaKm2, e.lang))})
	}
	if u.Population != nil {
		facts = append(facts, Fact{
			Label: e.say("fact_population"), Text: e.counted("people", u.Population.Value), Note: e.note(&u.Population.Note),
		})
	}
	return facts
}

// life tells one life; withSize adds area and population, which the profile
// already has for the newest.
func (e *edition) life(u *record.Unit, withSize bool) Life {
	life := Life{
		Name: e.unitTitle(u), Period: e.validity(u.ValidFrom, u.ValidTo), Current: e.current(u),
		Successors: e.unitLinks(u.Successors), Note: e.note(u.Note),
	}
	if withSize {
		life.Facts = e.sizeFacts(u)
	}
	for _, above := range e.parents(u) {
		life.Parents = append(life.Parents, e.unitLink(above))
	}
	for _, before := range e.predecessors[u.ID] {
		life.Predecessors = append(life.Predecessors, e.unitLink(before))
	}
	if u.LegalBasis != "" {
		life.Facts = append(life.Facts, Fact{Label: e.say("fact_legal"), Text: u.LegalBasis})
	}
	return life
}

// current reports whether a life goes on at the date of the records.
func (e *edition) current(u *record.Unit) bool {
	return u.ValidTo == "" || u.ValidTo >= e.site.DataAsOf
}

// validity is the time in which a unit or body exists.
func (e *edition) validity(from, to string) string {
	switch {
	case from == "" && to == "":
		return e.say("valid_always")
	case from == "":
		return e.say("until", "date", e.day(to))
	case to == "":
		return e.say("since", "date", e.day(from))
	}
	return e.say("from_to", "from", e.day(from), "to", e.day(to))
}

func (e *edition) unitLinks(ids []string) []Link {
	var links []Link
	for _, id := range unique(ids...) {
		if u := e.set.Units[id]; u != nil {
			links = append(links, e.unitLink(u))
		}
	}
	return links
}

// nearFigures leads to the figures of the units above any of the lives,
// nearest first.
func (e *edition) nearFigures(p *place) []Link {
	var links []Link
	var seen []*place
	for _, life := range slices.Backward(p.lives) {
		for _, above := range e.parents(life) {
			at := e.placeOf[above.ID]
			if len(e.figuresOf[at]) == 0 || slices.Contains(seen, at) {
				continue
			}
			seen = append(seen, at)
			links = append(links, Link{Text: e.say("figures_more", "unit", e.unitName(above)), Href: e.href(at.figuresAddress())})
		}
	}
	return links
}

// distinct drops repeated citations and keeps the order.
func distinct(list []Source) []Source {
	var kept []Source
	seen := make(map[Source]bool, len(list))
	for _, s := range list {
		if !seen[s] {
			seen[s] = true
			kept = append(kept, s)
		}
	}
	return kept
}
