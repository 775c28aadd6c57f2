package portal

import (
	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/progress"
	"minhbach/generator/internal/record"
)

// The room of a meter, in units of its drawing.
const (
	meterWidth, meterHeight = 300, 16
	meterEdge               = 1
)

// progressBadge is how a commitment stands, by the published rule.
func (e *edition) progressBadge(s state) Badge {
	code := s.progress.Code
	return Badge{Code: string(code), Label: code.Label().In(e.lang), Explain: code.Meaning().In(e.lang)}
}

// ruleAnchor is where the page of methods has the rule.
const ruleAnchor = "tien-do"

// ruleLink leads to the rule, where there is a page of methods.
func (e *edition) ruleLink() *Link {
	method, there := e.methodLink()
	if !there {
		return nil
	}
	return &Link{Text: e.say("progress_rule"), Href: method.Href + "#" + ruleAnchor}
}

// progressRule tells the rule.
func (e *edition) progressRule() *ProgressRule {
	rule := &ProgressRule{
		Intro: e.say("rule_intro"),
		Table: FigureTable{
			Caption: e.say("rule_caption"), Head: []string{e.say("rule_state"), e.say("rule_condition"), e.say("rule_code")},
		},
		Notes: []string{e.say("rule_time"), e.say("rule_part"), e.say("rule_no_pace"), e.say("rule_ranges")},
		Anew:  e.say("rule_anew"),
	}
	for _, code := range progress.Codes {
		rule.Table.Rows = append(rule.Table.Rows, TableRow{Head: code.Label().In(e.lang), Cells: []TableCell{
			{Text: code.Condition().In(e.lang), Kind: cellText}, {Text: string(code), Kind: cellText},
		}})
	}
	if e.data != nil {
		rule.Links = []Link{
			{Text: e.say("rule_commitments"), Href: e.href(dataAddress + "cam-ket/")}, {Text: e.say("rule_outcomes"), Href: e.href(dataAddress + "ket-qua/")},
		}
	}
	return rule
}

// meters set time and households side by side: never one number of both, because
// nothing is known of a household before the review at the end of the year.
func (e *edition) meters(c *record.Commitment, s state) []Meter {
	meters := []Meter{e.timeMeter(c, s)}
	promised := e.promisedNumber(c)
	full := int64(0)
	if c.Promise.Value != nil {
		full = *c.Promise.Value
	}
	bar := func(style draw.Style, n int64) draw.Drawing {
		d := track()
		if full > 0 {
			fillTrack(&d, style, min(1, float64(n)/float64(full)))
		}
		return d
	}
	meters = append(meters, Meter{Label: promised.Label, Text: promised.Text, Known: promised.Known, Origin: promised.Origin, Bar: bar(draw.Hollow, full)})
	if n, reported := e.reported(c); reported && !s.decided() {
		meters = append(meters, Meter{
			Label: e.say("reported_label"), Text: e.counted("households", n), Note: e.say("reported_note"), Known: true, Bar: bar(draw.Hollow, n),
		})
	}
	result := e.resultNumber(c, s)
	meter := Meter{Label: result.Label, Text: result.Text, Note: result.Note, Known: result.Known, Bar: track()}
	if s.outcome != nil {
		meter.Origin = e.originOf("outcomes", s.outcome.ID, "households")
	}
	if n, known := s.achieved(); known {
		meter.Bar = bar(draw.Solid, n)
	}
	if part := s.progress.Recognised; part != nil {
		meter.Note = e.say("recognised_part", "percent", e.number(*part), "note", result.Note)
	}
	meters = append(meters, meter)
	return append(meters, e.countedMeters(c, full)...)
}

// timeMeter says how much of the time is over.
func (e *edition) timeMeter(c *record.Commitment, s state) Meter {
	p := s.progress
	m := Meter{
		Label: e.say("time_label"), Text: e.say("time_elapsed", "percent", e.number(p.Elapsed)), Known: true, Bar: track(),
		Note: e.say("time_period", "from", e.day(c.Period.From), "to", e.day(c.Period.To)),
	}
	switch {
	case p.Days > 0:
		m.Note += "; " + e.counted("time_left", p.Days)
	case p.Late:
		m.Note += "; " + e.counted("time_over", -p.Days)
	}
	fillTrack(&m.Bar, draw.Elapsed, float64(p.Elapsed)/100)
	return m
}

// reported is the number that the office that promised reported last.
func (e *edition) reported(c *record.Commitment) (households int64, known bool) {
	for _, o := range e.outcomes[c.ID] {
		if (o.Status == statusReported || o.Status == statusEvidenced) && o.Households != nil {
			households, known = *o.Households, true
		}
	}
	return households, known
}

// countedMeters are the households of a commitment that left poverty as the
// statistics count them, a range where they only give a range. They stand beside
// the result and change nothing of it. Invented figures have no place here.
func (e *edition) countedMeters(c *record.Commitment, full int64) []Meter {
	if e.statistics == nil || e.statistics.Synthetic {
		return nil
	}
	var meters []Meter
	for _, row := range e.commitmentRows([]*record.Commitment{c}) {
		s := row.table
		runs := s.runs(e.statistics.Standards, row.unit)
		if len(runs) == 0 || s.money() {
			continue
		}
		figure, known := s.figure(row.unit, runs[len(runs)-1].latest(), row.category)
		if !known {
			continue
		}
		m := Meter{Label: e.say("counted_label"), Text: e.short(s, figure), Note: e.inWords(s, figure), Known: true, Bar: track()}
		lower, upper, bounded := figure.Range()
		if full > 0 {
			rangeOnTrack(&m.Bar, float64(lower)/float64(full), float64(upper)/float64(full), bounded)
		}
		meters = append(meters, m)
	}
	return meters
}

// track is an empty meter.
func track() draw.Drawing {
	d := draw.Drawing{Width: meterWidth, Height: meterHeight}
	d.Rect(draw.Track, meterEdge, meterEdge, meterWidth-2*meterEdge, meterHeight-2*meterEdge)
	return d
}

// fillTrack fills a part of a meter.
func fillTrack(d *draw.Drawing, style draw.Style, part float64) {
	if part > 0 {
		d.Rect(style, meterEdge, meterEdge, round(part*(meterWidth-2*meterEdge)), meterHeight-2*meterEdge)
	}
}

// rangeOnTrack draws a range onto a meter, an exact figure as a bar.
func rangeOnTrack(d *draw.Drawing, low, high float64, bounded bool) {
	at := func(part float64) float64 { return round(meterEdge + min(1, part)*(meterWidth-2*meterEdge)) }
	switch {
	case !bounded:
		interval(d, rowOpen, at(low), at(1), meterHeight/2, at(low))
	case low == high:
		fillTrack(d, draw.Solid, min(1, low))
	default:
		interval(d, rowRange, at(low), at(high), meterHeight/2, at(low))
	}
}
