package draw

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"sync"
)

// shades is how many steps lie between a colour and what is behind it: few, so
// that a picture has few colours and few bytes.
const shades = 6

// canvas is a picture in the making. Lengths are in pixels times unit.
type canvas struct {
	image  *image.Paletted
	raster raster
	colour map[color.RGBA]uint8
	blends map[[3]uint8]uint8 // behind, in front, shade
}

func newCanvas(width, height int, behind color.RGBA) *canvas {
	return &canvas{
		image:  image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{behind}),
		colour: map[color.RGBA]uint8{behind: 0}, blends: map[[3]uint8]uint8{},
	}
}

// index is the place of a colour in the palette. A full palette gives what is
// nearest.
func (c *canvas) index(of color.RGBA) uint8 {
	if i, ok := c.colour[of]; ok {
		return i
	}
	if len(c.image.Palette) == 256 {
		return uint8(c.image.Palette.Index(of))
	}
	i := uint8(len(c.image.Palette))
	c.image.Palette = append(c.image.Palette, of)
	c.colour[of] = i
	return i
}

// blend is the colour that lies shade steps from one to another.
func (c *canvas) blend(behind, front, shade uint8) uint8 {
	if shade == 0 {
		return behind
	}
	if shade == shades {
		return front
	}
	key := [3]uint8{behind, front, shade}
	if i, ok := c.blends[key]; ok {
		return i
	}
	a, b := c.image.Palette[behind].(color.RGBA), c.image.Palette[front].(color.RGBA)
	mix := func(a, b uint8) uint8 { return uint8((int(a)*(shades-int(shade)) + int(b)*int(shade)) / shades) }
	i := c.index(color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xff})
	c.blends[key] = i
	return i
}

// fill paints what lies within outlines.
func (c *canvas) fill(of color.RGBA, outlines ...[]point) {
	if of.A == 0 || len(outlines) == 0 {
		return
	}
	first := outlines[0][0]
	left, top, right, bottom := first.x, first.y, first.x, first.y
	for _, points := range outlines {
		for _, p := range points {
			left, top, right, bottom = min(left, p.x), min(top, p.y), max(right, p.x), max(bottom, p.y)
		}
	}
	bounds := c.image.Rect
	c.raster.window(max(left>>8, 0), max(top>>8, 0), min(right>>8+1, bounds.Max.X), min(bottom>>8+1, bounds.Max.Y))
	for _, points := range outlines {
		c.raster.outline(points)
	}
	front := c.index(of)
	for row := range c.raster.height {
		pixels := c.image.Pix[(c.raster.top+row)*c.image.Stride:]
		c.raster.row(row, func(x, coverage int) {
			pixels[x] = c.blend(pixels[x], front, uint8((coverage*shades+127)/255))
		})
	}
}

// rect paints a rectangle of whole pixels.
func (c *canvas) rect(of color.RGBA, left, top, right, bottom int) {
	front := c.index(of)
	for y := top; y < bottom; y++ {
		row := c.image.Pix[y*c.image.Stride:]
		for x := left; x < right; x++ {
			row[x] = front
		}
	}
}

// write puts a line of text, its base line beginning at x, y; size is in pixels.
func (c *canvas) write(f *face, of color.RGBA, size, x, y int, text string) {
	scale := func(v int) int { return v * size * unit / f.em }
	pen := 0
	var outlines [][]point
	for _, r := range text {
		g := f.glyph(r)
		outlines = outlines[:0]
		for _, outline := range g.outlines {
			moved := make([]point, len(outline))
			for i, p := range outline {
				moved[i] = point{x + scale(pen+p.x), y + scale(p.y)}
			}
			outlines = append(outlines, moved)
		}
		c.fill(of, outlines...)
		pen += g.advance
	}
}

// pool keeps the buffers of the encoder: many pictures are made in a row.
type pool struct{ sync.Pool }

func (p *pool) Get() *png.EncoderBuffer {
	b, _ := p.Pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *pool) Put(b *png.EncoderBuffer) { p.Pool.Put(b) }

var buffers pool

// png encodes the picture.
func (c *canvas) png() []byte {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &buffers}
	if err := encoder.Encode(&b, c.image); err != nil {
		panic(fmt.Sprintf("draw: %v", err)) // memory takes every byte
	}
	return b.Bytes()
}
