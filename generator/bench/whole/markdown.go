package main

import (
	"cmp"
	"fmt"
	"io"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// page is what a page of our site says, for others to render: all that lies within
// the frame as Markdown, and what the frame is told of it.
type page struct {
	address     string // "/tin/2023/x/"
	title       string
	description string
	date        string // when it was updated
	image       string // for cards in messages of others
	imageAlt    string
	oembed      string
	published   string // of an item of news
	other       string // the same page in the other language
	noindex     bool
	bare        bool // without header, menu and footer: to be put into pages of others, or to be printed
	class       string
	trail       []crumb
	body        string // Markdown
}

// crumb is one page above another.
type crumb struct{ name, address string }

const undated = "2026-01-01"

// readPage takes a page of our site apart.
func readPage(address string, root *html.Node) *page {
	p := &page{address: address, bare: true}
	var w writer
	var content *html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch class := attribute(n, "class"); n.Data {
		case "title":
			p.title = cmp.Or(p.title, strings.TrimSpace(text(n)))
		case "meta":
			p.meta(attribute(n, "name")+attribute(n, "property"), attribute(n, "content"))
		case "link":
			if attribute(n, "type") == "application/json+oembed" {
				p.oembed = attribute(n, "href")
			}
		case "time":
			if day := attribute(n, "datetime"); len(day) == len(undated) {
				p.date = day // the last one, of the footer
			}
		case "body":
			p.class, content = class, n
		case "main":
			if class == "mb-main mb-width" {
				p.bare, content = false, n
			}
		case "a":
			switch class {
			case "mb-language":
				p.other = attribute(n, "href")
			case "mb-breadcrumbs__link":
				p.trail = append(p.trail, crumb{text(n), attribute(n, "href")})
			}
		}
	}
	p.date = cmp.Or(p.date, undated)
	if cut := strings.LastIndex(p.title, " – "); cut > 0 { // the name of the site
		p.title = p.title[:cut]
	}
	if content != nil {
		w.blocks(content)
	}
	p.body = w.String()
	return p
}

func (p *page) meta(name, content string) {
	switch name {
	case "description":
		p.description = content
	case "robots":
		p.noindex = true
	case "og:image":
		p.image = content
	case "og:image:alt":
		p.imageAlt = content
	case "article:published_time":
		p.published = content
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// writer writes Markdown, and as HTML what Markdown cannot say.
type writer struct{ strings.Builder }

// opens are elements that begin a block of HTML in Markdown.
var opens = regexp.MustCompile(`^(address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre|section|table|ul)$`)

// holds are those of them that may have Markdown inside.
var holds = regexp.MustCompile(`^(article|aside|div|header|main|section)$`)

// blocks writes what is in a node, block by block.
func (w *writer) blocks(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode || attribute(c, "class") == "mb-page-top" { // the frame has the way to the page
			continue
		}
		switch {
		case plain(c) && strings.HasPrefix(c.Data, "h"):
			w.block(strings.Repeat("#", int(c.Data[1]-'0')) + " " + words(c))
		case plain(c) && c.Data == "p":
			w.block(begin.ReplaceAllString(words(c), `$1\$2`))
		case plain(c):
			w.list(c)
		case open(c):
			tag := html.Node{Type: html.ElementNode, Data: c.Data, Attr: c.Attr}
			w.block(strings.TrimSuffix(rendered(&tag), "</"+c.Data+">"))
			w.blocks(c)
			w.block("</" + c.Data + ">")
		case opens.MatchString(c.Data):
			w.block(raw(c))
		default:
			w.block("<div>" + raw(c) + "</div>")
		}
	}
}

func (w *writer) block(s string) {
	if s != "" {
		w.WriteString(s + "\n\n")
	}
}

func (w *writer) list(list *html.Node) {
	n := 0
	for li := range list.ChildNodes() {
		if li.Type == html.ElementNode {
			n++
			mark := "-"
			if list.Data == "ol" {
				mark = fmt.Sprint(n, ".")
			}
			w.WriteString(mark + " " + begin.ReplaceAllString(words(li), `$1\$2`) + "\n")
		}
	}
	w.WriteByte('\n')
}

// plain reports whether Markdown has a word for an element.
func plain(n *html.Node) bool {
	switch n.Data {
	case "p":
		return len(n.Attr) == 0 && !holdsBlocks(n)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return attribute(n, "class") == ""
	case "ul", "ol":
		for li := range n.ChildNodes() {
			if li.Type == html.ElementNode && (len(li.Attr) > 0 || holdsBlocks(li)) {
				return false
			}
		}
		return len(n.Attr) == 0
	}
	return false
}

func holdsBlocks(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && opens.MatchString(c.Data) {
			return true
		}
	}
	return false
}

// open reports whether an element holds nothing but blocks, one of them at least
// such as Markdown has.
func open(n *html.Node) bool {
	if !holds.MatchString(n.Data) {
		return false
	}
	some := false
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return false
		case c.Type == html.ElementNode && !opens.MatchString(c.Data):
			return false
		case c.Type == html.ElementNode:
			some = some || plain(c) || open(c)
		}
	}
	return some
}

var (
	emptyLines = regexp.MustCompile(`\n(\s*\n)+`)
	preformed  = regexp.MustCompile(`(?s)<pre.*?</pre>`)
	shapes     = regexp.MustCompile(`></(circle|ellipse|line|path|polygon|polyline|rect|use)>`)
	spaces     = regexp.MustCompile(`[ \n\t]+`)            // not those that hold a number and its unit together
	begin      = regexp.MustCompile(`^(\d*)([-+#>=~:.)])`) // what would begin a list, a heading or a quotation
)

// raw is an element as HTML without the empty lines that would end it in Markdown.
func raw(n *html.Node) string {
	s := preformed.ReplaceAllStringFunc(rendered(n), func(pre string) string { return strings.ReplaceAll(pre, "\n\n", "\n&#10;") })
	return emptyLines.ReplaceAllString(s, "\n")
}

func rendered(n *html.Node) string {
	var b strings.Builder
	_ = html.Render(&b, n) // a Builder takes everything
	return shapes.ReplaceAllString(b.String(), "/>")
}

// words are the text of a node on one line, with its links.
func words(n *html.Node) string {
	var b strings.Builder
	inline(&b, n)
	return strings.Trim(spaces.ReplaceAllString(b.String(), " "), " ")
}

var escape = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "&", "&amp;", "`", "\\`", "{", `\{`)

func inline(b io.StringWriter, n *html.Node) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(escape.Replace(c.Data))
		case c.Type != html.ElementNode:
		case c.Data == "a" && len(c.Attr) == 1:
			b.WriteString("[" + words(c) + "](" + attribute(c, "href") + ")")
		case c.Data == "strong" && len(c.Attr) == 0:
			b.WriteString("**" + words(c) + "**")
		case c.Data == "em" && len(c.Attr) == 0:
			b.WriteString("*" + words(c) + "*")
		default:
			b.WriteString(rendered(c))
		}
	}
}
