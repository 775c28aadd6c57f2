package portal

import (
	"cmp"
	"regexp"
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
	find *regexp.Regexp // nil where there are no terms
	of   map[string]string
	name map[string]string
}

// newGlossary takes each term by its name and by its other names.
func (e *edition) newGlossary() *glossary {
	g := &glossary{of: map[string]string{}, name: map[string]string{}}
	list := e.set.Vocab[glossaryList]
	if list == nil {
		return g
	}
	var words []string
	for i := range list.Codes {
		c := &list.Codes[i]
		g.name[c.Code] = c.Label.In(e.lang)
		for _, word := range append([]string{g.name[c.Code]}, c.Aliases...) {
			if word = strings.ToLower(word); g.of[word] == "" {
				g.of[word] = c.Code
				words = append(words, regexp.QuoteMeta(word))
			}
		}
	}
	// The longest first: "hộ cận nghèo" is no "hộ nghèo".
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	if len(words) > 0 {
		g.find = regexp.MustCompile(`(?i)(?:` + strings.Join(words, "|") + `)`)
	}
	return g
}

// each calls use for every term in s with its place, and ends when use says so.
func (g *glossary) each(s string, use func(code string, from, to int) bool) bool {
	if g.find == nil {
		return true
	}
	for at := 0; at < len(s); {
		m := g.find.FindStringIndex(s[at:])
		if m == nil {
			return true
		}
		from, to := at+m[0], at+m[1]
		before, _ := utf8.DecodeLastRuneInString(s[:from])
		after, _ := utf8.DecodeRuneInString(s[to:])
		if isWord(before) || isWord(after) {
			at = from + 1
			for at < len(s) && !utf8.RuneStart(s[at]) {
				at++
			}
			continue
		}
		if !use(g.of[strings.ToLower(s[from:to])], from, to) {
			return false
		}
		at = to
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
	if g.find == nil || !g.find.MatchString(body) {
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
