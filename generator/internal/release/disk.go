package release

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// disk is where a folder of releases stands: here, or at the other end of a
// connection. Names are slash-separated and relative to the folder.
type disk interface {
	open(name string) (io.ReadCloser, error)
	create(name string) (io.WriteCloser, error) // a new file
	mkdir(name string) error                    // fs.ErrExist when it is there
	rename(from, to string) error               // never onto something
	link(from, to string) error                 // one more name of a file; an error copies it
	symlink(to, name string) error
	readlink(name string) (string, error)
	replace(from, to string) error // rename a link over another
	list(name string) ([]fs.FileInfo, error)
	removeAll(name string) error
	sync(name string) error // everything below name is safe from a power failure
	// same reports whether a file has this content, as far as can be told
	// without fetching it.
	same(name string, f File) bool
	Close() error
}

// local is a folder of this machine. Links cannot lead out of it.
type local struct{ *os.Root }

func openLocal(dir string) (*layout, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("target folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("target folder: %w", err)
	}
	return newLayout(local{root})
}

func (l local) open(name string) (io.ReadCloser, error) { return l.Open(name) }

func (l local) create(name string) (io.WriteCloser, error) {
	return l.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
}

func (l local) mkdir(name string) error { return l.Mkdir(name, 0o755) }

func (l local) rename(from, to string) error {
	if _, err := l.Lstat(to); err == nil {
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
	}
	// Two publishers that pass the check at once: a folder cannot be renamed
	// onto one that is not empty.
	err := l.Rename(from, to)
	if err != nil {
		if _, there := l.Lstat(to); there == nil {
			return errors.Join(fs.ErrExist, err)
		}
	}
	return err
}

func (l local) link(from, to string) error           { return l.Link(from, to) }
func (l local) symlink(to, name string) error        { return l.Symlink(to, name) }
func (l local) readlink(name string) (string, error) { return l.Readlink(name) }
func (l local) replace(from, to string) error        { return l.Rename(from, to) }
func (l local) removeAll(name string) error          { return l.RemoveAll(name) }

func (l local) list(name string) ([]fs.FileInfo, error) {
	entries, err := fs.ReadDir(l.FS(), name)
	if err != nil {
		return nil, err
	}
	infos := make([]fs.FileInfo, 0, len(entries))
	for _, e := range entries {
		info, err := e.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed while we look
		}
		if err != nil {
			return nil, err
		}
		infos = append(infos, info)
	}
	return infos, nil
}

func (l local) sync(name string) error {
	if done, err := syncFileSystem(l.Root, name); done {
		return err
	}
	return fs.WalkDir(l.FS(), name, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			return nil // not every system can do that for a folder
		}
		f, err := l.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		return errors.Join(f.Sync(), f.Close())
	})
}

// same reads the file: a link to a file that somebody changed would publish the
// change.
func (l local) same(name string, f File) bool {
	info, err := l.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != f.Size {
		return false
	}
	in, err := l.Open(name)
	if err != nil {
		return false
	}
	defer in.Close()
	_, digest, err := sum(in)
	return err == nil && digest == f.Digest
}
