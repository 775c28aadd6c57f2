package portal

import (
	"strconv"
	"strings"
)

// EmbedSection is one table, with its chart, on a sheet of many. The address of
// the sheet with "#" and the id shows it alone, without a script.
type EmbedSection struct {
	ID    string `json:"id"`
	Title string `json:"title,omitempty"` // instead of the heading, which stands deeper on a page
	StatisticSection
}

// sheet makes one page to embed of all tables that a page of statistics shows of
// a place, and offers each of them where it stands. A page for each of them would
// multiply the files of a nation by ten.
func (e *edition) sheet(page *Page, m StatisticPage) (Page, File) {
	address := strings.TrimSuffix(embedAddress, "/") + page.Address
	model := EmbedPage{Signs: m.Signs}
	for p := range m.Parts {
		for s := range m.Parts[p].Sections {
			section := &m.Parts[p].Sections[s]
			id := "bang-" + strconv.Itoa(p+1) + "-" + strconv.Itoa(s+1)
			shown := *section
			shown.Heading = ""
			model.Sheet = append(model.Sheet, EmbedSection{id, section.Heading, shown})
			section.Embed = e.offer(address+"#"+id, section.Table.Caption)
		}
	}
	title := page.Frame.Title
	file := e.oEmbed(address, title, e.offer(address, title).Code)
	page.Frame.OEmbed = e.file("/" + file.Path)
	return e.embedPage(page, address, title, model), file
}
