package draw

import "image/color"

// pixels is how many of them a unit of a drawing has in a picture.
const pixels = 2

// The room around a drawing in a picture, and the sizes of its heading and foot,
// in pixels.
const (
	pictureMargin  = 40
	titleSize      = 34
	titleLeading   = 46
	footSize       = 22
	footLeading    = 36
	pictureSpacing = 28
	rim            = 4 // around a figure
)

// Picture is a drawing with what a reader must know of it when it stands alone.
type Picture struct {
	Title   string
	Drawing Drawing
	Key     []Entry  // what the kinds of shapes mean
	Foot    []string // source, date, address
	Mark    string   // says that all of it is invented
}

// Entry explains one kind of shape by a sample of it.
type Entry struct {
	Sample Drawing
	Text   string
}

// PNG paints the picture.
func (p Picture) PNG() []byte {
	width := p.Drawing.Width*pixels + 2*pictureMargin
	room := (width - 2*pictureMargin) * 10
	title := wrap(bold, titleSize*10, room, p.Title)
	var foot []string
	for _, text := range p.Foot {
		foot = append(foot, wrap(regular, footSize*10, room, text)...)
	}
	height := 2*pictureMargin + len(title)*titleLeading + pictureSpacing + p.Drawing.Height*pixels + pictureSpacing +
		(len(p.Key)+len(foot))*footLeading
	if p.Mark != "" {
		height += titleLeading
	}
	c := newCanvas(width, height)
	y := pictureMargin
	put := func(f *face, of color.RGBA, size, leading int, lines ...string) {
		for _, text := range lines {
			c.write(f, of, size, pictureMargin*unit, (y+leading*3/4)*unit, text)
			y += leading
		}
	}
	if p.Mark != "" {
		put(bold, amber, titleSize*3/4, titleLeading, p.Mark)
	}
	put(bold, ink, titleSize, titleLeading, title...)
	y += pictureSpacing
	c.draw(p.Drawing, pictureMargin, y)
	y += p.Drawing.Height*pixels + pictureSpacing
	for _, k := range p.Key {
		c.draw(k.Sample, pictureMargin, y+(footLeading-k.Sample.Height*pixels)/2)
		c.write(regular, ink, footSize, (pictureMargin+k.Sample.Width*pixels+16)*unit, (y+footLeading*3/4)*unit, k.Text)
		y += footLeading
	}
	put(regular, faint, footSize, footLeading, foot...)
	return c.png()
}

// draw paints a drawing with its upper left corner at a pixel.
func (c *canvas) draw(d Drawing, left, top int) {
	scale := func(tenths int) int { return tenths * pixels * unit / 10 }
	place := func(p point) point { return point{left*unit + scale(p.x), top*unit + scale(p.y)} }
	for _, style := range d.layers() {
		for _, s := range d.Shapes {
			if s.Style == style {
				c.shape(s, place, scale)
			}
		}
	}
	for _, t := range d.Texts {
		paint := Paints[t.Style]
		f := faceOf(paint.Bold)
		size := paint.Size * pixels / 10
		p := place(at(t.X, t.Y))
		switch width := f.measure(t.Text) * size * unit / f.em; t.Anchor {
		case Middle:
			p.x -= width / 2
		case End:
			p.x -= width
		}
		if t.Style == Value { // a rim of paper keeps it readable where a line runs behind it
			for i, o := range disc(point{}, rim*unit) {
				if i%4 == 0 {
					c.write(f, paper, size, p.x+o.x, p.y+o.y, t.Text)
				}
			}
		}
		c.write(f, paint.Fill, size, p.x, p.y, t.Text)
	}
}

// shape paints one shape.
func (c *canvas) shape(s Shape, place func(point) point, scale func(int) int) {
	paint := Paints[s.Style]
	var points []point
	if s.circle {
		points = disc(place(s.points[0]), scale(s.radius))
	} else {
		for _, p := range s.points {
			points = append(points, place(p))
		}
	}
	if s.circle || s.closed {
		c.fill(paint.Fill, points)
		points = append(points, points[0])
	}
	if paint.Stroke.A == 0 {
		return
	}
	for _, piece := range dashes(points, scale(paint.Dash[0]), scale(paint.Dash[1])) {
		c.fillEach(paint.Stroke, stroke(piece, scale(paint.Width)))
	}
}

// fillEach paints outlines one by one: beams and joints of a stroke may run in
// different directions.
func (c *canvas) fillEach(of color.RGBA, outlines [][]point) {
	for _, outline := range outlines {
		c.fill(of, outline)
	}
}
