package cube

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"minhbach/generator/internal/diag"
)

// folder writes files into a new folder below root.
func folder(t *testing.T, root, name string, files map[string]string) string {
	t.Helper()
	dir := filepath.Join(root, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// buildFolder finds and builds, and gives the problems of both.
func buildFolder(t *testing.T, dir, root, identity string) (*Cube, []diag.Problem) {
	t.Helper()
	files, ps, err := Find(dir, root, identity)
	if err != nil {
		t.Fatal(err)
	}
	if len(ps) > 0 {
		return nil, ps
	}
	c, ps, err := Build(t.Context(), Input{Source: NewFiles(files), Set: testSet(testTables()...), Policy: testPolicy(0)})
	if err != nil {
		t.Fatal(err)
	}
	return c, ps
}

func encrypt(t *testing.T, text string, to *age.X25519Identity) string {
	t.Helper()
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to.Recipient())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWhereRowsMayBe(t *testing.T) {
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	other, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	row := person{id: 0xdeadbeef, unit: "a", year: 2024}.line()
	real, synthetic := header(false, 2024)+row, header(true, 2024)+row
	tests := []struct {
		name, file, text string
		inside           bool
		identity         string
		want             []string // problems; none is a cube
	}{
		{"real rows outside the project", "a.jsonl", real, false, "", nil},
		{"real rows inside the project", "a.jsonl", real, true, "", []string{"data/rows/a.jsonl:1:1 MB8001"}},
		{"rows inside the project without a first line", "a.jsonl", row, true, "", []string{"data/rows/a.jsonl:1:1 MB8001"}},
		{"synthetic rows inside the project, badly declared", "a.jsonl", `{"schema":"s","synthetic":true,"coverage":["huyen"],"years":[2024]}`, true, "", []string{"data/rows/a.jsonl:1:1 MB8002"}},
		{"synthetic rows inside the project", "a.jsonl", synthetic, true, "", nil},
		{"encrypted rows inside the project", "a.jsonl.age", encrypt(t, real, key), true, key.String(), nil},
		{"encrypted rows without a key", "a.jsonl.age", encrypt(t, real, key), true, "", []string{"data/rows/a.jsonl.age MB8017"}},
		{"encrypted rows with a key that is none", "a.jsonl.age", encrypt(t, real, key), true, "AGE-SECRET-KEY-" + canary, []string{"data/rows/a.jsonl.age MB8017"}},
		{"encrypted to somebody else", "a.jsonl.age", encrypt(t, real, other), true, key.String(), []string{"data/rows/a.jsonl.age MB8017"}},
		{"encrypted and cut off", "a.jsonl.age", encrypt(t, real, key)[:260], true, key.String(), []string{"data/rows/a.jsonl.age MB8017"}},
		{"a spreadsheet inside the project", "a.xlsx", "PK", true, "", []string{"data/rows/a.xlsx MB8001"}},
		{"a spreadsheet outside, which is not read", "a.xlsx", "PK", false, "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			dir := folder(t, root, "data/rows", map[string]string{tt.file: tt.text, "README.md": "x"})
			project := root
			if !tt.inside {
				project = t.TempDir()
			}
			_, ps := buildFolder(t, dir, project, tt.identity)
			if got := places(ps); !slices.Equal(got, tt.want) {
				t.Errorf("problems = %v, want %v", got, tt.want)
			}
			silent(t, ps)
		})
	}
}

// A folder that only looks as if it were elsewhere is still inside.
func TestFindFollowsLinksBeforeItJudges(t *testing.T) {
	root := t.TempDir()
	dir := folder(t, root, "data/rows", map[string]string{"a.jsonl": header(false, 2024) + person{id: 1, unit: "a", year: 2024}.line()})
	link := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.Symlink(dir, link); err != nil {
		t.Fatal(err)
	}
	if _, ps := buildFolder(t, link, root, ""); len(ps) != 1 || ps[0].Code != diag.CodeMicrodataPlace {
		t.Errorf("problems = %v, want the rows to be inside the project", places(ps))
	}
}

func TestFirstLineDeclaresTheRows(t *testing.T) {
	row := person{id: 1, unit: "a", year: 2024}.line()
	for _, tt := range []struct{ name, head, want string }{
		{"complete", `{"schema":"s","synthetic":false,"coverage":["huyen"],"years":[2024]}`, ""},
		{"one commune", `{"schema":"s","synthetic":false,"coverage":["a"],"years":[2024]}`, ""},
		{"no declaration", row, "rows.jsonl:1:1 MB8002"},
		{"not said whether synthetic", `{"schema":"s","coverage":["huyen"],"years":[2024]}`, "rows.jsonl:1:1 MB8002"},
		{"synthetic without seed", `{"schema":"s","synthetic":true,"coverage":["huyen"],"years":[2024]}`, "rows.jsonl:1:1 MB8002"},
		{"more than one value", `{"schema":"s","synthetic":false,"coverage":["huyen"],"years":[2024]} {}`, "rows.jsonl:1:1 MB8002"},
		{"no years", `{"schema":"s","synthetic":false,"coverage":["huyen"],"years":[]}`, "rows.jsonl:1:1 MB8002"},
		{"a unit that is not known", `{"schema":"s","synthetic":false,"coverage":["` + canary + `"],"years":[2024]}`, "rows.jsonl:1:1 MB8002"},
		{"a year of which the communes cannot be told", `{"schema":"s","synthetic":false,"coverage":["a"],"years":[2024, 2025]}`, "rows.jsonl:1:1 MB8002"},
		{"another commune", `{"schema":"s","synthetic":false,"coverage":["b"],"years":[2024]}`, "rows.jsonl:2:59 MB8012"},
		{"another year", `{"schema":"s","synthetic":false,"coverage":["huyen"],"years":[2023]}`, "rows.jsonl:2:70 MB8012"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, ps, err := Build(t.Context(), Input{Source: NewFiles([]File{Bytes("rows.jsonl", []byte(tt.head+"\n"+row))}), Set: testSet(testTables()...), Policy: testPolicy(0)})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(places(ps), " "); got != tt.want {
				t.Errorf("problems = %q, want %q", got, tt.want)
			}
			silent(t, ps)
		})
	}
}

