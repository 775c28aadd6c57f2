package portal

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"minhbach/generator/internal/draw"
)

// menuEntry is a section of the site or a standing page.
type menuEntry struct {
	text, lang, address string
}

func (e *edition) menuEntries() []menuEntry {
	entries := []menuEntry{
		{text: e.say("menu_commitments"), address: "/cam-ket/"},
		{text: e.say("menu_plans"), address: "/ke-hoach/"},
		{text: e.say("menu_units"), address: "/xa/"},
		{text: e.say("menu_organizations"), address: "/co-quan/"},
		{text: e.say("menu_figures"), address: "/so-lieu/"},
		{text: e.say("menu_news"), address: "/tin/"},
	}
	if e.data != nil {
		entries = append(entries, menuEntry{text: e.say("data_title"), address: dataAddress})
	}
	return entries
}

// footerEntries are the standing pages that ask for a place, in its order, the
// publications and the map of the site.
func (e *edition) footerEntries() []menuEntry {
	var pages []*standing
	for _, page := range e.standings {
		if page.menu() > 0 {
			pages = append(pages, page)
		}
	}
	slices.SortStableFunc(pages, func(a, b *standing) int { return cmp.Compare(a.menu(), b.menu()) })
	var entries []menuEntry
	for _, page := range pages {
		doc, lang := page.in(e.lang)
		entries = append(entries, menuEntry{text: doc.Meta.Title, lang: lang, address: page.address})
	}
	if list := e.set.Vocab[glossaryList]; list != nil {
		entries = append(entries, menuEntry{text: e.note(&list.Title), address: glossaryAddress})
	}
	return append(entries, menuEntry{text: e.say("history_title"), address: historyAddress}, menuEntry{text: e.say("menu_map"), address: mapAddress})
}

// links are the entries as a page at address sees them.
func (e *edition) links(entries []menuEntry, address string) []Link {
	made := make([]Link, 0, len(entries))
	for _, m := range entries {
		made = append(made, Link{
			Text: m.text, Lang: m.lang, Href: e.href(m.address), Current: strings.HasPrefix(address, m.address),
		})
	}
	return made
}

// heading is what a page says about itself to its frame.
type heading struct {
	title, titleLang string
	description      string
	updated          string   // ISO; the date of the records when empty
	trail            []Link   // between home and the page itself
	only             []string // languages that have the text; empty: all
	draft            bool
	synthetic        bool // shows invented figures
	record           recordName
	feed             bool       // has a feed beside it
	card             *draw.Card // of its own; nil: goes with that of the site
}

// in reports whether the page has its text in lang.
func (h heading) in(lang string) bool { return len(h.only) == 0 || slices.Contains(h.only, lang) }

// page puts a model into its frame.
func (e *edition) page(address, layout, source string, h heading, model any) Page {
	f := Frame{
		Title: h.title, TitleLang: h.titleLang, Description: h.description,
		Canonical: e.absolute(address),
		Home:      Link{Text: e.say("home"), Href: e.href("/"), Current: address == "/"},
		Menu:      e.links(e.menu, address),
		Footer:    e.links(e.footer, address),
		Updated:   e.knownDate(cmp.Or(h.updated, e.site.DataAsOf)),
		Publisher: e.note(&e.site.Publisher.Name),
		Licence:   Link{Text: e.note(&e.site.Licence.Name), Href: e.site.Licence.URL, External: true},
		Report:    e.reportLink(h.title, address),
		Synthetic: h.synthetic, Provenance: e.provenance(h.record),
		NoIndex: !h.in(e.lang) || h.draft || h.synthetic || layout == LayoutNotFound,
		Feeds:   e.feedLinks(newsFolder, e.say("feed_rss"), e.say("feed_json")),
	}
	if h.record.kind != "" && layout != LayoutNews { // the text of an item has links of its own
		f.Terms = e.termsIn(h.title, h.description)
	}
	if layout != LayoutSearch {
		f.Search = e.href(searchAddress)
	}
	if h.feed {
		f.Feeds = append(e.feedLinks(address, e.say("feed_rss_of", "name", h.title), e.say("feed_json_of", "name", h.title)), f.Feeds...)
	}
	if address != "/" {
		f.Breadcrumbs = append([]Link{{Text: e.say("home"), Href: e.href("/")}}, h.trail...)
		f.Breadcrumbs = append(f.Breadcrumbs, Link{Text: h.title, Lang: h.titleLang, Href: e.href(address), Current: true})
	}
	if len(e.others) > 0 {
		other := e.others[0]
		f.OtherLang = &Link{Text: other.say("language_name"), Lang: other.lang, Href: other.href(address)}
	}
	if !f.NoIndex {
		f.Alternates = e.alternates(address, h)
	}
	return Page{Address: address, Lang: e.lang, Layout: layout, Source: source, Frame: f, Model: model, card: h.card}
}

// alternates are the languages in which the page has its text, this one
// included; none when it is the only one.
func (e *edition) alternates(address string, h heading) []Alternate {
	list := []Alternate{{Lang: e.lang, Href: e.absolute(address)}}
	for _, other := range e.others {
		if h.in(other.lang) {
			list = append(list, Alternate{Lang: other.lang, Href: other.absolute(address)})
		}
	}
	if len(list) == 1 {
		return nil
	}
	slices.SortFunc(list, func(a, b Alternate) int { return cmp.Compare(a.Lang, b.Lang) })
	return list
}

// reportLink lets a reader report an error with the page already named: in the
// form of the publisher, by mail where there is none.
func (e *edition) reportLink(title, address string) Link {
	subject := e.say("report_subject", "title", title)
	body := e.say("report_body", "address", e.absolute(address))
	link := Link{Text: e.say("report")}
	if form := e.site.Publisher.Report; form != "" {
		if u, err := url.Parse(form); err == nil {
			query := u.Query()
			query.Set("title", subject)
			query.Set("body", body)
			u.RawQuery = query.Encode()
			link.Href, link.External = u.String(), true
			return link
		}
	}
	link.Href = mailto(e.site.Publisher.Email, subject, body)
	return link
}

// mailto writes spaces as %20: mail programs show a plus sign as it stands.
func mailto(to, subject, body string) string {
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }
	return "mailto:" + to + "?subject=" + escape(subject) + "&body=" + escape(body)
}

func (e *edition) section(text, address string) Link {
	return Link{Text: text, Href: e.href(address)}
}

func (e *edition) badge(status string) Badge {
	return Badge{Code: status, Label: e.label("statuses", status), Explain: e.explain("statuses", status)}
}
