package portal

import (
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
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
}

// Build makes all pages and data files of the site. The set must have been
// checked; what remains to go wrong here are addresses. The same set gives the
// same bytes.
func Build(set *record.Set, site record.Site, o Options) (*Site, []diag.Problem) {
	ix := newIndex(set, site, o)
	made, without := editions(ix, site)
	problems := append(unspoken(without), ix.overlaps()...)
	out := &Site{}
	for _, e := range made {
		pages := e.pages()
		embeds, files := e.embeds(pages)
		out.Pages = append(append(out.Pages, pages...), embeds...)
		out.Files = append(out.Files, files...)
		out.Files = append(out.Files, e.feeds()...)
	}
	problems = append(problems, collisions(out.Pages)...)
	problems = append(problems, ix.lost(out.Pages)...)
	out.Files = append(out.Files, sitemaps(out.Pages, site)...)
	out.Files = append(out.Files, robots(site))
	out.Files = append(out.Files, serverFilesOf(site)...)
	out.Files = append(out.Files, securityText(site)...)
	return out, diag.Sort(problems)
}

// Overlaps finds records and texts that would land on one address, without
// composing a page.
func Overlaps(set *record.Set, site record.Site, o Options) []diag.Problem {
	return diag.Sort(newIndex(set, site, o).overlaps())
}

// pages are all pages of one language.
func (e *edition) pages() []Page {
	pages := []Page{e.homePage(), e.unitsPage(), e.organizationsPage(), e.figuresIndex(), e.mapPage(), e.notFoundPage()}
	pages = append(pages, e.helpPages()...)
	pages = append(pages, e.dataPages()...)
	pages = append(pages, e.newsLists()...)
	pages = append(pages, e.newsPages()...)
	pages = append(pages, e.commitmentsPages()...)
	pages = append(pages, e.plansPages()...)
	pages = append(pages, e.historyPages()...)
	pages = append(pages, e.movedPages()...)
	for _, s := range e.standings {
		pages = append(pages, e.standingPage(s))
	}
	for _, p := range e.places {
		if p.section != "" {
			pages = append(pages, e.unitPage(p))
		}
		if p.section == "" || len(e.figuresOf[p]) > 0 {
			pages = append(pages, e.figuresPage(p))
		}
	}
	pages = append(pages, e.statisticPages()...)
	for _, o := range e.organizations {
		pages = append(pages, e.organizationPage(o))
	}
	for _, plan := range e.plans {
		pages = append(pages, e.planPage(plan))
	}
	for _, c := range e.commitments {
		pages = append(pages, e.commitmentPage(c))
	}
	return pages
}