func TestRowsOfAHouseholdBelongTogether(t *testing.T) {
	named := func(name string, ps ...person) File {
		f := file(false, ps...)
		f.Path = name
		return f
	}
	p := func(id, year int, start, end string) person {
		return person{id: id, unit: "a", year: year, start: start, end: end}
	}
	text := header(false, 2023, 2024)
	for _, tt := range []struct {
		name  string
		files []File
		want  []string
	}{
		{"years in two files", []File{named("x", p(1, 2024, "ho-can-ngheo", "ho-khong-ngheo")), named("y", p(1, 2023, "", "ho-can-ngheo"))}, nil},
		{"twice in one file", []File{named("x", p(1, 2024, "", ""), p(1, 2024, "", ""))}, []string{"x:3:14 MB8014"}},
		{"twice in two files", []File{named("x", p(1, 2024, "", "")), named("y", p(1, 2024, "", ""))}, []string{"y:2:14 MB8014"}},
		{"class that does not follow", []File{named("x", p(1, 2023, "", "")), named("y", p(1, 2024, "ho-can-ngheo", ""))}, []string{"y:2:111 MB8015"}},
		{"a year between", []File{named("x", p(1, 2022, "", "")), named("y", p(1, 2024, "ho-can-ngheo", ""))}, nil},
		{"poor again, not said", []File{named("x", p(1, 2022, "", "ho-khong-ngheo"), p(1, 2024, "ho-khong-ngheo", ""))}, []string{"x:3:1 MB8015"}},
		{"not in order", []File{Bytes("x", []byte(text+p(2, 2024, "", "").line()+p(1, 2024, "", "").line()))}, []string{"x:3:14 MB8013"}},
		{"no rows", []File{Bytes("x", []byte(text))}, []string{"x:2:1 MB8002"}},
		{"empty", []File{Bytes("x", nil)}, []string{"x:1:1 MB8002"}},
		{"a line that never ends", []File{Bytes("x", []byte(text+`{"a":"`+strings.Repeat(canary, 9000)+`"}`+"\n"+p(1, 2024, "", "").line()))}, []string{"x:2:1 MB8020"}},
		{"real beside synthetic", []File{named("x", p(1, 2024, "", "")), file(true, p(2, 2024, "", ""))}, []string{"rows.jsonl MB8016"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, ps, err := Build(t.Context(), Input{Source: NewFiles(tt.files), Set: testSet(testTables()...), Policy: testPolicy(0)})
			if err != nil {
				t.Fatal(err)
			}
			if got := places(ps); !slices.Equal(got, tt.want) {
				t.Errorf("problems = %v, want %v", got, tt.want)
			}
			if (c == nil) != (len(tt.want) > 0) {
				t.Errorf("cube is %v with problems %v", c != nil, tt.want)
			}
			silent(t, ps)
		})
	}
}

func TestManyProblemsAreCutOff(t *testing.T) {
	text := header(false, 2024) + strings.Repeat("{"+canary+"}\n", 5000)
	_, ps, err := Build(t.Context(), Input{Source: NewFiles([]File{Bytes("x", []byte(text))}), Set: testSet(testTables()...), Policy: testPolicy(0)})
	if err != nil {
		t.Fatal(err)
	}
	if len(ps) != maxProblems+1 || ps[0].Code != diag.CodeMicrodataMany {
		t.Errorf("%d problems, the first %s; want %d and one that says so", len(ps), ps[0].Code, maxProblems)
	}
	silent(t, ps)
}

func TestTablesThatCannotBeMade(t *testing.T) {
	for name, bad := range map[string]struct {
		id, kind, rule string
		where          map[string][]string
		dims           []string
	}{
		"no year":                    {"x", "households", "performance", nil, []string{"unit"}},
		"unknown dimension":          {"x", "households", "performance", nil, []string{"year", "village"}},
		"two lists at once":          {"x", "households", "performance", nil, []string{"year", "indicator", "support"}},
		"money by indicator":         {"x", "money", "money", nil, []string{"year", "indicator"}},
		"money by the wrong rule":    {"x", "money", "performance", nil, []string{"year"}},
		"any of several indicators":  {"x", "households", "performance", map[string][]string{"indicator": {"nuoc", "nha-tieu"}}, []string{"year"}},
		"a code that does not exist": {"x", "households", "performance", map[string][]string{"class-end": {"giau"}}, []string{"year"}},
	} {
		set := testSet(table(bad.id, bad.kind, bad.rule, bad.where, bad.dims...))
		_, ps, err := Build(t.Context(), Input{Source: NewFiles([]File{file(true, person{id: 1, unit: "a", year: 2024})}), Set: set, Policy: testPolicy(0)})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := places(ps), []string{"data/tables/x.json MB8030"}; !slices.Equal(got, want) {
			t.Errorf("%s: problems %v, want %v", name, got, want)
		}
	}
}
