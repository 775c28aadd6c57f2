package portal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

const (
	// LayoutGlossary is the template of a Glossary.
	LayoutGlossary  = "glossary"
	glossaryAddress = "/thuat-ngu/"
	glossaryList    = "glossary" // id of the code list with the terms
)

// Glossary explains the words of the site.
type Glossary struct {
	Intro string `json:"intro"`
	Terms []Term `json:"terms"` // in the order of the alphabet
}

// Term is one entry; ID is its anchor.
type Term struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Meaning string `json:"meaning"`
	Legal   string `json:"legal,omitempty"`
	Note    string `json:"note,omitempty"` // not checked against a text
}

// maxTerms bounds the terms that are linked on one page: more would hide the
// links that lead on.
const maxTerms = 8

// glossary finds terms in texts of one language.
type glossary struct {
	words map[rune][]word // by their first letter, the longest first
	name  map[string]string
}

// word is a name of a term in lower case.
type word struct{ text, code string }

// newGlossary takes each term by its name and by its other names.
func (e *edition) newGlossary() *glossary {
	g := &glossary{words: map[rune][]word{}, name: map[string]string{}}
	list := e.set.Vocab[glossaryList]
	if list == nil {
		return g
	}
	taken := map[string]bool{"": true}
	for i := range list.Codes {
		c := &list.Codes[i]
		g.name[c.Code] = c.Label.In(e.lang)
		for _, name := range append([]string{g.name[c.Code]}, c.Aliases...) {
			if name = strings.ToLower(name); !taken[name] {
				taken[name] = true
				first, _ := utf8.DecodeRuneInString(name)
				g.words[first] = append(g.words[first], word{name, c.Code})
			}
		}
	}
	// The longest first: "hộ cận nghèo" is no "hộ nghèo".
	for _, words := range g.words {
		slices.SortFunc(words, func(a, b word) int { return cmp.Or(cmp.Compare(len(b.text), len(a.text)), cmp.Compare(a.text, b.text)) })
	}
	return g
}

// at is the term whose name s begins with, and how long it is there; 0 is none.
func (g *glossary) at(s string) (code string, length int) {
	first, _ := utf8.DecodeRuneInString(s)
	for _, w := range g.words[unicode.ToLower(first)] {
		if n := prefixIn(s, w.text); n > 0 {
			return w.code, n
		}
	}
	return "", 0
}

// prefixIn is how much of s is the text, which is in lower case; 0 is not all of
// the text.
func prefixIn(s, text string) int {
	at := 0
	for _, want := range text {
		r, size := utf8.DecodeRuneInString(s[at:])
		if unicode.ToLower(r) != want {
			return 0
		}
		at += size
	}
	return at
}

// anyIn reports whether s holds a name of a term, be it within a word.
func (g *glossary) anyIn(s string) bool {
	for i := range s {
		if _, n := g.at(s[i:]); n > 0 {
			return true
		}
	}
	return false
}

// each calls use for every term in s with its place, and ends when use says so.
func (g *glossary) each(s string, use func(code string, from, to int) bool) bool {
	before := ' '
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !isWord(before) {
			code, n := g.at(s[at:])
			if after, _ := utf8.DecodeRuneInString(s[at+n:]); n > 0 && !isWord(after) {
				if !use(code, at, at+n) {
					return false
				}
				r, size = utf8.DecodeLastRuneInString(s[at : at+n])
				at += n - size
			}
		}
		before = r
		at += size
	}
	return true
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// TermLink is a term in the text of a page that leads to its explanation.
type TermLink struct {
	From, To int // bytes of Body
	ID       string
}

// textOf reads a text as Hugo will, as far as words in running text go.
var textOf = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList)).Parser()

// links finds where each term stands first in a text, outside headings, links,
// pictures and code.
func (g *glossary) links(body string) []TermLink {
	var found []TermLink
	if !g.anyIn(body) {
		return nil
	}
	seen := map[string]bool{}
	// The walk itself cannot fail: no step returns an error.
	_ = ast.Walk(textOf.Parse(text.NewReader([]byte(body))), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading, *ast.Link, *ast.Image, *ast.AutoLink, *ast.CodeSpan, *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *ast.RawHTML:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if before, ok := n.PreviousSibling().(*ast.Text); ok && before.Segment.Stop == n.Segment.Start {
				return ast.WalkContinue, nil // read with it: the parser takes running text apart
			}
			start := n.Segment.Start
			g.each(body[start:endOfRun(n)], func(code string, from, to int) bool {
				if !seen[code] {
					seen[code] = true
					found = append(found, TermLink{start + from, start + to, code})
				}
				return len(found) < maxTerms
			})
		}
		if len(found) == maxTerms {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return found
}

// endOfRun is where the text ends that begins with n and is not interrupted.
func endOfRun(n *ast.Text) int {
	for {
		next, ok := n.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != n.Segment.Stop {
			return n.Segment.Stop
		}
		n = next
	}
}

// Markdown is the body of the page with its terms linked.
func (p *Page) Markdown() string {
	var b strings.Builder
	at := 0
	for _, t := range p.Terms {
		b.WriteString(p.Body[at:t.From] + "[" + p.Body[t.From:t.To] + "](" + glossaryAddress + "#" + t.ID + ")")
		at = t.To
	}
	b.WriteString(p.Body[at:])
	return b.String()
}

// termsIn are links to the terms in what a page says of itself.
func (e *edition) termsIn(texts ...string) []Link {
	var links []Link
	seen := map[string]bool{}
	for _, s := range texts {
		e.glossary.each(s, func(code string, _, _ int) bool {
			if !seen[code] {
				seen[code] = true
				links = append(links, Link{Text: e.glossary.name[code], Href: e.href(glossaryAddress) + "#" + code})
			}
			return len(links) < maxTerms
		})
	}
	return links
}

// glossaryPages is the page of the glossary, where the project has one.
func (e *edition) glossaryPages() []Page {
	list := e.set.Vocab[glossaryList]
	if list == nil {
		return nil
	}
	model := Glossary{Intro: e.note(&list.Description)}
	for i := range list.Codes {
		model.Terms = append(model.Terms, e.term(&list.Codes[i]))
	}
	slices.SortFunc(model.Terms, func(a, b Term) int { return cmp.Or(viet.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	return []Page{e.page(glossaryAddress, LayoutGlossary, recordPath(e.set, "vocab", glossaryList),
		heading{title: e.note(&list.Title), description: model.Intro}, model)}
}

func (e *edition) term(c *record.Code) Term {
	t := Term{ID: c.Code, Name: c.Label.In(e.lang), Meaning: e.note(c.Description), Legal: c.Legal}
	if c.Verified != nil && !*c.Verified {
		t.Note = e.say("term_unverified")
	}
	return t
}
