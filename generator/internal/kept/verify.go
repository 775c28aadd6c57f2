package kept

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"
)

// fresh is how long before the end of a build a file may have been written
// without its stamp being trusted: clocks of file systems are coarse.
const fresh = 50 * time.Millisecond

// Verify sees that the folder holds exactly the files of the record, as they were
// when it was made. Where a stamp is another one, or all are to be looked into,
// the bytes decide. Names in ignore are no part of the site.
func Verify(dir string, x *Index, all bool, ignore ...string) error {
	v := &verifier{dir: dir, index: x, all: all, room: make(chan struct{}, 8)}
	for _, name := range ignore {
		v.seen.Store(name, true)
	}
	v.work.Add(1)
	v.folder(".")
	v.work.Wait()
	if v.err == nil && v.found != len(x.Outputs) {
		v.err = fmt.Errorf("%d files of the last output are gone", len(x.Outputs)-v.found)
	}
	return v.err
}

type verifier struct {
	dir   string
	index *Index
	all   bool
	seen  sync.Map // names to ignore
	work  sync.WaitGroup
	room  chan struct{}

	mu    sync.Mutex
	found int
	err   error
}

// folder looks through a folder and those below it, some at once.
func (v *verifier) folder(name string) {
	defer v.work.Done()
	found, below, err := v.entries(name)
	v.mu.Lock()
	v.found += found
	if v.err == nil {
		v.err = err
	}
	stop := v.err != nil
	v.mu.Unlock()
	if stop {
		return
	}
	for _, b := range below {
		v.work.Add(1)
		select {
		case v.room <- struct{}{}:
			go func() {
				defer func() { <-v.room }()
				v.folder(b)
			}()
		default:
			v.folder(b)
		}
	}
}

func (v *verifier) entries(name string) (found int, below []string, err error) {
	list, err := os.ReadDir(filepath.Join(v.dir, filepath.FromSlash(name)))
	if err != nil {
		return 0, nil, fmt.Errorf("last output: %w", err)
	}
	for _, e := range list {
		at := path.Join(name, e.Name())
		if e.IsDir() {
			below = append(below, at)
			continue
		}
		if _, ignored := v.seen.Load(at); ignored {
			continue
		}
		o := v.index.Output(at)
		if o == nil {
			return 0, nil, fmt.Errorf("%s was put into the last output", at)
		}
		if err := v.file(e, o); err != nil {
			return 0, nil, err
		}
		found++
	}
	return found, below, nil
}

func (v *verifier) file(e fs.DirEntry, o *Output) error {
	info, err := e.Info()
	if err != nil {
		return fmt.Errorf("last output: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() != o.Stamp.Size {
		return fmt.Errorf("%s of the last output was changed", o.Path)
	}
	now := StampOf(info)
	if now == o.Stamp && !v.all && now.Changed < v.index.Made.Add(-fresh).UnixNano() {
		return nil
	}
	digest, _, err := OfFile(filepath.Join(v.dir, filepath.FromSlash(o.Path)))
	if err != nil {
		return fmt.Errorf("last output: %w", err)
	}
	if digest != o.SHA256 {
		return fmt.Errorf("%s of the last output was changed", o.Path)
	}
	return nil
}

// OfFile is the digest of a file, and its size.
func OfFile(name string) (d Digest, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return Digest{}, 0, err
	}
	h := sha256.New()
	size, err = io.Copy(h, f)
	return sum(h), size, errors.Join(err, f.Close())
}
