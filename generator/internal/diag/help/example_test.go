package help_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/diag/help"
	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/settings"
	"minhbach/generator/internal/sheet"
	"minhbach/generator/internal/site"
	"minhbach/generator/internal/source"
)

var update = flag.Bool("update", false, "write into the pages what check prints of their examples")

const today = "2026-11-23"

// project is what an example stands in: files, and the environment.
type project struct {
	files fstest.MapFS
	env   map[string]string
}

// usual is the project without a mistake that the golden cases of check begin
// with too, and what only examples need.
func usual(t *testing.T) project {
	t.Helper()
	p := project{fstest.MapFS{}, map[string]string{}}
	for _, name := range []string{"../../check/testdata/base.txtar", "testdata/more.txtar"} {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			p.files[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return p
}

// put writes a file; the name of a setting stands for an environment variable.
func (p project) put(name, text string) {
	if strings.HasPrefix(name, "MINHBACH_") {
		p.env[name] = strings.TrimSuffix(text, "\n")
		return
	}
	p.files[name] = &fstest.MapFile{Data: []byte(text)}
}

// setUp follows the lines at the top of a page, as those of a golden case.
func (p project) setUp(t *testing.T, script string) {
	t.Helper()
	for line := range strings.Lines(script) {
		command, quoted, _ := strings.Cut(strings.TrimSpace(line), "`")
		words := strings.Fields(command)
		if len(words) == 0 {
			continue
		}
		if words[0] == "remove" {
			delete(p.files, words[1])
			continue
		}
		args := strings.Split(strings.ReplaceAll(quoted, `\n`, "\n"), "`")
		from := p.files[words[len(words)-1]]
		if len(args) != 4 || from == nil || !slices.Contains([]string{"replace", "add"}, words[0]) {
			t.Fatalf("cannot follow %q", line)
		}
		if !strings.Contains(string(from.Data), args[0]) {
			t.Fatalf("%s does not hold %q", words[len(words)-1], args[0])
		}
		p.put(words[1], strings.ReplaceAll(string(from.Data), args[0], args[2]))
	}
}

// mend makes the project as it is when everything is right: a whole file is put
// into its place, a part must stand there.
func (p project) mend(t *testing.T, right []help.Excerpt) {
	t.Helper()
	for _, e := range right {
		file := p.files[e.Path]
		if file == nil {
			p.put(e.Path, e.Text)
		} else if n := strings.Count(string(file.Data), e.Text); n != 1 {
			t.Fatalf("%s holds %d times what is right:\n%s", e.Path, n, e.Text)
		}
	}
}

// spoil makes the mistake in a project that is right. It returns where each
// excerpt begins in its file.
func (p project) spoil(page help.Page) map[string]int {
	begins := map[string]int{}
	for _, e := range page.Right {
		delete(p.env, e.Path)
		if p.files[e.Path] == nil {
			continue
		}
		if i := slices.IndexFunc(page.Wrong, func(w help.Excerpt) bool { return w.Path == e.Path }); i >= 0 {
			whole := string(p.files[e.Path].Data)
			begins[e.Path] = strings.Index(whole, e.Text)
			p.put(e.Path, strings.Replace(whole, e.Text, page.Wrong[i].Text, 1))
		} else {
			delete(p.files, e.Path)
		}
	}
	for _, e := range page.Wrong {
		if _, replaced := begins[e.Path]; !replaced {
			p.put(e.Path, e.Text)
		}
	}
	return begins
}

// problems are what all stages together say of a project.
func (p project) problems(t *testing.T) []diag.Problem {
	t.Helper()
	src, found, err := source.LoadFS(p.files, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var env []string
	for name, value := range p.env {
		env = append(env, name+"="+value)
	}
	values, more := settings.Load(src, env, nil)
	found = append(found, more...)
	set, more := check.Project(src, check.Options{Today: today})
	found = append(found, more...)
	more, err = personal.Project(src, personal.Options{Today: today, Files: p.files})
	if err != nil {
		t.Fatal(err)
	}
	found = append(found, more...)
	if set != nil && !diag.HasErrors(found) {
		found = append(found, p.published(t, set, values)...)
	}
	return diag.Sort(append(found, p.imported(t)...))
}

// imported are the problems of the spreadsheets of a project.
func (p project) imported(t *testing.T) []diag.Problem {
	t.Helper()
	var found []diag.Problem
	for name, file := range p.files {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		dir := t.TempDir()
		if err := os.CopyFS(dir, p.files); err != nil {
			t.Fatal(err)
		}
		folder, err := edit.Open(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer folder.Close()
		_, more, err := sheet.Import(folder, name, file.Data, sheet.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, more...)
	}
	return found
}

// published are the problems of what would be published.
func (p project) published(t *testing.T, set *record.Set, values record.Site) []diag.Problem {
	t.Helper()
	var rows []cube.File
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if strings.HasSuffix(name, ".jsonl") {
			file := cube.Bytes(name, p.files[name].Data)
			file.Public = strings.HasPrefix(name, "data/")
			rows = append(rows, file)
		}
	}
	_, found, err := cube.Build(t.Context(), cube.Input{Source: cube.NewFiles(rows), Set: set, Policy: values.Disclosure})
	if err != nil {
		t.Fatal(err)
	}
	if diag.HasErrors(found) {
		return found
	}
	root := t.TempDir()
	for name, file := range p.files {
		if !strings.HasPrefix(name, "content/anh/") {
			continue
		}
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// Nothing is rendered while a text has a problem, which the probe sees to.
	pages := portal.Build(set, values, portal.Options{})
	pieces := pages.Pieces
	pages.Pieces = func(yield func(portal.Piece) bool) {
		if yield(portal.Piece{Pages: []portal.Page{{Address: "/probe/", Lang: "vi", Layout: portal.LayoutStanding, Source: probe, Body: "<b>"}}}) {
			pieces(yield)
		}
	}
	_, more, err := site.Render(t.Context(), pages, site.Options{Root: root, Out: t.TempDir(), Cache: t.TempDir(), Settings: values})
	if err != nil {
		t.Fatal(err)
	}
	return append(found, slices.DeleteFunc(more, func(p diag.Problem) bool { return p.Path == probe })...)
}

const probe = "content/vi/probe.md"

func told(t *testing.T, ps []diag.Problem, lang string) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Write(&b, ps, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestExamplesAreTrue: what a page calls wrong gives exactly its code, at the
// marked place, in the words that the page shows; what it calls right gives
// nothing. -update writes the words.
func TestExamplesAreTrue(t *testing.T) {
	if got := told(t, usual(t).problems(t), "en"); got != "" {
		t.Fatalf("the project that examples stand in has problems:\n%s", got)
	}
	pages, err := help.Pages()
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		if len(page.Wrong) == 0 {
			continue
		}
		t.Run(page.Code, func(t *testing.T) {
			p := usual(t)
			p.setUp(t, page.Setup)
			p.mend(t, page.Right)
			if got := told(t, p.problems(t), "en"); got != "" {
				t.Errorf("what is called right has problems:\n%s", got)
			}
			begins := p.spoil(page)
			found := p.problems(t)
			now := diag.Text{VI: told(t, found, "vi"), EN: told(t, found, "en")}
			if len(found) == 0 || slices.ContainsFunc(found, func(p diag.Problem) bool { return p.Code != page.Code }) {
				t.Fatalf("what is called wrong has other problems than %s:\n%s", page.Code, now.EN)
			}
			if want := place(p, page, begins, found[0].Path); !at(found[0].Pos, want) {
				t.Errorf("marked is %#v, check names %#v", want, found[0].Pos)
			}
			if now != page.Told {
				if !*update {
					t.Errorf("check prints\n%s%sthe page shows\n%s%s", now.VI, now.EN, page.Told.VI, page.Told.EN)
					return
				}
				writeTold(t, page.Code, now)
			}
		})
	}
}

// place is the marked place as check counts places; the file alone where nothing
// is marked.
func place(p project, page help.Page, begins map[string]int, path string) diag.Pos {
	for _, e := range page.Wrong {
		if strings.HasPrefix(path, e.Path+"!") {
			return diag.Pos{Path: e.Path + "!" + cell(e)}
		}
		if e.Path != path || e.Start < 0 {
			continue
		}
		count := func(offset int) (line, column int) {
			before := string(p.files[path].Data[:begins[path]+offset])
			before = strings.TrimPrefix(before, "\ufeff")
			return strings.Count(before, "\n") + 1, len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
		}
		pos := diag.Pos{Path: path}
		pos.Line, pos.Col = count(e.Start)
		pos.EndLine, pos.EndCol = count(e.End)
		return pos
	}
	return diag.Pos{Path: path}
}

// cell is the marked place as spreadsheets name it: C7.
func cell(e help.Excerpt) string {
	before := e.Text[:max(e.Start, 0)]
	column := strings.Count(before[strings.LastIndex(before, "\n")+1:], ",")
	return fmt.Sprintf("%c%d", 'A'+column, strings.Count(before, "\n")+1)
}

// at reports whether a problem stands at the marked place. Some know only where
// they begin.
func at(got, want diag.Pos) bool {
	if got.EndCol == 0 {
		want.EndLine, want.EndCol = 0, 0
	}
	return got == want
}

func writeTold(t *testing.T, code string, now diag.Text) {
	t.Helper()
	name := fmt.Sprintf("codes/%s.txtar", strings.ToLower(code))
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	a.Files = slices.DeleteFunc(a.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "told.") })
	a.Files = append(a.Files, txtar.File{Name: "told.vi", Data: []byte(now.VI)}, txtar.File{Name: "told.en", Data: []byte(now.EN)})
	if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}
