package draw

import "slices"

// unit is a pixel in the fixed-point numbers of the rasteriser.
const (
	unitBits = 8
	unit     = 1 << unitBits
)

// raster collects closed outlines and says how much of each pixel they cover.
// Each pixel keeps by how much outlines go down through it, and where: the sums
// along a row are the coverage, by the rule that overlapping outlines of one
// direction are one area.
type raster struct {
	left, top     int // of the window, in pixels
	width, height int
	cover, area   []int32
	shades        []uint8
}

// window clears the raster for a part of the picture.
func (r *raster) window(left, top, right, bottom int) {
	r.left, r.top, r.width, r.height = left, top, max(0, right-left), max(0, bottom-top)
	n := (r.width + 1) * r.height
	if cap(r.cover) < n {
		r.cover, r.area = make([]int32, n), make([]int32, n)
	}
	r.cover, r.area = r.cover[:n], r.area[:n]
	clear(r.cover)
	clear(r.area)
}

// outline adds a closed line, its points in fixed-point numbers.
func (r *raster) outline(points []point) {
	for i, p := range points {
		q := points[(i+1)%len(points)]
		r.edge(p.x-r.left*unit, p.y-r.top*unit, q.x-r.left*unit, q.y-r.top*unit)
	}
}

// edge goes from row to row.
func (r *raster) edge(x0, y0, x1, y1 int) {
	if y0 == y1 {
		return
	}
	sign := 1
	if y0 > y1 {
		x0, y0, x1, y1, sign = x1, y1, x0, y0, -1
	}
	x, y := x0, y0
	for row := max(0, y0>>8); row <= (y1-1)>>8 && row < r.height; row++ {
		if y < row*unit { // the part above the window
			y = row * unit
			x = x0 + (x1-x0)*(y-y0)/(y1-y0)
		}
		nextX, nextY := x1, y1
		if below := (row + 1) * unit; y1 > below {
			nextX, nextY = x0+(x1-x0)*(below-y0)/(y1-y0), below
		}
		r.stretch(row, x, nextX, nextY-y, sign)
		x, y = nextX, nextY
	}
}

// stretch is the part of an edge within one row: from x to to while it goes down
// by height.
func (r *raster) stretch(row, x, to, height, sign int) {
	if height == 0 {
		return
	}
	start, whole, step := x, to-x, 1
	if to < x {
		step = -1
	}
	done := 0
	for x != to || done < height {
		cell := x >> 8
		if step < 0 && x&(unit-1) == 0 && x != to {
			cell--
		}
		end := to
		if step > 0 {
			end = min(to, (cell+1)*unit)
		} else {
			end = max(to, cell*unit)
		}
		reached := height
		if end != to {
			reached = height * (end - start) / whole
		}
		r.add(row, cell, sign*(reached-done), (x+end)/2-cell*unit)
		x, done = end, reached
	}
}

// add notes that an outline goes down by height through a cell, at from its left
// side.
func (r *raster) add(row, cell, height, from int) {
	if cell >= r.width {
		return
	}
	if cell < 0 {
		cell, from = 0, 0
	}
	i := row*(r.width+1) + cell
	r.cover[i] += int32(height)
	r.area[i] += int32(height * from)
}

// mask says for each pixel of a window how much of it is covered, in shades.
type mask struct {
	left, top, width, height int
	shades                   []uint8
}

// mask fills outlines, as far as they lie within bounds. It holds until the next.
func (r *raster) mask(left, top, right, bottom int, outlines [][]point) mask {
	least, most := outlines[0][0], outlines[0][0]
	for _, points := range outlines {
		for _, p := range points {
			least = point{min(least.x, p.x), min(least.y, p.y)}
			most = point{max(most.x, p.x), max(most.y, p.y)}
		}
	}
	r.window(max(least.x>>unitBits, left), max(least.y>>unitBits, top), min(most.x>>unitBits+1, right), min(most.y>>unitBits+1, bottom))
	for _, points := range outlines {
		r.outline(points)
	}
	r.shades = slices.Grow(r.shades[:0], r.width*r.height)[:r.width*r.height]
	for row := range r.height {
		r.row(row, r.shades[row*r.width:(row+1)*r.width])
	}
	return mask{r.left, r.top, r.width, r.height, r.shades}
}

// row finds how much of each pixel of a row is covered.
func (r *raster) row(row int, into []uint8) {
	cover, area := r.cover[row*(r.width+1):], r.area[row*(r.width+1):]
	sum := 0
	for x := range into {
		sum += int(cover[x])
		covered := sum*unit - int(area[x])
		if covered < 0 {
			covered = -covered
		}
		into[x] = uint8(min((covered*shades+unit*unit/2)/(unit*unit), shades))
	}
}
