package site

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
)

const canary = "canary-7f3a91"

// chdirToProject makes a project folder the working folder, because a Hugo left
// to itself mounts what it finds there.
func chdirToProject(t *testing.T, p *project, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(p.root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(p.root)
}

// Hugo mounts data, static, layouts, content and more of the working folder
// when a mount is not named. Confidential rows may lie in data.
func TestProjectFoldersAreNotMounted(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	chdirToProject(t, p, map[string]string{
		"data/canary.json":                           `{"value": "` + canary + `"}`,
		"data/microdata/rows.jsonl":                  `{"value": "` + canary + `"}`,
		"static/canary.txt":                          canary,
		"content/vi/canary.md":                       canary,
		"content/anh/notes.md":                       canary,
		"layouts/page-home.html":                     canary,
		"hugo.toml":                                  `title = "` + canary + `"`,
		"config/_default/params.toml":                `x = "` + canary + `"`,
		"i18n/vi.toml":                               `x = "` + canary + `"`,
		"themes/x/layouts/_partials/canary.html":     canary,
		"assets/canary.css":                          canary,
		"archetypes/default.md":                      canary,
		"_vendor/github.com/x/x/layouts/canary.html": canary,
	})
	p.file("layouts/home.html", `{{ define "main" }}
data {{ debug.Dump hugo.Data }}
{{ with try (os.ReadFile "data/canary.json") }}{{ .Value }}{{ end }}
{{ with try (os.ReadFile "../../etc/hostname") }}{{ .Value }}{{ end }}
{{ with try (os.ReadFile "`+p.root+`/data/canary.json") }}{{ .Value }}{{ end }}
{{ with try (os.ReadDir ".") }}{{ range .Value }}{{ .Name }}{{ end }}{{ end }}
{{ with resources.Get "canary.css" }}{{ .Content }}{{ end }}
{{ with resources.Get "anh/notes.md" }}{{ .Content }}{{ end }}
{{ with resources.Get "/etc/hostname" }}{{ .Content }}{{ end }}
{{ with resources.Get "../data/canary.json" }}{{ .Content }}{{ end }}
{{ site.Title }}{{ T "x" | default "" }}{{ end }}`)
	p.file("i18n/vi.toml", "x = 'không'")
	for name, text := range p.mustRender() {
		if strings.Contains(text, canary) {
			t.Errorf("%s holds the canary:\n%s", name, text)
		}
	}
}

// Settings of Hugo are ours alone; HUGO_… and the environment do not reach it.
func TestEnvironmentIsIgnored(t *testing.T) {
	t.Setenv("HUGO_BASEURL", "https://"+canary+".example/")
	t.Setenv("HUGO_PARAMS_X", canary)
	t.Setenv("HUGO_MARKUP_GOLDMARK_RENDERER_UNSAFE", "true")
	t.Setenv("HUGO_CACHEDIR", filepath.Join(t.TempDir(), canary))
	p := newProject(t, page("/", "vi", "home", ""))
	p.file("layouts/home.html", `{{ define "main" }}{{ site.BaseURL }}{{ site.Params.x }}{{ .Permalink }}{{ end }}`)
	got := p.mustRender()["index.html"]
	if strings.Contains(got, canary) || !strings.Contains(got, "https://example.org/minh-bach/") {
		t.Errorf("index.html = %s", got)
	}
}

func TestTemplatesCannotReachOut(t *testing.T) {
	t.Setenv("HUGO_SECRET", canary)
	for _, call := range []string{
		`{{ os.Getenv "HUGO_SECRET" }}`, `{{ os.Getenv "PATH" }}`,
		`{{ with resources.GetRemote "http://127.0.0.1:9/" }}{{ .Content }}{{ end }}`,
		`{{ with resources.Get "x.css" | css.PostCSS }}{{ .Content }}{{ end }}`,
	} {
		t.Run(call, func(t *testing.T) {
			p := newProject(t, page("/", "vi", "home", ""))
			p.file("assets/x.css", "a{}")
			p.file("layouts/home.html", `{{ define "main" }}`+call+`{{ end }}`)
			_, err := p.render()
			if err == nil || strings.Contains(err.Error(), canary) {
				t.Errorf("Render = %v, want an error without the value", err)
			}
		})
	}
}

// A build leaves nothing in the home folder, the temporary folder or the project.
func TestRenderWritesOnlyOutputAndCache(t *testing.T) {
	home, tmp := t.TempDir(), t.TempDir()
	p := newProject(t, page("/", "vi", "home", ""))
	p.picture("x.jpg", photo(t, 40, 30))
	p.file("layouts/home.html", `{{ define "main" }}{{ with resources.Get "anh/x.jpg" }}{{ with .Resize "20x webp" }}<img src="{{ .RelPermalink }}">{{ end }}{{ end }}
{{ with resources.Get "x.js" | fingerprint }}{{ .RelPermalink }}{{ end }}{{ end }}`)
	p.file("assets/x.js", "1")
	chdirToProject(t, p, nil)
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(name, home)
	}
	t.Setenv("TMPDIR", tmp)
	before := readTree(t, p.root)
	roots := rootNames(t)
	files := p.mustRender()
	if len(files) != 3 {
		t.Errorf("output has %q, want a page, a picture and a script", names(files))
	}
	for _, dir := range []string{home, tmp} {
		if left := readTree(t, dir); len(left) > 0 {
			t.Errorf("%s has %q", dir, names(left))
		}
	}
	if after := readTree(t, p.root); len(after) != len(before) {
		t.Errorf("project has %q, had %q", names(after), names(before))
	}
	if after := rootNames(t); after != roots {
		t.Errorf("the root folder has %s, had %s", after, roots)
	}
}

