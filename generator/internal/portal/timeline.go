package portal

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// The parts of a timeline, from its top down.
const (
	timeTop    = 34 // the bar of the time of the commitment
	timeThick  = 20
	timeAxis   = timeTop + timeThick + 34
	timeLanes  = timeAxis + 34 // the first name of a status
	timeLane   = 24
	timeSides  = 8
	hatchEvery = 9
)

// statusHistory tells every status that a commitment had.
func (e *edition) statusHistory(c *record.Commitment, s state) StatusHistory {
	outcomes := e.outcomes[c.ID]
	if len(outcomes) == 0 {
		return StatusHistory{None: e.say("status_none")}
	}
	h := StatusHistory{Chart: e.timeline(c, s)}
	before := ""
	for _, o := range outcomes {
		step := StatusStep{
			Date: e.date(o.Date), Status: e.badge(o.Status), Reason: e.note(o.Reason), Document: e.decision(o.Decision),
			Evidence: e.evidence(o.Evidence), Sources: e.sources(o.Sources), Origin: e.originOf("outcomes", o.ID, "households"),
		}
		if before != "" && before != o.Status {
			step.Change = e.say("status_change", "from", e.word("statuses", before), "to", e.word("statuses", o.Status))
		}
		if o.Households != nil {
			step.Households = e.counted("households", *o.Households)
		}
		before = o.Status
		h.Steps = append(h.Steps, step)
	}
	return h
}

// moment is a status on the line of time.
type moment struct {
	day     int64
	label   string
	settled bool // the review has given its result
}

// timeline is the line of time of a commitment: when it runs, when its statuses
// began, and up to which day anything is known.
type timeline struct {
	from, to, now int64 // of the commitment; of the records
	late          bool
	moments       []moment
	period, today string
	over          string // how long it is over
}

// timelineID is the address of the chart in its page and the name of its files.
const timelineID = "trang-thai"

func (e *edition) timeline(c *record.Commitment, s state) *Chart {
	l := timeline{
		from: dayNumber(c.Period.From), to: dayNumber(c.Period.To), now: dayNumber(e.site.DataAsOf), late: s.late,
		period: e.say("timeline_period"), today: e.say("timeline_today", "date", e.day(e.site.DataAsOf)),
	}
	if l.late {
		l.over = e.counted("time_over", -s.progress.Days)
	}
	data := [][]string{{"date", "event", "status", "households"}, {c.Period.From, "period_from", "", ""}, {c.Period.To, "period_to", "", ""}}
	var told []string
	for _, o := range e.outcomes[c.ID] {
		label := e.label("statuses", o.Status)
		l.moments = append(l.moments, moment{dayNumber(o.Date), e.say("timeline_moment", "date", e.day(o.Date), "status", lowerFirst(label)), s.decided() && o == s.outcome})
		told = append(told, e.say("timeline_told", "status", lowerFirst(label), "date", e.day(o.Date)))
		households := ""
		if o.Households != nil {
			households = strconv.FormatInt(*o.Households, 10)
		}
		data = append(data, []string{o.Date, "status", o.Status, households})
	}
	data = append(data, []string{e.site.DataAsOf, "data_as_of", "", ""})
	slices.SortStableFunc(data[1:], func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	sentence := e.say("timeline_sentence", "statuses", e.list(told)) + " " + e.say("timeline_due", "date", e.day(c.Period.To))
	if l.over != "" {
		sentence += " " + e.say("timeline_late", "date", e.day(e.site.DataAsOf), "over", l.over)
	}
	return &Chart{
		ID: timelineID, Title: e.say("timeline_title", "commitment", e.note(&c.Title)), Sentence: sentence,
		Wide: l.draw(chartWide), Narrow: l.draw(chartNarrow), data: data,
	}
}

// dayNumber counts days; checked records have real dates only.
func dayNumber(iso string) int64 {
	day, _ := viet.ParseDate(iso)
	return day.Unix() / (24 * 60 * 60)
}

// ends are the first and the last day that is drawn.
func (l timeline) ends() (first, last int64) {
	first, last = min(l.from, l.now), max(l.to, l.now)
	for _, m := range l.moments {
		first, last = min(first, m.day), max(last, m.day)
	}
	return first, last
}

func (l timeline) draw(width int) draw.Drawing {
	first, last := l.ends()
	x := scale{float64(first), float64(last), timeSides, float64(width) - timeSides}
	at := func(day int64) float64 { return x.at(float64(day)) }
	d := draw.Drawing{Width: width}
	d.Rect(draw.Track, at(l.from), timeTop, max(2, at(l.to)-at(l.from)), timeThick)
	if done := min(l.now, l.to); done > l.from {
		d.Rect(draw.Elapsed, at(l.from), timeTop, at(done)-at(l.from), timeThick)
	}
	if l.late {
		hatch(&d, at(l.to), at(l.now), timeTop, timeTop+timeThick)
	}
	l.write(&d, at)
	d.Line(draw.Axis, timeSides, timeAxis, float64(width)-timeSides, timeAxis)
	l.years(&d, first, last, at)
	d.Line(draw.Now, at(l.now), timeTop-6, at(l.now), timeAxis)
	lanes := l.lanes(&d, at)
	d.Height = timeLanes + timeLane*lanes
	return d
}

// write names the time of the commitment, what is over it, and the last day of
// the records.
func (l timeline) write(d *draw.Drawing, at func(int64) float64) {
	texts := &labels{width: float64(d.Width), foot: timeTop}
	put := func(day int64, text string) {
		anchor := draw.Start
		if at(day)+draw.Width(draw.Note, text) > float64(d.Width) {
			anchor = draw.End
		}
		y := float64(timeTop - 10)
		b := boxOf(draw.Note, anchor, at(day), y, text)
		for _, t := range texts.taken {
			if t.meets(b) {
				return // the sentence above says it
			}
		}
		texts.taken = append(texts.taken, b)
		d.Write(draw.Note, anchor, at(day), y, text)
	}
	put(l.now, l.today)
	put(l.from, l.period)
	if l.late {
		put(l.to, l.over)
	}
}

// years marks the first of January of each year and names those that have room.
func (l timeline) years(d *draw.Drawing, first, last int64, at func(int64) float64) {
	end := 0.0
	for year := time.Unix(first*24*60*60, 0).UTC().Year(); ; year++ {
		day := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60)
		if day > last {
			return
		}
		if day < first {
			continue
		}
		d.Line(draw.Axis, at(day), timeAxis-5, at(day), timeAxis+5)
		text := strconv.Itoa(year)
		b := boxOf(draw.Tick, draw.Start, at(day)+3, timeAxis-12, text)
		if b.left > end && b.right < float64(d.Width) {
			d.Write(draw.Tick, draw.Start, at(day)+3, timeAxis-12, text)
			end = b.right + 4
		}
	}
}

