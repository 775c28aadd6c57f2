package portal

import (
	"net/url"

	"minhbach/generator/internal/record"
)

// correctionsAddress is the list of published numbers that were corrected, with a
// feed of its own beside it.
const correctionsAddress = historyAddress + "dinh-chinh/"

// correctionsListed is how many corrections their page lists; each publication
// shows all of its own.
const correctionsListed = 500

func (e *edition) correctionsPage() Page {
	var rows []TableRow
	for _, r := range e.releases {
		rows = append(rows, e.correctionRows(r, correctionsListed-len(rows))...)
	}
	model := HistoryPage{Intro: e.say("corrections_intro"), More: []Link{{Text: e.say("history_title"), Href: e.href(historyAddress)}}}
	model.Corrections, model.NoNumbers = e.corrections(rows)
	return e.page(correctionsAddress, LayoutHistory, "", heading{
		title: e.say("corrections_title"), description: model.Intro, feed: true,
		trail: []Link{e.section(e.say("history_title"), historyAddress)},
	}, model)
}

// jsonCorrection is a correction for programs: an extension of a JSON Feed.
type jsonCorrection struct {
	Record string `json:"record"` // "commitments/<id>"
	Field  string `json:"field"`
	Old    string `json:"old"`
	New    string `json:"new"` // empty: withdrawn
	Reason string `json:"reason"`
}

// correctionsFeed has an item for each published number that was corrected.
func (e *edition) correctionsFeed() feed {
	f := feed{
		folder: correctionsAddress, description: e.say("corrections_intro"),
		title: e.say("feed_title_of", "site", e.note(&e.site.Title), "name", e.say("corrections_title")),
	}
	for _, r := range e.releases {
		for _, n := range r.Changes.Numbers {
			f.items = append(f.items, e.correctionItem(r, n))
		}
	}
	return f
}

func (e *edition) correctionItem(r *record.Release, n record.NumberChange) feedItem {
	at := e.absolute(releaseAddress(r))
	return feedItem{
		id: at + "#" + url.PathEscape(n.Record+"/"+n.Field), url: at, day: r.Date,
		title: e.say("corrections_item", "record", e.recordLink(n.Record).Text),
		text:  e.correctionSentence(n),
		correction: &jsonCorrection{
			Record: n.Record, Field: n.Field, Old: n.Old, New: n.New, Reason: e.note(&n.Reason),
		},
	}
}

// correctionSentence tells old and new value and the reason.
func (e *edition) correctionSentence(n record.NumberChange) string {
	now := e.say("history_gone")
	if n.New != "" {
		now = e.publishedValue(n.Record, n.Field, n.New)
	}
	return e.say("history_feed_number", "record", e.recordLink(n.Record).Text, "field", e.fieldName(n.Record, n.Field),
		"old", e.publishedValue(n.Record, n.Field, n.Old), "new", now, "reason", e.note(&n.Reason))
}
