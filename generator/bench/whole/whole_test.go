package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// Others must have as much to render as we have: no text may be lost on the way,
// and what Markdown cannot say stays as it is.
func TestAPageKeepsItsTexts(t *testing.T) {
	const site = `<!doctype html><html lang="vi"><head><title>Tên – Trang</title><meta name="description" content="Tả"></head><body>
<header>Đầu trang <a class="mb-language" href="/en/x/">English</a></header>
<main class="mb-main mb-width"><div class="mb-page-top"><a class="mb-breadcrumbs__link" href="/">Trang chủ</a></div>
<h1>Tên</h1>
<p>Một <a href="/xa/">xã</a> có <strong>5</strong> hộ.</p>
<section class="mb-section"><h2 id="viec">Việc</h2><ol><li>Một * hai</li><li>2. Ba</li></ol>
<table class="mb-table"><caption>Hộ</caption>

<tbody><tr><td>7</td></tr></tbody></table></section></main>
<footer><time datetime="2023-04-05">05/04/2023</time></footer></body></html>`
	root, err := html.Parse(strings.NewReader(site))
	if err != nil {
		t.Fatal(err)
	}
	p := readPage("/x/", root)
	if p.title != "Tên" || p.description != "Tả" || p.date != "2023-04-05" || p.other != "/en/x/" || len(p.trail) != 1 || p.bare {
		t.Errorf("read as %+v", p)
	}
	const want = `# Tên

Một [xã](/xa/) có **5** hộ.

<section class="mb-section">

## Việc

1. Một \* hai
2. 2\. Ba

<table class="mb-table"><caption>Hộ</caption>
<tbody><tr><td>7</td></tr></tbody></table>

</section>

`
	if p.body != want {
		t.Errorf("body %q, want %q", p.body, want)
	}
}

func TestEveryPageIsGivenToBoth(t *testing.T) {
	public, hugo, eleventy := t.TempDir(), t.TempDir(), t.TempDir()
	for _, file := range []string{"index.html", "tin/index.html", "tin/2023/a/index.html", "en/tin/2023/a/index.html", "404.html", "gioi-thieu/index.html"} {
		name := filepath.Join(public, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("<title>T</title><main><p>x</p></main>"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := exportPages(public, hugo, eleventy); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"vi/_index.md", "vi/tin/_index.md", "vi/tin/2023/a.md", "en/tin/2023/a.md", "vi/404.md", "vi/gioi-thieu.md"} {
		if _, err := os.Stat(filepath.Join(hugo, "content", filepath.FromSlash(file))); err != nil {
			t.Error(err)
		}
	}
	for address, want := range map[string]string{"en/tin/2023/a": "permalink: /en/tin/2023/a/index.html\nlang: en\n", "404.html": "permalink: /404.html\n"} {
		data, err := os.ReadFile(filepath.Join(eleventy, filepath.FromSlash(address), "index.md"))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), want) {
			t.Errorf("Eleventy is told %s", data)
		}
	}
}

func TestTheMedianIsOfEachNumber(t *testing.T) {
	m := median([]figure{{wall: 3 * time.Second, peak: 1}, {wall: time.Second, peak: 5}, {wall: 2 * time.Second, peak: 9}})
	if m.wall != 2*time.Second || m.peak != 5 {
		t.Errorf("median %v, %d", m.wall, m.peak)
	}
}

func TestTheFloorWritesAsMuch(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "to")
	for name, size := range map[string]int{"a": 0, "b/c": 200_000} {
		file := filepath.Join(from, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, make([]byte, size), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeFloor(from, to); err != nil {
		t.Fatal(err)
	}
	want, err := look(from)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := look(to); err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
}

func TestAnEditedRecordCanStillBeRead(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.json": `{"title": {"vi": "Một “hai”", "en": "One"}}`, "b.md": "Một câu.\n"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := edit(filepath.Join(dir, "*"+filepath.Ext(name))); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(file)
		if err != nil || string(data) == text || filepath.Ext(name) == ".json" && !json.Valid(data) {
			t.Errorf("%s is now %s (%v)", name, data, err)
		}
	}
	if err := edit(filepath.Join(dir, "*.txt")); err == nil {
		t.Error("nothing was changed and nothing was said")
	}
}

func TestSitesThatDifferAreNoticed(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want map[string]string
		ok        bool
	}{
		{"as it is", map[string]string{"a/b": "1"}, map[string]string{"a/b": "1"}, true},
		{"other bytes", map[string]string{"a": "1"}, map[string]string{"a": "2"}, false},
		{"a file too few", map[string]string{"a": "1"}, map[string]string{"a": "1", "b": "1"}, false},
		{"a file too many", map[string]string{"a": "1", "b": "1"}, map[string]string{"a": "1"}, false},
	} {
		var dirs []string
		for _, files := range []map[string]string{tt.got, tt.want} {
			dir := t.TempDir()
			dirs = append(dirs, dir)
			for name, text := range files {
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := same(dirs[0], dirs[1]); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestOnlyProvincesOfTodayArePartsOfASite(t *testing.T) {
	dir := t.TempDir()
	units := filepath.Join(dir, "data", "units")
	if err := os.MkdirAll(units, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"a": `{"code": "01", "type": "province", "validTo": "2025-06-30"}`, "b": `{"code": "01", "type": "province"}`, "c": `{"code": "00003", "type": "commune"}`,
	} {
		if err := os.WriteFile(filepath.Join(units, name+".json"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if codes, err := provinces(dir); err != nil || !slices.Equal(codes, []string{"01"}) {
		t.Errorf("provinces %v (%v)", codes, err)
	}
}
