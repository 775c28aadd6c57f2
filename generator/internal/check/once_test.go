package check

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// everything finds the problems of all stages that look at records and texts.
func everything(t *testing.T, fsys fstest.MapFS) string {
	t.Helper()
	p, found, err := source.LoadFS(fsys, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, more := Project(p, Options{Today: today})
	private, err := personal.Project(p, personal.Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range diag.Sort(Once(append(append(found, more...), private...))) {
		out = append(out, fmt.Sprintf("%s %s", p.Pos, p.Code))
	}
	return strings.Join(out, ", ")
}

func TestOneMistakeAcrossStages(t *testing.T) {
	const (
		promise  = "data/commitments/khcn-15-ho-khanh-hoa-2022.json"
		activity = "data/activities/khcn-khanh-hoa-2022-01.json"
		unit     = "data/units/khanh-hoa-04342.json"
	)
	for _, tt := range []struct{ name, path, old, new, want string }{
		{"record that is not UTF-8", promise, `"id": "`, "\"id\": \"\xff", promise + ":3:10 MB0101"},
		{"text that is not UTF-8", model, "title: ", "title: \xff", model + ":2:8 MB0101"},
		{"huge number", promise, `"value": 15`, `"value": 15000000000000000000`, promise + ":14:14 MB0208"},
		{"blanks between thousands", promise, `"value": 15`, `"value": 39 721`, promise + ":14:14 MB0207"},
		{"unit after a number", promise, `"value": 15`, `"value": 15 hộ`, promise + ":14:14 MB0207"},
		{"number in typographic quotes", promise, `"value": 15`, `"value": “15”`, promise + ":14:14 MB0205"},
		{"escape that is none", promise, `"id": "khcn`, `"id": "\q khcn`, promise + ":3:10 MB0209"},
		{"tag", model, "date: ", "date: !!timestamp ", model + ":4:7 MB0221"},
		{"tag of a program", model, "title: ", "title: !!python/object ", model + ":2:8 MB0221"},
		{"login in a link", activity, "https://example.org/tin", "https://bob:pw@example.org/tin", activity + ":16:14 MB2008"},
		{"field for a person", unit, `"id": `, `"hoTen": "", "id": `, unit + ":3:3 MB4020"},
		{"field for a number of a person", unit, `"id": `, `"cccd": "", "id": `, unit + ":3:3 MB4020"},
		{"id that leads out of its folder", unit, `"id": "`, `"id": "../../`, unit + ":3:9 MB1004"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fsys := base(t)
			data := string(fsys[tt.path].Data)
			if !strings.Contains(data, tt.old) {
				t.Fatalf("%s does not hold %q", tt.path, tt.old)
			}
			fsys[tt.path] = &fstest.MapFile{Data: []byte(strings.Replace(data, tt.old, tt.new, 1))}
			if got := everything(t, fsys); got != tt.want {
				t.Errorf("problems %q, want %q", got, tt.want)
			}
		})
	}
}

// What the personal-data lint has been told to let pass is still an unknown field.
func TestAnAllowedFieldIsStillUnknown(t *testing.T) {
	unknown := diag.Problem{Pos: diag.Pos{Path: "a.json", Line: 3, Col: 3, EndLine: 3, EndCol: 10}, Code: diag.CodeUnknownKey}
	warning := unknown
	warning.Code, warning.Severity = diag.CodePersonalKey, diag.Warning
	for _, found := range [][]diag.Problem{{unknown}, {unknown, warning}} {
		if left := Once(found); !diag.HasErrors(left) {
			t.Errorf("of %d problems the error was left out", len(found))
		}
	}
}
