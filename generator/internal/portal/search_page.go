package portal

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"minhbach/generator/internal/search"
	"minhbach/generator/internal/viet"
)

// searchAddress is the search page; the files of the index lie below it.
const searchAddress = "/tim-kiem/"

// LayoutSearch shows a SearchPage.
const LayoutSearch = "search"

// searchListed is the number of communes or bodies up to which the search page
// names each of them.
const searchListed = 250

// SearchPage is the search page: what its script must know, and lists for a
// reader whose browser runs none.
type SearchPage struct {
	Index    string      `json:"index"` // folder of the index
	WordBits int         `json:"word_bits"`
	PairBits int         `json:"pair_bits"`
	Groups   []ListGroup `json:"groups"`
}

// UnitSearch is a form that finds a unit by its name.
type UnitSearch struct {
	Index  string `json:"index"`  // folder of the index
	Action string `json:"action"` // the search page
	Bits   int    `json:"bits"`
	Kinds  string `json:"kinds"` // words that may stand before a name: "xã|thị trấn"
}

// searchPage tells its script two numbers of the index.
func (e *edition) searchPage(wordBits, pairBits int) Page {
	model := SearchPage{Index: e.href(searchAddress), WordBits: wordBits, PairBits: pairBits}
	for _, group := range []ListGroup{e.communesAtoZ(), e.bodiesToFind(), e.newsByYear(), e.topics()} {
		if len(group.Items) > 0 {
			model.Groups = append(model.Groups, group)
		}
	}
	return e.page(searchAddress, LayoutSearch, "", heading{title: e.say("search"), description: e.say("search_description")}, model)
}

// unitSearch is the form that stands on pages which lead to units; nil where
// there are none.
func (e *edition) unitSearch() *UnitSearch {
	lives := e.lives()
	if lives == 0 {
		return nil
	}
	var kinds []string
	for _, p := range e.places {
		for _, life := range p.lives {
			kinds = append(kinds, e.word("unit-types", life.Type))
		}
	}
	slices.Sort(kinds)
	return &UnitSearch{
		Index: e.href(searchAddress), Action: e.href(searchAddress),
		Bits: search.UnitBits(lives), Kinds: strings.Join(slices.Compact(kinds), "|"),
	}
}

// communesAtoZ names every commune; in a large set the units above them, whose
// pages do.
func (e *edition) communesAtoZ() ListGroup {
	var communes, above []*place
	for _, p := range e.places {
		switch p.section {
		case "xa":
			communes = append(communes, p)
		case "tinh", "huyen":
			above = append(above, p)
		}
	}
	group := ListGroup{Heading: e.say("search_communes")}
	if len(communes) > searchListed {
		communes = slices.DeleteFunc(above, func(p *place) bool { return len(e.children[p.now().ID]) == 0 })
		group.Heading = e.say("search_communes_above")
	}
	for _, p := range communes {
		item := ListItem{Link: e.unitLink(p.now())}
		if !e.current(p.now()) {
			item.Detail = e.communeDetail(p.now())
		}
		group.Items = append(group.Items, item)
	}
	return group
}

func (e *edition) bodiesToFind() ListGroup {
	group := ListGroup{Heading: e.say("search_bodies")}
	if len(e.organizations) > searchListed {
		group.Items = []ListItem{{Link: Link{Text: e.say("search_bodies_list"), Href: e.href("/co-quan/")}}}
		return group
	}
	for _, o := range e.organizations {
		group.Items = append(group.Items, ListItem{Link: e.organizationLink(o.ID)})
	}
	return group
}

func (e *edition) newsByYear() ListGroup {
	group := ListGroup{Heading: e.say("search_news")}
	for start := 0; start < len(e.articles); {
		year := yearOf(e.articles[start].first.Meta.Date)
		end := start
		for end < len(e.articles) && yearOf(e.articles[end].first.Meta.Date) == year {
			end++
		}
		group.Items = append(group.Items, ListItem{Link: e.yearLink(year), Detail: e.counted("items", int64(end-start))})
		start = end
	}
	return group
}

// topics are the sections of the site and the tables of statistics.
func (e *edition) topics() ListGroup {
	group := ListGroup{Heading: e.say("search_topics")}
	for _, link := range e.links(e.menu, "") {
		group.Items = append(group.Items, ListItem{Link: link})
	}
	if e.statistics != nil {
		for _, s := range e.statistics.tables {
			group.Items = append(group.Items, ListItem{Link: Link{Text: s.Title.In(e.lang), Href: e.href("/so-lieu/" + s.ID + "/")}})
		}
	}
	return group
}

// spelledOut finds in the name of a body the words that an abbreviation stands
// for: "UBND" in "Ủy ban nhân dân xã Khánh Hòa", "KH&CN" in "Sở Khoa học và Công
// nghệ". It is empty when there are none, or when the abbreviation has fewer
// than three letters and might mean anything.
func spelledOut(abbreviation, name string) string {
	var letters []rune
	for _, r := range abbreviation {
		switch {
		case unicode.IsUpper(r):
			letters = append(letters, r)
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			return ""
		}
	}
	if len(letters) < 3 {
		return ""
	}
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	for start := range words {
		if n := initialled(words[start:], letters); n > 0 {
			return strings.Join(words[start:start+n], " ")
		}
	}
	return ""
}

// initialled is the number of words, from the first, whose initials are the
// letters; 0 when they are not. "Và" may be left out of an abbreviation.
func initialled(words []string, letters []rune) int {
	matched := 0
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case viet.Fold(string(first)) == viet.Fold(string(letters[matched])):
			matched++
		case matched == 0 || w != "và":
			return 0
		}
		if matched == len(letters) {
			return i + 1
		}
	}
	return 0
}
