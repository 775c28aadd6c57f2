package portal

import (
	"cmp"
	"net/url"
	"strconv"
	"strings"

	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// cardName is the file of a page's card, beside the page. That of the site lies
// beside its front page.
const cardName = "chia-se.png"

// cardVersion is how much of a digest stands behind the address of a card, so
// that those who keep pictures fetch one that changed.
const cardVersion = 8

// Image is the picture that goes with a page when somebody passes it on.
type Image struct {
	Href   string `json:"href"` // absolute
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Alt    string `json:"alt"`
}

// shareCards draws a card for each page that people pass on and that has
// something of its own to say; every other page goes with that of the site.
func (e *edition) shareCards(pages []Page) []File {
	_, shared := e.shareCard("/", draw.Card{Title: e.note(&e.site.Description)})
	var files []File
	for i := range pages {
		page := &pages[i]
		page.Frame.Image = shared
		if page.card == nil {
			continue
		}
		card := *page.card
		card.Title = cmp.Or(card.Title, page.Frame.Title)
		if page.Frame.Synthetic {
			card.Mark = e.say("statistic_synthetic_notice")
		}
		file, image := e.shareCard(page.Address, card)
		page.Frame.Image = image
		files = append(files, file)
	}
	return files
}

// siteCard is the card of every page that has none of its own.
func (e *edition) siteCard() []File {
	file, _ := e.shareCard("/", draw.Card{Title: e.note(&e.site.Description)})
	return []File{file}
}

// shareCard completes a card with what all have.
func (e *edition) shareCard(address string, card draw.Card) (File, *Image) {
	card.Site, card.Foot = e.note(&e.site.Title), e.say("card_foot", "host", e.host(), "date", e.day(e.site.DataAsOf))
	file := e.drawn(address+cardName, card, card.PNG)
	alt := card.Title
	if card.Number != "" {
		alt = e.say("card_alt", "title", card.Title, "words", card.Words, "number", card.Number)
	}
	return file, &Image{
		Href: e.absolute(address+cardName) + "?v=" + file.Key[:cardVersion], Width: draw.CardWidth, Height: draw.CardHeight, Alt: alt,
	}
}

// host is where the site is, as readers type it.
func (e *edition) host() string {
	u, err := url.Parse(e.site.BaseURL)
	if err != nil {
		return ""
	}
	return strings.TrimSuffix(u.Host+u.Path, "/")
}

// newsCard, and those below, are what pages say on their cards beside their
// titles. No card is that of the site.
func (e *edition) newsCard() *draw.Card { return &draw.Card{Kind: e.say("menu_news")} }

func (e *edition) commitmentCard(c *record.Commitment, s state) *draw.Card {
	result := e.resultNumber(c, s)
	card := &draw.Card{
		Kind: e.say("menu_commitments"), Title: e.promiseSentence(c), Number: result.Text, Known: result.Known, Words: result.Label,
	}
	if result.Note != "" {
		card.Words = e.say("with_note", "text", result.Label, "note", result.Note)
	}
	return card
}

func (e *edition) planCard(commitments []CommitmentCard) *draw.Card {
	if len(commitments) == 0 {
		return nil
	}
	return &draw.Card{Kind: e.say("menu_plans"), Number: e.number(int64(len(commitments))), Known: true, Words: e.say("card_commitments")}
}

// placeCard has how many households were promised in a place, else its rate.
func (e *edition) placeCard(p *place) *draw.Card {
	if t := e.tally(e.commitmentsAt[p]); t.promised > 0 {
		return &draw.Card{Kind: e.say("menu_units"), Number: e.counted("households", t.promised), Known: true, Words: e.say("number_promised")}
	}
	return e.rateCard(p, e.say("menu_units"))
}

// rateCard has the latest poverty rate of a place that is no target.
func (e *edition) rateCard(p *place, kind string) *draw.Card {
	var latest *record.Figure
	for _, f := range e.figuresOf[p] {
		if _, known := poorRate(f); known && f.Status != figureTarget && (latest == nil || f.Year >= latest.Year) {
			latest = f
		}
	}
	if latest == nil {
		return nil
	}
	rate, _ := poorRate(latest)
	return &draw.Card{
		Kind: kind, Number: viet.Percent(rate, e.lang), Known: true,
		Words: e.say("card_rate", "year", strconv.Itoa(latest.Year), "standard", e.word("standards", latest.Standard)),
	}
}

// statisticCard is for the first page of a table.
func (e *edition) statisticCard(address string) *draw.Card {
	if !e.ofATable(address) {
		return nil
	}
	return &draw.Card{Kind: e.say("menu_figures")}
}
