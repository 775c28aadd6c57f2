package site

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/record"
)

// note is the model of the pages in these tests.
type note struct {
	Text  string  `json:"text"`
	Photo string  `json:"photo,omitempty"`
	X     float64 `json:"x,omitempty"`
}

// project is a project folder and what is rendered from it.
type project struct {
	t     testing.TB
	root  string
	theme fstest.MapFS
	pages []portal.Page
	files []portal.File
	opts  Options
}

// newProject gives a theme whose layouts show their own name, so that a test
// sees which one Hugo took.
func newProject(t testing.TB, pages ...portal.Page) *project {
	t.Helper()
	settings, err := os.ReadFile("../../theme/hugo.toml")
	if err != nil {
		t.Fatal(err)
	}
	p := &project{t: t, root: t.TempDir(), theme: fstest.MapFS{"hugo.toml": {Data: settings}}}
	p.file("layouts/baseof.html", `<html lang="{{ site.Language.Lang }}"><title>{{ .Title }}</title>{{ block "main" . }}{{ end }}</html>`)
	for _, name := range []string{"home", "list", "section", "page", "news", "404"} {
		p.file("layouts/"+name+".html", `{{ define "main" }}<p class="`+name+`">{{ .Params.model.text }}</p>{{ .Content }}{{ end }}`)
	}
	p.pages = pages
	p.opts = Options{
		Root: p.root, Out: t.TempDir(), Cache: t.TempDir(), Theme: p.theme,
		Settings: record.Site{BaseURL: "https://example.org/minh-bach/", Title: record.Text{VI: "Minh Bạch", EN: "Minh Bach"}},
	}
	return p
}

func (p *project) file(name, text string) { p.theme[name] = &fstest.MapFile{Data: []byte(text)} }

