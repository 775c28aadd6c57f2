package portal

import (
	"slices"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

// Options say what is built beyond what is published.
type Options struct {
	Drafts bool // news and standing pages marked as drafts too, kept from search engines
	// Statistics are published beside the records; nil where there are none.
	Statistics *Statistics
	// Data is the data portal, whose files have been written: pages give their
	// sizes and digests. Nil where none is built.
	Data *dataset.Catalog
	// Releases are all publications, the newest first: the one in the making. There
	// are none in a build that is not published.
	Releases []*record.Release
	// Project has the files that the records were read from, and Commit names the
	// commit of git that holds exactly them: pages lead to the lines of their
	// numbers. Nil and empty where they are not known.
	Project *source.Project
	Commit  string
	// Memory is what the last build made.
	Memory kept.Memory
	// Within is the code or id of a unit: nothing is composed but the pages of its
	// area. Empty is everything.
	Within string
}

// Build begins a site: its pages and files are made while its pieces are gone
// through. The set must have been checked; what remains to go wrong here are
// addresses. The same set gives the same bytes.
func Build(set *record.Set, site record.Site, o Options) *Site {
	ix := newIndex(set, site, o)
	made, without := editions(ix, site)
	s := &Site{Left: map[string][]byte{}, Problems: diag.Sort(append(unspoken(without), ix.overlaps()...))}
	s.Pieces = func(yield func(Piece) bool) {
		c := &composer{s, newNeeds(ix, site, o), yield, newNotebook()}
		if o.Within != "" {
			c.composeArea(made, ix.placesIn(o.Within))
			s.Problems = diag.Sort(append(s.Problems, collisions(s.Outlines())...))
			return
		}
		for _, e := range made {
			if !c.composeEdition(e) {
				return
			}
		}
		pages := s.Outlines()
		s.Problems = diag.Sort(slices.Concat(s.Problems, collisions(pages), ix.lost(pages)))
		s.Files = slices.Concat(sitemaps(made, pages, site), []File{robots(site), manifest(site)}, serverFilesOf(set, site), securityText(site))
	}
	return s
}

// Overlaps finds records and texts that would land on one address, without
// composing the pages of records: those lie below sections of their own, where
// no text can be.
func Overlaps(set *record.Set, site record.Site, o Options) []diag.Problem {
	ix := newIndex(set, site, o)
	made, _ := editions(ix, site)
	problems := ix.overlaps()
	var pages []kept.Page
	for _, e := range made {
		for _, list := range [][]Page{e.fixedPages(), {e.searchPage(0, 0), e.unitsPage()}, e.listPages(), slices.Collect(e.commitmentsPages), e.newsLists(), e.standingPages()} {
			pages = append(pages, outlines(list)...)
		}
		for _, a := range e.articles { // of which there may be very many: nothing but the address is needed
			doc, _ := a.in(e.lang)
			pages = append(pages, kept.Page{Address: a.address, Lang: e.lang, Source: doc.Path})
		}
	}
	return diag.Sort(append(problems, collisions(pages)...))
}

// fixedPages are those that every site has. They are composed in every build.
func (e *edition) fixedPages() []Page { return []Page{e.homePage(), e.figuresIndex()} }

// listPages are lists of records, and what the program says of itself.
func (e *edition) listPages() []Page {
	pages := []Page{e.organizationsPage(), e.mapPage(), e.notFoundPage()}
	return append(append(pages, e.helpPages()...), e.plansPages()...)
}
