package site

import (
	"testing"

	"github.com/spf13/afero"
)

// Hugo writes the number in the name of a resized picture without leading zeros.
// Whatever its name, a picture that an editor took is an original.
func TestResizedPicturesAreKnownByTheirNames(t *testing.T) {
	mem := afero.NewMemMapFs()
	if err := afero.WriteFile(mem, "b_hu_0123456789abcdef.jpg", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	p := &pictures{fs: mem}
	for output, original := range map[string]bool{
		"anh/a_hu_d69eb40be7890871.webp": false,
		"anh/a_hu_d69eb40be789087.webp":  false, // one in sixteen
		"anh/a_hu_1.jpg":                 false,
		"anh/a.jpg":                      true,
		"anh/b_hu_0123456789abcdef.jpg":  true,
		"images/favicon.svg":             false,
	} {
		if got := p.isOriginal(output); got != original {
			t.Errorf("%s: original %v, want %v", output, got, original)
		}
	}
}
