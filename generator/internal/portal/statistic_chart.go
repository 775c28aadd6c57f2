package portal

import (
	"strconv"

	"minhbach/generator/internal/sdc"
)

// rangeBar is a figure to be drawn.
type rangeBar struct {
	label  string
	figure sdc.Figure
	known  bool
}

// yearChart draws the main category of one unit by year, all by one standard.
func (e *edition) yearChart(s *statistic, unit string, r run, id string) *Chart {
	if s.main < 0 || len(r.years) < 2 {
		return nil
	}
	var bars []rangeBar
	for _, year := range r.years {
		f, ok := s.figure(unit, year, s.main)
		bars = append(bars, rangeBar{strconv.Itoa(year), f, ok})
	}
	title := e.say("statistic_chart_years", "what", e.mainName(s), "unit", e.ofUnit(unit), "measure", e.measure(s))
	return e.rangeChart(s, id, title, bars)
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
func (e *edition) categoryChart(s *statistic, unit string, r run, id string) *Chart {
	bars := e.categoryBars(s, unit, r.latest())
	if len(bars) < 2 || len(bars) > chartBars {
		return nil
	}
	title := e.say("statistic_chart_categories", "title", s.Title.In(e.lang), "unit", e.ofUnit(unit),
		"year", strconv.Itoa(r.latest()), "measure", e.measure(s))
	return e.rangeChart(s, id, title, bars)
}

// rangeChart draws figures: bars where all of them are exact, else dots and
// intervals.
func (e *edition) rangeChart(s *statistic, id, title string, bars []rangeBar) *Chart {
	c := rowsChart{mark: e.mark(), tick: e.wholeTick}
	data := [][]string{{"row", "value", "lower", "upper", "measured_in"}}
	kinds := map[rowKind]bool{}
	for _, b := range bars {
		row := chartRow{label: b.label, value: signMissing, kind: rowMissing}
		if b.known {
			row = e.rangeRow(s, b)
		}
		kinds[row.kind] = true
		c.rows = append(c.rows, row)
		data = append(data, rangeData(s, b))
	}
	chart := &Chart{
		ID: id + "-bieu-do", Title: title, Wide: c.draw(chartBeside), Narrow: c.draw(chartNarrow), data: data,
	}
	if !c.dots() {
		return chart
	}
	for _, l := range []struct {
		kind rowKind
		text string
	}{
		{rowExact, e.say("statistic_legend_exact")}, {rowRange, e.say("statistic_legend_range")}, {rowOpen, e.say("statistic_legend_open")},
	} {
		if kinds[l.kind] {
			chart.Legend = append(chart.Legend, Legend{rowSample(l.kind, true), l.text})
		}
	}
	return chart
}

// describe gives a chart the sentence that stands above it: no chart is without,
// also where nothing can be said to be the largest.
func (e *edition) describe(section *StatisticSection) {
	if section.Sentence == "" {
		section.Sentence = e.counted("statistic_chart_plain", int64(len(section.Chart.data)-1))
	}
	section.Chart.Sentence = section.Sentence
}

// wholeTick names whole numbers only: half a household is none.
func (e *edition) wholeTick(v float64) string {
	if v != float64(int64(v)) {
		return ""
	}
	return e.number(int64(v))
}

// rangeRow gives a figure its ends.
func (e *edition) rangeRow(s *statistic, b rangeBar) chartRow {
	lower, upper, bounded := b.figure.Range()
	row := chartRow{label: b.label, value: e.short(s, b.figure), low: s.inUnits(lower), high: s.inUnits(upper)}
	switch _, exact := b.figure.Value(); {
	case exact:
		row.kind, row.high = rowExact, row.low
	case bounded:
		row.kind = rowRange
	default:
		row.kind, row.high = rowOpen, row.low
	}
	return row
}

// rangeData is a row as programs read it: an exact figure, or the ends of a
// range; nothing where nobody has the figure.
func rangeData(s *statistic, b rangeBar) []string {
	unit := "households"
	if s.money() {
		unit = "dong"
	}
	row := []string{b.label, "", "", "", unit}
	if !b.known {
		return row
	}
	lower, upper, bounded := b.figure.Range()
	row[2] = strconv.FormatInt(lower, 10)
	if bounded {
		row[3] = strconv.FormatInt(upper, 10)
	}
	if n, exact := b.figure.Value(); exact {
		row[1] = strconv.FormatInt(n, 10)
	}
	return row
}

// inUnits is a figure in what charts count: households, or millions of đồng.
func (s *statistic) inUnits(n int64) float64 {
	if s.money() {
		return float64(n) / million
	}
	return float64(n)
}