// rootNames sees whether a name of Hugo's world became a real folder.
func rootNames(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir("/")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return strings.Join(all, " ")
}

// Warnings that Hugo would only print stop the build, and the message leads to
// the file of the theme.
func TestFaultsOfTheThemeAreErrors(t *testing.T) {
	for _, tt := range []struct{ name, main, want string }{
		{"missing translation", `{{ T "no-such-word" }}`, "no-such-word"},
		{"missing partial", `{{ partial "gone.html" . }}`, "theme/layouts/news.html:1"},
		{"unknown field", `{{ .NoSuchField }}`, "theme/layouts/news.html:1"},
		{"deprecated function", `{{ site.Data }}`, "deprecated"},
		{"warning of the template", `{{ warnf "xin chú ý" }}`, "xin chú ý"},
		{"error of the template", `{{ errorf "không được" }}`, "không được"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProject(t, page("/tin/", "vi", "news", ""))
			p.file("layouts/news.html", `{{ define "main" }}`+tt.main+`{{ end }}`)
			problems, err := p.render()
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Render = %v, %v; want an error with %q", problems, err, tt.want)
			}
			if err != nil && strings.Contains(err.Error(), "__") {
				t.Errorf("the error shows a name of the virtual world: %v", err)
			}
		})
	}
}

func TestMissingLayoutIsAnError(t *testing.T) {
	p := newProject(t, page("/tin/", "vi", "gone", ""))
	_, err := p.render()
	if want := "theme has no layouts/gone.html for /tin/ (content/vi/tin.md)"; err == nil || err.Error() != want {
		t.Errorf("Render = %v, want %q", err, want)
	}
}

func TestUnusedTemplatesAreAnErrorForACompleteProject(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	p.opts.Complete = true
	_, err := p.render()
	if want := "no page uses the template layouts/news.html"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("Render = %v, want %q in it", err, want)
	}
}

// Two builds of one process, as in serve: the second knows nothing of the first,
// also after a failure.
func TestRenderAgainAfterAFailure(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	good := p.theme["layouts/home.html"].Data
	p.file("layouts/home.html", `{{ define "main" }}{{ broken`)
	if _, err := p.render(); err == nil {
		t.Fatal("Render gave no error")
	}
	p.file("layouts/home.html", string(good))
	p.opts.Out = t.TempDir()
	p.mustRender()
}

func TestSameInputsGiveTheSameBytes(t *testing.T) {
	pages := func() []portal.Page {
		return []portal.Page{page("/", "vi", "home", "# Chào\n\nđoạn"), page("/", "en", "home", "x"), page("/tin/", "vi", "list", "")}
	}
	first, second := newProject(t, pages()...).mustRender(), newProject(t, pages()...).mustRender()
	for name, text := range first {
		if second[name] != text {
			t.Errorf("%s differs between two builds", name)
		}
	}
}

// Photographs carry the place where they were taken.
func TestPicturesLoseTheirMetadata(t *testing.T) {
	for _, format := range []string{"jpg", "webp"} {
		t.Run(format, func(t *testing.T) {
			p := newProject(t, page("/", "vi", "home", ""))
			p.picture("x.jpg", withEXIF(photo(t, 40, 30)))
			p.file("layouts/home.html", `{{ define "main" }}{{ with resources.Get "anh/x.jpg" }}{{ with .Resize "20x `+format+`" }}<img src="{{ .RelPermalink }}">{{ end }}{{ end }}{{ end }}`)
			files := p.mustRender()
			if len(files) != 2 {
				t.Fatalf("output has %q, want a page and a picture", names(files))
			}
			for name, data := range files {
				if strings.Contains(data, canary) || strings.Contains(data, "Exif") {
					t.Errorf("%s has metadata", name)
				}
			}
		})
	}
}

func TestOriginalPicturesAreNotPublished(t *testing.T) {
	for _, publish := range []string{".RelPermalink", "(. | fingerprint).RelPermalink", `(resources.Copy "anh/y.jpg" .).RelPermalink`} {
		t.Run(publish, func(t *testing.T) {
			p := newProject(t, page("/", "vi", "home", ""))
			p.picture("x.jpg", photo(t, 40, 30))
			p.file("layouts/home.html", `{{ define "main" }}{{ with resources.Get "anh/x.jpg" }}{{ `+publish+` }}{{ end }}{{ end }}`)
			if _, err := p.render(); err == nil || !strings.Contains(err.Error(), "original picture") {
				t.Errorf("Render = %v, want a refusal to publish an original", err)
			}
		})
	}
}