func (p *project) picture(name string, data []byte) {
	p.t.Helper()
	name = filepath.Join(p.root, "content", "anh", name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// site is the pages and files as a site of one part, in pieces of a page.
func (p *project) site() *portal.Site {
	s := &portal.Site{Files: p.files, Parts: make([]portal.Part, 1)}
	s.Pieces = func(yield func(portal.Piece) bool) {
		for _, page := range p.pages {
			piece := portal.Piece{Pages: []portal.Page{page}}
			if !yield(piece) {
				return
			}
			s.Parts[0].Pages = append(s.Parts[0].Pages, kept.Page{Address: page.Address, Lang: page.Lang, Source: page.Source, Links: piece.Pages[0].Links})
		}
	}
	return s
}

func (p *project) render() ([]diag.Problem, error) {
	p.t.Helper()
	_, problems, err := Render(context.Background(), p.site(), p.opts)
	return problems, err
}

// mustRender renders and gives every file of the output by its path.
func (p *project) mustRender() map[string]string {
	p.t.Helper()
	problems, err := p.render()
	if err != nil {
		p.t.Fatal(err)
	}
	for _, problem := range problems {
		p.t.Errorf("%s: %s", problem.Pos, problem.Message.EN)
	}
	return readTree(p.t, p.opts.Out)
}

func readTree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(dir), name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func page(address, lang, layout, body string) portal.Page {
	return portal.Page{
		Address: address, Lang: lang, Layout: layout, Body: body, BodyLine: 10,
		Source: "content/" + lang + "/" + strings.Trim(address, "/") + ".md",
		Frame:  portal.Frame{Title: "Trang " + address},
		Model:  note{Text: "chữ của " + address},
	}
}

func names(files map[string]string) []string {
	var all []string
	for name := range files {
		all = append(all, name)
	}
	return all
}

// The address of a page decides where it is written and its layout decides how
// it looks, whatever these names mean to Hugo otherwise.
func TestRenderWritesEachPageAtItsAddress(t *testing.T) {
	for _, tt := range []struct{ address, lang, layout, want string }{
		{"/", "vi", "home", "index.html"},
		{"/", "en", "home", "en/index.html"},
		{"/404.html", "vi", "404", "404.html"},
		{"/404.html", "en", "404", "en/404.html"},
		{"/xa/", "vi", "list", "xa/index.html"},
		{"/xa/khanh-hoa-04342/", "vi", "page", "xa/khanh-hoa-04342/index.html"},
		{"/xa/khanh-hoa-04342/", "en", "page", "en/xa/khanh-hoa-04342/index.html"},
		{"/tin/2022/giup-15-ho/", "vi", "news", "tin/2022/giup-15-ho/index.html"},
		{"/tin/", "vi", "section", "tin/index.html"},
	} {
		t.Run(tt.want, func(t *testing.T) {
			p := newProject(t, page(tt.address, tt.lang, tt.layout, ""))
			files := p.mustRender()
			if len(files) != 1 {
				t.Errorf("Render wrote %q, want %q alone", names(files), tt.want)
			}
			want := `<html lang="` + tt.lang + `"><title>Trang ` + tt.address + `</title><p class="` + tt.layout + `">chữ của ` + tt.address + `</p></html>`
			if got := files[tt.want]; got != want {
				t.Errorf("%s = %s\nwant %s", tt.want, got, want)
			}
		})
	}
}

func TestRenderWritesFilesOfThePortalAndTheTheme(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	p.files = []portal.File{{Path: "tin/feed.json", Data: []byte("{}")}, {Path: ".well-known/security.txt", Data: []byte("Contact:")}}
	p.file("static/favicon.ico", "ico")
	files := p.mustRender()
	for name, want := range map[string]string{"tin/feed.json": "{}", ".well-known/security.txt": "Contact:", "favicon.ico": "ico"} {
		if files[name] != want {
			t.Errorf("%s = %q, want %q", name, files[name], want)
		}
	}
}

func TestRenderGivesTemplatesTheBasePath(t *testing.T) {
	p := newProject(t, page("/xa/", "vi", "list", "[x](/xa/)"), page("/xa/", "en", "list", "[x](/xa/)"))
	p.file("layouts/_markup/render-link.html", `<a href="{{ .Page.Params.base }}{{ strings.TrimPrefix "/" .Destination }}">{{ .Page.Params.root }}</a>`)
	files := p.mustRender()
	for name, want := range map[string]string{
		"xa/index.html":    `<a href="/minh-bach/xa/">/minh-bach/</a>`,
		"en/xa/index.html": `<a href="/minh-bach/en/xa/">/minh-bach/</a>`,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s = %s, want %s in it", name, files[name], want)
		}
	}
}

// Model keys are lower case, because Hugo makes them so.
func TestModelKeysAreLowerCase(t *testing.T) {
	models := []any{
		portal.Frame{OtherLang: &portal.Link{}}, portal.Home{}, portal.NewsItem{}, portal.UnitPage{}, portal.Chart{},
		portal.CommitmentPage{}, portal.PlanPage{}, portal.OrganizationPage{}, portal.FiguresPage{}, portal.List{},
	}
	for _, m := range models {
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var keys map[string]any
		if err := json.Unmarshal(data, &keys); err != nil {
			t.Fatal(err)
		}
		for key := range keys {
			if key != strings.ToLower(key) {
				t.Errorf("%T has the key %q", m, key)
			}
		}
	}
}

func TestRenderRefusesTwoPagesAtOneAddress(t *testing.T) {
	p := newProject(t, page("/xa/mai-son/", "vi", "page", ""), page("/xa/mai-son/", "vi", "page", ""))
	p.pages[1].Source = "data/units/mai-son-04330.json"
	p.files = []portal.File{{Path: "xa/mai-son/index.html"}}
	problems, err := p.render()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"data/units/mai-son-04330.json MB5090 content/vi/xa/mai-son.md",
		"xa/mai-son/index.html MB5090 content/vi/xa/mai-son.md",
	}
	for i, problem := range problems {
		got := problem.Path + " " + problem.Code + " " + problem.Related[0].Path
		if i >= len(want) || got != want[i] {
			t.Errorf("problem %d = %q, want %q", i, got, want)
		}
	}
	if len(problems) != len(want) {
		t.Errorf("got %d problems, want %d", len(problems), len(want))
	}
	if files := readTree(t, p.opts.Out); len(files) > 0 {
		t.Errorf("output has %q in spite of problems", names(files))
	}
}

func TestRenderRefusesPathsOutOfTheOutput(t *testing.T) {
	for _, tt := range []struct{ name, address, file, lang string }{
		{"page above the output", "/../x/", "", "vi"},
		{"page without a slash", "x/", "", "vi"},
		{"page with an empty part", "/x//y/", "", "vi"},
		{"file above the output", "/", "../x", "vi"},
		{"absolute file", "/", "/etc/x", "vi"},
		{"file with a backslash", "/", `a\..\..\x`, "vi"},
		{"unknown language", "/", "x", "../x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProject(t, page(tt.address, tt.lang, "home", ""))
			if tt.file != "" {
				p.files = []portal.File{{Path: tt.file}}
			}
			if _, err := p.render(); err == nil {
				t.Error("Render gave no error")
			}
		})
	}
}

func TestRenderStopsWhenCancelled(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Render(ctx, p.site(), p.opts); err == nil || !strings.Contains(err.Error(), context.Canceled.Error()) {
		t.Errorf("Render = %v, want %v", err, context.Canceled)
	}
}

func fileNamed(name string) portal.File { return portal.File{Path: name, Data: []byte("x")} }
