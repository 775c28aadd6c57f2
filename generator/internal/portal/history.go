package portal

import (
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
)

// historyAddress is the list of publications.
const historyAddress = "/lich-su/"

// LayoutHistory shows a HistoryPage.
const LayoutHistory = "history"

// correctionsShown is how many corrections the list of publications shows; the
// page of each publication shows all of its own.
const correctionsShown = 50

// HistoryPage is the list of publications, or one of them.
type HistoryPage struct {
	Intro       string       `json:"intro"`
	Facts       []Fact       `json:"facts,omitempty"` // of one publication
	Corrections *FigureTable `json:"corrections,omitempty"`
	NoNumbers   string       `json:"no_numbers,omitempty"` // sentence when no number was corrected
	Groups      []ListGroup  `json:"groups,omitempty"`
	More        []Link       `json:"more,omitempty"`
}

func releaseAddress(r *record.Release) string {
	return historyAddress + strconv.FormatInt(r.Number, 10) + "/"
}

// historyPages are the list of publications and a page for each.
func (e *edition) historyPages() []Page {
	intro := e.say("history_intro")
	if len(e.releases) == 0 {
		intro = e.say("history_none")
	}
	pages := slices.Collect(e.shelf(historyAddress, e.say("history_title"), List{Intro: intro}, nil, len(e.releases), func(from, to int) []ListGroup {
		return e.releaseList(e.releases[from:to])
	}))
	front := pages[0].Model.(List)
	model := HistoryPage{Intro: front.Intro, Groups: front.Groups, More: front.More}
	var rows []TableRow
	for _, r := range e.releases {
		rows = append(rows, e.correctionRows(r, correctionsShown-len(rows))...)
	}
	if len(e.releases) > 0 {
		model.Corrections, model.NoNumbers = e.corrections(rows)
		pages[0].Frame.Feeds = append(e.feedLinks(historyAddress, e.say("feed_rss_of", "name", e.say("history_title")),
			e.say("feed_json_of", "name", e.say("history_title"))), pages[0].Frame.Feeds...)
		model.More = append(model.More, Link{Text: e.say("corrections_title"), Href: e.href(correctionsAddress)})
		pages = append(pages, e.correctionsPage())
	}
	pages[0].Layout, pages[0].Model = LayoutHistory, model
	for _, r := range e.releases {
		pages = append(pages, e.releasePage(r))
	}
	return pages
}

// releaseList groups publications by year.
func (e *edition) releaseList(list []*record.Release) []ListGroup {
	var groups []ListGroup
	for _, r := range list {
		year := strconv.Itoa(yearOf(r.Date))
		if len(groups) == 0 || groups[len(groups)-1].Heading != year {
			groups = append(groups, ListGroup{Heading: year})
		}
		last := &groups[len(groups)-1]
		last.Items = append(last.Items, ListItem{
			Link:   Link{Text: e.releaseTitle(r), Href: e.href(releaseAddress(r)), Note: e.day(r.Date)},
			Detail: e.changesSentence(r),
		})
	}
	return groups
}

func (e *edition) releaseTitle(r *record.Release) string {
	return e.say("history_release", "n", strconv.FormatInt(r.Number, 10))
}

// changesSentence sums up a publication: "1 số được sửa, 2 bản ghi mới".
func (e *edition) changesSentence(r *record.Release) string {
	if r.Number == 1 {
		return e.counted("history_first", int64(len(r.Changes.Added)))
	}
	var parts []string
	for _, part := range []struct {
		n    int
		text string
	}{
		{len(r.Changes.Numbers), e.counted("history_numbers", int64(len(r.Changes.Numbers)))},
		{len(r.Changes.Added), e.counted("history_added", int64(len(r.Changes.Added)))},
		{len(r.Changes.Changed), e.counted("history_changed", int64(len(r.Changes.Changed)))},
		{len(r.Changes.Withdrawn), e.counted("history_withdrawn", int64(len(r.Changes.Withdrawn)))},
	} {
		if part.n > 0 {
			parts = append(parts, part.text)
		}
	}
	if len(parts) == 0 {
		return e.say("history_program")
	}
	return upperFirst(e.list(parts)) + "."
}

func (e *edition) releasePage(r *record.Release) Page {
	title := e.releaseTitle(r)
	model := HistoryPage{Intro: e.changesSentence(r), Facts: e.releaseFacts(r)}
	if r.Number > 1 {
		model.Corrections, model.NoNumbers = e.corrections(e.correctionRows(r, len(r.Changes.Numbers)))
		for _, list := range []struct {
			heading string
			names   []string
		}{
			{e.say("history_list_added"), r.Changes.Added},
			{e.say("history_list_changed"), r.Changes.Changed},
			{e.say("history_list_withdrawn"), r.Changes.Withdrawn},
		} {
			if len(list.names) > 0 {
				model.Groups = append(model.Groups, ListGroup{Heading: list.heading, Items: e.changedRecords(list.names)})
			}
		}
	}
	return e.page(releaseAddress(r), LayoutHistory, "", heading{
		title: title, description: title + ", " + e.day(r.Date) + ". " + model.Intro, updated: r.Date,
		trail: []Link{e.section(e.say("history_title"), historyAddress)},
	}, model)
}

