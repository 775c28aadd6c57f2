package main

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/audit"
)

// siteCopy copies what an audit reads of the built site, so that a test may break it.
func siteCopy(t *testing.T) string {
	t.Helper()
	site, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	index := readJSON[audit.Index](t, filepath.Join(site, audit.Folder, "index.json"))
	names := []string{audit.Folder + "/index.json"}
	for _, release := range index.Releases {
		names = append(names, audit.Folder+"/"+release+".json")
	}
	for _, name := range append(names, index.Pages...) {
		data, err := os.ReadFile(filepath.Join(site, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestAuditOfTheBuiltSiteIsGreen(t *testing.T) {
	dir := siteCopy(t)
	if status, out := run(t, "audit", dir); status != 0 {
		t.Errorf("audit of the folder: exit status %d\n%s", status, out)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	if status, out := run(t, "audit", server.URL); status != 0 {
		t.Errorf("audit of the address: exit status %d\n%s", status, out)
	}
}

// bundle is an audit file that can be broken.
type bundle struct {
	MinWidth  int64            `json:"min_width"`
	Cells     []map[string]any `json:"cells"`
	Equations []map[string]any `json:"equations"`
	Derived   []map[string]any `json:"derived"`
}

// withheld finds a withheld count that a page shows.
func (b *bundle) withheld(t *testing.T) map[string]any {
	t.Helper()
	for _, c := range b.Cells {
		if c["value"] == nil && c["min_width"] != 0.0 && strings.Contains(c["id"].(string), "unit=an-lac-04327|year=2023|transition=") {
			return c
		}
	}
	t.Fatal("no withheld figure")
	return nil
}

// published finds a count above 20 that is published.
func (b *bundle) published(t *testing.T) map[string]any {
	t.Helper()
	for _, c := range b.Cells {
		if v, ok := c["value"].(float64); ok && v > 20 && strings.Contains(c["id"].(string), "year=2023|class-end=ho-ngheo") {
			return c
		}
	}
	t.Fatal("no published figure")
	return nil
}

func set(c map[string]any, value any, lower, upper float64) {
	c["value"], c["lower"], c["upper"] = value, lower, upper
}

// TestAuditOfBrokenCopiesIsRed breaks a copy of the built site in one way each:
// the audit must end with status 1 and name the figure or the fault.
func TestAuditOfBrokenCopiesIsRed(t *testing.T) {
	for _, tt := range []struct {
		name   string
		damage func(t *testing.T, dir string, b *bundle)
		says   string
	}{
		{"a withheld figure is published", func(t *testing.T, _ string, b *bundle) {
			c := b.withheld(t)
			set(c, c["lower"], c["lower"].(float64), c["lower"].(float64))
		}, "narrow"},
		{"a range is narrower than the rules allow", func(t *testing.T, _ string, b *bundle) {
			c := b.withheld(t)
			c["upper"] = c["lower"].(float64) + 1
		}, "telling"},
		{"a published figure is wrong by one", func(t *testing.T, _ string, b *bundle) {
			c := b.published(t)
			set(c, c["value"].(float64)+1, c["value"].(float64)+1, c["value"].(float64)+1)
		}, "inconsistent"},
		{"the rules ask for more than the figures keep", func(_ *testing.T, _ string, b *bundle) {
			b.MinWidth = 1000
		}, "narrow"},
		{"a sum gives a withheld figure away", func(t *testing.T, _ string, b *bundle) {
			c := b.withheld(t)
			b.Cells = append(b.Cells, map[string]any{"id": "leak", "value": c["lower"], "lower": c["lower"], "upper": c["lower"]})
			b.Equations = append(b.Equations, map[string]any{"sum": []any{c["id"]}, "equals": "leak"})
		}, "narrow"},
		{"a small difference can be derived", func(t *testing.T, _ string, b *bundle) {
			c := b.published(t)
			b.Cells = append(b.Cells, map[string]any{"id": "last-year", "value": c["value"].(float64) - 1, "lower": c["value"].(float64) - 1, "upper": c["value"].(float64) - 1})
			b.Derived = append(b.Derived, map[string]any{"id": "change", "terms": map[string]any{c["id"].(string): 1, "last-year": -1}, "min_abs": 3})
		}, "difference"},
		{"a whole group has a trait", func(t *testing.T, _ string, b *bundle) {
			c := b.published(t)
			b.Cells = append(b.Cells, map[string]any{"id": "none", "value": 0, "lower": 0, "upper": 0})
			b.Cells = append(b.Cells, map[string]any{"id": "all", "value": c["value"], "lower": c["value"], "upper": c["value"]})
			b.Equations = append(b.Equations, map[string]any{"sum": []any{"all", "none"}, "equals": c["id"], "attribute": true})
		}, "group"},
		{"an earlier release published what is withheld now", func(t *testing.T, dir string, b *bundle) {
			earlier := *b
			earlier.Cells = slices.Clone(b.Cells)
			c := b.withheld(t)
			for i := range earlier.Cells {
				if earlier.Cells[i]["id"] == c["id"] {
					earlier.Cells[i] = map[string]any{"id": c["id"], "value": c["lower"], "lower": c["lower"], "upper": c["lower"]}
				}
			}
			writeJSON(t, filepath.Join(dir, audit.Folder+"/0.json"), earlier)
			index := readJSON[map[string]any](t, filepath.Join(dir, audit.Folder+"/index.json"))
			index["releases"] = []string{"0", "1"}
			writeJSON(t, filepath.Join(dir, audit.Folder+"/index.json"), index)
		}, "revoked"},
		{"a page shows another figure", func(t *testing.T, dir string, b *bundle) {
			replaceInPages(t, dir, b.published(t)["id"].(string), `">`, `">9`)
		}, "shows another figure"},
		{"a page shows a withheld figure", func(t *testing.T, dir string, b *bundle) {
			replaceInPages(t, dir, b.withheld(t)["id"].(string), `–`, ` đến đúng 57 hay `)
		}, "shows another figure"},
		{"the audit file lacks a figure that a page shows", func(t *testing.T, dir string, b *bundle) {
			id := b.published(t)["id"].(string)
			replaceInPages(t, dir, id, id, id+"|unheard")
		}, "does not hold"},
		{"a page that shows figures is gone", func(t *testing.T, dir string, _ *bundle) {
			if err := os.Remove(filepath.Join(dir, "so-lieu/bien-dong-ho-ngheo/index.html")); err != nil {
				t.Fatal(err)
			}
		}, "unreadable"},
		{"the audit file tells more than its format allows", func(_ *testing.T, _ string, b *bundle) {
			b.Cells[0]["primary"] = true
		}, "unreadable"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := siteCopy(t)
			file := filepath.Join(dir, audit.Folder, "1.json")
			b := readJSON[bundle](t, file)
			tt.damage(t, dir, &b)
			writeJSON(t, file, b)
			status, out := run(t, "audit", dir)
			if status != 1 || !strings.Contains(out, tt.says) {
				t.Errorf("exit status %d, want 1 with %q:\n%.2000s", status, tt.says, out)
			}
		})
	}
}

// replaceInPages changes the cells of one figure on every page that shows it.
func replaceInPages(t *testing.T, dir, id, old, with string) {
	t.Helper()
	cell := regexp.MustCompile(`(?s)<td [^>]*data-cell="` + regexp.QuoteMeta(id) + `".*?</td>`)
	changed := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".html" {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		text := cell.ReplaceAllStringFunc(string(data), func(s string) string {
			changed++
			return strings.Replace(s, old, with, 1)
		})
		return os.WriteFile(name, []byte(text), 0o644)
	})
	if err != nil || changed == 0 {
		t.Fatalf("%d cells changed, %v", changed, err)
	}
}

func readJSON[T any](t *testing.T, file string) T {
	t.Helper()
	var v T
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

func writeJSON(t *testing.T, file string, v any) {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
