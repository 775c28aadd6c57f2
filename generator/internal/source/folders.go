package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sync"
	"sync/atomic"
)

// folder is the folder of a project, or a file system in its place.
type folder struct {
	Options
	fsys    fs.FS
	open    func(path string) (fs.File, error)
	root    *os.Root // nil of a file system
	mu      sync.Mutex
	opened  map[string]*below
	changed atomic.Pointer[ChangedError]
}

func openFolder(dir string, o Options) (*folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open project folder: %w", err)
	}
	f := &folder{Options: o.withDefaults(), root: root, opened: map[string]*below{}}
	f.fsys, f.open = listing{root.FS(), f}, f.file
	return f, nil
}

// below is an open folder below that of the project.
type below struct {
	*os.Root
	handle
}

// listing lists folders faster than root.FS(), which asks for one entry after the
// other what it is.
type listing struct {
	fs.FS
	folder *folder
}

func (l listing) ReadDir(name string) ([]fs.DirEntry, error) {
	in := &below{Root: l.folder.root}
	if name != "." {
		var err error
		if in, err = l.folder.below(name + "/"); err != nil {
			return nil, err
		}
	}
	dir, err := in.Open(".")
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	entries := make([]fs.DirEntry, len(names))
	err = Each(len(names), func(i int) error {
		if info := in.lstat(names[i]); info != nil {
			entries[i] = fs.FileInfoToDirEntry(info)
			return nil
		}
		info, err := in.Lstat(names[i])
		if errors.Is(err, fs.ErrNotExist) { // removed while we look
			return nil
		}
		if err == nil {
			entries[i] = fs.FileInfoToDirEntry(info)
		}
		return err
	})
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e == nil }), err
}

// file opens a file below the folder, each folder on the way once: with a hundred
// thousand records most of the time would go into walking the same path.
func (f *folder) file(name string) (fs.File, error) {
	dir, base := path.Split(name)
	b, err := f.below(dir)
	if err != nil {
		return nil, err
	}
	if opened := b.open(base); opened != nil {
		return opened, nil
	}
	return b.Open(base)
}

func (f *folder) below(dir string) (*below, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if b := f.opened[dir]; b != nil {
		return b, nil
	}
	r, err := f.root.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f.opened[dir] = &below{r, handleOf(r)}
	return f.opened[dir], nil
}

// limit is the most bytes that a file may have.
func (f *folder) limit(of *File) int64 {
	switch of.Kind {
	case KindPicture:
		return f.PictureBytes
	case KindAttachment:
		return f.AttachmentBytes
	}
	return f.FileBytes
}

func (f *folder) close() {
	for _, b := range f.opened {
		b.close()
		b.Close()
	}
	f.root.Close()
}
