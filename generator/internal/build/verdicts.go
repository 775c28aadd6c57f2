package build

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minhbach/generator/internal/check"
)

// Verdicts of earlier checks lie in the cache of the user, never in the project:
// who sends records cannot send verdicts on them. They end in a MAC under a key
// that only the user can read, over the folder of the project and all the rest.
// Whatever does not bear it is as if it were not there.
const (
	keyName      = "check.key"
	manyFiles    = 2000      // fewer are judged faster than they are looked up
	mostVerdicts = 512 << 20 // bytes of one project
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
	return verdictFiles.path(k.dir, hex.EncodeToString(sum[:8]))
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
	verdictFiles.replace(k.path(), func(f io.Writer) error {
		mac := k.mac()
		out := io.MultiWriter(f, mac)
		if _, err := out.Write(k.program.bytes()); err != nil {
			return err
		}
		if err := k.verdicts.Write(out); err != nil {
			return err
		}
		_, err := f.Write(mac.Sum(nil))
		return err
	})
}
