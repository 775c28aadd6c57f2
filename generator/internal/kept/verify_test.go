package kept

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// outputOf makes an output of three files and the record of it, made long enough after
// them for their stamps to be trusted.
func outputOf(t *testing.T) (dir string, x *Index) {
	t.Helper()
	dir = t.TempDir()
	r := &Record{Made: time.Now().Add(time.Hour)}
	for _, name := range []string{"index.html", "tin/index.html", "tin/2022/mot/index.html"} {
		put(t, dir, name, "<p>"+name)
		file := filepath.Join(dir, filepath.FromSlash(name))
		info, err := os.Lstat(file)
		if err != nil {
			t.Fatal(err)
		}
		digest, _, err := OfFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r.Outputs = append(r.Outputs, &Output{Path: name, SHA256: digest, Stamp: StampOf(info)})
	}
	return dir, NewIndex(r)
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAnOutputThatWasLeftAloneIsKnownAgain(t *testing.T) {
	dir, x := outputOf(t)
	put(t, dir, ".minhbach", "made by a program")
	for _, all := range []bool{false, true} {
		if err := Verify(dir, x, all, ".minhbach"); err != nil {
			t.Errorf("all %v: %v", all, err)
		}
	}
	now := time.Now().Add(time.Minute)
	if err := os.Chtimes(filepath.Join(dir, "index.html"), now, now); err != nil {
		t.Fatal(err)
	}
	if err := Verify(dir, x, false, ".minhbach"); err != nil {
		t.Errorf("another stamp, the same bytes: %v", err)
	}
}

func TestAnOutputThatSomebodyChangedIsNotUsed(t *testing.T) {
	const page = "tin/2022/mot/index.html"
	for name, c := range map[string]struct {
		change func(t *testing.T, dir string)
		want   string
	}{
		"other bytes": {func(t *testing.T, dir string) { put(t, dir, page, "<b>"+page) }, page + " of the last output was changed"},
		"longer":      {func(t *testing.T, dir string) { put(t, dir, page, "<p>"+page+"!") }, page + " of the last output was changed"},
		"one more":    {func(t *testing.T, dir string) { put(t, dir, "tin/2022/hai.html", "") }, "tin/2022/hai.html was put into the last output"},
		"the name of an ignored file elsewhere": {
			func(t *testing.T, dir string) { put(t, dir, "tin/.minhbach", "") }, "tin/.minhbach was put into the last output",
		},
		"one less": {func(t *testing.T, dir string) {
			if err := os.RemoveAll(filepath.Join(dir, "tin", "2022")); err != nil {
				t.Fatal(err)
			}
		}, "1 files of the last output are gone"},
		"a link to the same bytes": {func(t *testing.T, dir string) {
			file := filepath.Join(dir, filepath.FromSlash(page))
			if err := os.Rename(file, filepath.Join(t.TempDir(), "page")); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink("../../index.html", file); err != nil {
				t.Fatal(err)
			}
		}, page + " of the last output was changed"},
	} {
		t.Run(name, func(t *testing.T) {
			dir, x := outputOf(t)
			c.change(t, dir)
			err := Verify(dir, x, false, ".minhbach")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
