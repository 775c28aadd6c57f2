package portal

import "minhbach/generator/internal/record"

// frontCommitments is the number of commitments shown on the front page.
const frontCommitments = 6

func (e *edition) homePage() Page {
	title := e.note(&e.site.Title)
	model := Home{
		Lead: e.say("home_lead"), Numbers: e.homeNumbers(),
		Commitments: e.cards(e.commitments[:min(len(e.commitments), frontCommitments)]),
		News:        e.newsCards(e.articles[:min(len(e.articles), e.site.Limits.FrontNews)]),
		Fresh:       e.say("fresh", "date", e.day(e.site.DataAsOf)),
		About:       e.note(&e.site.Description), FindUnit: e.unitSearch(),
		More: []Link{
			{Text: e.say("more_commitments"), Href: e.href(commitmentsAddress)},
			{Text: e.say("more_units"), Href: e.href("/xa/")},
			{Text: e.say("more_figures"), Href: e.href("/so-lieu/")},
			{Text: e.say("more_news"), Href: e.href("/tin/")},
		},
	}
	if len(e.footer) > 0 {
		about := e.links(e.footer[:1], "")[0]
		model.AboutLink = &about
	}
	return e.page("/", LayoutHome, sitePath, heading{title: title, description: model.About}, model)
}

// tally sums up commitments.
type tally struct {
	commitments, overdue int64
	promised             int64 // households, where a number was promised
	recognised           int64 // households
	results              int64 // commitments whose recognised number is known
}

func (e *edition) tally(list []*record.Commitment) tally {
	var t tally
	for _, c := range list {
		t.commitments++
		s := e.states[c.ID]
		if s.overdue {
			t.overdue++
		}
		if c.Promise.Measure != measureHouseholds {
			continue
		}
		if c.Promise.Value != nil {
			t.promised += *c.Promise.Value
		}
		if n, known := s.achieved(); known {
			t.recognised += n
			t.results++
		}
	}
	return t
}

// homeNumbers are what was promised, what is recognised and what is overdue, each
// with the list of what it counts. Nothing recognised is shown as unpublished,
// not as zero.
func (e *edition) homeNumbers() []Number {
	t := e.tally(e.commitments)
	recognised := Number{Label: e.say("number_recognised"), Text: e.say("unpublished"), Note: e.say("number_recognised_none"), Href: e.href(recognisedAddress)}
	if t.results > 0 {
		recognised.Known = true
		recognised.Text = e.number(t.recognised)
		recognised.Note = e.counted("number_recognised_note", t.results)
	}
	return []Number{
		{Label: e.say("number_commitments"), Text: e.number(t.commitments), Known: true, Href: e.href(commitmentsAddress)},
		{Label: e.say("number_promised"), Text: e.number(t.promised), Note: e.say("number_promised_note"), Known: true, Href: e.href(promisedAddress)},
		recognised,
		{Label: e.say("number_overdue"), Text: e.number(t.overdue), Known: true, Href: e.href(overdueAddress)},
	}
}
