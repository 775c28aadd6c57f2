package build

import (
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// keptFiles are the files of one kind in the cache of the user, one for each project.
type keptFiles struct {
	start, end string // of their names
	most       int    // projects
}

var (
	verdictFiles   = keptFiles{"check-", ".verdicts", 16}
	statisticFiles = keptFiles{"statistics-", ".sealed", 4}
)

// temporaryEnd ends the name of a file that is being written.
const temporaryEnd = ".new"

// path is the file of the project with an id.
func (k keptFiles) path(dir, id string) string { return filepath.Join(dir, k.start+id+k.end) }

// replace writes beside what is kept of a project and renames: who reads it sees the
// old or the new. What cannot be kept is worked out again.
func (k keptFiles) replace(path string, write func(io.Writer) error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*"+temporaryEnd)
	if err != nil {
		return
	}
	out := bufio.NewWriterSize(f, 1<<20)
	if err = errors.Join(write(out), out.Flush(), f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name()) // else the next that is kept removes it
		return
	}
	k.prune(filepath.Dir(path))
}

// prune removes what was kept longest ago of too many projects, and what a process
// that was ended left half written.
func (k keptFiles) prune(dir string) {
	type file struct {
		name string
		at   time.Time
	}
	var all []file
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !strings.HasPrefix(e.Name(), k.start) {
			continue
		}
		name := filepath.Join(dir, e.Name())
		switch {
		case strings.HasSuffix(name, k.end):
			all = append(all, file{name, info.ModTime()})
		case strings.HasSuffix(name, temporaryEnd) && time.Since(info.ModTime()) > time.Hour:
			os.Remove(name)
		}
	}
	slices.SortFunc(all, func(a, b file) int { return b.at.Compare(a.at) })
	for _, old := range all[min(k.most, len(all)):] {
		os.Remove(old.name)
	}
}
