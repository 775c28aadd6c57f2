package portal

import (
	"math"

	"minhbach/generator/internal/draw"
)

// The widths of the two drawings of a chart, and of one that stands beside its
// table.
const (
	chartWide   = 640
	chartBeside = 500
	chartNarrow = 320
)

// The rows of a chart: bars or dots below each other, labels beside or above.
const (
	rowTop, rowFoot      = 26, 8
	rowBeside, rowAbove  = 28, 50 // from one row to the next
	rowLeading           = 18     // more for each further line of a label above
	barThick             = 18
	rowGap               = 10   // between a label and its bar, a bar and its value
	rowLabels            = 0.42 // of the width, the most that labels beside may take
	dotRadius, boundHalf = 5.5, 8
)

// rowKind is what a row of a chart is.
type rowKind int

const (
	rowExact   rowKind = iota // a figure
	rowTarget                 // promised, reported, or a target: hollow
	rowPart                   // promised, hollow, with what of it is recognised, solid
	rowRange                  // from its lower to its upper end
	rowOpen                   // from its lower end on
	rowMissing                // nobody has the figure
)

// chartRow is a row: high is the figure, low the lower end of a range, or what of a
// promise is recognised.
type chartRow struct {
	label, value string
	kind         rowKind
	low, high    float64
}

// rowsChart is how rows are drawn.
type rowsChart struct {
	rows  []chartRow
	whole *float64 // what the rows are compared with: a line across them
	tick  func(float64) string
	mark  string
}

// dots reports whether the rows are drawn as dots and intervals: a range has a
// place on the scale and no length from zero, so that what stands beside it must
// not have one either.
func (c rowsChart) dots() bool {
	for _, r := range c.rows {
		if r.kind == rowRange || r.kind == rowOpen {
			return true
		}
	}
	return false
}

// scale has the values of the scale.
func (c rowsChart) scale() []float64 {
	top := 0.0
	if c.whole != nil {
		top = *c.whole
	}
	for _, r := range c.rows {
		top = max(top, r.low, r.high)
	}
	return ticks(top)
}

// draw draws the rows within a width.
func (c rowsChart) draw(width int) draw.Drawing {
	labels, values := 0.0, 0.0
	for _, r := range c.rows {
		labels = max(labels, draw.Width(draw.Label, r.label))
		values = max(values, draw.Width(draw.Value, r.value))
	}
	step, left := float64(rowBeside), math.Ceil(labels)+rowGap
	if left > float64(width)*rowLabels {
		step, left = rowAbove, 1
	}
	marks := c.scale()
	x := scale{0, marks[len(marks)-1], left, float64(width) - math.Ceil(values) - rowGap - dotRadius}
	places, foot := c.places(step, float64(width))
	d := draw.Drawing{Width: width, Height: int(foot)}
	c.axis(&d, marks, x, places, foot)
	if c.whole != nil {
		c.across(&d, draw.Break, x.at(*c.whole), places, foot)
	}
	for i, r := range c.rows {
		p := places[i]
		if len(p.label) == 0 {
			d.Write(draw.Label, draw.End, left-rowGap, p.middle+5, r.label)
		}
		for j, line := range p.label {
			d.Write(draw.Label, draw.Start, 0, p.top+float64(10+j*rowLeading), line)
		}
		c.row(&d, r, x, p.middle)
	}
	if c.mark != "" {
		d.Height += 26
		d.Write(draw.Mark, draw.End, float64(width), float64(d.Height-6), c.mark)
	}
	return d
}

// rowPlace is where a row stands: label has its lines where they stand above it.
type rowPlace struct {
	top, middle float64
	label       []string
}

// places puts the rows below each other and says where the last one ends.
func (c rowsChart) places(step, width float64) (places []rowPlace, foot float64) {
	top := float64(rowTop + rowFoot)
	for _, r := range c.rows {
		p := rowPlace{top: top, middle: top + barThick/2}
		if step == rowAbove {
			p.label = draw.Wrap(draw.Label, width, r.label)
			more := float64(len(p.label)-1) * rowLeading
			p.middle = top + 27 + more
			top += more
		}
		top += step
		places = append(places, p)
	}
	return places, top
}

