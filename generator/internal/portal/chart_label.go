package portal

import "minhbach/generator/internal/draw"

// box is a part of a drawing that is taken, and how bad it is to stand there.
type box struct {
	left, top, right, bottom float64
	weight                   int
}

// What it costs to hide a piece of a line, a point, another text.
const (
	overLine  = 1
	overPoint = 10
	overText  = 100
)

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

// labels puts texts where they hide neither each other nor what is drawn.
type labels struct {
	taken []box
	width float64 // of the drawing
	foot  float64 // below it nothing may stand
}

// heightOf is the room of a line of text above its base line, with the marks
// that Vietnamese stacks on a letter.
const heightOf = 15

// boxOf is what a text takes.
func boxOf(style draw.Style, anchor draw.Anchor, x, y float64, text string) box {
	width := draw.Width(style, text)
	switch anchor {
	case draw.Middle:
		x -= width / 2
	case draw.End:
		x -= width
	}
	return box{x, y - heightOf, x + width, y + 4, overText}
}

// line takes the room of a line.
func (l *labels) line(x1, y1, x2, y2 float64) {
	const steps = 40
	for i := range steps + 1 {
		part := float64(i) / steps
		x, y := x1+(x2-x1)*part, y1+(y2-y1)*part
		l.taken = append(l.taken, box{x - 1, y - 1, x + 1, y + 1, overLine})
	}
}

// point takes the room around a point.
func (l *labels) point(x, y, radius float64) {
	l.taken = append(l.taken, box{x - radius, y - radius, x + radius, y + radius, overPoint})
}

// candidate is a place for a text beside a point.
type candidate struct {
	anchor draw.Anchor
	dx, dy float64
}

// around are the places beside a point, the best first.
var around = []candidate{
	{draw.Middle, 0, -11}, {draw.Start, 5, -9}, {draw.End, 10, -13}, {draw.End, -5, -9},
	{draw.Start, 9, 5}, {draw.End, -9, 5},
	{draw.Middle, 0, 21}, {draw.Start, 5, 19}, {draw.End, -5, 19},
}

// write puts a text beside a point, at the first place that is free, else at the
// one that hides least.
func (l *labels) write(d *draw.Drawing, style draw.Style, x, y float64, text string) {
	best, least := around[0], -1
	for _, c := range around {
		b := boxOf(style, c.anchor, x+c.dx, y+c.dy, text)
		if b.left < 0 || b.right > l.width || b.top < 0 || b.bottom > l.foot {
			continue
		}
		hidden := 0
		for _, t := range l.taken {
			if t.meets(b) {
				hidden += t.weight
			}
		}
		if least < 0 || hidden < least {
			best, least = c, hidden
		}
		if hidden == 0 {
			break
		}
	}
	l.taken = append(l.taken, boxOf(style, best.anchor, x+best.dx, y+best.dy, text))
	d.Write(style, best.anchor, x+best.dx, y+best.dy, text)
}
