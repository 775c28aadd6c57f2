package changes

import (
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"minhbach/generator/internal/diag"
)

func TestParse(t *testing.T) {
	diff := "diff --git a/data/a.json b/data/a.json\n--- a/data/a.json\n+++ b/data/a.json\n@@ -3 +3 @@ x\n-old\n+new\n@@ -9,0 +10,2 @@\n+++ b/content/x\n+y\n@@ -20,2 +22,0 @@\n-a\n-b\n"
	want := Lines{"data/a.json": {{3, 4}, {10, 11}, {22, 23}}}
	if got := parse([]byte(diff)); !reflect.DeepEqual(got, want) {
		t.Errorf("parse = %v, want %v", got, want)
	}
}

func TestFirst(t *testing.T) {
	at := func(path string, line int) diag.Problem { return diag.Problem{Pos: diag.Pos{Path: path, Line: line}} }
	lines := Lines{"b": {{5, 6}}}
	got := lines.First([]diag.Problem{at("a", 1), at("b", 1), at("b", 6), at("b", 0)})
	if want := []diag.Problem{at("b", 6), at("b", 0), at("b", 1), at("a", 1)}; !reflect.DeepEqual(got, want) {
		t.Errorf("order %v, want %v", got, want)
	}
}

func TestSince(t *testing.T) {
	dir := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.org"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("data/a.json", "1\n2\n3\n")
	run("init", "-q")
	run("add", "-A")
	run("commit", "-q", "-m", "x")
	write("data/a.json", "1\nnew\n3\n")
	write("content/b.md", "x\n")
	lines, err := Since(t.Context(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	if lines.rank(diag.Problem{Pos: diag.Pos{Path: "data/a.json", Line: 2}}) != 0 || lines.rank(diag.Problem{Pos: diag.Pos{Path: "content/b.md", Line: 9}}) != 0 {
		t.Errorf("changed lines %v", lines)
	}
	for _, revision := range []string{"nowhere", "--output=stolen", ""} {
		if _, err := Since(t.Context(), dir, revision); err != ErrNoRevision {
			t.Errorf("revision %q: %v", revision, err)
		}
	}
}
