package cube

import "testing"

func TestIDs(t *testing.T) {
	places := []string{"a|year=2022", "b|year=2022", "b|year=2023"}
	blocks := []Block{{0, "households|unit=", ""}, {3, "money|unit=", ""}, {4, "money|unit=", "|support=house"}}
	for _, tt := range []struct {
		name  string
		ids   IDs
		cells int // that have an id
		want  map[int32]string
	}{
		{"blocks", IDs{blocks, places}, 7, map[int32]string{
			0: "households|unit=a|year=2022", 2: "households|unit=b|year=2023",
			3: "money|unit=a|year=2022", 4: "money|unit=a|year=2022|support=house", 6: "money|unit=b|year=2023|support=house",
		}},
		{"a list", IDs{Places: []string{"x", "y"}}, 2, map[int32]string{0: "x", 1: "y"}},
	} {
		for cell, want := range tt.want {
			if got := tt.ids.Of(cell); got != want {
				t.Errorf("%s: the id of %d is %q, want %q", tt.name, cell, got, want)
			}
		}
		if !tt.ids.Cover(tt.cells) || tt.ids.Cover(tt.cells+1) {
			t.Errorf("%s: they are not said to be the ids of %d cells", tt.name, tt.cells)
		}
	}
	for name, broken := range map[string][]Block{
		"the first cells have none":            blocks[1:],
		"a block longer than there are places": {blocks[0], {4, "", ""}},
		"blocks out of order":                  {blocks[0], {3, "", ""}, {2, "", ""}},
	} {
		if ids := (IDs{broken, places}); ids.Cover(5) {
			t.Errorf("%s: they are said to be the ids of 5 cells", name)
		}
	}
}
