package cube

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
)

const goodRow = `{"pseudonym":"00000000deadbeef","unitCode":"00097","unit":"a","year":2024,"standard":"2022-2025","classStart":"ho-ngheo","classEnd":"ho-can-ngheo","deprived":["nuoc"],"characteristics":["woman-headed"],"sizeBand":"1-2","organization":"so-a","supports":["bhyt","tap-huan"],"money":{"nha-nuoc":1500000}}`

// read decodes one line of a real file and gives its problems.
func read(t testing.TB, line string) []diag.Problem {
	t.Helper()
	_, ps, err := Build(t.Context(), Input{
		Source: NewFiles([]File{Bytes("rows.jsonl", []byte(header(false, 2021, 2024, 2025)+line+"\n"))}),
		Set:    testSet(testTables()...), Policy: testPolicy(0),
	})
	if err != nil {
		t.Fatal(err)
	}
	return ps
}

func TestDecodeAcceptsARow(t *testing.T) {
	for _, line := range []string{
		goodRow,
		strings.ReplaceAll(goodRow, ",", " ,\t"),
		goodRow + "\r",
		strings.Replace(goodRow, `"organization":"so-a"`, `"commitment":"hua-1"`, 1),
		strings.Replace(goodRow, `["bhyt","tap-huan"]`, `[ ]`, 1),
		strings.Replace(goodRow, `{"nha-nuoc":1500000}`, `{ }`, 1),
		strings.Replace(goodRow, `"2024"`, `2024`, 1),
	} {
		if ps := read(t, line); len(ps) > 0 {
			t.Errorf("problems in %s: %v", line, places(ps))
		}
	}
}

// canary is a value that must never come out of the reading, in any field, in
// whatever way it is wrong.
const canary = "Ca-na-ri-4471903"