// releaseFacts say what a publication was made from. Digests stand in its own
// record, which the page leads to: no file can hold its own digest.
func (e *edition) releaseFacts(r *record.Release) []Fact {
	facts := []Fact{{Label: e.say("history_date"), Text: e.day(r.Date)}}
	if r.Input.Commit != "" {
		facts = append(facts, Fact{Label: e.say("history_commit"), Text: r.Input.Commit})
	}
	number := strconv.FormatInt(r.Number, 10)
	return append(facts,
		Fact{Label: e.say("history_tree"), Text: r.Input.Tree},
		e.programFact(r),
		Fact{Label: e.say("history_record"), Links: []Link{{Text: "ledger/releases/" + number + ".json", Href: e.file("/ledger/releases/" + number + ".json")}}},
	)
}

// programFact names the program, with the list of its parts.
func (e *edition) programFact(r *record.Release) Fact {
	fact := Fact{Label: e.say("history_made_by"), Text: "minhbach " + r.Program}
	if r.SBOM != nil {
		fact.Links = []Link{{Text: e.say("history_parts"), Href: e.file("/" + r.SBOM.Path)}}
	}
	return fact
}

// changedRecords lists records by kind and name, up to a page of them.
func (e *edition) changedRecords(names []string) []ListItem {
	var items []ListItem
	for i, name := range names {
		if i == shelfSize {
			items = append(items, ListItem{Link: Link{Text: e.counted("history_others", int64(len(names)-i))}})
			break
		}
		items = append(items, ListItem{Link: e.recordLink(name)})
	}
	return items
}

// corrections are the numbers that were corrected, or the sentence that none was.
func (e *edition) corrections(rows []TableRow) (*FigureTable, string) {
	if len(rows) == 0 {
		return nil, e.say("history_no_numbers")
	}
	return &FigureTable{
		Caption: e.say("history_corrections"),
		Head: []string{e.say("history_head_record"), e.say("history_head_field"), e.say("history_head_old"),
			e.say("history_head_new"), e.say("history_head_reason"), e.say("history_head_date")},
		Rows: rows,
	}, ""
}

// correctionRows are the first n numbers that a publication corrected.
func (e *edition) correctionRows(r *record.Release, n int) []TableRow {
	var rows []TableRow
	for _, c := range r.Changes.Numbers[:min(max(n, 0), len(r.Changes.Numbers))] {
		link := e.recordLink(c.Record)
		now := e.say("history_gone")
		if c.New != "" {
			now = e.publishedValue(c.Record, c.Field, c.New)
		}
		row := TableRow{Head: link.Text, Href: link.Href}
		for _, text := range []string{
			e.fieldName(c.Record, c.Field), e.publishedValue(c.Record, c.Field, c.Old), now, e.note(&c.Reason),
			e.say("history_when", "n", strconv.FormatInt(r.Number, 10), "date", e.day(r.Date)),
		} {
			row.Cells = append(row.Cells, TableCell{Text: text, Kind: "text"})
		}
		rows = append(rows, row)
	}
	return rows
}

// historyFeed tells of publications.
func (e *edition) historyFeed() feed {
	f := feed{folder: historyAddress, title: e.say("feed_title_of", "site", e.note(&e.site.Title), "name", e.say("history_title")), description: e.say("history_intro")}
	for _, r := range e.releases {
		at := e.absolute(releaseAddress(r))
		item := feedItem{id: at, url: at, title: e.releaseTitle(r), day: r.Date, text: e.changesSentence(r)}
		for _, n := range r.Changes.Numbers[:min(len(r.Changes.Numbers), correctionsShown)] {
			item.text += "\n" + e.correctionSentence(n)
		}
		f.items = append(f.items, item)
	}
	return f
}

// recordLink leads to the page that shows a record; one that is gone, or has no
// page, is named only.
func (e *edition) recordLink(name string) Link {
	kind, id, _ := strings.Cut(name, "/")
	set := e.set
	switch kind {
	case "commitments":
		if c := set.Commitments[id]; c != nil {
			return e.commitmentLink(c)
		}
	case "outcomes":
		if o := set.Outcomes[id]; o != nil && set.Commitments[o.Commitment] != nil {
			link := e.commitmentLink(set.Commitments[o.Commitment])
			link.Text = e.say("feed_step", "step", e.outcomeTitle(o), "commitment", link.Text)
			return link
		}
	case "activities":
		if a := set.Activities[id]; a != nil && set.Commitments[a.Commitment] != nil {
			link := e.commitmentLink(set.Commitments[a.Commitment])
			link.Text = e.note(&a.Title)
			return link
		}
	case "plans":
		if set.Plans[id] != nil {
			return e.planLink(id)
		}
	case "organizations":
		if set.Organizations[id] != nil {
			return e.organizationLink(id)
		}
	case "units":
		if u := set.Units[id]; u != nil && e.placeOf[id] != nil && e.placeOf[id].section != "" {
			return e.unitLink(u)
		}
	case "figures":
		if f := set.Figures[id]; f != nil && e.placeOf[f.Unit] != nil {
			return Link{Text: e.say("history_figures", "unit", e.unitName(set.Units[f.Unit]), "year", strconv.Itoa(f.Year)), Href: e.href(e.placeOf[f.Unit].figuresAddress())}
		}
	case "tables":
		if t := set.Tables[id]; t != nil {
			return Link{Text: e.note(&t.Title)}
		}
	case "news":
		if i := slices.IndexFunc(e.articles, func(a *article) bool { return a.first.Lang+strings.TrimSuffix(a.address, "/") == id }); i >= 0 {
			return Link{Text: e.articles[i].first.Meta.Title, Href: e.href(e.articles[i].address)}
		}
	}
	return Link{Text: name}
}
