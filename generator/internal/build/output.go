package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// marker is the file that says of a folder that this program made it and may
// replace it.
const marker = ".minhbach"

const markerText = "Thư mục này do minhbach tạo ra và sẽ bị thay toàn bộ ở lần dựng sau.\n" +
	"This folder was made by minhbach; the next build replaces all of it.\n"

// ErrBusy is returned while another build writes the same output.
var ErrBusy = errors.New("another build is writing this output")

// Output is an output folder in the making. It is filled beside the folder that
// it will replace, and takes its place in one step or not at all: readers see
// the old site or the new one, whenever the machine stops.
//
//	public                what readers see
//	.public.next/lock     held while a build runs
//	.public.next/site     the new output
//	.public.next/old      the last output, for a moment, where two folders
//	                      cannot be exchanged in one step
//
// A small change is made in place: see Patch.
type Output struct {
	target string // absolute, symbolic links resolved
	next   string
	lock   *os.File
	disk   disk
}

// disk is what a commit does to the disk; tests put failures in its place.
type disk struct {
	sync     func(dir string) error
	exchange func(a, b string) error
	rename   func(from, to string) error
	remove   func(name string) error
}

// NewOutput prepares to replace the folder at path, making those above it. What a killed build left is
// cleaned up. A folder with content that this program did not make is refused.
func NewOutput(path string) (*Output, error) {
	target, err := resolve(path)
	if err != nil {
		return nil, fmt.Errorf("output folder %s: %w", path, err)
	}
	o := &Output{
		target: target,
		next:   filepath.Join(filepath.Dir(target), "."+filepath.Base(target)+".next"),
		disk:   disk{syncTree, exchange, os.Rename, os.Remove},
	}
	if err := mayReplace(target); err != nil {
		return nil, err
	}
	if o.lock, err = takeLock(o.next); err != nil {
		return nil, fmt.Errorf("output folder %s: %w", target, err)
	}
	if err := o.prepare(); err != nil {
		o.lock.Close()
		return nil, fmt.Errorf("output folder %s: %w", target, err)
	}
	return o, nil
}

// resolve gives the folder that a path leads to; it need not exist.
func resolve(target string) (string, error) {
	target, err := filepath.Abs(target)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(target)
	if !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return "", err
	}
	parent, err := filepath.EvalSymlinks(filepath.Dir(target))
	return filepath.Join(parent, filepath.Base(target)), err
}

// mayReplace says no to a folder that somebody else filled.
func mayReplace(target string) error {
	entries, err := os.ReadDir(target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("output folder: %w", err)
	}
	if len(entries) == 0 {
		return nil
	}
	for _, e := range entries {
		if e.Name() == marker {
			return nil
		}
	}
	return fmt.Errorf("output folder %s is not empty and was not made by this program: choose another or empty it", target)
}

// prepare mends what a killed build left and makes the empty new folder.
func (o *Output) prepare() error {
	old := filepath.Join(o.next, "old")
	if _, err := os.Lstat(o.target); errors.Is(err, fs.ErrNotExist) {
		// Killed between the two steps of a swap: the last output goes back.
		if err := os.Rename(old, o.target); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := o.complete(); err != nil {
		return err
	}
	if err := o.clear(); err != nil {
		return err
	}
	if err := os.Mkdir(o.Dir(), 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(o.Dir(), marker), []byte(markerText), 0o644)
}

// Dir is the folder to fill.
func (o *Output) Dir() string { return filepath.Join(o.next, "site") }

// Commit puts the new folder in the place of the target and removes the old
// one. After an error the target is as it was.
func (o *Output) Commit() error {
	if err := o.disk.sync(o.Dir()); err != nil {
		return fmt.Errorf("write output to disk: %w", err)
	}
	if err := mayReplace(o.target); err != nil { // filled by somebody while we worked
		return err
	}
	if err := o.swap(); err != nil {
		return fmt.Errorf("put output in place: %w", err)
	}
	// The new site stands. An error in keeping the order of the folders or in
	// cleaning up is not one of the build: the next build cleans up again.
	_ = syncFolder(filepath.Dir(o.target))
	o.Discard()
	return nil
}

func (o *Output) swap() error {
	if _, err := os.Lstat(o.target); errors.Is(err, fs.ErrNotExist) {
		return o.disk.rename(o.Dir(), o.target)
	}
	err := o.disk.exchange(o.Dir(), o.target)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	old := filepath.Join(o.next, "old")
	if err := o.disk.rename(o.target, old); err != nil {
		return err
	}
	if err := o.disk.rename(o.Dir(), o.target); err != nil {
		return errors.Join(err, os.Rename(old, o.target))
	}
	return nil
}

// Discard removes what was not put in place and lets other builds begin. It does
// nothing after Commit.
func (o *Output) Discard() {
	if o.lock == nil {
		return
	}
	_ = o.clear() // a leftover is removed by the next build
	releaseLock(o.lock, o.next)
	o.lock = nil
}

// clear removes everything beside the target but the lock. The journal goes
// first: without it the rest means nothing.
func (o *Output) clear() error {
	var failed error
	for _, name := range []string{"journal", "journal.new", "site", "old", "undo"} {
		failed = errors.Join(failed, os.RemoveAll(filepath.Join(o.next, name)))
	}
	return failed
}

// takeLock holds dir/lock until the file is closed, which the system does too
// when the program is killed.
func takeLock(dir string) (*os.File, error) {
	for {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
		name := filepath.Join(dir, "lock")
		f, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR, 0o644)
		if errors.Is(err, fs.ErrNotExist) {
			continue // the build that held it removed the folder just now
		}
		if err != nil {
			return nil, err
		}
		if err := lockFile(f); err != nil {
			f.Close()
			return nil, err
		}
		held, err := f.Stat()
		if err == nil {
			var now os.FileInfo
			if now, err = os.Stat(name); err == nil && os.SameFile(held, now) {
				return f, nil
			}
		}
		f.Close()
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
}

// syncTree makes sure that every file and folder is on the disk, so that a swap
// never shows a site of empty files after a power failure.
func syncTree(dir string) error {
	if done, err := syncFileSystem(dir); done {
		return err
	}
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			return syncFolder(name)
		}
		return syncFile(name)
	})
}

func syncFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
