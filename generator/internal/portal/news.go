package portal

import (
	"cmp"
	"encoding/base64"
	"net/url"
	"slices"
	"strconv"
	"time"

	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// monthlyFrom is the number of items in a year from which its archive is kept
// by month.
const monthlyFrom = 51

func (e *edition) newsCards(list []*article) []NewsCard {
	made := make([]NewsCard, 0, len(list))
	for _, a := range list {
		doc, lang := a.in(e.lang)
		made = append(made, NewsCard{
			Title: doc.Meta.Title, Lang: lang, Href: e.href(a.address),
			Date: e.date(doc.Meta.Date), Summary: doc.Meta.Summary,
		})
	}
	return made
}

// newsPageAt is an item, which knows its neighbours in time.
func (e *edition) newsPageAt(i int) Page {
	var newer, older *Link
	if i > 0 {
		newer = e.newsLink(e.articles[i-1])
	}
	if i+1 < len(e.articles) {
		older = e.newsLink(e.articles[i+1])
	}
	return e.newsPage(e.articles[i], newer, older)
}

func (e *edition) newsLink(a *article) *Link {
	doc, lang := a.in(e.lang)
	return &Link{Text: doc.Meta.Title, Lang: lang, Href: e.href(a.address)}
}

func (e *edition) newsPage(a *article, newer, older *Link) Page {
	doc, foreign := a.in(e.lang)
	meta := &doc.Meta
	item := NewsItem{
		Date: e.date(meta.Date), Updated: e.knownDate(meta.Updated), Byline: e.byline(meta),
		Summary: meta.Summary, Commitments: e.cards(e.commitmentsNamed(meta.Commitments)),
		Related: e.related(meta), Share: e.share(meta.Title, a.address),
		Sources: e.sources(meta.Sources), Newer: newer, Older: older,
	}
	if p := meta.Photo; p != nil && foreign == "" {
		item.Photo = &Photo{File: p.File, Alt: p.Alt, Caption: p.Caption, AsPrinted: p.AsPrinted, Credit: p.Credit}
	}
	h := heading{
		title: meta.Title, titleLang: foreign, description: meta.Summary,
		updated: cmp.Or(meta.Updated, meta.Date), draft: meta.Draft, only: languagesOf(a.texts),
		trail: []Link{e.section(e.say("menu_news"), "/tin/"), e.yearLink(yearOf(meta.Date))},
		card:  e.newsCard(),
	}
	if !meta.Draft { // a draft is no data
		h.record = recordName{kind: "news", ids: []string{dataset.NewsID(a.address)}}
	}
	body, line := doc.Body, doc.BodyLine
	if foreign != "" {
		item.Untranslated = e.untranslated(e.say("news_untranslated", "language", e.languageName(foreign)), doc.Meta.Title, meta.Summary, foreign, a.address)
		item.Summary, h.description = "", item.Untranslated.Note
		body, line = "", 0
	}
	page := e.page(a.address, LayoutNews, doc.Path, h, item)
	e.setBody(&page, body, line)
	return page
}

// untranslated stands in for a text that this edition does not have.
func (e *edition) untranslated(note, title, summary, lang, address string) *Untranslated {
	u := &Untranslated{Note: note, Summary: summary, Lang: lang, Original: Link{Text: title, Lang: lang}}
	for _, other := range e.others {
		if other.lang == lang {
			u.Original.Href = other.href(address)
		}
	}
	return u
}

// languageName is the name of another language in this one.
func (e *edition) languageName(lang string) string {
	if lang == "vi" {
		return e.say("in_language_vi")
	}
	return e.say("in_language_en")
}

func (e *edition) byline(n *record.News) string {
	if n.Author == "" || n.AuthorUnit == "" {
		return n.Author + n.AuthorUnit
	}
	return n.Author + " – " + n.AuthorUnit
}

func (e *edition) commitmentsNamed(ids []string) []*record.Commitment {
	var list []*record.Commitment
	for _, id := range unique(ids...) {
		if c := e.set.Commitments[id]; c != nil {
			list = append(list, c)
		}
	}
	return list
}

// related are the documents, places and bodies that an item is about, those of
// its commitments included.
func (e *edition) related(n *record.News) []Fact {
	plans, units, bodies := slices.Clone(n.Plans), slices.Clone(n.Units), slices.Clone(n.Organizations)
	for _, c := range e.commitmentsNamed(n.Commitments) {
		plans, units, bodies = append(plans, c.Plan), append(units, c.Unit), append(bodies, c.Organization)
	}
	var facts []Fact
	add := func(label string, ids []string, link func(string) Link) {
		var links []Link
		for _, id := range unique(ids...) {
			links = append(links, link(id))
		}
		if len(links) > 0 {
			facts = append(facts, Fact{Label: label, Links: links})
		}
	}
	add(e.say("related_plans"), plans, e.planLink)
	add(e.say("related_units"), units, e.unitByID)
	add(e.say("related_organizations"), bodies, e.organizationLink)
	return facts
}

// share are plain links: they load nothing until a reader follows one.
func (e *edition) share(title, address string) []Link {
	absolute := e.absolute(address)
	// What Zalo's own share button opens: base64 of {"url":…}.
	zalo := base64.StdEncoding.EncodeToString([]byte(`{"url":"` + absolute + `"}`))
	return []Link{
		{Text: e.say("share_zalo"), Href: "https://button-share.zalo.me/share_external?d=" + url.QueryEscape(zalo), External: true},
		{Text: e.say("share_facebook"), Href: "https://www.facebook.com/sharer/sharer.php?u=" + url.QueryEscape(absolute), External: true},
		{Text: e.say("share_mail"), Href: mailto("", title, absolute)},
	}
}

func yearOf(iso string) int {
	t, _ := viet.ParseDate(iso)
	return t.Year()
}

func (e *edition) yearLink(year int) Link {
	text := strconv.Itoa(year)
	return Link{Text: text, Href: e.href("/tin/" + text + "/")}
}

// newsLists are the newest items, and the archive by year; by month too for
// years with many. What was listed in a past year stays on its page.
func (e *edition) newsLists() []Page {
	byYear := map[int][]*article{}
	var years []int // newest first, as the articles are
	for _, a := range e.articles {
		year := yearOf(a.first.Meta.Date)
		if byYear[year] == nil {
			years = append(years, year)
		}
		byYear[year] = append(byYear[year], a)
	}
	front := List{Intro: e.say("news_intro")}
	newest := e.articles[:min(len(e.articles), e.site.Limits.ListNews)]
	if len(newest) > 0 {
		front.Groups = []ListGroup{{News: e.newsCards(newest)}}
	} else {
		front.Intro = e.say("news_none")
	}
	for _, year := range years {
		link := e.yearLink(year)
		link.Text = e.say("news_of_year", "year", link.Text)
		link.Note = e.counted("items", int64(len(byYear[year])))
		front.More = append(front.More, link)
	}
	pages := []Page{e.page("/tin/", LayoutList, "", heading{title: e.say("menu_news"), description: e.say("news_intro")}, front)}
	for _, year := range years {
		pages = append(pages, e.yearPages(year, byYear[year])...)
	}
	return pages
}

func (e *edition) yearPages(year int, list []*article) []Page {
	name := strconv.Itoa(year)
	address := "/tin/" + name + "/"
	trail := []Link{e.section(e.say("menu_news"), "/tin/")}
	title := e.say("news_of_year", "year", name)
	model := List{}
	if len(list) < monthlyFrom {
		model.Groups = []ListGroup{{News: e.newsCards(list)}}
		return []Page{e.page(address, LayoutList, "", heading{title: title, description: title, trail: trail}, model)}
	}
	var months []Page
	for start := 0; start < len(list); {
		day, _ := viet.ParseDate(list[start].first.Meta.Date)
		end := start
		for end < len(list) && monthOf(list[end]) == day.Month() {
			end++
		}
		text := e.month("news_of_month", year, day.Month())
		at := address + day.Format("01") + "/"
		model.More = append(model.More, Link{Text: text, Href: e.href(at), Note: e.counted("items", int64(end-start))})
		months = append(months, e.page(at, LayoutList, "",
			heading{title: text, description: text, trail: append(slices.Clone(trail), e.yearLink(year))},
			List{Groups: []ListGroup{{News: e.newsCards(list[start:end])}}}))
		start = end
	}
	return append([]Page{e.page(address, LayoutList, "", heading{title: title, description: title, trail: trail}, model)}, months...)
}

func monthOf(a *article) time.Month {
	t, _ := viet.ParseDate(a.first.Meta.Date)
	return t.Month()
}
