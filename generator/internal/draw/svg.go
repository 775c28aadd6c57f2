package draw

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Path is the shape as a path of SVG.
func (s Shape) Path() string {
	var b strings.Builder
	if s.circle {
		c, r := s.points[0], number(s.radius)
		arc := "a" + r + " " + r + " 0 1 1 "
		b.WriteString("M" + number(c.x-s.radius) + " " + number(c.y) + arc + number(2*s.radius) + " 0" + arc + number(-2*s.radius) + " 0z")
		return b.String()
	}
	for i, p := range s.points {
		if i == 0 {
			b.WriteString("M")
		} else {
			b.WriteString("L")
		}
		b.WriteString(number(p.x) + " " + number(p.y))
	}
	if s.closed {
		b.WriteString("z")
	}
	return b.String()
}

// number writes tenths of a unit as SVG does.
func number(n int) string { return strconv.FormatFloat(float64(n)/10, 'f', -1, 64) }

// layers are the styles of the shapes, the hindmost first.
func (d Drawing) layers() []Style {
	var styles []Style
	for _, s := range d.Shapes {
		if !slices.Contains(styles, s.Style) {
			styles = append(styles, s.Style)
		}
	}
	return styles
}

// page is a drawing as a template reads it: one path for each style and one list
// for each kind of text. A site has many charts of many shapes, and each object
// of a model costs memory.
type page struct {
	Width  int        `json:"width"`
	Height int        `json:"height"`
	Paths  []pagePath `json:"paths"`
	Texts  []pageText `json:"texts"`
}

type pagePath struct {
	Style Style  `json:"style"`
	D     string `json:"d"`
}

type pageText struct {
	Style  Style     `json:"style"`
	Anchor Anchor    `json:"anchor"`
	X      []float64 `json:"x"`
	Y      []float64 `json:"y"`
	Words  []string  `json:"words"`
}

// MarshalJSON writes the drawing for a template.
func (d Drawing) MarshalJSON() ([]byte, error) {
	made := page{Width: d.Width, Height: d.Height, Paths: []pagePath{}, Texts: []pageText{}}
	for _, style := range d.layers() {
		var b strings.Builder
		for _, s := range d.Shapes {
			if s.Style == style {
				b.WriteString(s.Path())
			}
		}
		made.Paths = append(made.Paths, pagePath{style, b.String()})
	}
	for _, t := range d.Texts {
		i := slices.IndexFunc(made.Texts, func(group pageText) bool { return group.Style == t.Style && group.Anchor == t.Anchor })
		if i < 0 {
			i = len(made.Texts)
			made.Texts = append(made.Texts, pageText{Style: t.Style, Anchor: t.Anchor})
		}
		group := &made.Texts[i]
		group.X, group.Y, group.Words = append(group.X, t.X), append(group.Y, t.Y), append(group.Words, t.Text)
	}
	return json.Marshal(made)
}
