package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minhbach/generator/internal/audit"
)

// aloneWith copies the records with one table only, which has the given members
// besides its own.
func aloneWith(t *testing.T, members map[string]any) string {
	t.Helper()
	dir := t.TempDir()
	for _, part := range []string{"content", "data"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join("..", part))); err != nil {
			t.Fatal(err)
		}
	}
	tables := filepath.Join(dir, "data", "tables")
	const name = "bien-dong-ho-ngheo.json"
	table := readJSON[map[string]any](t, filepath.Join(tables, name))
	for key, value := range members {
		table[key] = value
	}
	if err := os.RemoveAll(tables); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(tables, 0o755); err != nil {
		t.Fatal(err)
	}
	data, err := json.MarshalIndent(table, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(tables, name), append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A site whose table rounds is built and passes the audit; a copy that shows
// another figure, or says that it knows more, does not.
func TestAuditOfARoundedTable(t *testing.T) {
	root := aloneWith(t, map[string]any{"method": "round", "base": 5})
	site := filepath.Join(t.TempDir(), "site")
	t.Chdir(root)
	if status, out := run(t, "build", "--out", site); status != 0 {
		t.Fatalf("build: exit status %d\n%s", status, out)
	}
	if status, out := run(t, "audit", site); status != 0 {
		t.Fatalf("audit: exit status %d\n%s", status, out)
	}
	for page, words := range map[string]string{
		"so-lieu/bien-dong-ho-ngheo/index.html":    "đã làm tròn",
		"en/so-lieu/bien-dong-ho-ngheo/index.html": "rounded",
		"phuong-phap/index.html":                   "Làm tròn số nhỏ, cơ số 5",
		"en/phuong-phap/index.html":                "Small-count rounding to base 5",
	} {
		if data, err := os.ReadFile(filepath.Join(site, page)); err != nil || !strings.Contains(string(data), words) {
			t.Errorf("%s does not say %q (%v)", page, words, err)
		}
	}
	file := filepath.Join(site, audit.Folder, "1.json")
	for name, damage := range map[string]func(c map[string]any){
		"narrow":  func(c map[string]any) { c["upper"] = c["lower"].(float64) + 1; c["shown"] = c["lower"] },
		"page":    func(c map[string]any) { c["shown"] = c["shown"].(float64) - 1 },
		"telling": func(c map[string]any) { delete(c, "method"); delete(c, "shown") },
	} {
		b := readJSON[bundle](t, file)
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range b.Cells {
			if c["method"] == "round" && c["shown"] == 5.0 && c["lower"] == 1.0 {
				damage(c)
				break
			}
		}
		writeJSON(t, file, b)
		if status, out := run(t, "audit", site); status != 1 || !strings.Contains(out, name) {
			t.Errorf("%s: exit status %d\n%s", name, status, out)
		}
		if err := os.WriteFile(file, whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// A table that adds noise needs the secret, which stands nowhere in the site.
func TestAuditOfATableWithNoise(t *testing.T) {
	root := aloneWith(t, map[string]any{"method": "cell-key", "noise": map[string]any{"d": 5, "v": 3, "js": 2}})
	t.Chdir(root)
	site := filepath.Join(t.TempDir(), "site")
	if status, out := run(t, "build", "--out", site); status != 1 || !strings.Contains(out, "MINHBACH_CELL_KEY") {
		t.Errorf("without a secret: exit status %d\n%s", status, out)
	}
	const secret = "sixteen secret bytes"
	t.Setenv("MINHBACH_CELL_KEY", secret)
	if status, out := run(t, "build", "--out", site); status != 0 || strings.Contains(out, secret) {
		t.Fatalf("build: exit status %d\n%s", status, out)
	}
	if status, out := run(t, "audit", site); status != 0 {
		t.Errorf("audit: exit status %d\n%s", status, out)
	}
	if err := fs.WalkDir(os.DirFS(site), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(site, name))
		if bytes.Contains(data, []byte(secret)) {
			t.Errorf("%s holds the secret", name)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}
