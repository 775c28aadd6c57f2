package personal

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"golang.org/x/net/html"
)

// Located is a finding in something that is not plain text.
type Located struct {
	Finding        // Start and End count in the text of the part
	Part    string // "alt", "comments", "Sheet1"; empty for the text itself
	Line    int    // line of the file, 0 where it has none

	text string // of the part of an attachment
}

// spoken are attributes that people are shown or read, or that others index.
var spoken = []string{"alt", "title", "content", "aria-label", "aria-description", "placeholder", "value", "summary", "label", "href", "datetime", "cite", "data-search"}

// blocks are elements that a sentence does not go beyond.
var blocks = words(`address article aside blockquote body br caption dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html
legend li main nav ol option p pre section select summary table tbody td tfoot th thead title tr ul svg text tspan desc g label button code`)

// page is the text of a page with where it came from.
type page struct {
	text   strings.Builder
	pieces []piece
}

// between stands between what is not one sentence.
var between = []byte("\n\n")

// piece is a stretch of the text of a page.
type piece struct {
	at   int // offset in the text
	line int
	part string
}

func (p *page) add(text []byte, part string, line int) {
	p.pieces = append(p.pieces, piece{p.text.Len(), line, part})
	p.text.Write(text)
}

func (p *page) piece(at int) piece {
	i := sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].at > at })
	return p.pieces[max(i-1, 0)]
}

// markup is what people read of a page, or of a stretch of one.
type markup struct {
	text, attributes page
	size             int    // bytes of the tokens
	skip             string // element that is open and not read
	raw              string // element that is open and in which no tags are
	comments         bool
}

// rawElements are those in which the tokenizer sees no tags.
var rawElements = words("iframe noembed noframes noscript plaintext script style textarea title xmp")

// read takes a page apart.
func (m *markup) read(r io.Reader) error {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(8 << 20)
	line := 1
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				return fmt.Errorf("read page: %w", z.Err())
			}
			return nil
		}
		here := line
		line += bytes.Count(z.Raw(), between[:1])
		m.size += len(z.Raw())
		switch kind {
		case html.TextToken:
			if m.skip == "" {
				m.text.add(z.Text(), "", here)
			}
		case html.CommentToken:
			m.comments = true
			m.attributes.add(between, "comment", here)
			m.attributes.text.Write(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			tag, more := z.TagName()
			if blocks[string(tag)] {
				m.text.add(between, "", here)
			}
			data := false // and no program, in a script
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				data = data || string(key) == "type" && bytes.Contains(value, []byte("json"))
				if i := slices.Index(spoken, string(key)); i >= 0 {
					m.attributes.add(between, spoken[i], here)
					m.attributes.text.Write(value)
				}
			}
			switch {
			case kind == html.EndTagToken && string(tag) == m.raw:
				m.raw = ""
			case kind != html.EndTagToken && rawElements[string(tag)]:
				m.raw = string(tag)
			}
			switch {
			case kind == html.EndTagToken && string(tag) == m.skip:
				m.skip = ""
			case kind == html.StartTagToken && string(tag) == "style":
				m.skip = "style"
			case kind == html.StartTagToken && string(tag) == "script" && !data:
				m.skip = "script"
			}
		}
	}
}

// HTML returns what is personal in a built page: in its text, in attributes that
// are read or shown, and in the data that it carries for machines. Styles and
// scripts that run are not read.
func (l *Linter) HTML(r io.Reader) ([]Located, error) {
	var m markup
	if err := m.read(r); err != nil {
		return nil, err
	}
	return append(l.page(&m.text), l.page(&m.attributes)...), nil
}

func (l *Linter) page(p *page) []Located {
	var found []Located
	for _, f := range l.Text(p.text.String()) {
		at := p.piece(f.Start)
		found = append(found, Located{Finding: f, Part: at.part, Line: at.line})
	}
	return found
}
