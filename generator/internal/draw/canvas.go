package draw

import "image/color"

// shades is how many steps lie between a colour and what is behind it.
const shades = 6

// canvas is a picture in the making: the place in the palette of each pixel.
// Lengths are in pixels times unit.
type canvas struct {
	width, height int
	pixels        []uint8
	raster        raster
}

// newCanvas is a white sheet.
func newCanvas(width, height int) *canvas {
	return &canvas{width: width, height: height, pixels: make([]uint8, width*height)}
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
		pixels := c.pixels[(y+row)*c.width+x+from:]
		for i, shade := range m.shades[row*m.width+from : row*m.width+to] {
			if shade != 0 {
				pixels[i] = front[shade][pixels[i]]
			}
		}
	}
}

// rect paints a rectangle of whole pixels.
func (c *canvas) rect(of color.RGBA, left, top, right, bottom int) {
	front := indexOf[of]
	for y := top; y < bottom; y++ {
		row := c.pixels[y*c.width+left : y*c.width+right]
		for x := range row {
			row[x] = front
		}
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
