package portal

import "minhbach/generator/internal/kept"

// part is what is composed together because it is made from the same records.
type part struct {
	name  string
	key   kept.Digest // of all that it is made from; unknown: it is composed in every build
	pages func() []Page
	files func() []File // beside the pages and what can be embedded of them
	at    *place        // the place that it is about; nil for none
}

// Part is a part of the site. Of one that is used again, the pages are not among
// those of the site.
type Part struct {
	kept.Part
	Again bool
}

// Outlines are what the rest of the site must know of every page, composed now
// or before.
func (s *Site) Outlines() []kept.Page {
	var all []kept.Page
	for i := range s.Parts {
		all = append(all, s.Parts[i].Pages...)
	}
	return all
}

// add composes a part, or takes over what the last build made of it.
func (s *Site) add(e *edition, n *needs, p part) {
	name := e.lang + "/" + p.name
	if last := n.memory.Last.Part(name); last != nil && p.key.Known() && last.Key == p.key && !n.memory.Anew[name] {
		s.Parts = append(s.Parts, Part{*last, true})
		return
	}
	made := Part{Part: kept.Part{Name: name, Key: p.key}}
	pages := p.pages()
	embeds, files := e.embeds(pages)
	pages = append(pages, embeds...)
	files = append(files, e.shareCards(pages)...)
	if p.files != nil {
		files = append(files, p.files()...)
	}
	for i := range pages {
		pages[i].Shown = n.shown(&pages[i])
	}
	made.Pages, made.Notes = outlines(pages), e.findable(pages)
	for _, f := range files {
		made.Files = append(made.Files, f.Path)
	}
	s.Parts = append(s.Parts, made)
	s.Pages, s.Files = append(s.Pages, pages...), append(s.Files, files...)
}

// outline is what the rest of the site must know of a page.
func outline(p *Page) kept.Page {
	o := kept.Page{Address: p.Address, Lang: p.Lang, Source: p.Source, Moved: p.Frame.Redirect != "", Figures: showsStatistics(p.Model)}
	if !p.Frame.NoIndex {
		o.Location, o.Modified = p.Frame.Canonical, p.Frame.Updated.ISO
		for _, a := range p.Frame.Alternates {
			o.Alternates = append(o.Alternates, kept.Alternate{Lang: a.Lang, Href: a.Href})
		}
	}
	return o
}

func outlines(pages []Page) []kept.Page {
	made := make([]kept.Page, len(pages))
	for i := range pages {
		made[i] = outline(&pages[i])
	}
	return made
}

// parts are the whole of one language. What has no key is composed in every
// build: that is right for whatever nobody has thought about.
func (e *edition) parts(n *needs) []part {
	list := []part{
		{name: "fixed", pages: e.fixedPages, files: e.siteCard},
		{name: "lists", key: n.lists(), pages: e.listPages},
		{name: "units", key: n.promises(), pages: func() []Page { return []Page{e.unitsPage()} }},
		{name: "glossary", key: n.lists(), pages: e.glossaryPages},
		{name: "commitments", key: n.promises(), pages: e.commitmentsPages},
		{name: "statistics", key: n.tables(), pages: e.statisticPages},
		{name: "news", key: n.news(), pages: e.newsLists, files: e.newsFeed},
		{name: "data", pages: e.dataPages, files: e.dataFeeds},
		{name: "history", pages: e.historyPages, files: e.historyFeeds},
		{name: "moved", pages: e.movedPages},
		{name: "components", pages: e.componentPages},
		{name: "standing", pages: e.standingPages},
	}
	for i, a := range e.articles {
		list = append(list, part{name: "news" + a.address, key: n.article(i), pages: func() []Page { return []Page{e.newsPageAt(i)} }})
	}
	for _, p := range e.places {
		if len(e.comparedAt[p]) > 0 {
			list = append(list, part{name: "compare" + p.address(), at: p, key: n.compare(p), pages: func() []Page { return []Page{e.comparePage(p)} }})
		}
		list = append(list, part{name: "place" + p.address(), at: p, key: n.place(p), pages: func() []Page { return e.placePages(p) }, files: func() []File { return e.placeFeeds(p) }})
	}
	for _, o := range e.organizations {
		list = append(list, part{name: "organization/" + o.ID, at: e.placeOf[o.Unit], key: n.organization(o),
			pages: func() []Page { return []Page{e.organizationPage(o)} }, files: func() []File { return e.files(e.organizationFeed(o)) }})
	}
	for _, plan := range e.plans {
		list = append(list, part{name: "plan/" + plan.ID, key: n.plan(plan),
			pages: func() []Page { return []Page{e.planPage(plan)} }, files: func() []File { return e.files(e.planFeed(plan)) }})
	}
	for _, c := range e.commitments {
		list = append(list, part{name: "commitment/" + c.ID, at: e.placeOf[c.Unit], key: n.commitment(c), pages: func() []Page { return []Page{e.commitmentPage(c)} }})
	}
	return list
}

// placePages are the page of a place, that of its official figures, and what is
// put up on its notice board.
func (e *edition) placePages(p *place) []Page {
	var pages []Page
	if p.section != "" {
		pages = append(pages, e.unitPage(p))
	}
	if p.section == "" || len(e.figuresOf[p]) > 0 {
		pages = append(pages, e.figuresPage(p))
	}
	if e.hasSheet(p) {
		pages = append(pages, e.sheetPage(p))
	}
	return pages
}

func (e *edition) standingPages() []Page {
	pages := make([]Page, 0, len(e.standings))
	for _, s := range e.standings {
		pages = append(pages, e.standingPage(s))
	}
	return pages
}

// placeFeeds tell what happens at a commune.
func (e *edition) placeFeeds(p *place) []File {
	if p.section != "xa" {
		return nil
	}
	return e.files(e.placeFeed(p))
}
