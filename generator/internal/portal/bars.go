package portal

import (
	"cmp"
	"slices"
	"strconv"

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
	chart := Chart{
		ID: "bars-" + strconv.Itoa(c.year) + "-" + c.standard + "-" + c.status, Title: title,
		Wide: rows.draw(chartWide), Narrow: rows.draw(chartNarrow),
		Legend: []Legend{{Sample: rowSample(kind, false), Text: e.label("figure-statuses", c.status)}},
		Table:  e.comparisonTable(p, c, title), data: e.rateData(c.figures), sources: e.publishersOf(c.figures),
	}
	first, last := c.figures[0], c.figures[len(c.figures)-1]
	top, _ := poorRate(first)
	low, _ := poorRate(last)
	chart.Sentence = e.say("sentence_bars", "year", strconv.Itoa(c.year), "standard", e.word("standards", c.standard), "unit", name,
		"high", e.unitName(e.set.Units[first.Unit]), "top", viet.Percent(top, e.lang),
		"low", e.unitName(e.set.Units[last.Unit]), "bottom", viet.Percent(low, e.lang))
	return chart
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
	for _, f := range e.figuresOf[p] {
		if f.Year == c.year && f.Standard == c.standard && f.Status == c.status {
			table.Rows = append(table.Rows, TableRow{
				Head: e.unitTitle(e.set.Units[f.Unit]), Cells: e.cells(f, columns), Break: true,
			})
		}
	}
	table.Notes, table.Sources = e.figureNotes(c.figures), e.figureSources(c.figures)
	return table
}