// lanes names the statuses below the line, each at the end of a stem. A name
// stands in the first lane in which it meets no other name and no stem; the
// latest status goes first, so that those before it hang lower.
func (l timeline) lanes(d *draw.Drawing, at func(int64) float64) int {
	var taken, stems []box
	deepest := 0
	for _, m := range slices.Backward(l.moments) {
		px := at(m.day)
		anchor, tx := draw.Start, px+6
		if tx+draw.Width(draw.Label, m.label) > float64(d.Width) {
			anchor, tx = draw.End, px-6
		}
		lane := 0
		for {
			y := float64(timeLanes + timeLane*lane)
			name, stem := boxOf(draw.Label, anchor, tx, y, m.label), box{px - 2, timeAxis, px + 2, y, overLine}
			if !meetsAny(name, taken) && !meetsAny(name, stems) && !meetsAny(stem, taken) || lane > 2*len(l.moments) {
				taken, stems = append(taken, name), append(stems, stem)
				d.Line(draw.Leader, px, timeAxis, px, y)
				d.Write(draw.Label, anchor, tx, y, m.label)
				break
			}
			lane++
		}
		deepest = max(deepest, lane)
		if m.settled {
			d.Circle(draw.Dot, px, timeAxis, dotRadius)
		} else {
			d.Circle(draw.Ring, px, timeAxis, dotRadius-1)
		}
	}
	return deepest + 1
}

func meetsAny(b box, others []box) bool {
	return slices.ContainsFunc(others, b.meets)
}

// hatch draws slanted lines into a rectangle: time that is over without a result.
func hatch(d *draw.Drawing, left, right, top, bottom float64) {
	d.Line(draw.Hatch, left, top, right, top)
	d.Line(draw.Hatch, left, bottom, right, bottom)
	d.Line(draw.Hatch, right, top, right, bottom)
	height := bottom - top
	for x := left; x < right+height; x += hatchEvery {
		fromX, fromY, toX, toY := x, top, x-height, bottom
		if fromX > right {
			fromX, fromY = right, top+(x-right)
		}
		if toX < left {
			toX, toY = left, bottom-(left-(x-height))
		}
		if fromY < toY {
			d.Line(draw.Hatch, fromX, fromY, toX, toY)
		}
	}
}
