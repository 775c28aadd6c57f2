package draw

import "image/color"

// The size of a card in pixels: what messages and social networks show whole.
const (
	CardWidth  = 1200
	CardHeight = 630
)

// The parts of a card, in pixels. Some programs cut a square out of the middle
// of the width, so that nothing but the ends of long lines lies outside.
const (
	cardMargin = 72
	cardBand   = 96 // with the name of the site
	cardFoot   = 84
)

// Card is the picture that goes with a page when somebody passes it on.
type Card struct {
	Site   string // name of the site
	Kind   string // what the page is: "Cam kết"
	Title  string
	Number string // a figure of the page, or the word for its absence; may be empty
	Words  string // what Number is
	Known  bool   // Number is a figure
	Foot   string // source or date
	Mark   string // says that figures are invented
}

// PNG paints the card.
func (card Card) PNG() []byte {
	c := newCanvas(CardWidth, CardHeight)
	c.rect(brand, 0, 0, CardWidth, cardBand)
	c.logo(cardMargin, (cardBand-48)/2)
	c.write(bold, paper, 36, (cardMargin+66)*unit, (cardBand/2+13)*unit, card.Site)
	c.right(regular, pale, 30, CardWidth-cardMargin, cardBand/2+11, card.Kind)

	y := cardBand + 40
	if card.Mark != "" {
		c.write(bold, amber, 28, cardMargin*unit, (y+28)*unit, card.Mark)
		y += 48
	}
	bottom := CardHeight - cardFoot
	room := bottom - y
	if card.Number != "" {
		room -= 150
	}
	size, leading, lines := fit(card.Title, room)
	for _, text := range lines {
		c.write(bold, ink, size, cardMargin*unit, (y+leading*4/5)*unit, text)
		y += leading
	}
	if card.Number != "" {
		c.number(card, bottom-130)
	}
	c.rect(line, cardMargin, bottom, CardWidth-cardMargin, bottom+2)
	c.write(regular, faint, 26, cardMargin*unit, (bottom+52)*unit, card.Foot)
	return c.png()
}

// number paints the figure of a card: solid behind what is known, a broken line
// around what is not.
func (c *canvas) number(card Card, y int) {
	const largest, words = 64, 28
	const x, room = cardMargin + 32, CardWidth - 2*cardMargin - 32
	if card.Known {
		c.rect(accent, cardMargin, y, cardMargin+8, y+110)
	} else {
		side := []point{{(cardMargin + 4) * unit, y * unit}, {(cardMargin + 4) * unit, (y + 110) * unit}}
		for _, piece := range dashes(side, 14*unit, 10*unit) {
			c.fillEach(strong, stroke(piece, 8*unit))
		}
	}
	of := ink
	if !card.Known {
		of = faint
	}
	size := largest
	if width := bold.measure(card.Number) * size / bold.em; width > room {
		size = size * room / width
	}
	c.write(bold, of, size, x*unit, (y+56)*unit, card.Number)
	if lines := wrap(regular, words*10, room*10, card.Words); len(lines) > 0 {
		c.write(regular, faint, words, x*unit, (y+105)*unit, lines[0])
	}
}

// mostLines is how many lines of a title are read at a glance.
const mostLines = 4

// fit finds the largest size at which a title has room, and cuts one that never
// has. Vietnamese stacks two marks on one letter: lines need room.
func fit(title string, room int) (size, leading int, lines []string) {
	for _, size = range []int{68, 60, 52, 46, 40} {
		leading = size * 13 / 10
		lines = wrap(bold, size*10, (CardWidth-2*cardMargin)*10, title)
		if len(lines)*leading <= room && len(lines) <= mostLines {
			return size, leading, lines
		}
	}
	if most := min(max(1, room/leading), mostLines); len(lines) > most {
		lines = lines[:most]
		lines[most-1] += " …"
	}
	return size, leading, lines
}

// right writes a text that ends at x.
func (c *canvas) right(f *face, of color.RGBA, size, x, y int, text string) {
	c.write(f, of, size, x*unit-f.measure(text)*size*unit/f.em, y*unit, text)
}

// logo is the mark of the site: a sheet with one line that is full, the promise,
// and one that is open, what came of it.
func (c *canvas) logo(x, y int) {
	c.rect(paper, x+4, y+2, x+44, y+46)
	c.rect(brand, x+12, y+13, x+36, y+21)
	c.rect(brand, x+12, y+28, x+36, y+36)
	c.rect(paper, x+15, y+31, x+33, y+33)
}
