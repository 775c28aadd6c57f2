package portal

import (
	"path"
	"regexp"
	"strings"
)

// attachmentLink finds the addresses of documents in a text. What it finds beside
// links does no harm: the label stands at links alone.
var attachmentLink = regexp.MustCompile(`/tep/([a-z0-9/-]+\.[a-z]+)`)

// setBody gives a page its text, and says what its links to documents download
// and which of its words the glossary explains.
func (e *edition) setBody(page *Page, body string, line int) {
	page.Body, page.BodyLine, page.Terms = body, line, e.glossary.links(body)
	for _, m := range attachmentLink.FindAllStringSubmatch(body, -1) {
		address, name := m[0], m[1]
		if size, ok := e.set.Attachments[name]; ok {
			if page.Frame.Attachments == nil {
				page.Frame.Attachments = map[string]string{}
			}
			page.Frame.Attachments[address] = strings.ToUpper(path.Ext(name)[1:]) + ", " + e.size(size)
		}
	}
}
