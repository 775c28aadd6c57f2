package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// Others must have as much to render as we have: no text may be lost on the way.
func TestAPageKeepsItsTexts(t *testing.T) {
	const site = `<!doctype html><title>Tên – Trang</title><meta name="description" content="Tả">
<header>Đầu trang</header><main><nav>Vị trí</nav><h1>Tên</h1><p>Một <a href="/xa/">xã</a> có <strong>5</strong> hộ.</p>
<section><h2>Việc</h2><ul><li>Một</li><li>Hai <time datetime="2023-04-05">05/04/2023</time></li></ul>
<table><thead><tr><th>Năm</th><th>Hộ</th></tr></thead><tbody><tr><td>2023</td><td>7</td></tr></tbody></table></section></main>`
	root, err := html.Parse(strings.NewReader(site))
	if err != nil {
		t.Fatal(err)
	}
	p := readPage("/x/", root)
	if p.title != "Tên – Trang" || p.description != "Tả" || p.date != "2023-04-05" {
		t.Errorf("title %q, description %q, date %s", p.title, p.description, p.date)
	}
	const want = "Một [xã](/xa/) có **5** hộ.\n\n## Việc\n\n- Một\n- Hai 05/04/2023\n\n| Năm | Hộ |\n|---|---|\n| 2023 | 7 |\n\n"
	if p.body != want {
		t.Errorf("body %q, want %q", p.body, want)
	}
}

func TestEveryPageIsGivenToBoth(t *testing.T) {
	public, hugo, eleventy := t.TempDir(), t.TempDir(), t.TempDir()
	for _, address := range []string{"", "tin", "tin/2023/a", "gioi-thieu"} {
		dir := filepath.Join(public, filepath.FromSlash(address))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("<title>T</title><main><p>x</p></main>"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := exportPages(public, hugo, eleventy); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"_index.md", "tin/_index.md", "tin/2023/a/index.md", "gioi-thieu/index.md"} {
		if _, err := os.Stat(filepath.Join(hugo, "content", filepath.FromSlash(file))); err != nil {
			t.Error(err)
		}
	}
	data, err := os.ReadFile(filepath.Join(eleventy, "tin/2023/a/index.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), "permalink: /tin/2023/a/index.html") || !strings.Contains(string(data), `tags: ["/tin/2023"]`) {
		t.Errorf("Eleventy is told %s", data)
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