func TestDecodeNamesFieldAndRuleAndNoValue(t *testing.T) {
	tests := []struct {
		name, from, to string
		want           string // place, code
		field          string // what the message names
	}{
		{"pseudonym that is a name", `"00000000deadbeef"`, `"` + canary + `"`, "rows.jsonl:2:14 MB8008", "pseudonym"},
		{"pseudonym in capitals", `"00000000deadbeef"`, `"00000000DEADBEEF"`, "rows.jsonl:2:14 MB8008", "pseudonym"},
		{"pseudonym as a number", `"00000000deadbeef"`, `4471903`, "rows.jsonl:2:14 MB8007", "pseudonym"},
		{"code of another unit", `"00097"`, `"` + canary + `"`, "rows.jsonl:2:44 MB8010", "unitCode"},
		{"code as a number", `"00097"`, `4471903`, "rows.jsonl:2:44 MB8007", "unitCode"},
		{"unknown unit", `"unit":"a"`, `"unit":"` + canary + `"`, "rows.jsonl:2:59 MB8009", "units"},
		{"district for a unit", `"00097","unit":"a"`, `"00104","unit":"huyen"`, "rows.jsonl:2:59 MB8010", "unit"},
		{"unit that began later", `"unit":"a"`, `"unit":"ab"`, "rows.jsonl:2:59 MB8010", "unit"},
		{"unit that ended in the year", `2024`, `2025`, "rows.jsonl:2:59 MB8010", "unit"},
		{"year as text", `2024`, `"` + canary + `"`, "rows.jsonl:2:70 MB8007", "year"},
		{"year with a fraction", `2024`, `2024.4471903`, "rows.jsonl:2:70 MB8007", "year"},
		{"year out of bounds", `2024`, `4471903`, "rows.jsonl:2:70 MB8008", "year"},
		{"year that the header lacks", `2024`, `2023`, "rows.jsonl:2:70 MB8012", "year"},
		{"unknown standard", `"2022-2025"`, `"` + canary + `"`, "rows.jsonl:2:86 MB8009", "standards"},
		{"standard of another time", `2024,"standard"`, `2021,"standard"`, "rows.jsonl:2:86 MB8011", "standard"},
		{"unknown class", `"ho-ngheo"`, `"` + canary + `"`, "rows.jsonl:2:111 MB8009", "classes"},
		{"an event for a class", `"ho-can-ngheo"`, `"thoat-ngheo-thanh-can-ngheo"`, "rows.jsonl:2:133 MB8009", "classes"},
		{"fell back without falling", `"deprived"`, `"fellBack":true,"deprived"`, "rows.jsonl:2:159 MB8015", "fellBack"},
		{"fell back as text", `"deprived"`, `"fellBack":"` + canary + `","deprived"`, "rows.jsonl:2:159 MB8007", "fellBack"},
		{"unknown indicator", `["nuoc"]`, `["` + canary + `"]`, "rows.jsonl:2:160 MB8009", "indicators"},
		{"indicator twice", `["nuoc"]`, `["nuoc", "nuoc"]`, "rows.jsonl:2:168 MB8018", "deprived"},
		{"indicators as text", `["nuoc"]`, `"` + canary + `"`, "rows.jsonl:2:159 MB8007", "deprived"},
		{"indicator as an object", `["nuoc"]`, `[{"` + canary + `":1}]`, "rows.jsonl:2:160 MB8007", "deprived"},
		{"unknown characteristic", `["woman-headed"]`, `["` + canary + `"]`, "rows.jsonl:2:187 MB8009", "characteristics"},
		{"unknown size", `"1-2"`, `"` + canary + `"`, "rows.jsonl:2:214 MB8009", "size-bands"},
		{"unknown organisation", `"so-a"`, `"` + canary + `"`, "rows.jsonl:2:235 MB8009", "organizations"},
		{"invented organisation", `"so-a"`, `"mo-phong-a"`, "rows.jsonl:2:235 MB8016", "organization"},
		{"organisation and commitment", `"so-a"`, `"so-a","commitment":"hua-1"`, "rows.jsonl:2:235 MB8021", "organization"},
		{"unknown commitment", `"organization":"so-a"`, `"commitment":"` + canary + `"`, "rows.jsonl:2:233 MB8009", "commitments"},
		{"unknown support", `["bhyt"`, `["` + canary + `"`, "rows.jsonl:2:254 MB8009", "support-types"},
		{"escaped code", `["bhyt"`, `["\u0062hyt"`, "rows.jsonl:2:254 MB8009", "support-types"},
		{"unknown source", `"nha-nuoc"`, `"` + canary + `"`, "rows.jsonl:2:282 MB8009", "money-sources"},
		{"money as text", `1500000`, `"` + canary + `"`, "rows.jsonl:2:293 MB8007", "money"},
		{"money with a point", `1500000`, `1.500.000`, "rows.jsonl:2:293 MB8007", "money"},
		{"money below zero", `1500000`, `-4471903`, "rows.jsonl:2:293 MB8008", "money"},
		{"no money", `1500000`, `0`, "rows.jsonl:2:293 MB8008", "money"},
		{"too much money", `1500000`, `4471903000000`, "rows.jsonl:2:293 MB8007", "money"},
		{"money of one source twice", `1500000`, `1500000,"nha-nuoc":4471903`, "rows.jsonl:2:301 MB8018", "money"},
		{"money as a list", `{"nha-nuoc":1500000}`, `[4471903]`, "rows.jsonl:2:281 MB8007", "money"},
		{"unknown key", `"sizeBand"`, `"` + canary + `":1,"sizeBand"`, "rows.jsonl:2:203 MB8004", "schema"},
		{"unknown key of any depth", `"sizeBand"`, `"ten":{"x":["` + canary + `",{}]},"sizeBand"`, "rows.jsonl:2:203 MB8004", "schema"},
		{"key twice", `"sizeBand"`, `"year":4471903,"sizeBand"`, "rows.jsonl:2:203 MB8005", "year"},
		{"key missing", `"sizeBand":"1-2",`, ``, "rows.jsonl:2:1 MB8006", "sizeBand"},
		{"text after the row", `}}`, `}} ` + canary, "rows.jsonl:2:303 MB8003", "JSON"},
		{"quotes forgotten", `"1-2"`, canary, "rows.jsonl:2:214 MB8007", ""},
		{"no object", goodRow, `["` + canary + `"]`, "rows.jsonl:2:1 MB8003", "JSON"},
		{"letters with marks before the place", `"1-2"`, `"Hộ ` + canary + `"`, "rows.jsonl:2:214 MB8009", "size-bands"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			line := strings.Replace(goodRow, tt.from, tt.to, 1)
			if line == goodRow {
				t.Fatal("the row was not changed")
			}
			ps := read(t, line)
			if len(ps) == 0 {
				t.Fatal("no problem")
			}
			if got := places(ps)[0]; got != tt.want && tt.field != "" {
				t.Errorf("problem = %q, want %q", got, tt.want)
			}
			if !strings.Contains(ps[0].Message.EN+ps[0].Remedy.EN, tt.field) {
				t.Errorf("message %q does not name %s", ps[0].Message.EN, tt.field)
			}
			silent(t, ps)
		})
	}
}

