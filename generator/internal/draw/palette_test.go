package draw

import (
	"image/color"
	"testing"
)

// TestEveryStyleHasItsColours: a colour that is not in the palette would be paper.
func TestEveryStyleHasItsColours(t *testing.T) {
	for style, paint := range Paints {
		for _, want := range []color.RGBA{paint.Fill, paint.Stroke} {
			if got := palette[indexOf[want]]; want.A > 0 && got != want {
				t.Errorf("%s is painted %v, want %v", style, got, want)
			}
		}
	}
}
