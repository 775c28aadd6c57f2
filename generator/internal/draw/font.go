package draw

import (
	"slices"
	"strings"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is a font with the glyphs that were needed so far, in units of the font.
type face struct {
	font *sfnt.Font
	em   int

	mu     sync.Mutex
	buffer sfnt.Buffer
	glyphs map[rune]*glyph
	raster raster
	masks  map[written]mask
}

// quarterBits: glyphs stand at quarters of a pixel.
const quarterBits = unitBits - 2

// written is a glyph in a size in pixels, some quarters of a pixel to the right.
type written struct {
	glyph          rune
	size, quarters int
}

// glyph is an outline and how far the next one stands.
type glyph struct {
	advance  int
	outlines [][]point // closed, y downwards, curves already cut into lines
}

var regular, bold = open(liberationsansregular.TTF), open(liberationsansbold.TTF)

func open(data []byte) *face {
	f, err := sfnt.Parse(data)
	if err != nil {
		panic("draw: " + err.Error()) // the fonts are part of the program
	}
	return &face{font: f, em: int(f.UnitsPerEm()), glyphs: map[rune]*glyph{}, masks: map[written]mask{}}
}

func faceOf(isBold bool) *face {
	if isBold {
		return bold
	}
	return regular
}

// Has reports whether the fonts can write a rune.
func Has(r rune) bool {
	var b sfnt.Buffer
	for _, f := range []*face{regular, bold} {
		if i, err := f.font.GlyphIndex(&b, r); err != nil || i == 0 {
			return false
		}
	}
	return true
}

// glyph loads an outline once. A rune that the font lacks is its empty box.
func (f *face) glyph(r rune) *glyph {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.load(r)
}

func (f *face) load(r rune) *glyph {
	if g := f.glyphs[r]; g != nil {
		return g
	}
	// At one pixel for each unit of the font its outlines are whole numbers.
	ppem := fixed.I(f.em)
	index, err := f.font.GlyphIndex(&f.buffer, r)
	if err != nil {
		panic("draw: " + err.Error())
	}
	advance, err := f.font.GlyphAdvance(&f.buffer, index, ppem, font.HintingNone)
	if err != nil {
		panic("draw: " + err.Error())
	}
	segments, err := f.font.LoadGlyph(&f.buffer, index, ppem, nil)
	if err != nil {
		panic("draw: " + err.Error())
	}
	g := &glyph{advance: advance.Round(), outlines: flatten(segments)}
	f.glyphs[r] = g
	return g
}

// mask paints a glyph once in each size, and says how far the next one stands.
func (f *face) mask(r rune, size, quarters int) (mask, int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	g := f.load(r)
	key := written{r, size, quarters}
	m, ok := f.masks[key]
	if ok || len(g.outlines) == 0 {
		return m, g.advance
	}
	scale := func(v int) int { return v * size * unit / f.em }
	moved := make([][]point, len(g.outlines))
	for i, outline := range g.outlines {
		for _, p := range outline {
			moved[i] = append(moved[i], point{quarters<<quarterBits + scale(p.x), scale(p.y)})
		}
	}
	m = f.raster.mask(-4*size, -4*size, 4*size, 4*size, moved)
	m.shades = slices.Clone(m.shades)
	f.masks[key] = m
	return m, g.advance
}

// flatten cuts the curves of an outline into lines.
func flatten(segments sfnt.Segments) [][]point {
	const steps = 6
	var made [][]point
	var last point
	p := func(a fixed.Point26_6) point { return point{a.X.Round(), a.Y.Round()} }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			last = p(s.Args[0])
			made = append(made, []point{last})
			continue
		case sfnt.SegmentOpLineTo:
			last = p(s.Args[0])
		case sfnt.SegmentOpQuadTo:
			a, b, c := last, p(s.Args[0]), p(s.Args[1])
			for i := 1; i < steps; i++ {
				u, v := steps-i, i
				made[len(made)-1] = append(made[len(made)-1], point{
					(u*u*a.x + 2*u*v*b.x + v*v*c.x) / (steps * steps),
					(u*u*a.y + 2*u*v*b.y + v*v*c.y) / (steps * steps),
				})
			}
			last = c
		case sfnt.SegmentOpCubeTo:
			panic("draw: TrueType has no cubic curves")
		}
		made[len(made)-1] = append(made[len(made)-1], last)
	}
	return made
}

// measure is the width of a text in units of the font.
func (f *face) measure(text string) int {
	width := 0
	for _, r := range text {
		width += f.glyph(r).advance
	}
	return width
}

// wider is how much wider, in percent, the fonts of readers may be than ours.
const wider = 112

// Width is the room that a text of a style needs on a page, in units.
func Width(style Style, text string) float64 {
	paint := Paints[style]
	f := faceOf(paint.Bold)
	return float64(f.measure(text)*paint.Size/f.em*wider/100) / 10
}

// Wrap divides a text of a style into lines that have room within width units on
// a page.
func Wrap(style Style, width float64, text string) []string {
	paint := Paints[style]
	return wrap(faceOf(paint.Bold), paint.Size, int(width*10)*100/wider, text)
}

// wrap divides a text into lines no wider than width, in tenths of a unit. A
// word that is wider stands alone.
func wrap(f *face, size, width int, text string) []string {
	var lines []string
	current := ""
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' }) {
		longer := word
		if current != "" {
			longer = current + " " + word
		}
		if current != "" && f.measure(longer)*size/f.em > width {
			lines = append(lines, current)
			longer = word
		}
		current = longer
	}
	if current != "" {
		lines = append(lines, current)
	}
	return lines
}