// across draws a line down the rows. It leaves out labels that stand above their
// bars.
func (c rowsChart) across(d *draw.Drawing, style draw.Style, at float64, places []rowPlace, foot float64) {
	if len(places) > 0 && len(places[0].label) == 0 {
		d.Line(style, at, rowTop, at, foot)
		return
	}
	for _, p := range places {
		d.Line(style, at, p.middle-12, at, p.middle+12)
	}
}

// axis draws the scale above the rows. Where the names of its values would touch,
// only every second or third of them is written.
func (c rowsChart) axis(d *draw.Drawing, marks []float64, x scale, places []rowPlace, foot float64) {
	nth := 1
	for nth < len(marks) && c.touch(marks, x, nth) {
		nth++
	}
	for i, v := range marks {
		at := x.at(v)
		style, text := draw.Grid, c.tick(v)
		if v == 0 {
			style = draw.Axis
		}
		c.across(d, style, at, places, foot)
		if text == "" || i%nth != 0 {
			continue
		}
		anchor := draw.Middle
		if at < draw.Width(draw.Tick, text)/2 {
			anchor = draw.Start
		}
		d.Write(draw.Tick, anchor, at, rowTop-7, text)
	}
}

// touch tells whether names touch when every nth value of the scale has its own.
func (c rowsChart) touch(marks []float64, x scale, nth int) bool {
	end := math.Inf(-1)
	for i := 0; i < len(marks); i += nth {
		text := c.tick(marks[i])
		if text == "" {
			continue
		}
		width := draw.Width(draw.Tick, text)
		start := max(x.at(marks[i])-width/2, 0)
		if start < end {
			return true
		}
		end = start + width + 6
	}
	return false
}

// row draws the mark of a row and its value.
func (c rowsChart) row(d *draw.Drawing, r chartRow, x scale, y float64) {
	end := x.at(r.high)
	switch {
	case r.kind == rowMissing:
		end = x.start
	case r.kind == rowTarget:
		d.Rect(draw.Hollow, x.start, y-barThick/2+1, end-x.start, barThick-2)
	case r.kind == rowPart:
		r.part(d, x, y)
		end = x.at(max(r.low, r.high))
	case r.kind == rowExact && !c.dots():
		d.Rect(draw.Solid, x.start, y-barThick/2, end-x.start, barThick)
	case r.kind == rowExact:
		d.Line(draw.Leader, x.start, y, end, y)
		d.Circle(draw.Dot, end, y, dotRadius)
		end += dotRadius
	default:
		if r.kind == rowOpen {
			end = x.end
		}
		interval(d, r.kind, x.at(r.low), end, y, x.start)
		end += 2
	}
	d.Write(draw.Value, draw.Start, end+rowGap*0.7, y+5, r.value)
}

// interval draws a range: a stroke at each end that it has, an arrow at one that
// it has not.
func interval(d *draw.Drawing, kind rowKind, low, high, y, from float64) {
	d.Line(draw.Leader, from, y, low, y)
	d.Line(draw.Interval, low, y, high, y)
	d.Line(draw.Bound, low, y-boundHalf, low, y+boundHalf)
	if kind == rowOpen {
		d.Line(draw.Bound, high-6, y-6, high, y, high-6, y+6)
		return
	}
	d.Line(draw.Bound, high, y-boundHalf, high, y+boundHalf)
}

// sample is a small drawing for a legend.
func sample(paint func(d *draw.Drawing)) draw.Drawing {
	d := draw.Drawing{Width: 28, Height: 18}
	paint(&d)
	return d
}

// rowSample shows one kind of row.
func rowSample(kind rowKind, dots bool) draw.Drawing {
	return sample(func(d *draw.Drawing) {
		switch {
		case kind == rowTarget:
			d.Rect(draw.Hollow, 2, 4, 24, 10)
		case kind == rowPart:
			d.Rect(draw.Solid, 2, 5, 18, 8)
		case kind == rowExact && dots:
			d.Circle(draw.Dot, 14, 9, dotRadius)
		case kind == rowExact:
			d.Rect(draw.Solid, 2, 4, 24, 10)
		default:
			interval(d, kind, 3, 25, 9, 3)
		}
	})
}
