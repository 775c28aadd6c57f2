package cube

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// A household that is alone in cells of several tables and years has one number
// in all of them, and a cell in which one organisation helps everybody names it:
// as counting each row for itself tells.
func TestCellsKnowTheirOnlyContributor(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var rows []person
	for id := range 8 {
		class := classCodes[r.IntN(4)]
		for year := 2023; year <= 2024; year++ {
			p := person{id: id + 1, unit: []string{"a", "b", "c"}[r.IntN(3)], year: year, start: class, end: classCodes[r.IntN(4)]}
			class = p.end
			p.more = fmt.Sprintf(`"fellBack":%t`, p.start != "ho-ngheo" && p.end == "ho-ngheo")
			if r.IntN(2) == 0 {
				p.lacks, p.traits = `"nuoc"`, `"disability"`
				p.more += fmt.Sprintf(`,"money":{"ung-ho":%d}`, 1+r.IntN(99))
			}
			if n := r.IntN(3); n > 0 {
				p.more += fmt.Sprintf(`,"organization":"mo-phong-%c"`, 'a'+n-1)
			}
			rows = append(rows, p)
		}
	}
	one := func(ps ...person) *Cube {
		text := header(true, 2023, 2024)
		for _, p := range ps {
			text += p.line()
		}
		return build(t, testSet(testTables()...), 0, Bytes("rows.jsonl", []byte(text)))
	}
	whole := one(rows...)
	inside := make([][]person, len(whole.Cells))
	for _, p := range rows {
		for i, c := range one(p).Cells {
			if c.Count > 0 {
				inside[i] = append(inside[i], p)
			}
		}
	}
	body := func(p person) string { return p.more[max(0, len(p.more)-len(`"mo-phong-a"`)):] }
	number, named := map[int]uint32{}, map[int32]string{}
	alone, helped := 0, 0
	for i, c := range whole.Cells {
		id := whole.IDs.Of(int32(i))
		if int(c.Count) != len(inside[i]) {
			t.Fatalf("%s counts %d rows, not %d", id, c.Count, len(inside[i]))
		}
		if c.Count != 1 {
			if c.Sole != 0 {
				t.Errorf("%s has %d households and names one", id, c.Count)
			}
		} else {
			alone++
			household := inside[i][0].id
			if known, ok := number[household]; c.Sole == 0 || ok && known != c.Sole {
				t.Errorf("%s names household %d as %d, elsewhere it is %d", id, household, c.Sole, known)
			}
			number[household] = c.Sole
		}
		one := len(inside[i]) > 0 && strings.HasPrefix(body(inside[i][0]), `"mo-phong-`)
		for _, p := range inside[i] {
			one = one && body(p) == body(inside[i][0])
		}
		if one && c.Body == 0 && !c.Hidden {
			t.Errorf("%s does not name the organisation that helps all its households", id)
		}
		if c.Body == 0 {
			continue
		}
		helped++
		for _, p := range inside[i] {
			if name, ok := named[c.Body]; ok && name != body(p) {
				t.Errorf("%s is said to be helped by %s alone, but a household of it has %s", id, name, body(p))
			}
			named[c.Body] = body(p)
		}
	}
	if alone < 30 || helped < 30 || len(named) != 2 {
		t.Errorf("%d cells of one household, %d of one organisation, %d organisations", alone, helped, len(named))
	}
	seen := map[uint32]int{}
	for id, n := range number {
		if other, ok := seen[n]; ok {
			t.Errorf("households %d and %d have the same number", id, other)
		}
		seen[n] = id
	}
}
