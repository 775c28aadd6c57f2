package source

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/diag"
)

func TestWhatEachFileIs(t *testing.T) {
	fsys := fstest.MapFS{
		"README.md":                        {Data: []byte("not ours")},
		"data/site.json":                   {Data: []byte("{}")},
		"data/units/khanh-hoa-04342.json":  {Data: []byte("{}")},
		"data/plans/.gitkeep":              {},
		"data/microdata/rows.jsonl":        {Data: []byte("never opened \xff")},
		"data/releases/0001.json":          {Data: []byte("{}")},
		"content/vi/gioi-thieu.md":         {Data: []byte("---\n---\n")},
		"content/en/tin/2022/khanh-hoa.md": {Data: []byte("---\n---\n")},
		"content/anh/2022/nam-moc-nhi.jpg": {Data: []byte("\xff\xd8")},
	}
	p, problems, err := LoadFS(fsys, Options{})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	var got []string
	for _, f := range p.Files {
		got = append(got, strings.Join([]string{f.Path, f.Kind, f.ID, f.Lang, f.Address, f.Name()}, "|"))
	}
	want := []string{
		"content/anh/2022/nam-moc-nhi.jpg|picture||||",
		"content/en/tin/2022/khanh-hoa.md|news||en|/tin/2022/khanh-hoa/|",
		"content/vi/gioi-thieu.md|page||vi|/gioi-thieu/|",
		"data/site.json|site|site|||",
		"data/units/khanh-hoa-04342.json|units|khanh-hoa-04342|||units/khanh-hoa-04342",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if p.File("data/site.json") == nil || p.File("README.md") != nil {
		t.Error("File must find the files of the project and no other")
	}
}

func TestFilesThatDoNotBelong(t *testing.T) {
	const json = "data/units/"
	for _, tt := range []struct{ name, path, data, problem, remedy string }{
		{"unknown folder", "data/unit/a.json", "{}", "data/unit MB0110", "units"},
		{"file without kind", "data/a.json", "{}", "data/a.json MB0110", "data/<kind>/"},
		{"folder too deep", json + "yen-bai/a.json", "{}", "data/units/yen-bai MB0110", ""},
		{"other ending", json + "a.txt", "x", "data/units/a.txt MB0110", ""},
		{"capital letters", json + "Khanh-Hoa.json", "{}", "data/units/Khanh-Hoa.json MB0109", "khanh-hoa.json"},
		{"marks", json + "khánh hòa.json", "{}", "data/units/khánh hòa.json MB0109", "khanh-hoa.json"},
		{"capital ending", json + "a.JSON", "{}", "data/units/a.JSON MB0109", "a.json"},
		{"line break", json + "a\nb.json", "{}", "data/units/a\nb.json MB0109", "a-b.json"},
		{"control character", json + "a\x1b[2J.json", "{}", "data/units/a\x1b[2J.json MB0109", ""},
		{"nothing but signs", json + "---.json", "{}", "data/units/---.json MB0109", "khanh-hoa-2022.json"},
		{"unknown language", "content/fr/a.md", "---\n---\n", "content/fr MB0110", ""},
		{"news without year", "content/vi/tin/a.md", "---\n---\n", "content/vi/tin/a.md MB0110", "tin/<year>"},
		{"odd year", "content/vi/tin/22/a.md", "---\n---\n", "content/vi/tin/22 MB0110", ""},
		{"picture among texts", "content/vi/a.jpg", "x", "content/vi/a.jpg MB0110", "content/anh/"},
		{"SVG", "content/anh/a.svg", "<svg/>", "content/anh/a.svg MB0112", ".jpg"},
		{"not UTF-8", json + "a.json", "{\"a\":\n \"\xe1\"}", "data/units/a.json:2:3 MB0101", "UTF-8"},
		{"text not UTF-8", "content/vi/a.md", "---\ntitle: \xe1\n---\n", "content/vi/a.md:2:8 MB0101", "UTF-8"},
		{"byte order mark", json + "a.json", "\ufeff{}", "data/units/a.json:1:1 MB0102", "with BOM"},
		{"marks apart", json + "a.json", "{\"a\": \"Kha\u0301nh\"}", "data/units/a.json:1:10 MB0103", "precomposed"},
		{"no-break space", json + "a.json", "{\"a\": \"15\u00a0hộ\u00a0nghèo\"}", "data/units/a.json:1:10 MB0104", "ordinary space"},
		{"direction of writing", json + "a.json", "{\"a\": \"x\u202ey\"}", "data/units/a.json:1:9 MB0104", ""},
		{"control character in text", json + "a.json", "{\"a\": \"x\x07y\"}", "data/units/a.json:1:9 MB0105", ""},
		{"too large", json + "a.json", strings.Repeat(" ", 2<<10), "data/units/a.json MB0106", "one record"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, problems, err := LoadFS(fstest.MapFS{tt.path: {Data: []byte(tt.data)}}, Options{FileBytes: 1 << 10})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range p.Files { // what is wrong with a file as a whole is not told again
				if _, more := f.Tree(); len(more) > 0 {
					t.Errorf("told again when the values are read: %+v", more)
				}
			}
			if len(problems) != 1 {
				t.Fatalf("%d problems, want one: %+v", len(problems), problems)
			}
			first := problems[0]
			if got := first.Pos.String() + " " + first.Code; got != tt.problem {
				t.Errorf("problem %q, want %q", got, tt.problem)
			}
			if !strings.Contains(first.Remedy.EN, tt.remedy) || first.Remedy.VI == "" || first.Message.VI == "" {
				t.Errorf("remedy %q lacks %q", first.Remedy.EN, tt.remedy)
			}
		})
	}
}

