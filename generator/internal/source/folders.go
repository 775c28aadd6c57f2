package source

import (
	"io/fs"
	"os"
	"path"
	"sync"
)

// folders opens files below a root, each folder on the way once: with a hundred
// thousand records most of the time would go into walking the same path.
type folders struct {
	root *os.Root
	mu   sync.Mutex
	open map[string]*os.Root
}

func (f *folders) file(name string) (fs.File, error) {
	dir, base := path.Split(name)
	folder, err := f.folder(dir)
	if err != nil {
		return nil, err
	}
	return folder.Open(base)
}

func (f *folders) folder(dir string) (*os.Root, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if r := f.open[dir]; r != nil {
		return r, nil
	}
	r, err := f.root.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f.open[dir] = r
	return r, nil
}

func (f *folders) close() {
	for _, r := range f.open {
		r.Close()
	}
}
