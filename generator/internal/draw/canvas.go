package draw

import (
	"encoding/binary"
	"image/color"
	"slices"
	"sync"
)

// shades is how many steps lie between a colour and what is behind it.
const shades = 6

// canvas is a picture in the making: the place in the palette of each pixel.
// Lengths are in pixels times unit.
type canvas struct {
	width, height int
	pixels        []uint8
	raster        raster
}

// canvases are used again: many pictures are made in a row.
var canvases = sync.Pool{New: func() any { return new(canvas) }}

// newCanvas is a white sheet.
func newCanvas(width, height int) *canvas {
	c := canvases.Get().(*canvas)
	c.width, c.height = width, height
	c.pixels = slices.Grow(c.pixels[:0], width*height)[:width*height]
	clear(c.pixels)
	return c
}

// fill paints what lies within outlines.
func (c *canvas) fill(of color.RGBA, outlines ...[]point) {
	if of.A == 0 || len(outlines) == 0 {
		return
	}
	m := c.raster.mask(0, 0, c.width, c.height, outlines)
	c.stamp(of, m, 0, 0)
}

// stamp paints with a colour what a mask covers, moved by x and y.
func (c *canvas) stamp(of color.RGBA, m mask, x, y int) {
	front := &blends[indexOf[of]]
	x, y = x+m.left, y+m.top
	from, to := max(0, -x), min(m.width, c.width-x)
	for row := max(0, -y); row < min(m.height, c.height-y) && from < to; row++ {
		covered := m.shades[row*m.width+from : row*m.width+to]
		pixels := c.pixels[(y+row)*c.width+x+from:][:len(covered)]
		for len(covered) > 0 {
			n := min(len(covered), 8)
			if n < 8 || binary.LittleEndian.Uint64(covered) != 0 {
				for i, shade := range covered[:n] {
					pixels[i] = front[shade][pixels[i]]
				}
			}
			covered, pixels = covered[n:], pixels[n:]
		}
	}
}

// rect paints a rectangle of whole pixels.
func (c *canvas) rect(of color.RGBA, left, top, right, bottom int) {
	front := indexOf[of]
	first := c.pixels[top*c.width+left : top*c.width+right]
	for x := range first {
		first[x] = front
	}
	for y := top + 1; y < bottom; y++ {
		copy(c.pixels[y*c.width+left:], first)
	}
}

// write puts a line of text, its base line beginning at x, y; size is in pixels.
func (c *canvas) write(f *face, of color.RGBA, size, x, y int, text string) {
	pen := 0
	for _, r := range text {
		at := x + pen*size*unit/f.em
		m, advance := f.mask(r, size, at>>quarterBits&3)
		c.stamp(of, m, at>>unitBits, (y+unit/2)>>unitBits)
		pen += advance
	}
}
