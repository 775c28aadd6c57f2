package main

import (
	"cmp"
	"strings"

	"golang.org/x/net/html"
)

// page is what a page of our site says, for others to render.
type page struct {
	address     string // "/tin/2023/x/"
	title       string
	description string
	date        string
	body        string // Markdown
	list        bool   // other pages lie below it
}

// readPage takes a page of our site apart.
func readPage(address string, root *html.Node) *page {
	const undated = "2026-01-01"
	p := &page{address: address}
	var w writer
	for n := range root.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "main":
			w.blocks(n)
		case n.Data == "title" && p.title == "":
			p.title = words(n)
		case n.Data == "meta" && attribute(n, "name") == "description":
			p.description = attribute(n, "content")
		case n.Data == "time" && p.date == "" && len(attribute(n, "datetime")) == len(undated):
			p.date = attribute(n, "datetime")
		}
	}
	p.date = cmp.Or(p.date, undated)
	p.body = w.String()
	return p
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// writer writes Markdown.
type writer struct{ strings.Builder }

// blocks writes what is in a node, block by block.
func (w *writer) blocks(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.Data {
		case "nav", "script", "style", "svg", "form", "template", "h1":
		case "h2", "h3", "h4", "h5", "h6":
			w.block(strings.Repeat("#", int(c.Data[1]-'0')) + " " + words(c))
		case "p", "dt", "dd", "summary", "figcaption", "caption", "blockquote", "pre":
			w.block(words(c))
		case "ul", "ol":
			for li := range c.ChildNodes() {
				if s := words(li); s != "" {
					w.WriteString("- " + s + "\n")
				}
			}
			w.WriteByte('\n')
		case "table":
			w.table(c)
		default:
			w.blocks(c)
		}
	}
}

func (w *writer) block(s string) {
	if s != "" {
		w.WriteString(s + "\n\n")
	}
}

// table writes the rows of a table; the first is its head.
func (w *writer) table(t *html.Node) {
	first := true
	for tr := range t.Descendants() {
		if tr.Type != html.ElementNode || tr.Data != "tr" {
			continue
		}
		n := 0
		for cell := range tr.ChildNodes() {
			if cell.Type == html.ElementNode {
				w.WriteString("| " + strings.ReplaceAll(words(cell), "|", `\|`) + " ")
				n++
			}
		}
		w.WriteString("|\n")
		if first {
			w.WriteString(strings.Repeat("|---", n) + "|\n")
		}
		first = false
	}
	w.WriteByte('\n')
}

// words are the text of a node on one line, with its links.
func words(n *html.Node) string {
	var b strings.Builder
	inline(&b, n)
	return strings.Join(strings.Fields(b.String()), " ")
}

var escape = strings.NewReplacer("*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, "`", "\\`", "{", `\{`)

func inline(b *strings.Builder, n *html.Node) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(escape.Replace(c.Data))
		case c.Type != html.ElementNode || c.Data == "svg" || c.Data == "script":
		case c.Data == "a":
			b.WriteString("[" + words(c) + "](" + attribute(c, "href") + ")")
		case c.Data == "strong" || c.Data == "b":
			b.WriteString("**" + words(c) + "**")
		default:
			b.WriteByte(' ')
			inline(b, c)
			b.WriteByte(' ')
		}
	}
}
