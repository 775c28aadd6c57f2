package portal

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// The view box of the line chart and the room around its plot.
const (
	lineWidth, lineHeight                    = 640, 320
	lineLeft, lineRight, lineTop, lineBottom = 56, 24, 32, 40
)

// kindGap is a line across years without a figure: nothing is known between
// its ends.
const kindGap = "gap"

// scale maps values to places on an axis.
type scale struct{ from, to, start, end float64 }

func (s scale) at(v float64) float64 {
	if s.to == s.from {
		return round((s.start + s.end) / 2)
	}
	return round(s.start + (v-s.from)/(s.to-s.from)*(s.end-s.start))
}

// round keeps one decimal: enough on a screen, and the same on every machine.
func round(v float64) float64 { return math.Round(v*10) / 10 }

// ticks are a few even steps from zero that cover top.
func ticks(top float64) []float64 {
	if top <= 0 {
		return []float64{0, 1}
	}
	magnitude := math.Pow(10, math.Floor(math.Log10(top)))
	step := magnitude
	for _, factor := range []float64{0.2, 0.25, 0.5, 1, 2, 2.5} {
		if step = factor * magnitude; step*5 >= top {
			break
		}
	}
	var list []float64
	for i := 0; ; i++ {
		v := math.Round(float64(i)*step*1e6) / 1e6
		list = append(list, v)
		if v >= top {
			return list
		}
	}
}

// rateChart draws the poverty rate by year: one line for each standard, never
// one across two; targets are points outside the lines. There is no chart of
// fewer than two rates.
func (e *edition) rateChart(u *record.Unit, figures []*record.Figure) (Chart, bool) {
	var rated []*record.Figure
	top := 0.0
	for _, f := range figures {
		if rate, known := poorRate(f); known {
			rated = append(rated, f)
			top = max(top, rate)
		}
	}
	if len(rated) < 2 {
		return Chart{}, false
	}
	years := []int{rated[0].Year, rated[0].Year}
	for _, f := range rated {
		years[0], years[1] = min(years[0], f.Year), max(years[1], f.Year)
	}
	marks := ticks(top)
	x := scale{float64(years[0]), float64(years[1]), lineLeft, lineWidth - lineRight}
	y := scale{0, marks[len(marks)-1], lineHeight - lineBottom, lineTop}

	chart := Chart{
		ID: "rate", Kind: "line", Title: e.say("chart_rate_title", "unit", e.unitName(u)),
		Sentence: e.rateSentence(u, rated), Width: lineWidth, Height: lineHeight, Table: e.rateTable(u, rated),
	}
	for _, v := range marks {
		chart.Ticks = append(chart.Ticks, Mark{X: lineLeft, Y: y.at(v), Text: viet.Percent(v, e.lang)})
	}
	for year := years[0]; year <= years[1]; year++ {
		chart.Labels = append(chart.Labels, Mark{X: x.at(float64(year)), Y: lineHeight - lineBottom, Text: strconv.Itoa(year)})
	}
	for _, f := range rated {
		rate, _ := poorRate(f)
		chart.Points = append(chart.Points, Mark{
			X: x.at(float64(f.Year)), Y: y.at(rate), Text: viet.Percent(rate, e.lang), Kind: f.Status,
		})
	}
	e.drawLines(&chart, rated, x, y)
	chart.Breaks = e.breaks(rated, x)
	chart.Legend = e.legend(rated, chart.Lines)
	return chart, true
}

// drawLines joins the neighbours of each standard; a step over missing years is
// a line of its own kind.
func (e *edition) drawLines(chart *Chart, rated []*record.Figure, x, y scale) {
	point := func(f *record.Figure) string {
		rate, _ := poorRate(f)
		return decimal(x.at(float64(f.Year))) + "," + decimal(y.at(rate))
	}
	for _, standard := range standardsOf(rated) {
		label := e.label("standards", standard)
		var run []string
		end := func() {
			if len(run) > 1 {
				chart.Lines = append(chart.Lines, Polyline{Points: strings.Join(run, " "), Kind: standard, Label: label})
			}
			run = nil
		}
		var last *record.Figure
		for _, f := range results(rated, standard) {
			if last != nil && f.Year > last.Year+1 {
				end()
				chart.Lines = append(chart.Lines, Polyline{Points: point(last) + " " + point(f), Kind: kindGap, Label: label})
			}
			run = append(run, point(f))
			last = f
		}
		end()
	}
}

