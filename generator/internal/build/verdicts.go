package build

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"minhbach/generator/internal/check"
)

// Verdicts of earlier checks lie in the cache of the user, never in the project:
// who sends records cannot send verdicts on them. They end in a MAC under a key
// that only the user can read, over the folder of the project and all the rest.
// Whatever does not bear it is as if it were not there.
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
	program   program         // that runs
	known     program         // by which the verdicts are kept
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
		if !o.NoCache && o.publication == nil && !onCI(o.Env) && k.locate(o.Root) {
			k.read()
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

// locate finds where verdicts are kept.
func (k *keptVerdicts) locate(root string) (ok bool) {
	var err error
	if k.dir == "" {
		if k.dir, err = os.UserCacheDir(); err != nil { // never a folder that others write to
			return false
		}
		k.dir = filepath.Join(k.dir, "minhbach")
	}
	k.root, err = filepath.Abs(root)
	return err == nil
}

func (k *keptVerdicts) read() {
	k.verdicts = &check.Verdicts{}
	key, err := keyOf(filepath.Join(k.dir, keyName))
	if err != nil {
		return
	}
	k.key = key
	if data, ok := k.open(); ok && len(data) >= programSize {
		k.known = readProgram(data[:programSize])
		k.verdicts = check.ReadVerdicts(data[programSize:])
	}
}

// wait returns the verdicts on a project of so many files, nil where none are kept,
// and the digest of the program.
func (k *keptVerdicts) wait(files int) (v *check.Verdicts, program string) {
	<-k.done
	if files < k.from {
		k.verdicts = nil
	}
	if k.verdicts == nil {
		return nil, ""
	}
	var err error
	if k.key == nil {
		k.key, err = readKey(filepath.Join(k.dir, keyName))
	}
	if err == nil {
		k.program, err = thisProgram(k.known)
	}
	if err != nil {
		k.verdicts = nil
	}
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

// authentic returns what stands before the MAC, if that is ours.
func (k *keptVerdicts) authentic(data []byte) ([]byte, bool) {
	end := len(data) - sha256.Size
	if end < 0 {
		return nil, false
	}
	mac := k.mac()
	mac.Write(data[:end])
	return data[:end], hmac.Equal(data[end:], mac.Sum(nil))
}

// mac begins a MAC for the project.
func (k *keptVerdicts) mac() hash.Hash {
	m := hmac.New(sha256.New, k.key)
	root := sha256.Sum256([]byte(k.root)) // of one length, so that nothing of it can be taken for data
	m.Write(root[:])
	return m
}

// save keeps the verdicts of this check for the next one. What cannot be kept is
// judged again.
func (k *keptVerdicts) save() {
	if k.verdicts == nil || k.program == k.known && !k.verdicts.Fresh() {
		return
	}
	if err := k.replace(); err == nil {
		k.prune()
	}
}

// replace writes beside what is kept and renames: who reads it sees the old verdicts
// or the new.
func (k *keptVerdicts) replace() error {
	f, err := os.CreateTemp(k.dir, filepath.Base(k.path())+".*"+temporaryEnd)
	if err != nil {
		return err
	}
	mac := k.mac()
	out := bufio.NewWriterSize(io.MultiWriter(f, mac), 1<<16)
	_, err = out.Write(k.program.bytes())
	if err == nil {
		err = k.verdicts.Write(out)
	}
	if err = errors.Join(err, out.Flush()); err == nil {
		_, err = f.Write(mac.Sum(nil))
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), k.path())
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
