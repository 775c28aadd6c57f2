package draw

import "image/color"

// Style names what a shape or text is. The style sheet of the pages has a class
// for each, and Paint says how it looks in a picture.
type Style string

// The styles of shapes: what is recognised or exact is solid, what is promised
// or not known hollow or dashed. They differ by shape, weight and dash, so that
// they can be told apart without colour.
const (
	Grid     Style = "grid"     // lines of a scale
	Axis     Style = "axis"     // where a scale begins
	Leader   Style = "leader"   // leads the eye to something
	Solid    Style = "solid"    // an area that is settled
	Hollow   Style = "hollow"   // an area that is only promised or reported
	Elapsed  Style = "elapsed"  // time that is over
	Track    Style = "track"    // the room that an area could fill
	Hatch    Style = "hatch"    // lines across time that is over without a result
	Line     Style = "line"     // a series under the latest standard
	Former   Style = "former"   // a series under an earlier one
	Gap      Style = "gap"      // across years without a figure
	Break    Style = "break"    // where another standard begins
	Dot      Style = "dot"      // a figure
	Ring     Style = "ring"     // a target, a date without a result
	Interval Style = "interval" // between the ends of a range
	Bound    Style = "bound"    // an end of a range
	Now      Style = "now"      // the day to which the records go
)

// The styles of texts.
const (
	Label Style = "label" // names a row
	Tick  Style = "tick"  // names a place of a scale
	Value Style = "value" // a figure
	Note  Style = "note"  // explains
	Zone  Style = "zone"  // names a part of the sheet
	Mark  Style = "mark"  // says that all of it is invented
)

// The colours of a picture: those of the pages in the light.
var (
	paper  = color.RGBA{0xff, 0xff, 0xff, 0xff}
	soft   = color.RGBA{0xf1, 0xf5, 0xf4, 0xff}
	ink    = color.RGBA{0x16, 0x24, 0x2b, 0xff}
	faint  = color.RGBA{0x47, 0x58, 0x61, 0xff}
	line   = color.RGBA{0xcd, 0xd7, 0xd8, 0xff}
	strong = color.RGBA{0x64, 0x76, 0x7f, 0xff}
	accent = color.RGBA{0x0a, 0x5a, 0x78, 0xff}
	brand  = color.RGBA{0x0b, 0x46, 0x54, 0xff}
	pale   = color.RGBA{0xcf, 0xe4, 0xe8, 0xff}
	amber  = color.RGBA{0x72, 0x50, 0x0a, 0xff}
)

// Paint says how a style looks. Widths, dashes and sizes are in tenths of a unit.
type Paint struct {
	Fill, Stroke color.RGBA // without alpha: none
	Width        int
	Dash         [2]int // drawn, left out; zero is a whole line
	Size         int    // of a text
	Bold         bool
}

// Paints has the paint of every style.
var Paints = map[Style]Paint{
	Grid:     {Stroke: line, Width: 10},
	Axis:     {Stroke: strong, Width: 15},
	Leader:   {Stroke: strong, Width: 10, Dash: [2]int{10, 30}},
	Solid:    {Fill: accent},
	Hollow:   {Fill: paper, Stroke: accent, Width: 20, Dash: [2]int{50, 30}},
	Elapsed:  {Fill: strong},
	Track:    {Fill: soft, Stroke: strong, Width: 10},
	Hatch:    {Stroke: strong, Width: 15},
	Line:     {Stroke: accent, Width: 35},
	Former:   {Stroke: strong, Width: 20},
	Gap:      {Stroke: strong, Width: 20, Dash: [2]int{20, 50}},
	Break:    {Stroke: faint, Width: 15, Dash: [2]int{60, 40}},
	Dot:      {Fill: ink, Stroke: paper, Width: 15},
	Ring:     {Fill: paper, Stroke: ink, Width: 20},
	Interval: {Stroke: accent, Width: 30, Dash: [2]int{40, 25}},
	Bound:    {Stroke: accent, Width: 35},
	Now:      {Stroke: ink, Width: 20},
	Label:    {Fill: ink, Size: 140},
	Tick:     {Fill: faint, Size: 130},
	Value:    {Fill: ink, Size: 140, Bold: true},
	Note:     {Fill: faint, Size: 130},
	Zone:     {Fill: faint, Size: 130, Bold: true},
	Mark:     {Fill: amber, Size: 130, Bold: true},
}
