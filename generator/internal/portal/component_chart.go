package portal

import (
	"minhbach/generator/internal/progress"
	"minhbach/generator/internal/viet"
)

// chartComponents are drawings of every kind, of invented content.
func (e *edition) chartComponents() []component {
	var states []Badge
	for _, code := range progress.Codes {
		states = append(states, e.progressBadge(state{progress: progress.Progress{Code: code}}))
	}
	return []component{
		{"tien-do", e.say("component_progress"), e.say("component_progress_text"), []Sample{
			{Heading: e.say("sample_every"), Statuses: states},
			{Heading: e.say("sample_history"), History: e.sampleHistory()},
		}},
		{"bieu-do", e.say("component_chart"), e.say("component_chart_text"), []Sample{
			{Heading: e.say("sample_line"), Chart: e.sampleLine()},
			{Heading: e.say("sample_bars"), Chart: e.sampleRows("thanh", rowExact)},
			{Heading: e.say("sample_ranges"), Chart: e.sampleRows("khoang", rowRange)},
		}},
	}
}

// sampleHistory has statuses close to each other, and time that is over.
func (e *edition) sampleHistory() *StatusHistory {
	l := timeline{
		from: dayNumber("2022-01-01"), to: dayNumber("2022-12-31"), now: dayNumber("2023-06-30"), late: true,
		period: e.say("timeline_period"), today: e.say("timeline_today", "date", e.day("2023-06-30")), over: e.counted("time_over", 181),
	}
	h := &StatusHistory{}
	for _, step := range []struct{ day, status string }{{"2022-02-25", statusPlanned}, {"2022-03-22", statusInProgress}, {"2023-06-30", statusUnpublished}} {
		l.moments = append(l.moments, moment{dayNumber(step.day), e.say("timeline_moment", "date", e.day(step.day), "status", e.word("statuses", step.status)), false})
		h.Steps = append(h.Steps, StatusStep{
			Date: e.date(step.day), Status: e.badge(step.status), Reason: e.say("sample_sentence"),
			Sources: []Source{{Title: e.say("sample_document"), Date: e.date(step.day)}},
		})
	}
	h.Chart = &Chart{ID: timelineID, Title: e.say("sample_history"), Sentence: e.say("sample_sentence"), Wide: l.draw(chartWide), Narrow: l.draw(chartNarrow)}
	return h
}

// sampleLine has two standards in one year, a year without a figure and a target.
func (e *edition) sampleLine() *Chart {
	const former, latest = "2016-2020", "2022-2025"
	l := rateLine{
		points: []ratePoint{
			{2018, 20, former, figureApproved}, {2019, 15, former, figureApproved}, {2021, 10, former, figureReported},
			{2021, 30, latest, figureApproved}, {2022, 25, latest, figureReported}, {2023, 20, latest, figureTarget},
		},
		standards: []string{former, latest},
		marks:     ticks(30),
		percent:   func(v float64) string { return viet.Percent(v, e.lang) },
		zone:      e.zoneName,
	}
	p := l.points
	l.runs, l.gaps = [][]ratePoint{p[:2], p[3:5]}, [][2]ratePoint{{p[1], p[2]}}
	return &Chart{
		ID: "duong", Title: e.say("sample_line"), Sentence: e.say("sample_sentence"),
		Wide: l.draw(chartWide, lineHeight), Narrow: l.draw(chartNarrow, lineTall), Legend: e.rateLegend(l),
	}
}

// sampleRows has a figure and one of another kind, long names and one missing.
func (e *edition) sampleRows(id string, kind rowKind) *Chart {
	c := rowsChart{tick: func(v float64) string { return e.number(int64(v)) }, rows: []chartRow{
		{label: e.say("sample_unit") + " 1", value: "40", high: 40},
		{label: e.say("sample_unit") + " 2", value: "11–15", kind: kind, low: 11, high: 15},
		{label: e.say("sample_unit") + " 3", value: "0", high: 0},
		{label: e.say("sample_unit") + " 4", value: signMissing, kind: rowMissing},
	}}
	if kind == rowExact {
		c.rows[1] = chartRow{label: e.say("sample_headline"), value: "15", high: 15}
	}
	chart := &Chart{ID: id, Title: e.say("sample_unit"), Sentence: e.say("sample_sentence"), Wide: c.draw(chartWide), Narrow: c.draw(chartNarrow)}
	if c.dots() {
		chart.Legend = []Legend{{rowSample(rowExact, true), e.say("statistic_legend_exact")}, {rowSample(kind, true), e.say("statistic_legend_range")}}
	}
	return chart
}
