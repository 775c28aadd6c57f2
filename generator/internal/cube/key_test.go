package cube

import (
	"testing"

	"minhbach/generator/internal/record"
)

func keyed(t *testing.T, secret string, files ...File) map[string]*Cell {
	t.Helper()
	set := testSet(testTables()...)
	for _, table := range set.Tables {
		if table.Measure.Kind == "households" {
			table.Method, table.Noise = record.MethodCellKey, &record.Noise{Most: 5, Variance: 3, Small: 2}
		}
	}
	c, ps, err := Build(t.Context(), Input{Source: NewFiles(files), Set: set, Policy: testPolicy(0), Key: []byte(secret)})
	if err != nil || c == nil {
		t.Fatalf("no cube: %v %v", places(ps), err)
	}
	return c.byID()
}

// The key of a cell belongs to the set of its rows: in whatever order and files
// they come, and whatever other rows there are.
func TestCellKeyBelongsToTheRows(t *testing.T) {
	p := []person{
		{id: 1, unit: "a", year: 2023, lacks: `"nuoc"`}, {id: 2, unit: "a", year: 2023, end: "ho-can-ngheo"},
		{id: 3, unit: "b", year: 2023}, {id: 4, unit: "b", year: 2023, end: "ho-can-ngheo"},
	}
	const secret = "sixteen secret bytes"
	one := keyed(t, secret, file(true, p...))
	a, b, all := "households|unit=a|year=2023", "households|unit=b|year=2023", "households|unit=huyen|year=2023"
	if one[a].Key == 0 || one[a].Key == one[b].Key || one[all].Key != one[a].Key+one[b].Key {
		t.Errorf("keys %x and %x make %x", one[a].Key, one[b].Key, one[all].Key)
	}
	later := keyed(t, secret, file(true, p[2:]...), Bytes("more.jsonl", []byte(header(true, 2023)+p[0].line()+p[1].line())), file(true, person{id: 1, unit: "a", year: 2024}))
	for id := range one {
		if later[id] == nil || later[id].Key != one[id].Key {
			t.Errorf("%s gets another key when rows are added and files are divided otherwise", id)
		}
	}
	if other := keyed(t, "another secret of ours", file(true, p...)); other[a].Key == one[a].Key {
		t.Error("the secret does not matter")
	}
}

func TestCellKeyNeedsASecret(t *testing.T) {
	set := testSet(testTables()...)
	for _, table := range set.Tables {
		table.Method, table.Noise = record.MethodCellKey, &record.Noise{Most: 5, Variance: 3}
		break
	}
	c, ps, err := Build(t.Context(), Input{Source: NewFiles([]File{file(true, person{id: 1, unit: "a", year: 2023})}), Set: set, Policy: testPolicy(0), Key: []byte("short")})
	if c != nil || err != nil || len(ps) == 0 {
		t.Errorf("a cube without a secret: %v %v", places(ps), err)
	}
}
