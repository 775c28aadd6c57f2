package portal

import (
	"slices"
	"strconv"

	"minhbach/generator/internal/record"
)

// Codes of figures that decide something here.
const (
	figureTarget   = "target"
	figureReported = "reported"
	figureApproved = "approved"
	measurePoor    = "poor"
	measureNear    = "near-poor"
	measureMulti   = "multi"
	measureFell    = "fell-back"
	measureAchieve = "plan-achieved"
)

// figureTable holds numbers and rates of all figures of a unit, one row each.
func (e *edition) figureTable(u *record.Unit, figures []*record.Figure) FigureTable {
	table := e.tableOf(figures, e.filled(figures, e.stock()))
	table.Caption = e.say("figures_caption", "unit", e.unitName(u))
	table.Notes, table.Sources = e.figureNotes(figures), e.figureSources(figures)
	return table
}

// changeTable holds what figures say beyond numbers and rates: changes,
// households fallen back, the part of the plan achieved. It has only the
// figures that say such a thing; ok is false when none does.
func (e *edition) changeTable(u *record.Unit, figures []*record.Figure) (table FigureTable, ok bool) {
	columns := e.filled(figures, e.flow())
	saying := slices.DeleteFunc(slices.Clone(figures), func(f *record.Figure) bool {
		return !slices.ContainsFunc(columns, func(c column) bool { _, known := c.cell(f); return known })
	})
	if len(saying) == 0 {
		return FigureTable{}, false
	}
	table = e.tableOf(saying, columns)
	table.Caption = e.say("changes_caption", "unit", e.unitName(u))
	table.Sources = e.figureSources(saying)
	return table, true
}

