package search_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"minhbach/generator/internal/search"
	"minhbach/generator/internal/viet"
)

func TestAUnitStandsInTheFileOfEachWordOfItsName(t *testing.T) {
	files := search.Units([]search.Unit{
		{Name: "Khánh Thiện", Title: "Xã Khánh Thiện", Within: "huyện Lục Yên", Address: "/xa/khanh-thien-04312/", Former: true,
			Now: []search.UnitLink{{Name: "Lâm Thượng", Title: "Xã Lâm Thượng", Address: "/xa/lam-thuong-04309/"}}},
		{Name: "Lâm Thượng", Title: "Xã Lâm Thượng", Within: "tỉnh Lào Cai", Address: "/xa/lam-thuong-04309/"},
	})
	want := "Xã |Khánh Thiện|\t/xa/*-04312/\thuyện Lục Yên\t1\tXã |Lâm Thượng|\t/xa/*-04309/\n" +
		"Xã |Lâm Thượng|\t/xa/*-04309/\ttỉnh Lào Cai\t\n"
	if len(files) != 1 || files[0].Path != "u/0.bin" || string(files[0].Content()) != want {
		t.Errorf("%d files, the first is %s: %q", len(files), files[0].Path, files[0].Content())
	}
}

// Whoever types the most frequent word of a nation's names fetches 30 KB.
func TestUnitsOfANationAreInSmallFiles(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	word := func() string {
		if r.IntN(28) == 0 {
			return "Tân" // in seven names of a hundred, as in the nation's
		}
		return syllables[int(math.Pow(float64(len(syllables)), r.Float64()/2+0.5))-1]
	}
	var units []search.Unit
	for i := range 13_900 {
		name := strings.ToUpper(word()) + " " + word()
		u := search.Unit{
			Name: name, Title: "Xã " + name, Within: fmt.Sprintf("huyện %d %s, tỉnh %s", i/15, word(), word()),
			Address: fmt.Sprintf("/xa/%s-%05d/", viet.Slug(name), i),
		}
		if i > 3_321 {
			other := word() + " " + word()
			u.Former, u.Now = true, []search.UnitLink{{Name: other, Title: "Xã " + other, Address: fmt.Sprintf("/xa/%s-%05d/", viet.Slug(other), i%3_321)}}
		}
		units = append(units, u)
	}
	files := search.Units(units)
	if want := 1 << search.UnitBits(len(units)); len(files) != want {
		t.Fatalf("%d files, want %d", len(files), want)
	}
	largest := 0
	for _, f := range files {
		largest = max(largest, len(f.Packed()))
	}
	if largest > 30_000 {
		t.Errorf("the largest of %d files has %d bytes", len(files), largest)
	}
	t.Logf("%d files, the largest has %d bytes", len(files), largest)
}

// The file that is published holds what was made, however it is packed.
func TestPackedFilesHoldTheirContent(t *testing.T) {
	for _, f := range append(build(pages(30), search.Options{}).Files, search.File{Path: "empty", Content: func() []byte { return nil }}) {
		z, err := gzip.NewReader(bytes.NewReader(f.Packed()))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, f.Content()) {
			t.Errorf("%s: %v", f.Path, err)
		}
		if !bytes.Equal(f.Packed(), f.Packed()) {
			t.Errorf("%s is packed in two ways", f.Path)
		}
	}
}
