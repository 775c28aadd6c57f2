// Package progress is the published rule by which a commitment stands against
// time: its code, how much of its time is over, and how much of what was
// promised has been recognised. It needs nothing but what is in the datasets of
// commitments and outcomes, so that anybody can compute it anew; the page of
// methods has it in words.
//
// It never judges what is not known: there is no "fast" and no "slow", because a
// household leaves poverty by the review at the end of the year and on no day
// before it. Only a recognised result is a result.
package progress

import (
	"time"

	"minhbach/generator/internal/record"
)

// Code is how a commitment stands. Each has exactly one.
type Code string

// The codes, in the order in which the rule tries them.
const (
	// RecognisedFull: the review recognised at least as many households as were promised.
	RecognisedFull Code = "recognised-full"
	// RecognisedPart: the review recognised some, fewer than were promised.
	RecognisedPart Code = "recognised-part"
	// Recognised: the review recognised a result that has no number to set against the promise.
	Recognised Code = "recognised"
	// NotMet: it was published that the commitment was not met.
	NotMet Code = "not-met"
	// Reported: a result is published or shown by evidence; no review has recognised it.
	Reported Code = "reported"
	// NotDue: the time is not over, and there is no result.
	NotDue Code = "not-due"
	// Overdue: the time is over, and no result is published.
	Overdue Code = "overdue"
)

// Codes are all codes, in the order of the rule.
var Codes = []Code{RecognisedFull, RecognisedPart, Recognised, NotMet, Reported, NotDue, Overdue}

// The statuses of outcomes that decide, and the measure that a review counts.
const (
	statusRecognised = "recognised"
	statusNotMet     = "not-met"
	statusReported   = "reported-done"
	statusEvidenced  = "evidenced"
	households       = "households-out-of-poverty"
)

// Progress is how a commitment stands on a day.
type Progress struct {
	Code Code
	// Elapsed is how much of the time of the commitment is over, in percent,
	// rounded down: 0 before it begins, 100 from its last day on.
	Elapsed int64
	// Days are those left until the last day; negative: those since.
	Days int64
	// Recognised is how much of the households promised the review has recognised,
	// in percent, rounded down; nil where one of the two numbers is not known.
	Recognised *int64
	// Late: the time is over, and no review has given its result.
	Late bool
}

// Of applies the rule to a commitment on the day asOf. latest is the last of its
// outcomes in the order of their dates, nil where it has none.
func Of(c *record.Commitment, latest *record.Outcome, asOf string) Progress {
	p := Progress{Code: NotDue}
	p.Elapsed, p.Days = elapsed(c.Period, asOf)
	over := c.Period.To < asOf
	var status string
	if latest != nil {
		status = latest.Status
	}
	switch status {
	case statusRecognised:
		p.Code = Recognised
		if c.Promise.Measure == households && c.Promise.Value != nil && *c.Promise.Value > 0 && latest.Households != nil {
			part := *latest.Households * 100 / *c.Promise.Value
			p.Recognised = &part
			p.Code = against(*latest.Households, *c.Promise.Value)
		}
	case statusNotMet:
		p.Code = NotMet
	case statusReported, statusEvidenced:
		p.Code, p.Late = Reported, over
	default:
		if over {
			p.Code, p.Late = Overdue, true
		}
	}
	return p
}

// against sets a recognised number against the promised one. A review that
// recognised nobody is a commitment that was not met.
func against(recognised, promised int64) Code {
	switch {
	case recognised >= promised:
		return RecognisedFull
	case recognised > 0:
		return RecognisedPart
	}
	return NotMet
}

// elapsed is the part of a period that is over on a day, both its first and last
// day counted, and the days until its last.
func elapsed(p record.Period, asOf string) (percent, left int64) {
	from, to, now := day(p.From), day(p.To), day(asOf)
	left = to - now
	switch {
	case now < from:
		return 0, left
	case now >= to:
		return 100, left
	}
	return (now - from + 1) * 100 / (to - from + 1), left
}

// day numbers the days. Checked records have no other dates than real ones.
func day(iso string) int64 {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return 0
	}
	return t.Unix() / (24 * 60 * 60)
}
