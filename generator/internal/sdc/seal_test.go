package sdc

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"minhbach/generator/internal/cube"
)

// everyKind is a release with something of everything that a release can hold.
func everyKind(t *testing.T) *Release {
	t.Helper()
	r := &Release{
		ids: cube.IDs{
			Blocks: []cube.Block{{First: 0, Start: "households|unit="}, {First: 3, Start: "money|unit=", End: "|money-source=ô"}},
			Places: []string{"a|year=2022", "", "ô"},
		},
		policy:      Policy{threshold: [4]int64{3, 5, 10, 3}, width: [4]int64{3, 5, 10, 1}, percent: 15, unit: 1_000_000, groups: true},
		differences: []Difference{{ID: "d", Plus: []int32{3}, Minus: []int32{0, 1}, Min: 3}},
	}
	r.add(Figure{kind: Exact, lower: 12, upper: 12}, kind{rule: cube.Sensitive})
	r.add(Figure{kind: Withheld, lower: 0, upper: 7}, kind{hidden: true, unseen: true})
	r.add(Figure{kind: Withheld, lower: 3, upper: unbounded}, kind{rule: cube.Deprivation, hidden: true})
	r.add(Figure{kind: StructuralZero}, kind{})
	r.add(Figure{kind: Rounded, lower: 1, upper: 3, shown: 3}, kind{rule: cube.Performance})
	r.add(Figure{kind: Perturbed, lower: 4, upper: 14, shown: 9}, kind{rule: cube.Money, money: true})
	r.sums.add(cube.Equation{Parts: []int32{5, 1, 2}, Total: 0, Attribute: true})
	r.sums.add(cube.Equation{Parts: []int32{4}, Total: 3})
	r.tables = []Table{
		{release: r, id: "t", dims: []string{"unit", "year"}, rows: cube.Rows{Names: []string{"", "2022", "a"}, Codes: []int32{2, 1, 0, 1}, Cells: []int32{1, 0}}},
		{release: r, id: "empty", dims: []string{"year"}, rows: cube.Rows{Names: []string{}, Codes: []int32{}, Cells: []int32{}}},
	}
	return r
}

var sealKey = []byte("thirty-two bytes that nobody has")

func sealOfRelease(t *testing.T, r *Release, note string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := r.Seal(&b, sealKey, []byte("inputs"), []byte(note)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestOpenGivesWhatWasSealed(t *testing.T) {
	want := everyKind(t)
	got, note, ok := Open(sealOfRelease(t, want, "a note"), sealKey, []byte("inputs"))
	if !ok || string(note) != "a note" {
		t.Fatalf("Open = %q, %v", note, ok)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	var a, b bytes.Buffer
	if err := want.WriteBundle(&a); err != nil {
		t.Fatal(err)
	}
	if err := got.WriteBundle(&b); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("the audit files differ")
	}
}

// Nothing but what was sealed, with this key and about this, makes a release.
func TestOpenRefusesEverythingElse(t *testing.T) {
	data := sealOfRelease(t, everyKind(t), "a note")
	foreign := append([]byte(nil), sealKey...)
	foreign[0]++
	for _, tt := range []struct {
		name             string
		data, key, about []byte
	}{
		{"another key", data, foreign, []byte("inputs")},
		{"no key", data, nil, []byte("inputs")},
		{"about something else", data, sealKey, []byte("other inputs")},
		{"about nothing", data, sealKey, nil},
		{"more", append(slices.Clone(data), 0), sealKey, []byte("inputs")},
		{"nothing", nil, sealKey, []byte("inputs")},
	} {
		if r, _, ok := Open(tt.data, tt.key, tt.about); ok || r != nil {
			t.Errorf("%s: it was opened", tt.name)
		}
	}
	for i := range data {
		changed := slices.Clone(data)
		changed[i] ^= 1
		if r, _, ok := Open(changed, sealKey, []byte("inputs")); ok || r != nil {
			t.Errorf("it was opened with byte %d changed", i)
		}
		if r, _, ok := Open(data[:i], sealKey, []byte("inputs")); ok || r != nil {
			t.Errorf("it was opened cut after %d bytes", i)
		}
	}
}

// What is sealed tells nothing that is not published: of two cubes whose releases
// are alike though their withheld counts differ, the same bytes are sealed.
func TestSealTellsNothingThatIsWithheld(t *testing.T) {
	square := func(a, b int64) []byte {
		table := cube.Table{ID: "square", Dims: []string{"cell"}, Rows: rowsOf("a", "b", "c", "d", "e", "f", "g", "h", "i")}
		c := &cube.Cube{IDs: cube.IDs{Places: table.Rows.Names}, Tables: []cube.Table{table}}
		for _, v := range []int64{a, b, b, a, a + b, a + b, a + b, a + b, 2 * (a + b)} {
			c.Cells = append(c.Cells, cube.Cell{Value: v, Count: v, Partner: -1})
		}
		c.Equations = []cube.Equation{
			{Parts: []int32{0, 1}, Total: 4}, {Parts: []int32{2, 3}, Total: 5},
			{Parts: []int32{0, 2}, Total: 6}, {Parts: []int32{1, 3}, Total: 7},
			{Parts: []int32{4, 5}, Total: 8}, {Parts: []int32{6, 7}, Total: 8},
		}
		r, err := Protect(c, Policy{threshold: [4]int64{3, 3, 3, 3}, width: [4]int64{1, 1, 1, 1}, percent: 15, unit: 1}, Public{})
		if err != nil {
			t.Fatal(err)
		}
		if _, withheld, _ := r.Counts(); withheld == 0 {
			t.Fatal("nothing is withheld")
		}
		return sealOfRelease(t, r, "")
	}
	if !bytes.Equal(square(1, 5), square(2, 4)) {
		t.Error("what was sealed depends on counts that are withheld")
	}
}
