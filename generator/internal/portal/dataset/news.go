package dataset

import (
	"cmp"
	"slices"
	"strings"

	"minhbach/generator/internal/record"
)

// newsItem is a news item in all languages in which it was written. Drafts are
// never among them.
type newsItem struct {
	Schema        string          `json:"$schema"`
	ID            string          `json:"id"`
	Address       string          `json:"address"` // page of the item, without language
	Title         Wording         `json:"title"`
	Summary       Wording         `json:"summary"`
	Date          string          `json:"date"`
	Updated       string          `json:"updated,omitempty"`
	Author        string          `json:"author,omitempty"`
	AuthorUnit    string          `json:"authorUnit,omitempty"`
	Photo         *record.Photo   `json:"photo,omitempty"`
	Commitments   []string        `json:"commitments,omitempty"`
	Plans         []string        `json:"plans,omitempty"`
	Units         []string        `json:"units,omitempty"`
	Organizations []string        `json:"organizations,omitempty"`
	Body          Wording         `json:"body"` // Markdown
	Sources       []record.Source `json:"sources,omitempty"`
}

// Wording is a text by language. Unlike record.Text it may lack Vietnamese: a
// news item can have been written in one language only.
type Wording struct {
	VI string `json:"vi,omitempty"`
	EN string `json:"en,omitempty"`
}

func (w Wording) text() record.Text {
	return record.Text{VI: cmp.Or(w.VI, w.EN), EN: w.EN}
}

func (w *Wording) set(lang, text string) {
	switch lang {
	case "vi":
		w.VI = text
	case "en":
		w.EN = text
	}
}

// newsItems joins the languages of each item, newest first. What languages
// share is taken from the first that has it.
func newsItems(docs []record.Document[record.News], languages []string) []*newsItem {
	at := map[string]*newsItem{}
	var items []*newsItem
	for _, lang := range languages {
		for i := range docs {
			doc := &docs[i]
			if doc.Lang != lang || doc.Meta.Draft {
				continue
			}
			n := at[doc.Address]
			if n == nil {
				m := &doc.Meta
				n = &newsItem{
					ID: NewsID(doc.Address), Address: doc.Address, Date: m.Date, Updated: m.Updated, Author: m.Author,
					AuthorUnit: m.AuthorUnit, Photo: m.Photo, Commitments: m.Commitments, Plans: m.Plans,
					Units: m.Units, Organizations: m.Organizations, Sources: m.Sources,
				}
				at[doc.Address] = n
				items = append(items, n)
			}
			n.Title.set(lang, doc.Meta.Title)
			n.Summary.set(lang, doc.Meta.Summary)
			n.Body.set(lang, doc.Body)
		}
	}
	slices.SortFunc(items, func(a, b *newsItem) int {
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(a.ID, b.ID))
	})
	return items
}

// NewsID makes one name of an address: /tin/2022/giup-dan/ is 2022-giup-dan.
func NewsID(address string) string {
	return strings.ReplaceAll(strings.Trim(strings.TrimPrefix(address, "/tin"), "/"), "/", "-")
}
