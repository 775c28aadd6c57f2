package kept

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
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
	v := &verifier{
		dir: dir, index: x, all: all, ignore: ignore,
		trusted: x.Made.Add(-fresh).UnixNano(), room: make(chan struct{}, 2*runtime.GOMAXPROCS(0)),
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
	dir     string
	index   *Index
	all     bool
	ignore  []string
	trusted int64 // stamps of files that were changed before
	work    sync.WaitGroup
	room    chan struct{}

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

// entry is what the file system says of a name in a folder.
type entry struct {
	folder, regular bool
	stamp           Stamp
}

func (v *verifier) entries(name string) (found int, below []string, err error) {
	at, start := []byte(name+"/"), len(name)+1
	if name == "." {
		at, start = nil, 0
	}
	err = entriesOf(filepath.Join(v.dir, filepath.FromSlash(name)), func(base string, is entry) error {
		at = append(at[:start], base...)
		if is.folder {
			below = append(below, string(at))
			return nil
		}
		o := v.index.outputs[string(at)] // a name that is looked up needs no memory
		if o == nil {
			if slices.Contains(v.ignore, string(at)) {
				return nil
			}
			return fmt.Errorf("%s was put into the last output", at)
		}
		found++
		return v.file(is, o)
	})
	return found, below, err
}

func (v *verifier) file(is entry, o *Output) error {
	if !is.regular || is.stamp.Size != o.Stamp.Size {
		return fmt.Errorf("%s of the last output was changed", o.Path)
	}
	if is.stamp == o.Stamp && !v.all && is.stamp.Changed < v.trusted {
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
