package draw

import "math/bits"

// root is the whole part of a square root.
func root(n int) int {
	if n <= 0 {
		return 0
	}
	r := 1 << ((bits.Len(uint(n)) + 1) / 2)
	for {
		next := (r + n/r) / 2
		if next >= r {
			return r
		}
		r = next
	}
}

func distance(a, b point) int { return root((b.x-a.x)*(b.x-a.x) + (b.y-a.y)*(b.y-a.y)) }

// between is the place at part of whole on the way from a to b.
func between(a, b point, part, whole int) point {
	if whole == 0 {
		return a
	}
	return point{a.x + (b.x-a.x)*part/whole, a.y + (b.y-a.y)*part/whole}
}

// dashes cuts a line into the pieces that are drawn.
func dashes(points []point, drawn, left int) [][]point {
	if drawn == 0 {
		return [][]point{points}
	}
	var pieces [][]point
	on, rest := true, drawn
	piece := []point{points[0]}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := distance(a, b)
		for done := 0; done < length; {
			step := min(rest, length-done)
			done, rest = done+step, rest-step
			p := between(a, b, done, length)
			if on {
				piece = append(piece, p)
			}
			if rest > 0 {
				continue
			}
			if on {
				pieces = append(pieces, piece)
				rest = left
			} else {
				piece = []point{p}
				rest = drawn
			}
			on = !on
		}
	}
	if on && len(piece) > 1 {
		pieces = append(pieces, piece)
	}
	return pieces
}

// stroke is the outline of a line of the given width: a beam for each of its
// parts, and a round joint between two.
func stroke(points []point, width int) [][]point {
	var outlines [][]point
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := distance(a, b)
		if length == 0 {
			continue
		}
		dx, dy := -(b.y-a.y)*width/2/length, (b.x-a.x)*width/2/length
		outlines = append(outlines, []point{{a.x + dx, a.y + dy}, {a.x - dx, a.y - dy}, {b.x - dx, b.y - dy}, {b.x + dx, b.y + dy}})
		if i > 1 {
			outlines = append(outlines, disc(a, width/2))
		}
	}
	return outlines
}

// quarter has sines and cosines of a quarter of a circle, times 1024.
var quarter = [8][2]int{{1024, 0}, {1004, 200}, {946, 392}, {851, 569}, {724, 724}, {569, 851}, {392, 946}, {200, 1004}}

// disc is a circle in 32 lines. It runs as the beams of a stroke do.
func disc(centre point, radius int) []point {
	points := make([]point, 0, 32)
	for turn := range 4 {
		for _, q := range quarter {
			x, y := q[0], q[1]
			for range turn {
				x, y = -y, x
			}
			points = append(points, point{centre.x + x*radius/1024, centre.y + y*radius/1024})
		}
	}
	return points
}