// The reader of Markdown must not be given what makes it slow.
func TestTextsThatAreTooLong(t *testing.T) {
	const head = "---\ntitle: a\n---\n"
	for name, tt := range map[string]struct{ body, want string }{
		"paragraphs":                 {strings.Repeat("x\n\n", maxBody/4), ""},
		"paragraph":                  {"x\n\n" + strings.Repeat("*a_", maxParagraph/2), "6:1 MB0106"},
		"paragraph of many lines":    {strings.Repeat("[a](<b\n", maxParagraph/2), "4:1 MB0106"},
		"text of short paragraphs":   {strings.Repeat("xyz\n\n", maxBody/4), "4:1 MB0106"},
		"quotes in quotes":           {strings.Repeat(">", maxParagraph) + " x", "4:1 MB0106"},
		"lines that only look empty": {strings.Repeat("x\n \t\n", maxParagraph/2), ""},
	} {
		fsys := fstest.MapFS{"content/vi/a.md": {Data: []byte(head + tt.body)}}
		p, problems, err := LoadFS(fsys, Options{})
		if got := brief(problems); err != nil || got != tt.want {
			t.Errorf("%s: problems %q, %v, want %q", name, got, err, tt.want)
		}
		if body, _ := p.Files[0].Body(); (body == "") != (tt.want != "") {
			t.Errorf("%s: %d bytes are handed on", name, len(body))
		}
	}
}

func TestInvisibleCharactersAreCounted(t *testing.T) {
	_, problems := fromBytes("{\"a\": \"15\u00a0hộ\u00a0nghèo\"}")
	if len(problems) != 1 || !strings.Contains(problems[0].Message.VI, "2 ký tự") {
		t.Errorf("got %+v", problems)
	}
}

func TestTooManyFiles(t *testing.T) {
	fsys := fstest.MapFS{"data/units/a.json": {}, "data/units/b.json": {}, "data/units/c.json": {}}
	p, problems, err := LoadFS(fsys, Options{Files: 2})
	if err != nil || len(p.Files) != 2 || len(problems) != 1 || problems[0].Code != diag.CodeTooMuch {
		t.Errorf("%d files, %v, %v", len(p.Files), problems, err)
	}
}

// Nothing outside the folder is read, whatever the links say.
func TestLinksAreNotFollowed(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.json")
	if err := os.WriteFile(outside, []byte(`{"secret": "canary"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, folder := range []string{"data/units", "content/vi"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for link, target := range map[string]string{
		"data/units/a.json":  outside,
		"data/plans":         filepath.Dir(outside),
		"data/site.json":     "../../../../../../etc/passwd",
		"content/vi/self.md": "self.md",
	} {
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	p, problems, err := Load(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Files) != 0 {
		t.Errorf("read %d files through links", len(p.Files))
	}
	var paths []string
	for _, problem := range problems {
		if problem.Code != diag.CodeSymlink {
			t.Errorf("unexpected %+v", problem)
		}
		paths = append(paths, problem.Path)
	}
	if want := []string{"content/vi/self.md", "data/plans", "data/site.json", "data/units/a.json"}; !slices.Equal(paths, want) {
		t.Errorf("problems at %q, want %q", paths, want)
	}
}

func TestAFolderThatIsNotThereIsAnError(t *testing.T) {
	if _, _, err := Load(filepath.Join(t.TempDir(), "nowhere"), Options{}); err == nil {
		t.Error("no error")
	}
}

func BenchmarkLoad(b *testing.B) {
	dir := b.TempDir()
	folder := filepath.Join(dir, "data", "outcomes")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		b.Fatal(err)
	}
	const files = 2000
	for i := range files {
		name := filepath.Join(folder, fmt.Sprintf("r-%d.json", i))
		if err := os.WriteFile(name, []byte(sample), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(files * len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		if _, problems, err := Load(dir, Options{}); err != nil || len(problems) > 0 {
			b.Fatal(err, problems)
		}
	}
}
