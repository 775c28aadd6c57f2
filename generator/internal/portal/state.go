package portal

import (
	"minhbach/generator/internal/progress"
	"minhbach/generator/internal/record"
)

// Statuses of the vocabulary that decide something here; the others are only
// shown with their labels.
const (
	statusPlanned     = "planned"
	statusInProgress  = "in-progress"
	statusReported    = "reported-done"
	statusEvidenced   = "evidenced"
	statusRecognised  = "recognised"
	statusNotMet      = "not-met"
	statusUnpublished = "unpublished"
)

// Measures of the vocabulary that have their own wording.
const (
	measureHouseholds = "households-out-of-poverty"
	measureMoney      = "money"
)

// state is how a commitment stands on the day to which the records were kept.
type state struct {
	status  string
	outcome *record.Outcome // the latest, nil when there is none
	overdue bool            // the period is over and no result is published
	late    bool            // the period is over and no review has given a result

	progress progress.Progress
}

// stateOf takes the latest outcome; outcomes are in the order of their dates. A
// commitment without any is unpublished, whatever its activities say: a thing
// done is not a result.
func stateOf(c *record.Commitment, outcomes []*record.Outcome, asOf string) state {
	s := state{status: statusUnpublished}
	if n := len(outcomes); n > 0 {
		s.outcome = outcomes[n-1]
		s.status = s.outcome.Status
	}
	s.progress = progress.Of(c, s.outcome, asOf)
	s.overdue, s.late = s.progress.Code == progress.Overdue, s.progress.Late
	return s
}

// decided reports whether a review has given its result, good or bad.
func (s state) decided() bool { return s.status == statusRecognised || s.status == statusNotMet }

// achieved is the number of households recognised as out of poverty. Only a
// recognised result counts, never what an office reports of itself.
func (s state) achieved() (households int64, known bool) {
	if s.status != statusRecognised || s.outcome.Households == nil {
		return 0, false
	}
	return *s.outcome.Households, true
}
