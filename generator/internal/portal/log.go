package portal

import (
	"cmp"
	"slices"

	"minhbach/generator/internal/record"
)

// step is a log entry with what it is ordered by.
type step struct {
	day   string // empty: undated
	order int
	id    string
	entry LogEntry
}

// ordered is the log in time: oldest first, undated steps after in the order of
// their source.
func ordered(steps []step) []LogEntry {
	slices.SortStableFunc(steps, func(a, b step) int {
		if (a.day == "") != (b.day == "") {
			if a.day == "" {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.order, b.order), cmp.Compare(a.id, b.id))
	})
	made := make([]LogEntry, len(steps))
	for i, s := range steps {
		made[i] = s.entry
	}
	return made
}

// activityStep tells of an activity. withCommitment names the commitment, for
// pages that show several.
func (e *edition) activityStep(a *record.Activity, withCommitment bool) step {
	title, lang := e.text(a.Title)
	entry := LogEntry{
		Title: title, Lang: lang, Kind: "activity", Text: e.note(a.Text), AsPrinted: a.AsPrinted,
		Type: e.label("support-types", a.Type), Status: e.badge(a.Status), Cost: e.cost(a.Cost),
		Evidence: e.evidence(a.Evidence), Note: e.note(a.Note), Sources: e.sources(a.Sources),
	}
	for _, id := range unique(a.Organizations...) {
		entry.Actors = append(entry.Actors, e.organizationLink(id))
	}
	if a.Households != nil {
		entry.Households = e.counted("households", *a.Households)
	}
	entry.Origin = e.originOf("activities", a.ID, "")
	s := step{order: a.Order, id: a.ID}
	switch {
	case a.Date != "":
		s.day, entry.Date, entry.When = a.Date, e.date(a.Date), e.day(a.Date)
	case a.Period != nil:
		// Only at the end of the period has it surely happened.
		s.day, entry.When = a.Period.To, e.span(*a.Period)
	default:
		entry.Undated, entry.When = true, e.say("undated")
	}
	e.nameCommitment(&entry, a.Commitment, withCommitment)
	s.entry = entry
	return s
}

// outcomeStep tells of an outcome.
func (e *edition) outcomeStep(o *record.Outcome, withCommitment bool) step {
	entry := LogEntry{
		Title: e.outcomeTitle(o), Kind: "outcome", Text: e.note(o.Reason), Status: e.badge(o.Status),
		Date: e.date(o.Date), When: e.day(o.Date), Note: e.decision(o.Decision),
		Evidence: e.evidence(o.Evidence), Sources: e.sources(o.Sources),
	}
	if o.Households != nil {
		entry.Households = e.counted("households", *o.Households)
	}
	entry.Origin = e.originOf("outcomes", o.ID, "households")
	e.nameCommitment(&entry, o.Commitment, withCommitment)
	// After the activities of the same day: a result follows what was done.
	return step{day: o.Date, order: 1 << 30, id: o.ID, entry: entry}
}

// planStep tells of the document under which a commitment was made.
func (e *edition) planStep(plan *record.Plan) step {
	title, lang := e.text(plan.Title)
	return step{day: plan.Date, order: -1, id: plan.ID, entry: LogEntry{
		Title: e.say("plan_issued", "plan", e.planName(plan)), Text: title, Lang: lang, Kind: "document",
		Date: e.date(plan.Date), When: e.day(plan.Date),
		Actors: []Link{e.organizationLink(plan.Issuer)}, Sources: e.sources(plan.Sources),
	}}
}

func (e *edition) nameCommitment(entry *LogEntry, id string, wanted bool) {
	if c := e.set.Commitments[id]; wanted && c != nil {
		link := e.commitmentLink(c)
		entry.Commitment = &link
	}
}

func (e *edition) outcomeTitle(o *record.Outcome) string {
	if o.Status == statusUnpublished {
		return e.say("log_unpublished")
	}
	return e.say("log_outcome", "status", e.word("statuses", o.Status))
}

func (e *edition) cost(c *record.Cost) string {
	switch {
	case c == nil:
		return ""
	case c.Source == "":
		return e.money(c.Amount)
	}
	return e.say("cost", "amount", e.money(c.Amount), "source", e.word("money-sources", c.Source))
}

// decision cites the document that recognised a result.
func (e *edition) decision(d *record.Decision) string {
	if d == nil {
		return ""
	}
	cited := ""
	if d.Symbol != "" || d.Date != "" || d.Issuer != "" {
		cited = e.say("decision")
	}
	if d.Symbol != "" {
		cited = e.say("decision_symbol", "symbol", d.Symbol)
	}
	if d.Date != "" {
		cited += " " + e.say("decision_date", "date", e.day(d.Date))
	}
	if d.Issuer != "" {
		cited += ", " + e.organizationLink(d.Issuer).Text
	}
	if note := e.note(d.Note); note != "" {
		if cited == "" {
			return note
		}
		cited = e.say("with_note", "text", cited, "note", note)
	}
	return cited
}

// logOf is everything that happened for some commitments.
func (e *edition) logOf(commitments []*record.Commitment) []step {
	var steps []step
	for _, c := range commitments {
		for _, a := range e.activities[c.ID] {
			steps = append(steps, e.activityStep(a, true))
		}
		for _, o := range e.outcomes[c.ID] {
			steps = append(steps, e.outcomeStep(o, true))
		}
	}
	return steps
}
