package theme

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"minhbach/generator/internal/draw"
)

// TestDrawingsLookAlikeInPageAndPicture: a style has the widths, dashes and sizes
// of its paint.
func TestDrawingsLookAlikeInPageAndPicture(t *testing.T) {
	const name = "assets/css/components/drawing.css"
	sheet, _, _ := strings.Cut(files(t, "assets/css/components", "drawing.css")[name], "@media")
	rule := regexp.MustCompile(`(?s)((?:\.mb-draw--\w+,?\s*)+)\{(.*?)\}`)
	class := regexp.MustCompile(`\.mb-draw--(\w+)`)
	declared := map[string]map[string]string{}
	for _, m := range rule.FindAllStringSubmatch(sheet, -1) {
		for _, c := range class.FindAllStringSubmatch(m[1], -1) {
			if declared[c[1]] == nil {
				declared[c[1]] = map[string]string{}
			}
			for _, line := range strings.Split(m[2], ";") {
				if property, value, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
					declared[c[1]][property] = value
				}
			}
		}
	}
	units := func(tenths int) string { return strconv.FormatFloat(float64(tenths)/10, 'f', -1, 64) }
	for style, paint := range draw.Paints {
		got := declared[string(style)]
		if got == nil {
			t.Errorf("the style sheet has no %s", style)
			continue
		}
		want := map[string]string{}
		if paint.Size > 0 {
			want["font-size"] = units(paint.Size) + "px"
			if paint.Bold {
				want["font-weight"] = "700"
			}
		} else if paint.Stroke.A > 0 && paint.Width != 10 {
			want["stroke-width"] = units(paint.Width)
		}
		if paint.Dash[0] > 0 {
			want["stroke-dasharray"] = units(paint.Dash[0]) + " " + units(paint.Dash[1])
		}
		for property, value := range want {
			if got[property] != value {
				t.Errorf("%s: %s is %q in pages and %q in pictures", style, property, got[property], value)
			}
		}
	}
	if len(declared) != len(draw.Paints) {
		t.Errorf("%d styles in the sheet, %d in the program", len(declared), len(draw.Paints))
	}
}
