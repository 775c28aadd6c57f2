package portal

import (
	"cmp"
	"maps"
	"slices"

	"minhbach/generator/internal/record"
)

// article is a news item in all languages in which it was written.
type article struct {
	address string
	first   *record.Document[record.News] // in the first language that has it: what languages share is taken from here
	texts   map[string]*record.Document[record.News]
}

// standing is a standing page in all languages in which it was written.
type standing struct {
	address string
	first   *record.Document[record.Page]
	texts   map[string]*record.Document[record.Page]
}

// in is the text in lang; where there is none, the first text and its language.
func (a *article) in(lang string) (doc *record.Document[record.News], foreign string) {
	return pick(a.texts, a.first, lang)
}

func (s *standing) in(lang string) (doc *record.Document[record.Page], foreign string) {
	return pick(s.texts, s.first, lang)
}

func pick[T any](texts map[string]*record.Document[T], first *record.Document[T], lang string) (*record.Document[T], string) {
	if doc := texts[lang]; doc != nil {
		return doc, ""
	}
	return first, first.Lang
}

func languagesOf[T any](texts map[string]*record.Document[T]) []string {
	return slices.Sorted(maps.Keys(texts))
}

func (s *standing) menu() int { return s.first.Meta.Menu }

// indexNews joins the languages of each item and notes what it is about. An
// item is also about the plan and the place of the commitments that it names.
func (ix *index) indexNews(languages []string, o Options) {
	kept := func(draft bool) bool { return o.Drafts || !draft }
	at := map[string]*article{}
	for _, lang := range languages {
		for i := range ix.set.News {
			doc := &ix.set.News[i]
			if doc.Lang != lang || !kept(doc.Meta.Draft) {
				continue
			}
			a := at[doc.Address]
			if a == nil {
				a = &article{doc.Address, doc, map[string]*record.Document[record.News]{}}
				at[doc.Address] = a
				ix.articles = append(ix.articles, a)
			}
			a.texts[lang] = doc
		}
	}
	slices.SortFunc(ix.articles, func(a, b *article) int {
		return cmp.Or(cmp.Compare(b.first.Meta.Date, a.first.Meta.Date), cmp.Compare(a.address, b.address))
	})
	ix.newsOn = map[string][]*article{}
	for _, a := range ix.articles {
		for _, subject := range ix.subjects(&a.first.Meta) {
			ix.newsOn[subject] = append(ix.newsOn[subject], a)
		}
	}

	page := map[string]*standing{}
	for _, lang := range languages {
		for i := range ix.set.Pages {
			doc := &ix.set.Pages[i]
			if doc.Lang != lang || !kept(doc.Meta.Draft) {
				continue
			}
			s := page[doc.Address]
			if s == nil {
				s = &standing{doc.Address, doc, map[string]*record.Document[record.Page]{}}
				page[doc.Address] = s
				ix.standings = append(ix.standings, s)
			}
			s.texts[lang] = doc
		}
	}
	slices.SortFunc(ix.standings, func(a, b *standing) int { return cmp.Compare(a.address, b.address) })
}

// subjects are the records that an item is about, as "<kind>/<id>"; for a unit
// the page of the place, so that a merger does not lose its news.
func (ix *index) subjects(n *record.News) []string {
	var of []string
	unit := func(id string) {
		if p := ix.placeOf[id]; p != nil {
			of = append(of, p.address())
		}
	}
	for _, id := range n.Commitments {
		of = append(of, "commitments/"+id)
		if c := ix.set.Commitments[id]; c != nil {
			of = append(of, "plans/"+c.Plan, "organizations/"+c.Organization)
			unit(c.Unit)
		}
	}
	for _, id := range n.Plans {
		of = append(of, "plans/"+id)
	}
	for _, id := range n.Organizations {
		of = append(of, "organizations/"+id)
	}
	for _, id := range n.Units {
		unit(id)
	}
	return unique(of...)
}
