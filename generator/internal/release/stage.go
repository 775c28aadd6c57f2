package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// stage is a release on its way to a layout.
type stage struct {
	*layout
	upload
	dir    string // of the release on its way
	before string // folder of the release before, empty for the first
	had    Manifest
	made   map[string]bool
}

// senders is how many files are sent at once.
const senders = 8

// fill copies the sealed folder; a file that the release before has too becomes
// one more name of that one.
func (s *stage) fill(ctx context.Context) error {
	s.made = map[string]bool{}
	own, err := ledgerFiles(s.upload.dir)
	if err != nil {
		return err
	}
	if s.before != "" {
		if s.had, err = s.earlier(ctx); err != nil {
			return err
		}
	}
	if err := s.folders(own); err != nil {
		return err
	}
	all := len(s.manifest) + len(own)
	var mu sync.Mutex
	done := 0
	err = inParallel(ctx, all, func(_ context.Context, i int) error {
		var err error
		if i < len(s.manifest) {
			err = s.send(s.manifest[i])
		} else {
			err = s.copy(own[i-len(s.manifest)])
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		s.progress(done, all)
		return err
	})
	if err != nil {
		return err
	}
	if s.before != "" {
		if err := s.carry(ledgerDir, own); err != nil {
			return err
		}
	}
	return s.sync(s.dir)
}

// earlier is the manifest of the release before. One that cannot be understood
// means only that every file is sent.
func (s *stage) earlier(ctx context.Context) (Manifest, error) {
	data, err := read(ctx, part{s.layout.disk, s.before}, manifestPath, maxManifest)
	if err != nil {
		return nil, err
	}
	m, err := ParseManifest(bytes.NewReader(data))
	if err != nil {
		return nil, nil
	}
	return m, nil
}

// folders makes every folder that the release needs.
func (s *stage) folders(own []string) error {
	for _, f := range s.manifest {
		if err := s.folder(path.Dir(s.dir + "/" + f.Path)); err != nil {
			return err
		}
	}
	for _, name := range own {
		if err := s.folder(path.Dir(s.dir + "/" + name)); err != nil {
			return err
		}
	}
	return nil
}

// folder makes a folder and those above it.
func (s *stage) folder(name string) error {
	if s.made[name] {
		return nil
	}
	if name != s.dir {
		if err := s.folder(path.Dir(name)); err != nil {
			return err
		}
	}
	s.made[name] = true
	return s.mkdir(name)
}

func (s *stage) send(f File) error {
	if was, ok := s.had.File(f.Path); ok && was == f && s.same(s.before+"/"+f.Path, f) &&
		s.link(s.before+"/"+f.Path, s.dir+"/"+f.Path) == nil {
		return nil
	}
	in, err := os.Open(filepath.Join(s.upload.dir, filepath.FromSlash(f.Path)))
	if err != nil {
		return err
	}
	defer in.Close()
	h := sha256.New()
	if err := s.store(f.Path, io.TeeReader(in, h)); err != nil {
		return err
	}
	if Digest(h.Sum(nil)) != f.Digest {
		return fmt.Errorf("%s changes while it is sent", f.Path)
	}
	return nil
}

// copy sends one file of the ledger.
func (s *stage) copy(name string) error {
	in, err := os.Open(filepath.Join(s.upload.dir, filepath.FromSlash(name)))
	if err != nil {
		return err
	}
	defer in.Close()
	return s.store(name, in)
}

func (s *stage) store(name string, in io.Reader) error {
	out, err := s.create(s.dir + "/" + name)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// carry takes over what the ledger had before: earlier tiles, records and
// statistics. Partial tiles go when the whole tile is there.
func (s *stage) carry(dir string, own []string) error {
	entries, err := s.list(s.before + "/" + dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := dir + "/" + e.Name()
		if e.IsDir() {
			if whole, partial := strings.CutSuffix(name, ".p"); partial && slices.Contains(own, whole) {
				continue
			}
			if err := s.carry(name, own); err != nil {
				return err
			}
			continue
		}
		if _, found := slices.BinarySearch(own, name); found || !e.Mode().IsRegular() {
			continue
		}
		if err := s.keepFile(name); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) keepFile(name string) error {
	if err := s.folder(path.Dir(s.dir + "/" + name)); err != nil {
		return err
	}
	if s.link(s.before+"/"+name, s.dir+"/"+name) == nil {
		return nil
	}
	in, err := s.layout.open(s.before + "/" + name)
	if err != nil {
		return err
	}
	defer in.Close()
	return s.store(name, in)
}

// ledgerFiles are the new files of the ledger in a sealed folder, in order.
func ledgerFiles(dir string) ([]string, error) {
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ledgerDir, func(name string, e fs.DirEntry, err error) error {
		if err == nil && e.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	})
	slices.Sort(names)
	return names, err
}
