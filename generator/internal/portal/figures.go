package portal

import (
	"slices"
	"strconv"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// Codes of figures that decide something here.
const (
	figureTarget   = "target"
	measurePoor    = "poor"
	measureNear    = "near-poor"
	measureMulti   = "multi"
	measureFell    = "fell-back"
	measureAchieve = "plan-achieved"
)

// column is one column of a table of figures.
type column struct {
	head string
	cell func(*record.Figure) (text string, known bool)
}

// valueOf is what a figure prints for a measure, nil when it prints nothing.
func valueOf(f *record.Figure, measure string) *record.FigureValue {
	for i := range f.Values {
		if f.Values[i].Measure == measure {
			return &f.Values[i]
		}
	}
	return nil
}

// poorRate is the poverty rate that a figure prints.
func poorRate(f *record.Figure) (rate float64, known bool) {
	v := valueOf(f, measurePoor)
	if v == nil || v.Rate == nil {
		return 0, false
	}
	return *v.Rate, true
}

func (e *edition) columnsFor(measure string) []column {
	name := e.label("measures", measure)
	value := func(pick func(*record.FigureValue) (string, bool)) func(*record.Figure) (string, bool) {
		return func(f *record.Figure) (string, bool) {
			if v := valueOf(f, measure); v != nil {
				return pick(v)
			}
			return "", false
		}
	}
	percent := func(n *float64) (string, bool) {
		if n == nil {
			return "", false
		}
		return viet.Percent(*n, e.lang), true
	}
	return []column{
		{e.say("column_households", "measure", name), value(func(v *record.FigureValue) (string, bool) {
			if v.Households == nil {
				return "", false
			}
			return e.number(*v.Households), true
		})},
		{e.say("column_rate", "measure", name), value(func(v *record.FigureValue) (string, bool) { return percent(v.Rate) })},
		{e.say("column_change", "measure", name), value(func(v *record.FigureValue) (string, bool) {
			if v.ChangePoints == nil {
				return "", false
			}
			return e.points(*v.ChangePoints), true
		})},
		{name, value(func(v *record.FigureValue) (string, bool) { return percent(v.Percent) })},
	}
}

// points is a change in percentage points: "giảm 5,15 điểm phần trăm".
func (e *edition) points(change float64) string {
	switch {
	case change < 0:
		return e.say("points_down", "n", viet.Decimal(-change, e.lang))
	case change > 0:
		return e.say("points_up", "n", viet.Decimal(change, e.lang))
	}
	return e.say("points_same")
}

// filled are the columns in which at least one figure prints something.
func (e *edition) filled(figures []*record.Figure, measures ...string) []column {
	var kept []column
	for _, measure := range measures {
		for _, c := range e.columnsFor(measure) {
			if slices.ContainsFunc(figures, func(f *record.Figure) bool { _, known := c.cell(f); return known }) {
				kept = append(kept, c)
			}
		}
	}
	return kept
}

func (e *edition) cells(f *record.Figure, columns []column) []TableCell {
	cells := make([]TableCell, 0, len(columns))
	for _, c := range columns {
		text, known := c.cell(f)
		if !known {
			cells = append(cells, TableCell{Text: e.say("cell_missing"), Kind: "missing", Explain: e.say("cell_missing_explain")})
			continue
		}
		cells = append(cells, TableCell{Text: text, Kind: "number"})
	}
	return cells
}

// figureTable holds all figures of a unit, one row each; a line separates the
// standards.
func (e *edition) figureTable(u *record.Unit, figures []*record.Figure) FigureTable {
	columns := e.filled(figures, measurePoor, measureNear, measureMulti, measureFell, measureAchieve)
	table := FigureTable{
		Caption: e.say("figures_caption", "unit", e.unitName(u)),
		Head:    []string{e.say("column_year"), e.say("column_standard"), e.say("column_status")},
	}
	for _, c := range columns {
		table.Head = append(table.Head, c.head)
	}
	for i, f := range figures {
		table.Rows = append(table.Rows, TableRow{
			Head: strconv.Itoa(f.Year), Break: i > 0 && figures[i-1].Standard != f.Standard,
			Cells: append([]TableCell{
				{Text: e.label("standards", f.Standard), Kind: "text"},
				{Text: e.label("figure-statuses", f.Status), Kind: "text", Explain: e.explain("figure-statuses", f.Status)},
			}, e.cells(f, columns)...),
		})
	}
	table.Notes, table.Sources = e.figureNotes(figures), e.figureSources(figures)
	return table
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
