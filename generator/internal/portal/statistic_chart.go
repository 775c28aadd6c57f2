package portal

import (
	"strconv"
	"unicode/utf8"

	"minhbach/generator/internal/sdc"
)

// The view box of a chart of ranges: a label beside or above each bar, the
// value after it.
const (
	rangeWidth, rangeRight            = 640, 128
	rangeTop, rangeStep, rangeThick   = 36, 40, 22
	rangeBeside, rangeAbove           = 210, 70 // room for labels beside the bars; step with labels above
	rangeLongest, rangeYears, rangeUp = 19, 72, 34
)

// Kinds of bars: an exact figure from zero, a range from its lower to its upper
// end, a range without upper end.
const (
	barExact = "exact"
	barRange = "range"
	barOpen  = "open"
)

// rangeBar is a figure to be drawn.
type rangeBar struct {
	label  string
	figure sdc.Figure
	known  bool
}

// yearChart draws the main category of one unit by year, all by one standard.
func (e *edition) yearChart(s *statistic, unit string, r run, id string) *RangeChart {
	if s.main < 0 || len(r.years) < 2 {
		return nil
	}
	var bars []rangeBar
	for _, year := range r.years {
		f, ok := s.figure(unit, year, s.main)
		bars = append(bars, rangeBar{strconv.Itoa(year), f, ok})
	}
	title := e.say("statistic_chart_years", "what", e.mainName(s), "unit", e.ofUnit(unit), "measure", e.measure(s))
	return e.rangeChart(s, id, title, bars, rangeYears)
}

// categoryBars are the categories of a year in which there is or may be anybody.
func (e *edition) categoryBars(s *statistic, unit string, year int) []rangeBar {
	var bars []rangeBar
	for _, i := range s.parts() {
		f, ok := s.figure(unit, year, i)
		if n, exact := f.Value(); ok && (!exact || n > 0) {
			bars = append(bars, rangeBar{e.categoryLink(s, s.categories[i]).Text, f, true})
		}
	}
	return bars
}

// unbeaten is the bar than which no other can be larger; ok is false where the
// ranges leave that open.
func unbeaten(bars []rangeBar) (first rangeBar, ok bool) {
	top, at := int64(-1), -1
	for i, b := range bars {
		if n, exact := b.figure.Value(); b.known && exact && n > top {
			top, at = n, i
		}
	}
	if at < 0 || len(bars) < 2 {
		return first, false
	}
	for i, b := range bars {
		if _, upper, bounded := b.figure.Range(); i != at && b.known && (!bounded || upper >= top) {
			return first, false
		}
	}
	return bars[at], true
}

// categoryChart draws the categories of the latest year: a household can be in
// several, so that they are no parts of a whole.
func (e *edition) categoryChart(s *statistic, unit string, r run, id string) *RangeChart {
	bars := e.categoryBars(s, unit, r.latest())
	if len(bars) < 2 || len(bars) > chartBars {
		return nil
	}
	title := e.say("statistic_chart_categories", "title", s.Title.In(e.lang), "unit", e.ofUnit(unit),
		"year", strconv.Itoa(r.latest()), "measure", e.measure(s))
	return e.rangeChart(s, id, title, bars, 0)
}

// rangeChart draws bars. beside is the room for labels beside the bars; without
// it they get what the longest needs, or stand above the bars.
func (e *edition) rangeChart(s *statistic, id, title string, bars []rangeBar, beside int) *RangeChart {
	if beside == 0 {
		beside = rangeBeside
		for _, b := range bars {
			if utf8.RuneCountInString(b.label) > rangeLongest {
				beside = 0
				break
			}
		}
	}
	step, up := rangeStep, 0
	if beside == 0 {
		step, up = rangeAbove, rangeUp
	}
	marks := ticks(s.inUnits(largest(bars)))
	x := scale{0, marks[len(marks)-1], float64(beside), rangeWidth - rangeRight}
	chart := &RangeChart{
		ID: id + "-bieu-do", Title: title, Mark: e.mark(), Width: rangeWidth, Foot: rangeTop + step*len(bars),
	}
	chart.Height = chart.Foot
	if chart.Mark != "" {
		chart.Height += rangeStep
	}
	for _, v := range marks {
		if v == float64(int64(v)) {
			chart.Ticks = append(chart.Ticks, Mark{X: x.at(v), Y: rangeTop - 8, Text: e.number(int64(v))})
		}
	}
	kinds := map[string]bool{}
	for i, b := range bars {
		top := float64(rangeTop + step*i + up)
		label := Mark{X: 0, Y: top + rangeThick/2, Text: b.label}
		if beside == 0 {
			label.Y = top - 17
		}
		chart.Labels = append(chart.Labels, label)
		bar := Bar{X: float64(beside), Y: top, Height: rangeThick, Label: b.label, Value: signMissing, Kind: cellMissing}
		if b.known {
			bar.draw(s, b.figure, x)
			bar.Value = e.short(s, b.figure)
		}
		kinds[bar.Kind] = true
		chart.Bars = append(chart.Bars, bar)
	}
	if !kinds[barRange] && !kinds[barOpen] {
		return chart
	}
	for _, l := range []Legend{
		{barExact, e.say("statistic_legend_exact")}, {barRange, e.say("statistic_legend_range")}, {barOpen, e.say("statistic_legend_open")},
	} {
		if kinds[l.Kind] {
			chart.Legend = append(chart.Legend, l)
		}
	}
	return chart
}

// draw gives a bar its ends.
func (b *Bar) draw(s *statistic, f sdc.Figure, x scale) {
	lower, upper, bounded := f.Range()
	if _, exact := f.Value(); exact {
		b.Kind, b.Width = barExact, round(x.at(s.inUnits(lower))-x.start)
		return
	}
	b.Kind, b.Range, b.X = barRange, true, x.at(s.inUnits(lower))
	end := x.end
	if bounded {
		end = x.at(s.inUnits(upper))
	} else {
		b.Kind = barOpen
	}
	b.Width = round(end - b.X)
}

// inUnits is a figure in what charts count: households, or millions of đồng.
func (s *statistic) inUnits(n int64) float64 {
	if s.money() {
		return float64(n) / million
	}
	return float64(n)
}

// largest is the largest end of any bar.
func largest(bars []rangeBar) int64 {
	top := int64(0)
	for _, b := range bars {
		if !b.known {
			continue
		}
		lower, upper, bounded := b.figure.Range()
		if top = max(top, lower); bounded {
			top = max(top, upper)
		}
	}
	return top
}
