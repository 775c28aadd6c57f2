package portal

import (
	"minhbach/generator/internal/diag"
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
	out.Files = append(out.Files, serverFilesOf(set, site)...)
	out.Files = append(out.Files, securityText(site)...)
	return out, diag.Sort(problems)
}

// Overlaps finds records and texts that would land on one address, without
// composing the pages of records: those lie below sections of their own, where
// no text can be.
func Overlaps(set *record.Set, site record.Site, o Options) []diag.Problem {
	ix := newIndex(set, site, o)
	made, _ := editions(ix, site)
	problems := ix.overlaps()
	var pages []Page
	for _, e := range made {
		pages = append(pages, e.fixedPages()...)
		pages = append(pages, e.textPages()...)
	}
	return diag.Sort(append(problems, collisions(pages)...))
}

// fixedPages are those that every site has, and the lists of records.
func (e *edition) fixedPages() []Page {
	pages := []Page{e.homePage(), e.unitsPage(), e.organizationsPage(), e.figuresIndex(), e.mapPage(), e.notFoundPage()}
	pages = append(pages, e.helpPages()...)
	pages = append(pages, e.commitmentsPages()...)
	return append(pages, e.plansPages()...)
}

// textPages are the news with its lists, and the standing pages.
func (e *edition) textPages() []Page {
	pages := append(e.newsLists(), e.newsPages()...)
	for _, s := range e.standings {
		pages = append(pages, e.standingPage(s))
	}
	return pages
}

// pages are all pages of one language.
func (e *edition) pages() []Page {
	pages := append(e.fixedPages(), e.textPages()...)
	pages = append(pages, e.dataPages()...)
	pages = append(pages, e.historyPages()...)
	pages = append(pages, e.movedPages()...)
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
