package build

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// newTarget gives a folder that holds the output of an earlier build.
func newTarget(t *testing.T) string {
	t.Helper()
	target := filepath.Join(t.TempDir(), "public")
	put(t, target, "old")
	return target
}

// put builds a site with one page.
func put(t *testing.T, target, text string) {
	t.Helper()
	o, err := NewOutput(target)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, o, text)
	if err := o.Commit(); err != nil {
		t.Fatal(err)
	}
}

func fill(t *testing.T, o *Output, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(o.Dir(), "index.html"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// shows says what readers see, and fails when anything but the target is left.
func shows(t *testing.T, target string) string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != filepath.Base(target) {
			t.Errorf("%s was left behind", e.Name())
		}
	}
	data, err := os.ReadFile(filepath.Join(target, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestOutputReplacesTheLastOne(t *testing.T) {
	target := newTarget(t)
	if err := os.WriteFile(filepath.Join(target, "stale.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	put(t, target, "new")
	if got := shows(t, target); got != "new" {
		t.Errorf("output = %q, want %q", got, "new")
	}
	if _, err := os.Stat(filepath.Join(target, "stale.html")); err == nil {
		t.Error("a file of the last output is still there")
	}
}

func TestOutputFollowsALinkToItsFolder(t *testing.T) {
	target := newTarget(t)
	link := filepath.Join(t.TempDir(), "www")
	if err := os.Symlink(target, link); err != nil {
		t.Fatal(err)
	}
	put(t, link, "new")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link was replaced: %v, %v", info, err)
	}
	if got := shows(t, target); got != "new" {
		t.Errorf("output = %q, want %q", got, "new")
	}
}

func TestDiscardLeavesTheLastOutput(t *testing.T) {
	target := newTarget(t)
	o, err := NewOutput(target)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, o, "new")
	o.Discard()
	o.Discard()
	if got := shows(t, target); got != "old" {
		t.Errorf("output = %q, want %q", got, "old")
	}
}

var errDisk = errors.New("no space left")

// Whatever fails on the way, readers keep the last output and nothing is left.
func TestFailedCommitLeavesTheLastOutput(t *testing.T) {
	fail := func(string, string) error { return errDisk }
	unsupported := func(string, string) error { return errors.ErrUnsupported }
	for _, tt := range []struct {
		name  string
		spoil func(*disk)
	}{
		{"sync", func(d *disk) { d.sync = func(string) error { return errDisk } }},
		{"exchange", func(d *disk) { d.exchange = fail }},
		{"first rename", func(d *disk) { d.exchange, d.rename = unsupported, fail }},
		{"second rename", func(d *disk) {
			d.exchange, d.rename = unsupported, func(from, to string) error {
				if filepath.Base(to) != "old" {
					return errDisk
				}
				return os.Rename(from, to)
			}
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			target := newTarget(t)
			o, err := NewOutput(target)
			if err != nil {
				t.Fatal(err)
			}
			fill(t, o, "new")
			tt.spoil(&o.disk)
			if err := o.Commit(); !errors.Is(err, errDisk) {
				t.Errorf("Commit = %v, want %v", err, errDisk)
			}
			o.Discard()
			if got := shows(t, target); got != "old" {
				t.Errorf("output = %q, want %q", got, "old")
			}
		})
	}
}

func TestOutputWithoutExchange(t *testing.T) {
	target := newTarget(t)
	o, err := NewOutput(target)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, o, "new")
	o.disk.exchange = func(string, string) error { return errors.ErrUnsupported }
	if err := o.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := shows(t, target); got != "new" {
		t.Errorf("output = %q, want %q", got, "new")
	}
}

// A build that is killed cleans nothing up; all that the system does for it is
// to let go of its lock. The next build begins from what it finds.
func TestNextBuildMendsWhatAKilledOneLeft(t *testing.T) {
	for _, tt := range []struct {
		name string
		kill func(t *testing.T, o *Output)
		want string // what readers see before the next build commits
	}{
		{"while it was filled", func(t *testing.T, o *Output) { fill(t, o, "half") }, "old"},
		{"before the swap", func(t *testing.T, o *Output) {
			if err := o.disk.sync(o.Dir()); err != nil {
				t.Fatal(err)
			}
		}, "old"},
		{"between the two renames", func(t *testing.T, o *Output) {
			if err := os.Rename(o.target, filepath.Join(o.next, "old")); err != nil {
				t.Fatal(err)
			}
		}, "old"},
		{"after the swap", func(t *testing.T, o *Output) {
			fill(t, o, "killed")
			if err := o.swap(); err != nil {
				t.Fatal(err)
			}
		}, "killed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			target := newTarget(t)
			o, err := NewOutput(target)
			if err != nil {
				t.Fatal(err)
			}
			tt.kill(t, o)
			o.lock.Close()

			next, err := NewOutput(target)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join(next.Dir(), "index.html")); err == nil {
				t.Error("the new output begins with files of the killed build")
			}
			next.Discard()
			if got := shows(t, target); got != tt.want {
				t.Errorf("output = %q, want %q", got, tt.want)
			}
			put(t, target, "new")
			if got := shows(t, target); got != "new" {
				t.Errorf("output = %q, want %q", got, "new")
			}
		})
	}
}

func TestTwoBuildsCannotWriteOneOutput(t *testing.T) {
	target := newTarget(t)
	o, err := NewOutput(target)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := NewOutput(target); !errors.Is(err, ErrBusy) {
		t.Errorf("second NewOutput = %v, want %v", err, ErrBusy)
	}
	o.Discard()
	put(t, target, "new")
}

func TestForeignFoldersAreRefused(t *testing.T) {
	target := filepath.Join(t.TempDir(), "thesis")
	precious := filepath.Join(target, "chapter-1.odt")
	if err := os.MkdirAll(target, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(precious, []byte("years of work"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := NewOutput(target); err == nil || !strings.Contains(err.Error(), "not made by this program") {
		t.Errorf("NewOutput = %v, want a refusal", err)
	}
	if _, err := os.Stat(precious); err != nil {
		t.Error(err)
	}
	if err := os.Remove(precious); err != nil {
		t.Fatal(err)
	}
	put(t, target, "new")
}

func TestFoldersAboveTheOutputAreMade(t *testing.T) {
	target := filepath.Join(t.TempDir(), "dist", "public")
	o, err := NewOutput(target)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Discard()
	if err := o.Commit(); err != nil {
		t.Error(err)
	}
}

// Somebody may put files there between the beginning and the end of a build.
func TestFoldersFilledMeanwhileAreRefused(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	o, err := NewOutput(target)
	if err != nil {
		t.Fatal(err)
	}
	defer o.Discard()
	if err := os.MkdirAll(filepath.Join(target, "precious"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := o.Commit(); err == nil {
		t.Error("Commit replaced a folder it did not make")
	}
}

func TestOutputThatCannotBe(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{file, filepath.Join(file, "public")} {
		if _, err := NewOutput(target); err == nil {
			t.Errorf("NewOutput(%s) gave no error", filepath.Base(target))
		}
	}
}
