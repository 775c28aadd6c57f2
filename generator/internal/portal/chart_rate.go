package portal

import (
	"math"
	"strconv"
	"strings"

	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// The room around the plot of the line chart.
const (
	lineLeft, lineRight, lineTop, lineBottom = 52, 20, 66, 36
	lineHeight, lineTall                     = 350, 390 // wide, and taller for a phone
	pointRadius                              = 5
	zoneLeading                              = 20
)

// ratePoint is a rate of a year; target and reported ones have shapes of their own.
type ratePoint struct {
	year     int
	rate     float64
	standard string
	status   string
}

// rateLine is what is drawn of rates: points, and runs of neighbouring years
// under one standard. No run reaches across two standards or to a target.
type rateLine struct {
	points    []ratePoint
	runs      [][]ratePoint // of neighbouring years
	gaps      [][2]ratePoint
	standards []string
	marks     []float64
	percent   func(float64) string
	zone      func(standard string) string
}

// rateChart draws the poverty rate by year. There is no chart of fewer than two
// rates.
func (e *edition) rateChart(u *record.Unit, figures []*record.Figure) (Chart, bool) {
	var rated []*record.Figure
	line := rateLine{
		percent: func(v float64) string { return viet.Percent(v, e.lang) },
		zone:    e.zoneName,
	}
	top := 0.0
	for _, f := range figures {
		if rate, known := poorRate(f); known {
			rated = append(rated, f)
			line.points = append(line.points, ratePointOf(f))
			top = max(top, rate)
		}
	}
	if len(rated) < 2 {
		return Chart{}, false
	}
	line.marks, line.standards = ticks(top), standardsOf(rated)
	for _, standard := range line.standards {
		line.join(results(rated, standard))
	}
	return Chart{
		ID: "rate", Title: e.say("chart_rate_title", "unit", e.unitName(u)), Sentence: e.rateSentence(u, rated),
		Wide: line.draw(chartWide, lineHeight), Narrow: line.draw(chartNarrow, lineTall),
		Legend: e.rateLegend(line), Table: e.rateTable(u, rated), data: e.rateData(rated), sources: e.publishersOf(rated),
	}, true
}

// zoneName names a standard in a drawing by its years.
func (e *edition) zoneName(standard string) string {
	return e.say("zone_standard", "years", yearsOfStandard(standard))
}

// yearsOfStandard are the years that a standard is called by.
func yearsOfStandard(id string) string { return strings.ReplaceAll(id, "-", "–") }

func ratePointOf(f *record.Figure) ratePoint {
	rate, _ := poorRate(f)
	return ratePoint{f.Year, rate, f.Standard, f.Status}
}

// join joins the neighbours of one standard; what lies across missing years is
// a gap.
func (l *rateLine) join(figures []*record.Figure) {
	var run []ratePoint
	for i, f := range figures {
		p := ratePointOf(f)
		if i > 0 && f.Year > figures[i-1].Year+1 {
			l.gaps = append(l.gaps, [2]ratePoint{run[len(run)-1], p})
			l.runs, run = append(l.runs, run), nil
		}
		run = append(run, p)
	}
	if run != nil {
		l.runs = append(l.runs, run)
	}
}

// years are the first and the last.
func (l *rateLine) years() (first, last int) {
	first, last = l.points[0].year, l.points[0].year
	for _, p := range l.points {
		first, last = min(first, p.year), max(last, p.year)
	}
	return first, last
}

// breaks are the places in time where another standard begins: between the two
// years, or at the year that has figures under both.
func (l *rateLine) breaks() []float64 {
	var places []float64
	for i := 1; i < len(l.standards); i++ {
		last, first := math.Inf(-1), math.Inf(1)
		for _, p := range l.points {
			switch p.standard {
			case l.standards[i-1]:
				last = max(last, float64(p.year))
			case l.standards[i]:
				first = min(first, float64(p.year))
			}
		}
		places = append(places, (last+first)/2)
	}
	return places
}

// draw draws the lines within a width and height.
func (l *rateLine) draw(width, height int) draw.Drawing {
	d := draw.Drawing{Width: width, Height: height}
	first, last := l.years()
	x := scale{float64(first), float64(last), lineLeft, float64(width) - lineRight}
	y := scale{0, l.marks[len(l.marks)-1], float64(height) - lineBottom, lineTop}
	if first == last {
		x.from, x.to = x.from-1, x.to+1
	}
	for i, v := range l.marks {
		style := draw.Grid
		if i == 0 {
			style = draw.Axis
		}
		d.Line(style, lineLeft-6, y.at(v), float64(width), y.at(v))
		d.Write(draw.Tick, draw.End, lineLeft-10, y.at(v)+5, l.percent(v))
	}
	l.time(&d, x, y)
	l.zones(&d, x)
	texts := &labels{width: float64(width), foot: y.start - 1}
	place := func(p ratePoint) (float64, float64) { return x.at(float64(p.year)), y.at(p.rate) }
	join := func(style draw.Style, a, b ratePoint) {
		x1, y1 := place(a)
		x2, y2 := place(b)
		d.Line(style, x1, y1, x2, y2)
		texts.line(x1, y1, x2, y2)
	}
	for _, g := range l.gaps {
		join(draw.Gap, g[0], g[1])
	}
	for _, run := range l.runs {
		for i := 1; i < len(run); i++ {
			join(l.style(run[i].standard), run[i-1], run[i])
		}
	}
	for _, at := range l.breaks() {
		d.Line(draw.Break, x.at(at), lineTop-18, x.at(at), y.start)
		texts.line(x.at(at), lineTop-18, x.at(at), y.start)
	}
	for _, p := range l.points {
		px, py := place(p)
		shape(&d, p.status, px, py)
		texts.point(px, py, pointRadius)
	}
	for _, p := range l.points {
		px, py := place(p)
		texts.write(&d, draw.Value, px, py, l.percent(p.rate))
	}
	return d
}

// style sets the latest standard off from those before it.
func (l *rateLine) style(standard string) draw.Style {
	if standard == l.standards[len(l.standards)-1] {
		return draw.Line
	}
	return draw.Former
}

// shape is the shape that stands for a kind of figure: what is approved is a
// full circle, what is reported a full square, a target is hollow.
func shape(d *draw.Drawing, status string, x, y float64) {
	const r = pointRadius
	switch status {
	case figureTarget:
		d.Area(draw.Ring, x, y-r-2, x+r+2, y, x, y+r+2, x-r-2, y)
	case figureReported:
		d.Rect(draw.Dot, x-r+0.5, y-r+0.5, 2*r-1, 2*r-1)
	default:
		d.Circle(draw.Dot, x, y, r)
	}
}

// time names years below the plot: the first, the last, then as many of those
// with a figure as have room, the newest first.
func (l *rateLine) time(d *draw.Drawing, x, y scale) {
	first, last := l.years()
	order := []int{last, first}
	for i := range l.points {
		order = append(order, l.points[len(l.points)-1-i].year)
	}
	for year := last; year >= first; year-- {
		order = append(order, year)
		d.Line(draw.Axis, x.at(float64(year)), y.start, x.at(float64(year)), y.start+5)
	}
	var taken []box
	for _, year := range order {
		text := strconv.Itoa(year)
		b := boxOf(draw.Tick, draw.Middle, x.at(float64(year)), y.start+25, text)
		b.left, b.right = b.left-2, b.right+2
		free := true
		for _, t := range taken {
			free = free && !t.meets(b)
		}
		if free {
			taken = append(taken, b)
			d.Write(draw.Tick, draw.Middle, x.at(float64(year)), y.start+25, text)
		}
	}
}

// zones name the standards above the parts of the plot, where there are several.
func (l *rateLine) zones(d *draw.Drawing, x scale) {
	if len(l.standards) < 2 {
		return
	}
	ends := []float64{x.start}
	for _, at := range l.breaks() {
		ends = append(ends, x.at(at))
	}
	ends = append(ends, float64(d.Width))
	for i, standard := range l.standards {
		lines := draw.Wrap(draw.Zone, ends[i+1]-ends[i]-12, l.zone(standard))
		for j, text := range lines {
			d.Write(draw.Zone, draw.Middle, (ends[i]+ends[i+1])/2, float64(lineTop-12-zoneLeading*(len(lines)-j)), text)
		}
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

// rateLegend explains the shapes and lines that are drawn.
func (e *edition) rateLegend(l rateLine) []Legend {
	var entries []Legend
	var statuses []string
	for _, p := range l.points {
		statuses = append(statuses, p.status)
	}
	for _, status := range unique(statuses...) {
		entries = append(entries, Legend{
			Sample: sample(func(d *draw.Drawing) { shape(d, status, 14, 9) }), Text: e.label("figure-statuses", status),
		})
	}
	if len(l.gaps) > 0 {
		entries = append(entries, Legend{
			Sample: sample(func(d *draw.Drawing) { d.Line(draw.Gap, 0, 9, 28, 9) }), Text: e.say("legend_gap"),
		})
	}
	return entries
}

// rateData has the numbers as programs read them.
func (e *edition) rateData(figures []*record.Figure) [][]string {
	data := [][]string{{"unit", "unit_name", "year", "standard", "figure_status", "poverty_rate_percent"}}
	for _, f := range figures {
		rate, _ := poorRate(f)
		data = append(data, []string{
			f.Unit, e.unitTitle(e.set.Units[f.Unit]), strconv.Itoa(f.Year), f.Standard, f.Status, decimal(rate),
		})
	}
	return data
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

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
func (e *edition) rateTable(u *record.Unit, rated []*record.Figure) *FigureTable {
	table := &FigureTable{
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
