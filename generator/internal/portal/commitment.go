package portal

import (
	"minhbach/generator/internal/record"
)

func (e *edition) commitmentPage(c *record.Commitment) Page {
	s := e.states[c.ID]
	var log, planned []step
	if plan := e.set.Plans[c.Plan]; plan != nil {
		log = append(log, e.planStep(plan))
	}
	for _, a := range e.activities[c.ID] {
		if a.Status == statusPlanned {
			planned = append(planned, e.activityStep(a, false))
		} else {
			log = append(log, e.activityStep(a, false))
		}
	}
	text, textLang := e.text(c.Text)
	title, titleLang := e.text(c.Title)
	return e.page(commitmentAddress(c.ID), LayoutCommitment, recordPath(e.set, "commitments", c.ID),
		heading{
			title: title, titleLang: titleLang,
			description: e.say("commitment_description", "promise", e.promiseSentence(c), "status", lowerFirst(e.progressBadge(s).Label)),
			trail:       []Link{e.section(e.say("menu_commitments"), "/cam-ket/")},
			record:      recordName{kind: "commitments", ids: []string{c.ID}},
			card:        e.commitmentCard(c, s),
		},
		CommitmentPage{
			Promise:  e.promiseSentence(c),
			Question: e.question(c),
			Result:   e.result(c, s),
			History:  e.statusHistory(c, s),
			Log:      ordered(log),
			Planned:  ordered(planned),
			Tree:     e.commitmentTree(c),
			Text:     text, TextLang: textLang, AsPrinted: c.AsPrinted,
			Note:    e.note(c.Note),
			News:    e.newsCards(e.newsOn["commitments/"+c.ID]),
			Sources: e.sources(c.Sources),
		})
}

// question answers who promised what to whom, where, by when and by which measure.
func (e *edition) question(c *record.Commitment) []Fact {
	facts := []Fact{
		{Label: e.say("fact_promiser"), Links: []Link{e.organizationLink(c.Organization)}},
		{Label: e.say("fact_promise"), Text: e.promise(c), Note: e.note(c.Promise.Qualifier)},
		{Label: e.say("fact_place"), Links: []Link{e.unitByID(c.Unit)}},
		{Label: e.say("fact_period"), Text: e.span(c.Period), Note: e.say("fact_due", "date", e.day(c.Period.To))},
		{Label: e.say("fact_plan"), Links: []Link{e.planLink(c.Plan)}},
	}
	if c.AssignedBy != "" {
		facts = append(facts, Fact{Label: e.say("fact_assigned_by"), Links: []Link{e.organizationLink(c.AssignedBy)}})
	} else if plan := e.set.Plans[c.Plan]; plan != nil {
		facts = append(facts, Fact{Label: e.say("fact_assigned_by"), Links: []Link{e.organizationLink(plan.Issuer)}})
	}
	if partners := unique(c.Partners...); len(partners) > 0 {
		fact := Fact{Label: e.say("fact_partners")}
		for _, id := range partners {
			fact.Links = append(fact.Links, e.organizationLink(id))
		}
		facts = append(facts, fact)
	}
	if c.Standard != "" {
		facts = append(facts, Fact{
			Label: e.say("fact_standard"), Text: e.label("standards", c.Standard), Note: e.explain("standards", c.Standard),
		})
	}
	if c.ProgrammeProject != "" {
		facts = append(facts, Fact{Label: e.say("fact_programme"), Text: e.label("programme-projects", c.ProgrammeProject)})
	}
	return facts
}

// result says what came of the commitment, or that nobody has published it.
func (e *edition) result(c *record.Commitment, s state) ResultBox {
	box := ResultBox{
		Status: e.badge(s.status), Overdue: s.overdue,
		Headline: e.resultHeadline(s), Text: e.resultText(c, s),
		Progress: e.progressBadge(s), Meters: e.meters(c, s), Rule: e.ruleLink(),
	}
	if s.outcome != nil {
		box.Date = e.date(s.outcome.Date)
		box.Decision = e.decision(s.outcome.Decision)
		box.Sources = e.sources(s.outcome.Sources)
	}
	return box
}

func (e *edition) promisedNumber(c *record.Commitment) Number {
	return Number{Label: e.say("promised_label"), Text: e.promise(c), Known: c.Promise.Value != nil, Origin: e.originOf("commitments", c.ID, "promise")}
}

func (e *edition) resultHeadline(s state) string {
	achieved, known := s.achieved()
	switch {
	case known:
		return e.counted("headline_recognised", achieved)
	case s.status == statusRecognised:
		return e.say("headline_recognised_no_number")
	case s.status == statusNotMet:
		return e.say("headline_not_met")
	}
	return e.say("headline_unpublished")
}

// resultText is the paragraph below the headline. What an office reports of
// itself is told as its report, never as a result.
func (e *edition) resultText(c *record.Commitment, s state) string {
	var sentences []string
	add := func(sentence string) { sentences = append(sentences, sentence) }
	achieved, known := s.achieved()
	switch {
	case known && c.Promise.Value != nil && c.Promise.Measure == measureHouseholds:
		add(e.say("result_compared", "achieved", e.counted("households", achieved), "promised", e.counted("households", *c.Promise.Value)))
	case s.decided():
	case s.status == statusReported || s.status == statusEvidenced || s.status == statusInProgress:
		add(e.say("result_office_says", "status", e.word("statuses", s.status), "date", e.day(s.outcome.Date)))
		add(e.say("result_needs_review"))
	default:
		add(e.say("result_none", "date", e.day(e.site.DataAsOf)))
	}
	switch {
	case s.late:
		add(e.say("result_overdue", "date", e.day(c.Period.To)))
		add(e.say("result_not_failure"))
	case !s.decided():
		add(e.say("result_not_due", "date", e.day(c.Period.To)))
	}
	if s.outcome != nil && s.outcome.Reason != nil && s.status != statusUnpublished {
		add(e.note(s.outcome.Reason))
	}
	return joinSentences(sentences)
}
