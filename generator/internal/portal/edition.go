package portal

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"minhbach/generator/internal/record"
)

// edition makes the pages of one language.
type edition struct {
	*index
	phrases
	lang   string
	site   record.Site
	base   string // base path, "/" or "/minh-bach/"
	prefix string // "" for the first language, "/en" for the others
	origin string // base URL without its closing slash
	others []*edition
	menu   []menuEntry
	footer []menuEntry

	glossary *glossary
}

// editions makes one edition for each language that has phrases, and names the
// languages that have none.
func editions(ix *index, site record.Site) (made []*edition, without []string) {
	for i, lang := range site.Languages {
		words, ok := loadPhrases(lang)
		if !ok {
			without = append(without, lang)
			continue
		}
		e := &edition{index: ix, phrases: words, lang: lang, site: site, base: basePath(site.BaseURL)}
		e.origin = strings.TrimSuffix(site.BaseURL, "/")
		if i > 0 {
			e.prefix = "/" + lang
		}
		made = append(made, e)
	}
	for _, e := range made {
		for _, other := range made {
			if other != e {
				e.others = append(e.others, other)
			}
		}
		e.menu, e.footer, e.glossary = e.menuEntries(), e.footerEntries(), e.newGlossary()
	}
	return made, without
}

// basePath is the path of the base URL, with a slash at both ends.
func basePath(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil || u.Path == "" {
		return "/"
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "/"
}

// path is an address below the output folder, with the language before it.
func (e *edition) path(address string) string { return e.prefix + address }

// href is the final form of a link within the site.
func (e *edition) href(address string) string {
	return strings.TrimSuffix(e.base, "/") + e.path(address)
}

// absolute is the address with scheme and host.
func (e *edition) absolute(address string) string { return e.origin + e.path(address) }

// foreign is the language of a text that is shown for lack of a translation,
// empty when the text is in the language of the page.
func (e *edition) foreign(t record.Text) string {
	if e.lang != "vi" && t.VI != "" && t.EN != t.VI && t.In(e.lang) == t.VI {
		return "vi"
	}
	return ""
}

// text is a text of a record where the model has a field for its language.
func (e *edition) text(t record.Text) (text, lang string) { return t.In(e.lang), e.foreign(t) }

// note is a text of a record where the model has no such field: a text that
// lacks a translation says of itself which language it is in.
func (e *edition) note(t *record.Text) string {
	switch {
	case t == nil:
		return ""
	case e.foreign(*t) != "":
		return e.say("in_vietnamese", "text", t.VI)
	}
	return t.In(e.lang)
}

// label is the name of a code in a code list; the code itself when the list
// does not have it.
func (e *edition) label(vocab, code string) string {
	if c := e.codes[vocab][code]; c != nil {
		return c.Label.In(e.lang)
	}
	return code
}

// word is a label inside a sentence.
func (e *edition) word(vocab, code string) string { return lowerFirst(e.label(vocab, code)) }

func (e *edition) explain(vocab, code string) string {
	if c := e.codes[vocab][code]; c != nil {
		return e.note(c.Description)
	}
	return ""
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	// An abbreviation keeps its capitals: "UBND tỉnh".
	if next, _ := utf8.DecodeRuneInString(s[size:]); unicode.IsUpper(next) {
		return s
	}
	return string(unicode.ToLower(r)) + s[size:]
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// unitName is a unit inside a sentence: "xã Khánh Hòa", "Khánh Hòa commune".
func (e *edition) unitName(u *record.Unit) string {
	if u.Type == typeCountry {
		return u.Name.In(e.lang)
	}
	kind := e.word("unit-types", u.Type)
	if u.Type == "municipality" || u.Type == "provincial-city" {
		kind = e.say("city") // their labels tell the two kinds of city apart, their names do not
	}
	return e.say("unit_name", "type", kind, "name", u.Name.In(e.lang))
}

// unitTitle is a unit standing alone: "Xã Khánh Hòa".
func (e *edition) unitTitle(u *record.Unit) string { return upperFirst(e.unitName(u)) }

// within names the units above a life: "huyện Lục Yên, tỉnh Yên Bái".
func (e *edition) within(u *record.Unit) string {
	var names []string
	for _, above := range e.parents(u) {
		if above.Type != typeCountry {
			names = append(names, e.unitName(above))
		}
	}
	return strings.Join(names, ", ")
}

func (e *edition) unitLink(u *record.Unit) Link {
	return Link{Text: e.unitTitle(u), Href: e.href(e.placeOf[u.ID].address())}
}

// unitByID is a link to a unit with its surroundings, empty for no unit.
func (e *edition) unitByID(id string) Link {
	u := e.set.Units[id]
	if u == nil {
		return Link{Text: id}
	}
	link := e.unitLink(u)
	link.Note = e.within(u)
	return link
}

func (e *edition) organizationLink(id string) Link {
	o := e.set.Organizations[id]
	if o == nil {
		return Link{Text: id}
	}
	name, lang := e.text(o.Name)
	return Link{Text: name, Lang: lang, Href: e.href(organizationAddress(id))}
}

func (e *edition) planLink(id string) Link {
	plan := e.set.Plans[id]
	if plan == nil {
		return Link{Text: id}
	}
	return Link{Text: e.planName(plan), Href: e.href(planAddress(id))}
}

// planName is how a document is called in passing: "Kế hoạch 62-KH/TU".
func (e *edition) planName(plan *record.Plan) string {
	return e.say("plan_name", "kind", e.label("document-kinds", plan.Kind), "symbol", plan.Symbol)
}

func organizationAddress(id string) string { return "/co-quan/" + id + "/" }
func planAddress(id string) string         { return "/ke-hoach/" + id + "/" }
func commitmentAddress(id string) string   { return "/cam-ket/" + id + "/" }
