package portal

import (
	"encoding/json"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// LayoutEmbed shows an EmbedPage. It has no frame of the site around it: it is
// made to stand in a page of somebody else.
const LayoutEmbed = "embed"

// embedAddress is the folder of everything that may be embedded; web servers are
// told to let other sites frame it.
const embedAddress = "/nhung/"

// The size that an embedding site is told to give; the page scrolls within it.
const (
	embedWidth  = 720
	embedHeight = 560
)

// EmbedPage is one chart or table with its source and date, for other sites. It
// has no script, and says of itself when its figures are invented.
type EmbedPage struct {
	Chart   *Chart            `json:"chart,omitempty"`
	Table   *FigureTable      `json:"table,omitempty"`
	Section *StatisticSection `json:"section,omitempty"`
	Sheet   []EmbedSection    `json:"sheet,omitempty"`
	Signs   []StatisticSign   `json:"signs,omitempty"`
	Page    Link              `json:"page"`   // where it stands on this site
	Source  string            `json:"source"` // who publishes it, as of when, under which licence
}

// Embed offers to take a chart or table into another site.
type Embed struct {
	Page Link   `json:"page"`
	Code string `json:"code"` // HTML to copy
}

// oEmbed is the answer that oEmbed 1.0 has for a rich piece of a page.
type oEmbed struct {
	Version      string `json:"version"`
	Type         string `json:"type"`
	Title        string `json:"title"`
	ProviderName string `json:"provider_name"`
	ProviderURL  string `json:"provider_url"`
	HTML         string `json:"html"`
	Width        int    `json:"width"`
	Height       int    `json:"height"`
}

// embeds makes a page to embed of each chart and table of figures and of each
// statistical table, offers it where it stands, and describes it for oEmbed.
func (e *edition) embeds(pages []Page) (made []Page, files []File) {
	for i := range pages {
		page := &pages[i]
		first := len(files)
		add := func(id, title string, model EmbedPage) *Embed {
			embedded, file, offer := e.embed(page, id, title, model)
			made, files = append(made, embedded), append(files, file)
			return offer
		}
		switch m := page.Model.(type) {
		case CommitmentPage:
			if m.History.Chart != nil {
				chart := *m.History.Chart
				offer := add(chart.ID, chart.Title, EmbedPage{Chart: &chart})
				files = append(files, e.take(page, m.History.Chart, chart.ID, offer)...)
			}
		case FiguresPage:
			for j := range m.Charts {
				chart := m.Charts[j]
				offer := add(chart.ID, chart.Title, EmbedPage{Chart: &chart})
				files = append(files, e.take(page, &m.Charts[j], chart.ID, offer)...)
			}
			for j := range m.Tables {
				table := m.Tables[j]
				m.Tables[j].Embed = add("bang-"+strconv.Itoa(j+1), table.Caption, EmbedPage{Table: &table})
			}
		case StatisticPage:
			if !e.ofATable(page.Address) {
				embedded, file := e.sheet(page, m)
				made, files = append(made, embedded), append(files, file)
				continue
			}
			for p := range m.Parts {
				for s := range m.Parts[p].Sections {
					section := m.Parts[p].Sections[s]
					id := "bang-" + strconv.Itoa(p+1) + "-" + strconv.Itoa(s+1)
					offer := add(id, section.Table.Caption, EmbedPage{Section: &section, Signs: m.Signs})
					if section.Chart == nil {
						m.Parts[p].Sections[s].Embed = offer
						continue
					}
					chart := *section.Chart
					m.Parts[p].Sections[s].Chart = &chart
					files = append(files, e.take(page, &chart, id, offer)...)
				}
			}
		}
		if len(files) > first {
			page.Frame.OEmbed = e.file("/" + files[first].Path)
		}
	}
	return made, files
}

// ofATable reports whether an address is that of the first page of a table.
func (e *edition) ofATable(address string) bool {
	if e.statistics == nil {
		return false
	}
	for _, s := range e.statistics.tables {
		if address == "/so-lieu/"+s.ID+"/" {
			return true
		}
	}
	return false
}

// embed makes the page for one part of a page, its description, and the offer.
func (e *edition) embed(page *Page, id, title string, model EmbedPage) (Page, File, *Embed) {
	address := strings.TrimSuffix(embedAddress, "/") + page.Address + id + "/"
	made := e.embedPage(page, address, title, model)
	offer := e.offer(address, title)
	return made, e.oEmbed(address, title, offer.Code), offer
}

// embedPage has the source of what is embedded, and the way back to its page.
func (e *edition) embedPage(page *Page, address, title string, model EmbedPage) Page {
	model.Page = Link{Text: e.say("embed_on_site", "site", e.note(&e.site.Title)), Href: e.href(page.Address)}
	model.Source = e.sourceLine()
	made := e.page(address, LayoutEmbed, page.Source, heading{title: title, description: page.Frame.Description, synthetic: page.Frame.Synthetic}, model)
	made.Frame.NoIndex, made.Frame.Alternates = true, nil
	return made
}

// offer is how to embed what is at an address.
func (e *edition) offer(address, title string) *Embed {
	return &Embed{
		Page: Link{Text: e.say("embed_page"), Href: e.href(address)},
		Code: fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" loading="lazy"></iframe>`,
			html.EscapeString(e.absolute(address)), html.EscapeString(title), embedWidth, embedHeight),
	}
}

// oEmbed describes what is embedded by code, beside the page at address.
func (e *edition) oEmbed(address, title, code string) File {
	answer, err := json.MarshalIndent(oEmbed{
		Version: "1.0", Type: "rich", Title: title, ProviderName: e.note(&e.site.Title), ProviderURL: e.absolute("/"),
		HTML: code, Width: embedWidth, Height: embedHeight,
	}, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("describe %s: %v", address, err)) // texts and numbers
	}
	return File{Path: strings.TrimPrefix(e.path(address), "/") + "oembed.json", Data: append(answer, '\n')}
}
