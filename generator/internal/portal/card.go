package portal

import "minhbach/generator/internal/record"

func (e *edition) cards(list []*record.Commitment) []CommitmentCard {
	made := make([]CommitmentCard, 0, len(list))
	for _, c := range list {
		made = append(made, e.card(c))
	}
	return made
}

func (e *edition) card(c *record.Commitment) CommitmentCard {
	title, lang := e.text(c.Title)
	s := e.states[c.ID]
	return CommitmentCard{
		Title: title, Lang: lang, Href: e.href(commitmentAddress(c.ID)),
		Promise:  e.promise(c),
		Promiser: e.organizationLink(c.Organization),
		Unit:     e.unitByID(c.Unit),
		Plan:     e.planLink(c.Plan),
		Due:      e.date(c.Period.To),
		Status:   e.progressBadge(s),
		Result:   e.resultNumber(c, s),
		Overdue:  s.overdue,
	}
}

func (e *edition) commitmentLink(c *record.Commitment) Link {
	title, lang := e.text(c.Title)
	return Link{Text: title, Lang: lang, Href: e.href(commitmentAddress(c.ID))}
}

// promise is the measurable part in a few words: "15 hộ nghèo thoát nghèo".
func (e *edition) promise(c *record.Commitment) string {
	switch p := c.Promise; {
	case p.Value == nil && p.Measure == measureHouseholds:
		return e.say("promise_households_unknown")
	case p.Value == nil:
		return e.label("measures", p.Measure)
	case p.Measure == measureHouseholds:
		return e.counted("promise_households", *p.Value)
	case p.Measure == measureMoney:
		return e.money(*p.Value)
	default:
		return e.say("promise_measure", "n", e.number(*p.Value), "measure", e.word("measures", p.Measure))
	}
}

// promiseSentence says what is promised, where and by when.
func (e *edition) promiseSentence(c *record.Commitment) string {
	if c.Promise.Measure == measureHouseholds && c.Promise.Value != nil {
		if u := e.set.Units[c.Unit]; u != nil {
			return e.counted("promise_sentence", *c.Promise.Value, "unit", e.unitName(u), "during", e.during(c.Period))
		}
	}
	return e.say("promise_sentence_other", "promise", e.promise(c), "during", e.during(c.Period))
}

// resultNumber is the recognised result, or the words for what is not known.
func (e *edition) resultNumber(c *record.Commitment, s state) Number {
	n := Number{Label: e.say("result_label"), Text: e.say("unpublished")}
	if s.late {
		n.Note = e.say("overdue_since", "date", e.day(c.Period.To))
	}
	switch achieved, known := s.achieved(); {
	case known:
		n.Known = true
		n.Text = e.counted("households", achieved)
		n.Note = e.say("recognised_on", "date", e.day(s.outcome.Date))
	case s.decided():
		// The review has decided without printing a number of households.
		n.Known = true
		n.Text = e.label("statuses", s.status)
		n.Note = e.say("decided_on", "date", e.day(s.outcome.Date))
	}
	return n
}
