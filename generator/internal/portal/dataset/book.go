package dataset

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// book answers what ids and codes are called and where records have their
// pages. It knows the whole set even when a dataset is made of a part of it.
type book struct {
	set    *record.Set
	origin string // base URL without its closing slash
	asOf   string
	codes  map[string]map[string]*record.Code
	latest map[string]*record.Outcome // commitment to its latest outcome
	news   []*newsItem                // newest first
	newsID map[string]*newsItem
	newsAt map[string]int // place in news
	docs   map[string][]record.Document[record.News]

	records   map[string][]reflect.Value // of the whole set, by kind, in the order of the rows
	columns   map[string][]column        // by kind, as far as made
	constants *constants
}

func newBook(set *record.Set, site record.Site) *book {
	b := &book{
		set: set, origin: strings.TrimSuffix(site.BaseURL, "/"), asOf: site.DataAsOf,
		codes: map[string]map[string]*record.Code{}, latest: map[string]*record.Outcome{}, columns: map[string][]column{},
		constants: newConstants(),
	}
	for id, vocab := range set.Vocab {
		b.codes[id] = make(map[string]*record.Code, len(vocab.Codes))
		for i := range vocab.Codes {
			b.codes[id][vocab.Codes[i].Code] = &vocab.Codes[i]
		}
	}
	b.news = newsItems(set.News, site.Languages)
	b.newsID = make(map[string]*newsItem, len(b.news))
	b.newsAt = make(map[string]int, len(b.news))
	for i, n := range b.news {
		b.newsID[n.ID], b.newsAt[n.ID] = n, i
	}
	b.docs = make(map[string][]record.Document[record.News], len(b.news))
	for _, doc := range set.News {
		b.docs[NewsID(doc.Address)] = append(b.docs[NewsID(doc.Address)], doc)
	}
	b.records = make(map[string][]reflect.Value, len(kinds))
	for _, k := range kinds {
		b.records[k.name] = k.records(b, set)
	}
	for _, r := range b.records["outcomes"] {
		o := r.Addr().Interface().(*record.Outcome)
		if before := b.latest[o.Commitment]; before == nil || o.Date >= before.Date {
			b.latest[o.Commitment] = o
		}
	}
	return b
}

// byID returns the records of a kind in the order of their ids.
func byID[R any](records map[string]*R) []*R {
	list := make([]*R, 0, len(records))
	for _, id := range slices.Sorted(maps.Keys(records)) {
		list = append(list, records[id])
	}
	return list
}

// label is what a code is called, empty for one that the list does not have.
func (b *book) label(vocab, code string) record.Text {
	if c := b.codes[vocab][code]; c != nil {
		return c.Label
	}
	return record.Text{}
}

// choices are the codes that a field may hold, in the order of their list.
func (b *book) choices(s *shape) []Choice {
	var list []Choice
	if vocab := b.set.Vocab[s.Vocab]; vocab != nil {
		for i := range vocab.Codes {
			c := &vocab.Codes[i]
			if len(s.Enum) > 0 && !slices.Contains(s.Enum, c.Code) {
				continue
			}
			choice := Choice{Code: c.Code, Label: c.Label}
			if c.Description != nil {
				choice.Meaning = *c.Description
			}
			list = append(list, choice)
		}
		return list
	}
	for _, code := range s.Enum {
		list = append(list, Choice{Code: code})
	}
	return list
}

// named reports whether records of a kind have a name that helps a reader.
func named(kind string) bool { return kind != "figures" && kind != "outcomes" && kind != "activities" }

// name is what a record is called, empty for one that is not there.
func (b *book) name(kind, id string) record.Text {
	switch kind {
	case "units":
		if u := b.set.Units[id]; u != nil {
			return u.Name
		}
	case "organizations":
		if o := b.set.Organizations[id]; o != nil {
			return o.Name
		}
	case "people":
		if p := b.set.People[id]; p != nil {
			return record.Text{VI: p.Name}
		}
	case "plans":
		if p := b.set.Plans[id]; p != nil {
			kind := b.label("document-kinds", p.Kind)
			return record.Text{VI: strings.TrimSpace(kind.VI + " " + p.Symbol), EN: strings.TrimSpace(kind.In("en") + " " + p.Symbol)}
		}
	case "commitments":
		if c := b.set.Commitments[id]; c != nil {
			return c.Title
		}
	case "activities":
		if a := b.set.Activities[id]; a != nil {
			return a.Title
		}
	case "outcomes":
		if o := b.set.Outcomes[id]; o != nil {
			label := b.label("statuses", o.Status)
			return record.Text{VI: label.VI + ", " + viet.Date(o.Date), EN: label.In("en") + ", " + viet.LongDate(o.Date, "en")}
		}
	case "figures":
		if f := b.set.Figures[id]; f != nil {
			return b.figureName(f)
		}
	case "vocab":
		if v := b.set.Vocab[id]; v != nil {
			return v.Title
		}
	case "news":
		if n := b.newsID[id]; n != nil {
			return n.Title.text()
		}
	}
	return record.Text{}
}