// results are the rates of one standard that are no targets, one for each year:
// an approved one before one that was only reported.
func results(rated []*record.Figure, standard string) []*record.Figure {
	var list []*record.Figure
	for _, f := range rated {
		if f.Standard != standard || f.Status == figureTarget || len(list) > 0 && list[len(list)-1].Year == f.Year {
			continue
		}
		list = append(list, f)
	}
	return list
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// breaks are the places where another standard begins: between the two years,
// or at the year that has figures under both.
func (e *edition) breaks(rated []*record.Figure, x scale) []Mark {
	var marks []Mark
	standards := standardsOf(rated)
	for i := 1; i < len(standards); i++ {
		last, first := math.Inf(-1), math.Inf(1)
		for _, f := range rated {
			switch f.Standard {
			case standards[i-1]:
				last = max(last, float64(f.Year))
			case standards[i]:
				first = min(first, float64(f.Year))
			}
		}
		marks = append(marks, Mark{X: x.at((last + first) / 2), Y: lineTop, Text: e.say("break_label", "standard", e.word("standards", standards[i])), Kind: standards[i]})
	}
	return marks
}

// legend explains the kinds of lines and points that are drawn.
func (e *edition) legend(rated []*record.Figure, lines []Polyline) []Legend {
	drawn := func(kind string) bool {
		return slices.ContainsFunc(lines, func(l Polyline) bool { return l.Kind == kind })
	}
	var entries []Legend
	var statuses []string
	for _, f := range rated {
		statuses = append(statuses, f.Status)
	}
	for _, standard := range standardsOf(rated) {
		if drawn(standard) {
			entries = append(entries, Legend{Kind: standard, Text: e.label("standards", standard)})
		}
	}
	for _, status := range unique(statuses...) {
		entries = append(entries, Legend{Kind: status, Text: e.label("figure-statuses", status)})
	}
	if drawn(kindGap) {
		entries = append(entries, Legend{Kind: kindGap, Text: e.say("legend_gap")})
	}
	return entries
}

// rateSentence says what the line chart shows, standard by standard.
func (e *edition) rateSentence(u *record.Unit, rated []*record.Figure) string {
	var sentences []string
	for _, standard := range standardsOf(rated) {
		if list := results(rated, standard); len(list) > 0 {
			sentences = append(sentences, e.changeSentence(u, standard, list[0], list[len(list)-1]))
		}
	}
	for _, f := range rated {
		if f.Status == figureTarget {
			rate, _ := poorRate(f)
			sentences = append(sentences, e.say("sentence_target", "year", strconv.Itoa(f.Year), "rate", viet.Percent(rate, e.lang)))
		}
	}
	if len(standardsOf(rated)) > 1 {
		sentences = append(sentences, e.say("rule_standards"))
	}
	return joinSentences(sentences)
}

func (e *edition) changeSentence(u *record.Unit, standard string, first, last *record.Figure) string {
	from, _ := poorRate(first)
	to, _ := poorRate(last)
	pairs := []string{
		"standard", e.word("standards", standard), "unit", e.unitName(u),
		"from", viet.Percent(from, e.lang), "first", strconv.Itoa(first.Year),
	}
	if first == last {
		return e.say("sentence_once", pairs...)
	}
	pairs = append(pairs, "last", strconv.Itoa(last.Year))
	if to == from {
		return e.say("sentence_same", pairs...)
	}
	pairs = append(pairs, "to", viet.Percent(to, e.lang))
	if to > from {
		return e.say("sentence_rose", pairs...)
	}
	return e.say("sentence_fell", pairs...)
}

// rateTable holds the numbers of the line chart.
func (e *edition) rateTable(u *record.Unit, rated []*record.Figure) FigureTable {
	table := FigureTable{
		Caption: e.say("chart_rate_title", "unit", e.unitName(u)),
		Head:    []string{e.say("column_year"), e.say("column_standard"), e.say("column_status"), e.say("column_poverty_rate")},
	}
	for i, f := range rated {
		rate, _ := poorRate(f)
		table.Rows = append(table.Rows, TableRow{
			Head: strconv.Itoa(f.Year), Break: i > 0 && rated[i-1].Standard != f.Standard,
			Cells: []TableCell{
				e.standardCell(f.Standard), e.statusCell(f.Status),
				{Text: viet.Percent(rate, e.lang), Kind: "number"},
			},
		})
	}
	return table
}
