package source

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// What was listed as a file may be something else when it is opened.
func TestAnOpenFolderOpensNoLinksAndWaitsForNobody(t *testing.T) {
	dir := t.TempDir()
	write := func(name string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("{}"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("mot.json")
	if err := os.Symlink("mot.json", filepath.Join(dir, "link.json")); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mkfifo(filepath.Join(dir, "pipe.json"), 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	h := handleOf(root)
	defer h.close()

	f := h.open("mot.json")
	if f == nil {
		t.Fatal("a file was not opened")
	}
	defer f.Close()
	if text, err := io.ReadAll(f); err != nil || string(text) != "{}" {
		t.Errorf("read %q, %v", text, err)
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || info.Size() != 2 || stampOf(info) == (Stamp{}) {
		t.Errorf("the file is %v, %v", info, err)
	}
	if h.open("link.json") != nil {
		t.Error("a link was followed")
	}
	if info := h.lstat("link.json"); info == nil || info.Mode().Type() != os.ModeSymlink {
		t.Errorf("the link is %v", info)
	}
	pipe := h.open("pipe.json")
	if pipe == nil {
		t.Fatal("a pipe was not opened")
	}
	defer pipe.Close()
	if info, err := pipe.Stat(); err != nil || info.Mode().IsRegular() {
		t.Errorf("a pipe is taken for a file: %v, %v", info, err)
	}
}
