package site

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/afero"
)

// The folders of Hugo's world. They exist nowhere else, so that no path of the
// machine can reach a page or a message. The cache alone has its real name,
// because Hugo's WebAssembly runtime writes there past every file system.
const (
	workRoot     = "/__work__" // empty
	themeRoot    = "/__theme__"
	contentRoot  = "/__content__"
	picturesRoot = "/__pictures__"
	outRoot      = "/__out__"
)

// world is the file system Hugo runs in. A name is led to the place with the
// matching root; anything else does not exist.
type world struct{ places []place }

type place struct {
	root     string // slash-separated
	fs       afero.Fs
	relative bool // the file system knows names below the root only
	writable bool
}

func (w *world) at(op, name string, write bool) (afero.Fs, string, error) {
	name = filepath.ToSlash(filepath.Clean(name))
	for _, p := range w.places {
		rest, below := strings.CutPrefix(name, p.root)
		if !below || rest != "" && rest[0] != '/' {
			continue
		}
		if write && !p.writable {
			return nil, "", &fs.PathError{Op: op, Path: name, Err: syscall.EROFS}
		}
		if p.relative {
			return p.fs, path.Join(".", strings.TrimPrefix(rest, "/")), nil
		}
		return p.fs, name, nil
	}
	return nil, "", &fs.PathError{Op: op, Path: name, Err: syscall.ENOENT}
}

// Name is the name of the kind of file system.
func (w *world) Name() string { return "world" }

// Open opens a file for reading.
func (w *world) Open(name string) (afero.File, error) {
	f, name, err := w.at("open", name, false)
	if err != nil {
		return nil, err
	}
	return f.Open(name)
}

// OpenFile opens a file; for writing only where writing is allowed.
func (w *world) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	f, name, err := w.at("open", name, flag&(os.O_WRONLY|os.O_RDWR|os.O_CREATE|os.O_TRUNC|os.O_APPEND) != 0)
	if err != nil {
		return nil, err
	}
	return f.OpenFile(name, flag, perm)
}

// Stat describes a file.
func (w *world) Stat(name string) (os.FileInfo, error) {
	f, name, err := w.at("stat", name, false)
	if err != nil {
		return nil, err
	}
	return f.Stat(name)
}

// Create makes or empties a file.
func (w *world) Create(name string) (afero.File, error) {
	f, name, err := w.at("create", name, true)
	if err != nil {
		return nil, err
	}
	return f.Create(name)
}

// Mkdir makes a folder.
func (w *world) Mkdir(name string, perm os.FileMode) error {
	return w.change("mkdir", name, func(f afero.Fs, name string) error { return f.Mkdir(name, perm) })
}

// MkdirAll makes a folder and those above it.
func (w *world) MkdirAll(name string, perm os.FileMode) error {
	return w.change("mkdir", name, func(f afero.Fs, name string) error { return f.MkdirAll(name, perm) })
}

// Remove removes a file.
func (w *world) Remove(name string) error {
	return w.change("remove", name, afero.Fs.Remove)
}

// RemoveAll removes a folder with all in it.
func (w *world) RemoveAll(name string) error {
	return w.change("remove", name, afero.Fs.RemoveAll)
}

// Rename moves a file within one root.
func (w *world) Rename(from, to string) error {
	return w.change("rename", from, func(f afero.Fs, from string) error {
		g, to, err := w.at("rename", to, true)
		if err != nil {
			return err
		}
		if f != g {
			return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.EXDEV}
		}
		return f.Rename(from, to)
	})
}

// Chmod changes the mode of a file.
func (w *world) Chmod(name string, mode os.FileMode) error {
	return w.change("chmod", name, func(f afero.Fs, name string) error { return f.Chmod(name, mode) })
}

// Chown changes the owner of a file.
func (w *world) Chown(name string, uid, gid int) error {
	return w.change("chown", name, func(f afero.Fs, name string) error { return f.Chown(name, uid, gid) })
}

// Chtimes changes the times of a file.
func (w *world) Chtimes(name string, atime, mtime time.Time) error {
	return w.change("chtimes", name, func(f afero.Fs, name string) error { return f.Chtimes(name, atime, mtime) })
}

func (w *world) change(op, name string, do func(afero.Fs, string) error) error {
	f, name, err := w.at(op, name, true)
	if err != nil {
		return err
	}
	return do(f, name)
}
