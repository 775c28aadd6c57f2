package cube

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// households is a set of households of one year.
type households [2]uint64

func (h households) without(o households) households {
	return households{h[0] &^ o[0], h[1] &^ o[1]}
}

func (h households) within(o households) bool { return h.without(o) == households{} }

// A reader who subtracts one shown group from another in which it lies, in
// whatever tables and places they stand, gets a number of households. It must be
// made of cells, shown or hidden, so that it is protected as they are: a
// difference below the threshold is a sum of cells below it.
func TestDifferencesAreMadeOfCells(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	var people []person
	for i := range 128 {
		p := person{id: i + 1, unit: []string{"a", "b", "c"}[i%3], year: 2024, start: classCodes[r.IntN(4)], end: classCodes[r.IntN(4)]}
		flip := func(text string) string {
			if r.IntN(2) == 0 {
				return ""
			}
			return text
		}
		p.lacks, p.traits = flip(`"nuoc"`), flip(`"disability"`)
		p.more = `"supports":[` + flip(`"tap-huan"`) + `]` + flip(`,"organization":"mo-phong-a"`) + flip(`,"money":{"ung-ho":5}`)
		if p.start != "ho-ngheo" && p.end == "ho-ngheo" {
			p.more += flip(`,"fellBack":true`)
		}
		people = append(people, p)
	}
	one := func(ps ...person) *Cube {
		text := header(true, 2024)
		for _, p := range ps {
			text += p.line()
		}
		return build(t, testSet(testTables()...), 0, Bytes("rows.jsonl", []byte(text)))
	}
	whole := one(people...)
	in := make([]households, len(whole.Cells))
	for i, p := range people {
		for c, cell := range one(p).Cells {
			if cell.Count > 0 {
				in[c][i/64] |= 1 << (i % 64)
			}
		}
	}
	var cells []int
	for c := range whole.Cells {
		if !whole.Cells[c].Money && in[c] != (households{}) {
			cells = append(cells, c)
		}
	}
	slices.SortFunc(cells, func(a, b int) int { return cmp.Compare(whole.Cells[b].Value, whole.Cells[a].Value) })

	var made func(rest households, cells []int) bool
	made = func(rest households, cells []int) bool {
		if rest == (households{}) {
			return true
		}
		var inside []int
		for _, c := range cells {
			if in[c].within(rest) {
				inside = append(inside, c)
			}
		}
		for i, c := range inside {
			if made(rest.without(in[c]), inside[i+1:]) {
				return true
			}
		}
		return false
	}
	differences := map[households]string{}
	for _, a := range cells {
		for _, b := range cells {
			if !whole.Cells[a].Hidden && !whole.Cells[b].Hidden && in[b].within(in[a]) && in[a] != in[b] {
				differences[in[a].without(in[b])] = fmt.Sprint(whole.IDs.Of(int32(a)), " − ", whole.IDs.Of(int32(b)))
			}
		}
	}
	bad := 0
	for d, name := range differences {
		if !made(d, cells) {
			if bad++; bad <= 5 {
				t.Errorf("%s is made of no cells", name)
			}
		}
	}
	if len(differences) < 300 {
		t.Errorf("only %d differences", len(differences))
	}
}
