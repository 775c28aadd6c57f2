package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// site is an output of three files in two folders.
func newSite(t *testing.T) string {
	t.Helper()
	target := filepath.Join(t.TempDir(), "public")
	o, err := NewOutput(target)
	if err != nil {
		t.Fatal(err)
	}
	putFiles(t, o.Dir(), "index.html", "old", "a/index.html", "old", "b/index.html", "old")
	if err := o.Commit(); err != nil {
		t.Fatal(err)
	}
	return target
}

func putFiles(t *testing.T, dir string, namesAndTexts ...string) {
	t.Helper()
	for i := 0; i < len(namesAndTexts); i += 2 {
		name := filepath.Join(dir, filepath.FromSlash(namesAndTexts[i]))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(namesAndTexts[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// content is the whole of an output in one line.
func content(t *testing.T, target string) string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(target, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == marker {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(target, name)
		list = append(list, filepath.ToSlash(rel)+"="+string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, " ")
}

const (
	before = "a/index.html=old b/index.html=old index.html=old"
	after  = "a/index.html=new c/d/index.html=new index.html=new"
)

// changed begins the change from before to after.
func changed(t *testing.T, target string) (o *Output, put, remove []string) {
	t.Helper()
	o, err := NewOutput(target)
	if err != nil {
		t.Fatal(err)
	}
	putFiles(t, o.Dir(), "index.html", "new", "a/index.html", "new", "c/d/index.html", "new")
	return o, []string{"index.html", "a/index.html", "c/d/index.html"}, []string{"b/index.html"}
}

func TestPatchChangesWhatItIsTold(t *testing.T) {
	target := newSite(t)
	o, put, remove := changed(t, target)
	if err := o.Patch(put, remove); err != nil {
		t.Fatal(err)
	}
	if got := content(t, target); got != after {
		t.Errorf("output = %s, want %s", got, after)
	}
	if _, err := os.Stat(filepath.Join(target, "b")); err == nil {
		t.Error("an empty folder is left")
	}
	shows(t, target)
}

// Wherever the disk says no, readers keep what they had.
func TestFailedPatchLeavesTheLastOutput(t *testing.T) {
	for step := range 4 {
		target := newSite(t)
		o, put, remove := changed(t, target)
		failAt(o, step, errDisk)
		if err := o.Patch(put, remove); err == nil {
			t.Fatalf("step %d: Patch succeeded on a disk that says no", step)
		}
		o.Discard()
		if got := content(t, target); got != before {
			t.Errorf("step %d: output = %s, want %s", step, got, before)
		}
		shows(t, target)
	}
}

// failAt lets the disk say no from one step on: three files are moved, one is
// removed.
func failAt(o *Output, step int, failure error) {
	n := 0
	next := func() error {
		if n++; n > step {
			return failure
		}
		return nil
	}
	rename, remove := o.disk.rename, o.disk.remove
	o.disk.rename = func(from, to string) error {
		if err := next(); err != nil {
			return err
		}
		return rename(from, to)
	}
	o.disk.remove = func(name string) error {
		if err := next(); err != nil {
			return err
		}
		return remove(name)
	}
}

type killed struct{}

// A program that is killed on the way leaves files that are whole, and the next
// one completes what it began.
func TestTheNextBuildCompletesAPatch(t *testing.T) {
	for step := range 4 {
		target := newSite(t)
		o, put, remove := changed(t, target)
		n := 0
		die := func() {
			if n++; n > step {
				panic(killed{})
			}
		}
		rename, unlink := o.disk.rename, o.disk.remove
		o.disk.rename = func(from, to string) error { die(); return rename(from, to) }
		o.disk.remove = func(name string) error { die(); return unlink(name) }
		func() {
			defer func() {
				if _, ok := recover().(killed); !ok {
					t.Fatalf("step %d: the program was not killed", step)
				}
			}()
			_ = o.Patch(put, remove)
		}()
		for _, part := range strings.Fields(content(t, target)) {
			if text := part[strings.Index(part, "=")+1:]; text != "old" && text != "new" {
				t.Errorf("step %d: readers see half a file: %s", step, part)
			}
		}
		if err := o.lock.Close(); err != nil { // as the system does
			t.Fatal(err)
		}
		next, err := NewOutput(target)
		if err != nil {
			t.Fatal(err)
		}
		next.Discard()
		if got := content(t, target); got != after {
			t.Errorf("step %d: output = %s, want %s", step, got, after)
		}
		shows(t, target)
	}
}

// A journal that is not whole was never begun.
func TestADamagedJournalIsRefused(t *testing.T) {
	target := newSite(t)
	next := filepath.Join(filepath.Dir(target), ".public.next")
	putFiles(t, next, "journal", "0000\n{\"put\":[\"index.html\"]}", "site/index.html", "new")
	if _, err := NewOutput(target); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("NewOutput = %v, want a refusal", err)
	}
	if got := content(t, target); got != before {
		t.Errorf("output = %s, want %s", got, before)
	}
}