func TestBrokenPictureIsAProblemOfTheEditor(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	p.picture("ảnh hỏng.jpg", []byte("no picture"))
	p.file("layouts/home.html", `{{ define "main" }}{{ with resources.Get "anh/ảnh hỏng.jpg" }}{{ with .Resize "20x" }}{{ .RelPermalink }}{{ end }}{{ end }}{{ end }}`)
	problems, err := p.render()
	if err != nil || len(problems) != 1 || problems[0].Path != "content/anh/ảnh hỏng.jpg" || problems[0].Code != "MB7007" {
		t.Errorf("Render = %v, %v; want one problem MB7007 at the picture", problems, err)
	}
}

func TestPicturesCannotBeReadFromOutside(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	outside := filepath.Join(t.TempDir(), "x.jpg")
	if err := os.WriteFile(outside, photo(t, 40, 30), 0o644); err != nil {
		t.Fatal(err)
	}
	p.picture("y.jpg", photo(t, 40, 30))
	if err := os.Symlink(outside, filepath.Join(p.root, "content", "anh", "x.jpg")); err != nil {
		t.Fatal(err)
	}
	p.file("layouts/home.html", `{{ define "main" }}{{ with resources.Get "anh/x.jpg" }}{{ with .Resize "20x" }}{{ .RelPermalink }}{{ end }}{{ end }}{{ end }}`)
	if problems, err := p.render(); err == nil && len(problems) == 0 && len(readTree(t, p.opts.Out)) > 1 {
		t.Error("a symbolic link led out of content/anh")
	}
}

// A full disk or an output that cannot be written is an error, not a problem.
func TestUnwritableOutputIsAnError(t *testing.T) {
	p := newProject(t, page("/tin/", "vi", "news", ""))
	if err := os.WriteFile(filepath.Join(p.opts.Out, "tin"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	problems, err := p.render()
	if err == nil || len(problems) > 0 || !strings.Contains(err.Error(), "write output") {
		t.Errorf("Render = %v, %v; want an error about writing", problems, err)
	}
}

func TestOutputMustExist(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	p.opts.Out = filepath.Join(t.TempDir(), "gone")
	if _, _, err := Render(context.Background(), p.site(), p.opts); err == nil {
		t.Error("Render gave no error")
	}
}

func photo(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for x := range width {
		for y := range height {
			m.Set(x, y, color.RGBA{uint8(x * 5), uint8(y * 7), 90, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withEXIF puts a segment APP1 with a little TIFF and the canary after the start
// of a JPEG.
func withEXIF(data []byte) []byte {
	body := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00" + // one entry:
		"\x0e\x01\x02\x00\x0e\x00\x00\x00\x1a\x00\x00\x00" + // ImageDescription, 14 letters at 26
		"\x00\x00\x00\x00" + canary + "\x00"
	size := len(body) + 2
	segment := append([]byte{0xff, 0xe1, byte(size >> 8), byte(size)}, body...)
	return append(append(append([]byte{}, data[:2]...), segment...), data[2:]...)
}

// Were a shortcode or HTML to slip through our own check, Hugo would neither run
// nor publish it, and would say so.
func TestHugoItselfRefusesWhatTheCheckWouldMiss(t *testing.T) {
	for _, tt := range []struct{ body, want string }{
		{"<script>alert(1)</script>", "Raw HTML omitted"},
		{"chữ <b>đậm</b>", "Raw HTML omitted"},
		{"{{< gone >}}", "shortcode"},
		{"{{< x.inline >}}{{ now }}{{< /x.inline >}}", ""},
	} {
		t.Run(tt.body, func(t *testing.T) {
			p := newProject(t, page("/", "vi", "home", tt.body))
			out, err := os.OpenRoot(p.opts.Out)
			if err != nil {
				t.Fatal(err)
			}
			defer out.Close()
			pictures, err := openPictures(p.root)
			if err != nil {
				t.Fatal(err)
			}
			text, _, err := virtualText(&p.pages[0], "/", kept.Digest{})
			if err != nil {
				t.Fatal(err)
			}
			w := newWriter(context.Background(), out, pictures, "/", p.opts)
			w.begin([]pageText{text})
			err = renderPages([]pageText{text}, w, p.opts)
			if tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "content/vi/.md")) {
				t.Errorf("renderPages = %v, want %q at the page's source", err, tt.want)
			}
			got := readTree(t, p.opts.Out)["index.html"]
			if strings.Contains(got, "alert") || strings.Contains(got, "<b>") || strings.Contains(got, "+0") {
				t.Errorf("index.html = %s", got)
			}
		})
	}
}
