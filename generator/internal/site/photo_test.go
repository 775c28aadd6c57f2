package site

import (
	"image"
	"os"
	"strings"
	"testing"
)

// The theme publishes each photograph as WebP in two widths, and as JPEG for
// readers whose browser does not know WebP.
func TestPhotographsOfTheThemeLoseTheirMetadata(t *testing.T) {
	for _, size := range []image.Point{{1200, 900}, {40, 30}} {
		p := newProject(t, page("/", "vi", "home", ""))
		p.picture("x.jpg", withEXIF(photo(t, size.X, size.Y)))
		p.file("layouts/home.html", `{{ define "main" }}{{ partial "photo.html" (dict "photo" (dict "file" "x.jpg" "alt" "x")) }}{{ end }}`)
		partial, err := os.ReadFile("../../theme/layouts/_partials/photo.html")
		if err != nil {
			t.Fatal(err)
		}
		p.file("layouts/_partials/photo.html", string(partial))
		files := p.mustRender()
		if len(files) != 4 {
			t.Errorf("%v: output has %q, want a page and three pictures", size, names(files))
		}
		for name, data := range files {
			if strings.Contains(data, canary) || strings.Contains(data, "Exif") {
				t.Errorf("%v: %s has metadata", size, name)
			}
		}
	}
}
