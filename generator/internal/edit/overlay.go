package edit

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// overlay is a file system with files added in memory.
type overlay struct {
	fs.FS
	added map[string][]byte
}

// nothing is a file system without files.
type nothing struct{}

func (nothing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Open opens an added file, or one that is there.
func (o overlay) Open(name string) (fs.File, error) {
	if data, ok := o.added[name]; ok {
		return &memoryFile{Reader: bytes.NewReader(data), entry: entry{name, int64(len(data)), 0o644}}, nil
	}
	f, err := o.FS.Open(name)
	if err != nil && o.holds(name) {
		return &memoryFile{Reader: bytes.NewReader(nil), entry: entry{name, 0, fs.ModeDir | 0o755}}, nil
	}
	return f, err
}

// holds reports whether an added file lies below the folder name.
func (o overlay) holds(name string) bool {
	for added := range o.added {
		if name == "." || strings.HasPrefix(added, name+"/") {
			return true
		}
	}
	return false
}

// ReadDir lists a folder with what was added.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	if err != nil && !o.holds(name) {
		return nil, err
	}
	prefix := ""
	if name != "." {
		prefix = name + "/"
	}
	for added, data := range o.added {
		rest, ok := strings.CutPrefix(added, prefix)
		if !ok {
			continue
		}
		e := entry{added, int64(len(data)), 0o644}
		if first, _, deeper := strings.Cut(rest, "/"); deeper {
			e = entry{prefix + first, 0, fs.ModeDir | 0o755}
		}
		if !slices.ContainsFunc(entries, func(have fs.DirEntry) bool { return have.Name() == e.Name() }) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// entry describes an added file or the folder that holds it.
type entry struct {
	path string
	size int64
	mode fs.FileMode
}

func (e entry) Name() string               { return path.Base(e.path) }
func (e entry) Size() int64                { return e.size }
func (e entry) Mode() fs.FileMode          { return e.mode }
func (e entry) Type() fs.FileMode          { return e.mode.Type() }
func (e entry) ModTime() time.Time         { return time.Time{} }
func (e entry) IsDir() bool                { return e.mode.IsDir() }
func (e entry) Sys() any                   { return nil }
func (e entry) Info() (fs.FileInfo, error) { return e, nil }

// memoryFile is an added file that has been opened.
type memoryFile struct {
	io.Reader
	entry entry
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *memoryFile) Close() error               { return nil }
