package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// What is measured must be well: a problem would make the fastest path slow.
func TestTheProjectIsWell(t *testing.T) {
	dir := t.TempDir()
	if err := write(os.DirFS("../../.."), dir, 30, 1); err != nil {
		t.Fatal(err)
	}
	p, problems, err := source.Load(dir, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, more := check.Project(p, check.Options{Today: "2026-11-23"})
	for _, p := range append(problems, more...) {
		if p.Severity == diag.Error {
			t.Errorf("%s: %s", p.Pos, p.Message.EN)
		}
	}
	made := 0
	for _, f := range p.Files {
		if strings.HasPrefix(f.ID, "mo-phong-") {
			made++
		}
	}
	if made != 30 {
		t.Errorf("%d synthetic records, want 30", made)
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	size := 0
	var first []byte
	for range 2 {
		dir := t.TempDir()
		if err := write(os.DirFS("../../.."), dir, 20, 7); err != nil {
			t.Fatal(err)
		}
		names, err := filepath.Glob(filepath.Join(dir, "data/*/mo-phong-*.json"))
		if err != nil || len(names) != 20 {
			t.Fatal(names, err)
		}
		var all []byte
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, data...)
		}
		if first != nil && string(all) != string(first) {
			t.Error("two runs differ")
		}
		first, size = all, len(all)/len(names)
	}
	if size < 800 || size > 2200 {
		t.Errorf("a record has %d bytes, want about 1 KB", size)
	}
}
