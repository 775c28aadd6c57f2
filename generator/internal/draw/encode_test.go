package draw

import (
	"image"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestPicturesAreReadBack packs what drawings seldom are: noise, runs of every
// length, rows that repeat for long and rows that repeat in part.
func TestPicturesAreReadBack(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	fillers := map[string]func(row, above []uint8){
		"white": func([]uint8, []uint8) {},
		"noise": func(row, _ []uint8) {
			for x := range row {
				row[x] = uint8(chance.IntN(len(palette)))
			}
		},
		"runs": func(row, _ []uint8) {
			for x, colour := 0, uint8(0); x < len(row); x++ {
				if chance.IntN(1+x) == 0 || chance.IntN(40) == 0 {
					colour = uint8(chance.IntN(len(palette)))
				}
				row[x] = colour
			}
		},
		"mostly as above": func(row, above []uint8) {
			copy(row, above)
			for range chance.IntN(3) {
				row[chance.IntN(len(row))] = uint8(chance.IntN(len(palette)))
			}
		},
		"the ends differ": func(row, above []uint8) {
			copy(row, above)
			row[0], row[len(row)-1] = uint8(chance.IntN(len(palette))), uint8(chance.IntN(len(palette)))
		},
	}
	for name, fill := range fillers {
		for _, size := range []image.Point{{80, 1}, {81, 7}, {84, 100}, {517, 60}, {1203, 300}} {
			c := newCanvas(size.X, size.Y)
			above := make([]uint8, size.X)
			for y := range size.Y {
				row := c.pixels[y*size.X : (y+1)*size.X]
				fill(row, above)
				above = row
			}
			want := slices.Clone(c.pixels)
			picture := decoded(t, c.png()).(*image.Paletted)
			for y := range size.Y {
				if got := picture.Pix[y*picture.Stride:][:size.X]; !slices.Equal(got, want[y*size.X:(y+1)*size.X]) {
					t.Fatalf("%s, %v: row %d is another", name, size, y)
				}
			}
		}
	}
}
