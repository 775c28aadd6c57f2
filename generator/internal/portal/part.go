package portal

import (
	"iter"

	"minhbach/generator/internal/kept"
)

// part is what is composed together because it is made from the same records.
type part struct {
	name  string
	key   kept.Digest // of all that it is made from; unknown: it is composed in every build
	pages iter.Seq[Page]
	files func() []File // beside the pages and what can be embedded of them
	at    *place        // the place that it is about; nil for none
}

// all are pages that are composed together when the first is asked for, and one is
// a page.
func all(compose func() []Page) iter.Seq[Page] {
	return func(yield func(Page) bool) { each(compose(), yield) }
}

func one(compose func() Page) iter.Seq[Page] {
	return func(yield func(Page) bool) { yield(compose()) }
}

// each gives pages on, and says whether more are wanted.
func each(pages []Page, yield func(Page) bool) bool {
	for _, p := range pages {
		if !yield(p) {
			return false
		}
	}
	return true
}

// Part is a part of the site. Of one that is used again, nothing is in the pieces
// of the site.
type Part struct {
	kept.Part
	Again bool
}

// Outlines are what the rest of the site must know of every page, composed now
// or before.
func (s *Site) Outlines() []kept.Page {
	all := make([]kept.Page, 0, s.Len())
	for i := range s.Parts {
		all = append(all, s.Parts[i].Pages...)
	}
	return all
}

// Len is the number of pages, composed now or before.
func (s *Site) Len() int {
	n := 0
	for i := range s.Parts {
		n += len(s.Parts[i].Pages)
	}
	return n
}

// composer composes a site piece by piece.
type composer struct {
	*Site
	*needs
	yield func(Piece) bool // takes a piece, and says whether to go on
	notes *notebook        // of the edition that is being composed
}

// composeArea composes what is about some places.
func (c *composer) composeArea(made []*edition, area map[*place]bool) {
	for _, e := range made {
		for _, p := range e.parts(c.needs) {
			if p.at != nil && area[p.at] && !c.compose(e, p) {
				return
			}
		}
	}
}

// composeEdition composes a language. Its search page comes last: it tells of the
// index, and that is made from what all other pages say.
func (c *composer) composeEdition(e *edition) bool {
	first, parts := len(c.Parts), e.parts(c.needs)
	c.notes = newNotebook()
	for _, p := range parts {
		if !c.compose(e, p) {
			return false
		}
	}
	index, files := c.searchIndex(e, c.Parts[first:], parts)
	c.Parts = append(c.Parts, index)
	return c.yield(Piece{Files: files}) && c.compose(e, part{name: "find", pages: one(func() Page { return e.searchPage(bitsIn(index.Notes)) })})
}

// compose composes a part page by page, or takes over what the last build made of
// it.
func (c *composer) compose(e *edition, p part) bool {
	made := Part{Part: kept.Part{Name: e.lang + "/" + p.name, Key: p.key}}
	if last := c.memory.Last.Part(made.Name); last != nil && p.key.Known() && last.Key == p.key {
		c.Parts = append(c.Parts, Part{*last, true})
		return true
	}
	var embedded []kept.Page
	var notes []string
	for page := range p.pages {
		pages := []Page{page}
		embeds, files := e.embeds(pages)
		pages = append(pages, embeds...)
		files = append(files, e.shareCards(pages)...)
		for i := range pages {
			pages[i].Shown = c.shown(&pages[i])
		}
		if !c.yield(Piece{pages, files}) {
			return false
		}
		made.Pages, embedded = append(made.Pages, outline(&pages[0])), append(embedded, outlines(pages[1:])...)
		notes = append(notes, e.findable(pages)...)
		made.Files = append(made.Files, paths(files)...)
	}
	made.Pages, made.Noted = append(made.Pages, embedded...), c.notes.add(notes)
	if p.files != nil {
		files := p.files()
		made.Files = append(made.Files, paths(files)...)
		if len(files) > 0 && !c.yield(Piece{Files: files}) {
			return false
		}
	}
	c.Parts = append(c.Parts, made)
	return true
}

func paths(files []File) []string {
	var list []string
	for _, f := range files {
		list = append(list, f.Path)
	}
	return list
}

// outline is what the rest of the site must know of a page.
func outline(p *Page) kept.Page {
	o := kept.Page{Address: p.Address, Lang: p.Lang, Source: p.Source, Moved: p.Frame.Redirect != "", Figures: showsStatistics(p.Model), Links: p.Links}
	if !p.Frame.NoIndex {
		o.Listed, o.Modified = true, p.Frame.Updated.ISO
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
		{name: "fixed", pages: all(e.fixedPages), files: e.siteCard},
		{name: "lists", key: n.lists(), pages: all(e.listPages)},
		{name: "units", key: n.promises(), pages: one(e.unitsPage)},
		{name: "glossary", key: n.lists(), pages: all(e.glossaryPages)},
		{name: "commitments", key: n.promises(), pages: e.commitmentsPages},
		{name: "statistics", key: n.tables(), pages: e.statisticPages},
		{name: "news", key: n.news(), pages: all(e.newsLists), files: e.newsFeed},
		{name: "data", pages: all(e.dataPages), files: e.dataFeeds},
		{name: "history", pages: all(e.historyPages), files: e.historyFeeds},
		{name: "moved", pages: all(e.movedPages)},
		{name: "components", pages: all(e.componentPages)},
		{name: "standing", pages: all(e.standingPages)},
	}
	for i, a := range e.articles {
		list = append(list, part{name: "news" + a.address, key: n.article(i), pages: one(func() Page { return e.newsPageAt(i) })})
	}
	for _, p := range e.places {
		if len(e.comparedAt[p]) > 0 {
			list = append(list, part{name: "compare" + p.address(), at: p, key: n.compare(p), pages: one(func() Page { return e.comparePage(p) })})
		}
		list = append(list, part{name: "place" + p.address(), at: p, key: n.place(p), pages: all(func() []Page { return e.placePages(p) }), files: func() []File { return e.placeFeeds(p) }})
	}
	for _, o := range e.organizations {
		list = append(list, part{name: "organization/" + o.ID, at: e.placeOf[o.Unit], key: n.organization(o),
			pages: one(func() Page { return e.organizationPage(o) }), files: func() []File { return e.files(e.organizationFeed(o)) }})
	}
	for _, plan := range e.plans {
		list = append(list, part{name: "plan/" + plan.ID, key: n.plan(plan),
			pages: one(func() Page { return e.planPage(plan) }), files: func() []File { return e.files(e.planFeed(plan)) }})
	}
	for _, c := range e.commitments {
		list = append(list, part{name: "commitment/" + c.ID, at: e.placeOf[c.Unit], key: n.commitment(c), pages: one(func() Page { return e.commitmentPage(c) })})
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
