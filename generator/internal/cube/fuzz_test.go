package cube

import (
	"encoding/json"
	"strings"
	"testing"
)

// FuzzDecode holds the decoder against encoding/json: what it accepts is one
// JSON object with known keys, each once, and codes of the lists; whatever it
// refuses, it says nothing of.
func FuzzDecode(f *testing.F) {
	f.Add(goodRow)
	f.Add(strings.Replace(goodRow, `"1-2"`, `{"a":[1,-2.5e3,true,null,"\u00e1"]}`, 1))
	f.Add(`{"year":-0,"year":1e5,"money":{"nha-nuoc":01}}`)
	f.Add(`{}`)
	l, ps := newLists(testSet())
	if len(ps) > 0 {
		f.Fatal(places(ps))
	}
	s, bad := readHeader([]byte(header(false, 2024, 2025)), newAreas(l))
	if bad != "" {
		f.Fatal(bad)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if strings.ContainsAny(line, "\n") {
			return // a line has no line end
		}
		d := decoder{lists: l, scope: s}
		r := new(row)
		if d.decode([]byte(line), r) {
			var got map[string]any
			if err := json.Unmarshal([]byte(line), &got); err != nil {
				t.Fatalf("accepted what is no JSON: %v", err)
			}
			for key := range got {
				if fieldOf([]byte(key)) == noField {
					t.Fatalf("accepted key %q", key)
				}
			}
			if got["unit"] != l.units.codes[r.unit] || got["classEnd"] != l.classes.codes[r.end] || got["year"] != float64(r.year) {
				t.Fatalf("read %+v from %s", r, line)
			}
			return
		}
		if len(d.faults) == 0 {
			t.Fatal("refused without a word")
		}
		for _, x := range d.faults {
			p := x.problem("x", 1, []byte(line))
			if p.Col < 1 || p.Col > len(line)+1 {
				t.Fatalf("column %d in a line of %d bytes", p.Col, len(line))
			}
			if strings.Contains(p.Message.EN, "%!") {
				t.Fatal(p.Message.EN)
			}
		}
	})
}
