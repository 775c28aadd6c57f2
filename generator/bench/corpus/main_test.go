package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/check"
	"minhbach/generator/internal/source"
)

const (
	project = "../../.."
	// tiny makes an instance of some 400 files.
	tiny = 1.0 / 50
)

func instance(t *testing.T, seed uint64) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "corpus")
	if _, err := write(options{project: project, out: dir, name: "province", factor: tiny, seed: seed, rows: -1}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// What is measured must be well: problems have paths of their own.
func TestAnInstanceIsWell(t *testing.T) {
	p, problems, err := source.Load(instance(t, 1), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, more := check.Project(p, check.Options{Today: dataAsOf})
	for _, p := range append(problems, more...) {
		t.Errorf("%s: %s", p.Pos, p.Message.EN)
	}
}

func TestAnInstanceBuilds(t *testing.T) {
	dir := instance(t, 1)
	public := filepath.Join(filepath.Dir(dir), "public")
	_, problems, err := build.Build(context.Background(), build.Options{Root: dir, Out: public, Cache: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Pos, p.Message.EN)
	}
	for _, page := range []string{"index.html", "tin/2023/index.html", "xa/index.html", "so-lieu/ho-theo-loai/index.html", "en/index.html"} {
		if _, err := os.Stat(filepath.Join(public, filepath.FromSlash(page))); err != nil {
			t.Error(err)
		}
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	first, second, other := digest(t, instance(t, 7)), digest(t, instance(t, 7)), digest(t, instance(t, 8))
	if first != second {
		t.Error("two runs with one seed differ")
	}
	if first == other {
		t.Error("another seed gives the same")
	}
}

func digest(t *testing.T, dir string) string {
	t.Helper()
	sum := sha256.New()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		io.WriteString(sum, name)
		sum.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Nobody may take a place, an office or a text for real.
func TestEverythingSaysThatItIsSynthetic(t *testing.T) {
	dir := instance(t, 1)
	for _, pattern := range []string{"data/units/*.json", "data/organizations/*.json", "data/plans/*.json", "data/commitments/*.json", "content/vi/tin/*/*.md", "data/site.json"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(data), "mô phỏng") || !norm.NFC.IsNormal(data) {
				t.Errorf("%s does not say that it is synthetic, or is not NFC", file)
			}
		}
	}
}

// News is as long as news is, or lists and feeds would cost too little.
func TestNewsHasTheLengthOfNews(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(instance(t, 1), "content/vi/tin/*/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	words := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		body := strings.SplitN(string(data), "---\n", 3)[2]
		words += len(strings.Fields(body))
	}
	if mean := words / len(files); mean < 300 || mean > 600 {
		t.Errorf("an item has %d words, want 300 to 600", mean)
	}
}

func TestPlacesAreNested(t *testing.T) {
	for _, f := range []float64{1.0 / 100, 1.0 / 16, 1, 2} {
		s := sizes["nation"].times(f)
		c := corpus{size: s, options: options{seed: 3}}
		l := newLand(s, c.chance(streamLand, 0))
		codes := map[string]bool{}
		for _, p := range l.parts {
			if len(p.code) != 5 || codes[p.code] {
				t.Fatalf("scale %v: code %s of a commune is not one of its own", f, p.code)
			}
			codes[p.code] = true
		}
		for _, level := range [][]place{l.provinces, l.earlier, l.districts, l.communes} {
			next := 0
			for _, p := range level {
				if p.from != next || p.to <= p.from {
					t.Fatalf("scale %v: %s holds %d to %d, after %d", f, p.id, p.from, p.to, next)
				}
				next = p.to
			}
		}
	}
}

func TestScales(t *testing.T) {
	for text, want := range map[string]float64{"1": 1, "1/16": 0.0625, "0.5": 0.5, "2": 2} {
		if got, err := fraction(text); err != nil || got != want {
			t.Errorf("fraction(%q) = %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "0", "-1", "1/0", "x", "1/", "17"} {
		if got, err := fraction(text); err == nil {
			t.Errorf("fraction(%q) = %v, want an error", text, got)
		}
	}
}
