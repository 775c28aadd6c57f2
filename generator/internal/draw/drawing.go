// Package draw holds drawings: shapes and texts on a sheet, each of a named
// style. A page shows a drawing as SVG, whose style sheet gives the colours of
// light, dark and paper; PNG is for messages and for documents of others. Both
// come from the same geometry, so that they cannot differ.
//
// It knows nothing of records or pages and does no input or output. All
// arithmetic of pictures is in whole numbers: the same drawing gives the same
// bytes on every machine.
package draw

import "math"

// Drawing is a sheet of Width by Height units. Texts stand before shapes; of two
// shapes that of the style that was drawn first stands behind.
type Drawing struct {
	Width, Height int
	Shapes        []Shape
	Texts         []Text
}

// Shape is a line, an area or a point.
type Shape struct {
	Style Style

	points []point // of a line or area
	closed bool
	circle bool // around the first point
	radius int
}

// Text is one line. Y is its base line.
type Text struct {
	Style  Style
	Anchor Anchor
	X, Y   float64
	Text   string
}

// Anchor says which part of a text stands at its place.
type Anchor string

// The anchors, called as in SVG.
const (
	Start  Anchor = "start"
	Middle Anchor = "middle"
	End    Anchor = "end"
)

// point is a place in tenths of a unit.
type point struct{ x, y int }

func at(x, y float64) point { return point{tenths(x), tenths(y)} }

func tenths(v float64) int { return int(math.Round(v * 10)) }

// Line joins places, given as x, y, x, y, …
func (d *Drawing) Line(style Style, places ...float64) { d.poly(style, false, places) }

// Area is what lies within a closed line.
func (d *Drawing) Area(style Style, places ...float64) { d.poly(style, true, places) }

func (d *Drawing) poly(style Style, closed bool, places []float64) {
	s := Shape{Style: style, closed: closed}
	for i := 0; i+1 < len(places); i += 2 {
		s.points = append(s.points, at(places[i], places[i+1]))
	}
	d.Shapes = append(d.Shapes, s)
}

// Rect is a rectangle with its sides along the axes.
func (d *Drawing) Rect(style Style, x, y, width, height float64) {
	d.Area(style, x, y, x+width, y, x+width, y+height, x, y+height)
}

// Circle is a point of the given radius.
func (d *Drawing) Circle(style Style, x, y, radius float64) {
	d.Shapes = append(d.Shapes, Shape{Style: style, circle: true, radius: tenths(radius), points: []point{at(x, y)}})
}

// Write puts a text onto the sheet.
func (d *Drawing) Write(style Style, anchor Anchor, x, y float64, text string) {
	d.Texts = append(d.Texts, Text{Style: style, X: float64(tenths(x)) / 10, Y: float64(tenths(y)) / 10, Anchor: anchor, Text: text})
}