// silent fails where a problem holds anything of a canary.
func silent(t *testing.T, ps []diag.Problem) {
	t.Helper()
	text, err := json.Marshal(ps)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range []string{canary, "Ca-na-ri", "4471903", "DEADBEEF", "deadbeef", "1500000"} {
		if strings.Contains(string(text), piece) {
			t.Errorf("problems quote the row: %s", text)
		}
	}
	for _, p := range ps {
		if _, ok := diag.Title(p.Code); !ok || p.Message.VI == "" || p.Remedy.VI == "" || p.Remedy.EN == "" || strings.Contains(p.Message.VI+p.Message.EN+p.Remedy.VI+p.Remedy.EN, "%!") {
			t.Errorf("problem %s is not complete: %+v", p.Code, p)
		}
	}
}

func TestDecodeReportsEveryFaultOfARow(t *testing.T) {
	line := strings.NewReplacer(`"1-2"`, `"x"`, `["nuoc"]`, `["y","z"]`, `"so-a"`, `7`).Replace(goodRow)
	got := places(read(t, line))
	want := []string{"rows.jsonl:2:160 MB8009", "rows.jsonl:2:164 MB8009", "rows.jsonl:2:215 MB8009", "rows.jsonl:2:234 MB8007"}
	if !slices.Equal(got, want) {
		t.Errorf("problems = %v, want %v", got, want)
	}
}

func TestSyntheticRowsNameNothingReal(t *testing.T) {
	for more, want := range map[string]string{
		`"organization":"so-a"`:       diag.CodeMicrodataSynthetic,
		`"commitment":"hua-1"`:        diag.CodeMicrodataSynthetic,
		`"organization":"mo-phong-b"`: "",
	} {
		f := file(true, person{id: 1, unit: "a", year: 2024, more: more})
		_, ps, err := Build(t.Context(), Input{Source: NewFiles([]File{f}), Set: testSet(testTables()...), Policy: testPolicy(0)})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(ps) > 0 {
			got = ps[0].Code
		}
		if got != want {
			t.Errorf("synthetic row with %s: problem %q, want %q", more, got, want)
		}
	}
}

// The decoder and the schema are two descriptions of one row.
func TestFieldsAreThoseOfTheSchema(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(project, "schemas", "microdata.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]struct {
			Enum             []string
			Minimum, Maximum int64
			Properties       map[string]struct{ Minimum, Maximum int64 }
		}
		Required []string
		Examples []json.RawMessage
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	var names, required []string
	for f := range fieldCount {
		names = append(names, fieldNames[f])
		if fieldOf([]byte(fieldNames[f])) != f {
			t.Errorf("the decoder does not know %s", fieldNames[f])
		}
		if _, ok := schema.Properties[fieldNames[f]]; !ok {
			t.Errorf("the schema does not have %s", fieldNames[f])
		}
	}
	if len(schema.Properties) != len(names) {
		t.Errorf("the schema has %d fields, the decoder %d", len(schema.Properties), len(names))
	}
	for _, f := range requiredFields {
		required = append(required, fieldNames[f])
	}
	if !slices.Equal(required, schema.Required) {
		t.Errorf("required = %v, schema says %v", required, schema.Required)
	}
	if y := schema.Properties["year"]; y.Minimum != firstYear || y.Maximum != lastYear {
		t.Errorf("years of the schema are %d to %d, want %d to %d", y.Minimum, y.Maximum, firstYear, lastYear)
	}
	if got := schema.Properties["classEnd"].Enum; !slices.Equal(got, classCodes) {
		t.Errorf("classes of the schema = %v, want %v", got, classCodes)
	}
	set := projectSet(t)
	for _, c := range set.Vocab["money-sources"].Codes {
		m, ok := schema.Properties["money"].Properties[c.Code]
		if !ok || m.Minimum != 1 || m.Maximum != maxAmount {
			t.Errorf("money from %s in the schema: %v, want 1 to %d", c.Code, m, maxAmount)
		}
	}
	l, ps := newLists(set)
	if len(ps) > 0 {
		t.Fatal(places(ps))
	}
	s, bad := readHeader([]byte(`{"schema":"s","synthetic":true,"coverage":["luc-yen-135"],"years":[2022,2025],"seed":1,"generator":"g"}`), newAreas(l))
	if bad != "" {
		t.Fatal(bad)
	}
	d := decoder{lists: l, scope: s}
	for i, example := range schema.Examples {
		compact, _ := json.Marshal(example)
		if !d.decode(compact, new(row)) {
			t.Errorf("example %d of the schema is not accepted: %v", i, d.faults)
		}
	}
}
