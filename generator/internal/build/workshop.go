package build

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/release"
)

// workshop is the folder in which releases for one target are made. It stays
// between publications, so that each is made from the one before:
//
//	site      the pages of the last release that was made here
//	record    what its build noted
//	busy      held while a release is made
//
// What it holds is public, or waits for an editor; of a release that failed it
// holds nothing. All its bytes are read before any of them is used, and where one
// is another everything is made.
type workshop struct {
	dir  string
	lock *os.File // nil: a folder for this release alone
}

// openWorkshop opens the workshop of a target. While another program uses it, and
// where there is no cache that is the user's own, the release is made in a folder
// for itself.
func openWorkshop(o Options, target string) (*workshop, error) {
	if _, err := os.UserCacheDir(); err != nil && o.Cache == "" {
		return ownWorkshop()
	}
	cache, err := o.cacheDir()
	if err != nil {
		return nil, err
	}
	w := &workshop{dir: filepath.Join(cache, "releases", kept.OfText(placeOf(target)).String()[:32])}
	if err := os.MkdirAll(w.dir, 0o700); err != nil {
		return nil, err
	}
	w.lock, err = takeLock(w.busy())
	switch {
	case errors.Is(err, ErrBusy):
		return ownWorkshop()
	case err != nil:
		return nil, err
	}
	return w, release.Unseal(w.site()) // a publication was killed
}

func ownWorkshop() (*workshop, error) {
	dir, err := os.MkdirTemp("", "minhbach-publish-")
	return &workshop{dir: dir}, err
}

// placeOf is the same for all ways to write the path of a folder.
func placeOf(target string) string {
	if abs, err := filepath.Abs(target); err == nil && !strings.Contains(target, "://") {
		return abs
	}
	return target
}

func (w *workshop) site() string   { return filepath.Join(w.dir, "site") }
func (w *workshop) record() string { return filepath.Join(w.dir, "record") }
func (w *workshop) busy() string   { return filepath.Join(w.dir, "busy") }

// close leaves the site for the next release, or nothing where the release could
// not be made: what was refused must not lie about.
func (w *workshop) close(keep bool) error {
	if w.lock == nil {
		return os.RemoveAll(w.dir)
	}
	defer releaseLock(w.lock, w.busy())
	if keep {
		_ = release.Unseal(w.site()) // or the next release does it
		return nil
	}
	return errors.Join(os.RemoveAll(w.site()), os.RemoveAll(w.record()))
}
