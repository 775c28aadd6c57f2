package build

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"minhbach/generator/internal/check"
)

// Verdicts of earlier checks lie in the cache of the user, never in the project:
// who sends records cannot send verdicts on them. Their first bytes are a MAC under
// a key that only the user can read, over the folder of the project and all the
// rest. Whatever does not bear it is as if it were not there.
const (
	keyName      = "check.key"
	verdictsEnd  = ".verdicts"
	temporaryEnd = ".new"
	manyFiles    = 2000      // fewer are judged faster than they are looked up
	mostVerdicts = 512 << 20 // bytes of one project
	mostProjects = 16
)

// keptVerdicts are what is kept of one project. They are read while the project is.
type keptVerdicts struct {
	dir, root string
	from      int // files from which verdicts are kept
	key       []byte
	program   program
	moved     bool            // the program is not known by the stamp that is kept
	verdicts  *check.Verdicts // nil: nothing is kept
	done      chan struct{}
}

// keptVerdicts begins to read what is kept for the project. Where nothing can be
// kept safely, nothing is. That is no error: everything is judged then.
func (o Options) keptVerdicts() *keptVerdicts {
	k := &keptVerdicts{dir: o.Cache, from: manyFiles, done: make(chan struct{})}
	if o.remember > 0 {
		k.from = o.remember
	}
	go func() {
		defer close(k.done)
		if !o.NoCache && !onCI(o.Env) {
			k.read(o.Root)
		}
	}()
	return k
}

// onCI reports whether this runs for others, who may have filled the cache too.
func onCI(environ []string) bool {
	return slices.ContainsFunc(environ, func(e string) bool {
		value, ok := strings.CutPrefix(e, "CI=")
		return ok && value != "" && value != "false"
	})
}

func (k *keptVerdicts) read(root string) {
	var err error
	if k.dir == "" {
		if k.dir, err = os.UserCacheDir(); err != nil { // never a folder that others write to
			return
		}
		k.dir = filepath.Join(k.dir, "minhbach")
	}
	if k.root, err = filepath.Abs(root); err != nil {
		return
	}
	if k.key, err = readKey(filepath.Join(k.dir, keyName)); err != nil {
		return
	}
	var old program
	k.verdicts = &check.Verdicts{}
	if data, ok := k.open(); ok && len(data) >= programSize {
		old = readProgram(data[:programSize])
		k.verdicts = check.ReadVerdicts(data[programSize:])
	}
	if k.program, err = thisProgram(old); err != nil {
		k.verdicts = nil
	}
	k.moved = k.program != old
}

// wait returns the verdicts, nil where none are kept, and the digest of the program.
func (k *keptVerdicts) wait() (*check.Verdicts, string) {
	<-k.done
	return k.verdicts, string(k.program.sum[:])
}

// path is the file of the project.
func (k *keptVerdicts) path() string {
	sum := sha256.Sum256([]byte(k.root))
	return filepath.Join(k.dir, "check-"+hex.EncodeToString(sum[:8])+verdictsEnd)
}

// open returns what bears our MAC.
func (k *keptVerdicts) open() ([]byte, bool) {
	f, err := os.Open(k.path())
	if err != nil {
		return nil, false
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > mostVerdicts {
		return nil, false
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, false
	}
	return k.authentic(data)
}

// authentic returns what follows the MAC, if that is ours.
func (k *keptVerdicts) authentic(data []byte) ([]byte, bool) {
	if len(data) < sha256.Size {
		return nil, false
	}
	mac, rest := data[:sha256.Size], data[sha256.Size:]
	return rest, hmac.Equal(mac, k.mac(rest))
}

func (k *keptVerdicts) mac(data []byte) []byte {
	m := hmac.New(sha256.New, k.key)
	sum := sha256.Sum256([]byte(k.root)) // of one length, so that nothing of it can be taken for data
	m.Write(sum[:])
	m.Write(data)
	return m.Sum(nil)
}

// save keeps the verdicts of this check for the next one. What cannot be kept is
// judged again.
func (k *keptVerdicts) save(files int) {
	if k.verdicts == nil || files < k.from || !k.moved && !k.verdicts.Fresh() {
		return
	}
	data := append(make([]byte, sha256.Size), k.program.bytes()...)
	data = k.verdicts.Append(data)
	if len(data) > mostVerdicts {
		return
	}
	copy(data, k.mac(data[sha256.Size:]))
	if err := replaceFile(k.path(), data); err == nil {
		k.prune()
	}
}

// replaceFile writes beside a file and renames: who reads it sees the old bytes or
// the new.
func replaceFile(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*"+temporaryEnd)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

// prune removes what was kept longest ago of too many projects, and what a process
// that was ended left half written.
func (k *keptVerdicts) prune() {
	type kept struct {
		name string
		at   time.Time
	}
	var all []kept
	entries, _ := os.ReadDir(k.dir)
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !strings.HasPrefix(e.Name(), "check-") {
			continue
		}
		name := filepath.Join(k.dir, e.Name())
		switch {
		case strings.HasSuffix(name, verdictsEnd):
			all = append(all, kept{name, info.ModTime()})
		case strings.HasSuffix(name, temporaryEnd) && time.Since(info.ModTime()) > time.Hour:
			os.Remove(name)
		}
	}
	slices.SortFunc(all, func(a, b kept) int { return b.at.Compare(a.at) })
	for _, old := range all[min(mostProjects, len(all)):] {
		os.Remove(old.name)
	}
}
