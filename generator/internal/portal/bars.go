package portal

import (
	"cmp"
	"slices"
	"strconv"

	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// comparison is a set of figures that may stand side by side: units below one
// place in one year, by one standard and of one status.
type comparison struct {
	year             int
	standard, status string
	figures          []*record.Figure
}

// comparisons are those of the units below a place, newest first.
func (ix *index) comparisons(p *place) []comparison {
	var made []comparison
	seen := map[*place]bool{}
	for _, life := range p.lives {
		for _, child := range ix.children[life.ID] {
			at := ix.placeOf[child.ID]
			if seen[at] {
				continue
			}
			seen[at] = true
			for _, f := range ix.figuresOf[at] {
				if _, known := poorRate(f); !known {
					continue
				}
				i := slices.IndexFunc(made, func(c comparison) bool {
					return c.year == f.Year && c.standard == f.Standard && c.status == f.Status
				})
				if i < 0 {
					i = len(made)
					made = append(made, comparison{f.Year, f.Standard, f.Status, nil})
				}
				made[i].figures = append(made[i].figures, f)
			}
		}
	}
	made = slices.DeleteFunc(made, func(c comparison) bool { return len(c.figures) < 2 })
	slices.SortFunc(made, func(a, b comparison) int {
		return cmp.Or(cmp.Compare(b.year, a.year), cmp.Compare(b.standard, a.standard), cmp.Compare(a.status, b.status))
	})
	return made
}

// childCharts compare the units below a place, highest rate first.
func (e *edition) childCharts(p *place) []Chart {
	var charts []Chart
	for _, c := range e.comparisons(p) {
		slices.SortStableFunc(c.figures, func(a, b *record.Figure) int {
			rateA, _ := poorRate(a)
			rateB, _ := poorRate(b)
			return cmp.Compare(rateB, rateA)
		})
		charts = append(charts, e.barChart(p, c))
	}
	return charts
}

func (e *edition) barChart(p *place, c comparison) Chart {
	name := e.unitName(p.now())
	title := e.say("chart_bars_title", "unit", name, "year", strconv.Itoa(c.year))
	rows := rowsChart{tick: func(v float64) string { return viet.Percent(v, e.lang) }}
	kind := rowExact
	if c.status == figureTarget {
		kind = rowTarget
	}
	for _, f := range c.figures {
		rate, _ := poorRate(f)
		rows.rows = append(rows.rows, chartRow{
			label: e.unitTitle(e.set.Units[f.Unit]), value: viet.Percent(rate, e.lang), kind: kind, high: rate,
		})
	}
	legend := []Legend{{Sample: rowSample(kind, false), Text: e.label("figure-statuses", c.status)}}
	figures, words := c.figures, ""
	if whole, rate, ok := e.wholeRate(p, c); ok {
		rows.whole = &rate
		words = e.say("bars_whole", "unit", e.unitName(e.set.Units[whole.Unit]), "rate", viet.Percent(rate, e.lang))
		legend = append(legend, Legend{Sample: wholeSample(), Text: words})
		figures = append(slices.Clone(figures), whole)
	}
	chart := Chart{
		ID: "bars-" + strconv.Itoa(c.year) + "-" + c.standard + "-" + c.status, Title: title,
		Wide: rows.draw(chartWide), Narrow: rows.draw(chartNarrow),
		Legend: legend,
		Table:  e.comparisonTable(p, c, title), data: e.rateData(figures), sources: e.publishersOf(figures),
	}
	first, last := c.figures[0], c.figures[len(c.figures)-1]
	top, _ := poorRate(first)
	low, _ := poorRate(last)
	chart.Sentence = e.say("sentence_bars", "year", strconv.Itoa(c.year), "standard", e.word("standards", c.standard), "unit", name,
		"high", e.unitName(e.set.Units[first.Unit]), "top", viet.Percent(top, e.lang),
		"low", e.unitName(e.set.Units[last.Unit]), "bottom", viet.Percent(low, e.lang))
	if words != "" {
		chart.Sentence += " " + words + "."
	}
	return chart
}

// wholeFigures are those of the place itself that can stand beside the units below.
func (e *edition) wholeFigures(p *place, c comparison) []*record.Figure {
	var whole []*record.Figure
	for _, f := range e.figuresOf[p] {
		if f.Year == c.year && f.Standard == c.standard && f.Status == c.status {
			whole = append(whole, f)
		}
	}
	return whole
}

// wholeRate is the rate of the place itself. ok is false where there is none, or
// where it has two: those of two lives.
func (e *edition) wholeRate(p *place, c comparison) (f *record.Figure, rate float64, ok bool) {
	whole := e.wholeFigures(p, c)
	if len(whole) != 1 {
		return nil, 0, false
	}
	rate, ok = poorRate(whole[0])
	return whole[0], rate, ok
}

// wholeSample shows the line of the place itself.
func wholeSample() draw.Drawing {
	return sample(func(d *draw.Drawing) { d.Line(draw.Break, 14, 0, 14, 18) })
}

// comparisonTable stands beside the bars; its last row is the place itself
// where it has a figure of the same year and standard.
func (e *edition) comparisonTable(p *place, c comparison, caption string) *FigureTable {
	columns := e.filled(c.figures, e.stock())
	table := &FigureTable{Caption: caption, Head: []string{e.say("column_unit")}}
	for _, column := range columns {
		table.Head = append(table.Head, column.head)
	}
	for _, f := range c.figures {
		u := e.set.Units[f.Unit]
		table.Rows = append(table.Rows, TableRow{
			Head: e.unitTitle(u), Href: e.href(e.placeOf[f.Unit].figuresAddress()), Cells: e.cells(f, columns),
		})
	}
	for _, f := range e.wholeFigures(p, c) {
		table.Rows = append(table.Rows, TableRow{Head: e.unitTitle(e.set.Units[f.Unit]), Cells: e.cells(f, columns), Break: true})
	}
	table.Notes, table.Sources = e.figureNotes(c.figures), e.figureSources(c.figures)
	return table
}
