package check

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

var update = flag.Bool("update", false, "write what was found into the golden files")

const today = "2026-11-23"

// base is a project without a mistake.
func base(t testing.TB) fstest.MapFS {
	t.Helper()
	a, err := txtar.ParseFile("testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// problems checks a project as the program does, all stages together.
func problems(t testing.TB, fsys fstest.MapFS) []diag.Problem {
	t.Helper()
	p, found, err := source.LoadFS(fsys, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, more := Project(p, Options{Today: today})
	return diag.Sort(append(found, more...))
}

func text(t testing.TB, ps []diag.Problem, lang string) string {
	t.Helper()
	var b strings.Builder
	if err := diag.Write(&b, ps, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBaseHasNoProblem(t *testing.T) {
	if got := text(t, problems(t, base(t)), "en"); got != "" {
		t.Errorf("the project that every case starts from has problems:\n%s", got)
	}
}

// TestCases runs testdata/cases/*.txtar. A case changes the base project, by
// lines before its files:
//
//	replace PATH `old` `new`
//	remove PATH
//	add PATH FROM `old` `new`     a copy of FROM with something replaced
//
// where \n is a new line.
//
// Files of the case are added to the project. The exact problems in Vietnamese
// and English follow in want.vi and want.en; -update writes them. They are the same
// when the base project was checked before and its verdicts are remembered.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fsys := base(t)
			if err := change(fsys, string(a.Comment)); err != nil {
				t.Fatal(err)
			}
			want := map[string]string{}
			var kept []txtar.File
			for _, f := range a.Files {
				if lang, ok := strings.CutPrefix(f.Name, "want."); ok {
					want[lang] = string(f.Data)
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
				kept = append(kept, f)
			}
			found := problems(t, fsys)
			a.Files = kept
			for _, lang := range []string{"vi", "en"} {
				got := text(t, found, lang)
				if got != want[lang] && !*update {
					t.Errorf("in %s:\n%s\nwant:\n%s", lang, got, want[lang])
				}
				a.Files = append(a.Files, txtar.File{Name: "want." + lang, Data: []byte(got)})
			}
			hidesNothing(t, base(t), fsys, found)
			if *update {
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// change applies the commands in the comment of a case.
func change(fsys fstest.MapFS, script string) error {
	for line := range strings.Lines(script) {
		line = strings.TrimSpace(line)
		command, quoted, _ := strings.Cut(line, "`")
		words := strings.Fields(command)
		if len(words) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		args := strings.Split("`"+strings.ReplaceAll(quoted, `\n`, "\n"), "`")
		from := words[len(words)-1]
		if words[0] != "remove" && (len(args) != 5 || fsys[from] == nil) {
			return fmt.Errorf("cannot follow %q", line)
		}
		switch words[0] {
		case "remove":
			delete(fsys, words[1])
		case "replace", "add":
			data := string(fsys[from].Data)
			if !strings.Contains(data, args[1]) {
				return fmt.Errorf("%s does not hold %q", from, args[1])
			}
			fsys[words[1]] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(data, args[1], args[3]))}
		default:
			return fmt.Errorf("unknown command %q", line)
		}
	}
	return nil
}
