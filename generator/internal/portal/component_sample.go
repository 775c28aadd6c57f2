package portal

import (
	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/progress"
)

// allStatuses are the states of a commitment in their order.
func (e *edition) allStatuses() []Badge {
	var list []Badge
	for _, code := range []string{statusPlanned, statusInProgress, statusReported, statusEvidenced, statusRecognised, statusNotMet, statusUnpublished} {
		list = append(list, e.badge(code))
	}
	return list
}

func (e *edition) sampleNumbers() []Number {
	return []Number{
		{Label: e.say("number_commitments"), Text: e.number(1234), Known: true, Href: e.href(componentsAddress)},
		{Label: e.say("number_promised"), Text: e.number(56789), Note: e.say("number_promised_note"), Known: true, Href: e.href(componentsAddress)},
		{Label: e.say("number_recognised"), Text: e.say("unpublished"), Note: e.say("number_recognised_none"), Href: e.href(componentsAddress)},
		{Label: e.say("number_overdue"), Text: e.number(0), Known: true, Href: e.href(componentsAddress)},
	}
}

// sampleCards are a commitment in every state that a card tells apart.
func (e *edition) sampleCards() []CommitmentCard {
	var cards []CommitmentCard
	due := e.date("2022-12-31")
	for _, code := range []progress.Code{progress.Overdue, progress.NotDue, progress.RecognisedPart, progress.NotMet} {
		card := CommitmentCard{
			Title: e.say("sample_headline"), Href: e.href(componentsAddress), Promise: e.counted("promise_households", 10),
			Promiser: Link{Text: e.say("sample_body"), Href: e.href(componentsAddress)},
			Unit:     Link{Text: e.say("sample_unit"), Href: e.href(componentsAddress)},
			Due:      due, Status: e.progressBadge(state{progress: progress.Progress{Code: code}}), Result: Number{Text: e.say("unpublished")},
		}
		switch code {
		case progress.Overdue:
			card.Overdue, card.Result.Note = true, e.say("overdue_since", "date", due.Text)
		case progress.RecognisedPart:
			card.Result = Number{Text: e.counted("households", 8), Known: true, Note: e.say("recognised_on", "date", due.Text)}
		}
		cards = append(cards, card)
	}
	return cards
}

// sampleResults are a result that nobody has published, and one that is
// recognised in part.
func (e *edition) sampleResults() []Sample {
	meters := func(style draw.Style, part float64, result Meter) []Meter {
		promised := Meter{Label: e.say("number_promised"), Text: e.counted("households", 10), Known: true, Bar: track()}
		fillTrack(&promised.Bar, draw.Hollow, 1)
		result.Label, result.Bar = e.say("number_recognised"), track()
		fillTrack(&result.Bar, style, part)
		return []Meter{promised, result}
	}
	badge := func(code progress.Code) Badge { return e.progressBadge(state{progress: progress.Progress{Code: code}}) }
	return []Sample{
		{Heading: e.label("statuses", statusUnpublished), Result: &ResultBox{
			Status: e.badge(statusUnpublished), Headline: e.say("headline_unpublished"), Text: e.say("sample_sentence"),
			Progress: badge(progress.Overdue), Meters: meters(draw.Solid, 0, Meter{Text: e.say("unpublished")}),
		}},
		{Heading: e.label("statuses", statusRecognised), Result: &ResultBox{
			Status: e.badge(statusRecognised), Headline: e.label("statuses", statusRecognised), Text: e.say("sample_sentence"),
			Progress: badge(progress.RecognisedPart), Meters: meters(draw.Solid, 0.8, Meter{Text: e.counted("households", 8), Known: true}),
			Decision: e.say("sample_document"),
		}},
	}
}

// sampleTable has a cell of every kind, and another standard below the first.
func (e *edition) sampleTable() *FigureTable {
	cell := func(kind, text, explain string) TableCell { return TableCell{Kind: kind, Text: text, Explain: explain} }
	columns := []string{e.say("sample_label"), e.say("sample_exact"), e.say("sample_range"), e.say("sample_absent")}
	return &FigureTable{
		Caption: e.say("sample_table"), Head: columns,
		Rows: []TableRow{
			{Head: "2020", Cells: []TableCell{cell("number", e.number(1234), ""), cell("range", "11–15", ""), cell("missing", "–", e.say("statistic_sign_missing"))}},
			{Head: "2021", Cells: []TableCell{cell("number", e.number(0), ""), cell("range", "3–7", ""), cell("not-applicable", "×", e.say("statistic_sign_not_applicable"))}, Break: true},
		},
		Notes:   []string{e.say("sample_sentence")},
		Sources: []Source{{Title: e.say("sample_document"), Date: e.date("2022-12-31")}},
	}
}
