package draw

import "image/color"

// palette is the colours of every picture: those of the styles, and some between
// them and what is behind. There are sixteen, so that a pixel is half a byte. The
// first is that of the sheet.
var palette = [16]color.RGBA{
	paper, soft, ink, faint, line, strong, accent, brand, pale, amber,
	blend(ink, paper, 1, 2), blend(ink, paper, 1, 3), blend(accent, paper, 2, 3), blend(brand, paper, 1, 2),
	blend(amber, paper, 1, 2), blend(amber, paper, 1, 4),
}

// indexOf is the place of a colour in the palette.
var indexOf = func() map[color.RGBA]uint8 {
	places := map[color.RGBA]uint8{}
	for i, c := range palette {
		places[c] = uint8(i)
	}
	return places
}()

// blends is what is nearest in the palette to a colour in front, by the shade in
// which it covers the colour behind it.
var blends = func() (t [len(palette)][shades + 1][len(palette)]uint8) {
	all := make(color.Palette, len(palette))
	for i, c := range palette {
		all[i] = c
	}
	for front := range palette {
		for shade := range t[front] {
			for behind := range palette {
				t[front][shade][behind] = uint8(all.Index(blend(palette[front], palette[behind], shade, shades)))
			}
		}
	}
	return t
}()

// blend is part of whole of a colour over another.
func blend(front, behind color.RGBA, part, whole int) color.RGBA {
	mix := func(a, b uint8) uint8 { return uint8((int(b)*(whole-part) + int(a)*part) / whole) }
	return color.RGBA{mix(front.R, behind.R), mix(front.G, behind.G), mix(front.B, behind.B), 0xff}
}