// tableOf has a row for each figure and a line between standards.
func (e *edition) tableOf(figures []*record.Figure, columns []column) FigureTable {
	table := FigureTable{Head: []string{e.say("column_year"), e.say("column_standard"), e.say("column_status")}}
	for _, c := range columns {
		table.Head = append(table.Head, c.head)
	}
	if e.data != nil {
		table.Head = append(table.Head, e.say("column_origin"))
	}
	for i, f := range figures {
		row := TableRow{
			Head: strconv.Itoa(f.Year), Break: i > 0 && figures[i-1].Standard != f.Standard,
			Cells: append([]TableCell{
				e.standardCell(f.Standard), e.statusCell(f.Status),
			}, e.cells(f, columns)...),
		}
		if e.data != nil {
			row.Cells = append(row.Cells, e.originCell("figures", f.ID, "values"))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// standardCell names a standard by its years: the column says what they are.
func (e *edition) standardCell(id string) TableCell {
	return TableCell{Text: yearsOfStandard(id), Kind: "text", Explain: e.label("standards", id)}
}

func (e *edition) statusCell(status string) TableCell {
	return TableCell{Text: e.label("figure-statuses", status), Kind: "text", Explain: e.explain("figure-statuses", status)}
}

// figureNotes are the notes, decisions and explained defects, by year. What is
// said alike of several standards is said once.
func (e *edition) figureNotes(figures []*record.Figure) []string {
	type said struct {
		year int
		text string
	}
	standards := map[said][]string{}
	var order []said
	for _, f := range figures {
		for _, text := range unique(e.decision(f.Decision), e.note(f.Defect), e.note(f.Note)) {
			key := said{f.Year, text}
			if standards[key] == nil {
				order = append(order, key)
			}
			standards[key] = unique(append(standards[key], f.Standard)...)
		}
	}
	notes := make([]string, 0, len(order))
	for _, key := range order {
		year := strconv.Itoa(key.year)
		if ids := standards[key]; len(ids) == 1 {
			notes = append(notes, e.say("year_note", "year", year, "standard", e.word("standards", ids[0]), "text", key.text))
		} else {
			notes = append(notes, e.say("year_note_both", "year", year, "text", key.text))
		}
	}
	return notes
}

func (e *edition) figureSources(figures []*record.Figure) []Source {
	var sources []record.Source
	for _, f := range figures {
		sources = append(sources, f.Sources...)
	}
	return distinct(e.sources(sources))
}

// publishersOf are those who published figures first.
func (e *edition) publishersOf(figures []*record.Figure) []string {
	var names []string
	for _, s := range e.figureSources(figures) {
		names = append(names, s.Publisher)
	}
	return unique(names...)
}

// figuresPage shows the official figures of a place: the rate by year, the
// units below it side by side, and everything in a table.
func (e *edition) figuresPage(p *place) Page {
	now := p.now()
	figures := e.figuresOf[p]
	model := FiguresPage{Intro: e.say("figures_intro", "unit", e.unitName(now)), Unit: e.unitLink(now)}
	title := e.say("figures_title", "unit", e.unitName(now))
	source := recordPath(e.set, "units", now.ID)
	if len(figures) > 0 {
		source = recordPath(e.set, "figures", figures[0].ID)
		if chart, ok := e.rateChart(now, figures); ok {
			model.Charts = append(model.Charts, chart)
		}
		model.Tables = []FigureTable{e.figureTable(now, figures)}
		if changes, ok := e.changeTable(now, figures); ok {
			model.Tables = append(model.Tables, changes)
		}
	} else {
		model.Intro = e.say("figures_none", "unit", e.unitName(now))
	}
	model.Charts = append(model.Charts, e.childCharts(p)...)
	model.Notes = e.rules(figures)
	description := model.Intro
	if len(model.Charts) > 0 {
		description = model.Charts[0].Sentence
	}
	return e.page(p.figuresAddress(), LayoutFigures, source, heading{
		record: figureRecords(e.figuresOf[p]), card: e.rateCard(p, e.say("menu_figures")),
		title: title, description: description,
		trail: []Link{e.section(e.say("menu_figures"), "/so-lieu/")},
	}, model)
}

// rules say how the figures may be read.
func (e *edition) rules(figures []*record.Figure) []string {
	var rules []string
	if len(standardsOf(figures)) > 1 {
		rules = append(rules, e.say("rule_standards"))
	}
	if slices.ContainsFunc(figures, func(f *record.Figure) bool { return f.Status == figureTarget }) {
		rules = append(rules, e.say("rule_target"))
	}
	if len(figures) > 0 {
		rules = append(rules, e.say("rule_missing"))
	}
	return rules
}

// standardsOf are the standards of figures, in the order of the figures.
func standardsOf(figures []*record.Figure) []string {
	var ids []string
	for _, f := range figures {
		ids = append(ids, f.Standard)
	}
	return unique(ids...)
}

// figuresIndex leads to the figures of each place that has any.
func (e *edition) figuresIndex() Page {
	model := List{Intro: e.say("figures_index_intro")}
	for _, section := range []struct{ heading, section string }{
		{e.say("figures_country"), ""}, {e.say("figures_provinces"), "tinh"},
		{e.say("figures_districts"), "huyen"}, {e.say("figures_communes"), "xa"},
	} {
		group := ListGroup{Heading: section.heading}
		for _, p := range e.places {
			if p.section != section.section || len(e.figuresOf[p]) == 0 {
				continue
			}
			group.Items = append(group.Items, ListItem{
				Link:   Link{Text: e.unitTitle(p.now()), Href: e.href(p.figuresAddress())},
				Detail: e.yearsOf(e.figuresOf[p]),
			})
		}
		if len(group.Items) > 0 {
			model.Groups = append(model.Groups, group)
		}
	}
	model.Groups = append(model.Groups, e.statisticGroups()...)
	return e.page("/so-lieu/", LayoutList, "",
		heading{title: e.say("menu_figures"), description: e.say("figures_index_intro")}, model)
}

// yearsOf names the years for which there are figures.
func (e *edition) yearsOf(figures []*record.Figure) string {
	var years []string
	for _, f := range figures {
		years = append(years, strconv.Itoa(f.Year))
	}
	years = unique(years...)
	return e.say("years", "years", e.list(years))
}