func (b *book) figureName(f *record.Figure) record.Text {
	unit, year := b.name("units", f.Unit), strconv.Itoa(f.Year)
	status := b.label("figure-statuses", f.Status)
	return record.Text{
		VI: strings.Join([]string{unit.VI, year, f.Standard, status.VI}, ", "),
		EN: strings.Join([]string{unit.In("en"), year, f.Standard, status.In("en")}, ", "),
	}
}

// page is the address of the page that shows a record, empty where it has none
// of its own.
func (b *book) page(kind, id string) string {
	switch kind {
	case "units":
		if u := b.set.Units[id]; u != nil {
			return b.origin + b.unitAddress(u)
		}
	case "organizations":
		return b.origin + "/co-quan/" + id + "/"
	case "plans":
		return b.origin + "/ke-hoach/" + id + "/"
	case "commitments":
		return b.origin + "/cam-ket/" + id + "/"
	case "activities":
		if a := b.set.Activities[id]; a != nil {
			return b.page("commitments", a.Commitment)
		}
	case "outcomes":
		if o := b.set.Outcomes[id]; o != nil {
			return b.page("commitments", o.Commitment)
		}
	case "figures":
		if f := b.set.Figures[id]; f != nil {
			if u := b.set.Units[f.Unit]; u != nil {
				return b.origin + "/so-lieu/" + unitSlug(u) + "/"
			}
		}
	case "news":
		if n := b.newsID[id]; n != nil {
			return b.origin + n.Address
		}
	}
	return ""
}

// unitAddress is the page of a place, which all lives with its name and code
// share. A country has a page of figures only.
func (b *book) unitAddress(u *record.Unit) string {
	return "/" + b.section(u) + "/" + unitSlug(u) + "/"
}

// section is the folder of a unit's page, from the level of its type.
func (b *book) section(u *record.Unit) string {
	level := ""
	if code := b.codes["unit-types"][u.Type]; code != nil {
		level = code.Parent
	}
	switch level {
	case "central":
		return "so-lieu"
	case "province":
		return "tinh"
	case "district":
		return "huyen"
	}
	return "xa"
}

func unitSlug(u *record.Unit) string {
	if u.Type == "country" {
		return viet.Slug(u.Name.VI)
	}
	return viet.Slug(u.Name.VI + " " + u.Code)
}

// above are a unit and those it lies in, nearest first.
func (b *book) above(id string) []*record.Unit {
	var chain []*record.Unit
	for u := b.set.Units[id]; u != nil && !slices.Contains(chain, u); u = b.set.Units[u.Parent] {
		chain = append(chain, u)
	}
	return chain
}

// area is the province of a unit, or the country for the country itself.
func (b *book) area(id string) record.Text {
	chain := b.above(id)
	for _, u := range chain {
		if b.section(u) == "tinh" {
			return record.Text{VI: b.label("unit-types", u.Type).VI + " " + u.Name.VI, EN: u.Name.In("en")}
		}
	}
	if len(chain) > 0 {
		return chain[len(chain)-1].Name
	}
	return record.Text{}
}

// areas are the distinct areas of units, in alphabetical order.
func (b *book) areas(units map[string]bool) []record.Text {
	found := map[record.Text]bool{}
	for id := range units {
		if t := b.area(id); t.VI != "" {
			found[t] = true
		}
	}
	return slices.SortedFunc(maps.Keys(found), func(x, y record.Text) int {
		return cmp.Or(viet.Compare(x.VI, y.VI), cmp.Compare(x.VI, y.VI))
	})
}
