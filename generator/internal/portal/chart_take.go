package portal

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/portal/dataset"
)

// take lets a reader take a chart away: as a picture, as data, by its address,
// and into another site. The files stand beside the page and are called name.
func (e *edition) take(page *Page, chart *Chart, name string, embed *Embed) []File {
	address := page.Address + name
	chart.Take = &Take{
		Picture: Link{Text: e.say("take_picture"), Href: e.href(address + ".png"), Note: chart.Title},
		Data:    Link{Text: e.say("take_data"), Href: e.href(address + ".csv"), Note: chart.Title},
		Place:   Link{Text: e.say("take_place"), Href: e.href(page.Address) + "#" + chart.ID, Note: chart.Title},
		Embed:   embed,
	}
	picture := draw.Picture{
		Title: chart.Title, Drawing: chart.Wide,
		Foot: []string{e.sourceLine(), e.absolute(page.Address)},
	}
	if len(chart.sources) > 0 {
		picture.Foot = append([]string{e.say("take_sources", "sources", strings.Join(chart.sources, "; "))}, picture.Foot...)
	}
	if page.Frame.Synthetic {
		picture.Mark = e.say("statistic_synthetic_notice")
	}
	for _, l := range chart.Legend {
		picture.Key = append(picture.Key, draw.Entry{Sample: l.Sample, Text: l.Text})
	}
	return []File{
		e.drawn(address+".png", picture, picture.PNG),
		{Path: e.below(address + ".csv"), Data: dataset.CSV(chart.data)},
	}
}

// drawn is a picture that is made when the site is written. Its key is the
// digest of everything that shows in it.
func (e *edition) drawn(address string, shown any, paint func() []byte) File {
	data, err := json.Marshal(shown)
	if err != nil {
		panic(fmt.Sprintf("digest of %s: %v", address, err)) // texts and numbers
	}
	digest := sha256.Sum256(data)
	return File{Path: e.below(address), Make: paint, Key: hex.EncodeToString(digest[:])}
}

// below is the path of an address below the output folder.
func (e *edition) below(address string) string { return strings.TrimPrefix(e.path(address), "/") }

// sourceLine says who publishes, as of when and under which licence.
func (e *edition) sourceLine() string {
	return e.say("embed_source", "publisher", e.note(&e.site.Publisher.Name), "date", e.day(e.site.DataAsOf),
		"licence", e.note(&e.site.Licence.Name))
}
