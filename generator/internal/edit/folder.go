// Package edit changes a project folder for an editor: it adds new records and
// texts, and mends existing ones. Nothing is written that the checks would refuse,
// nothing that exists is overwritten unasked, and every file is written as a whole
// or not at all. Nothing outside the folder is ever touched.
package edit

import (
	"fmt"
	"io/fs"
	"os"
	"slices"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/settings"
	"minhbach/generator/internal/source"
)

// Folder is a project folder that is open for editing.
type Folder struct {
	root    *os.Root
	dir     string
	environ []string
}

// Open opens the project in dir. environ holds MINHBACH_… settings.
func Open(dir string, environ []string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open project folder: %w", err)
	}
	return &Folder{root: root, dir: dir, environ: environ}, nil
}

// Close ends the use of the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Load reads the project as it is.
func (f *Folder) Load() (*source.Project, error) {
	p, _, err := source.Load(f.dir, source.Options{})
	return p, err
}

// NewFile is a file to be added.
type NewFile struct {
	Path    string
	Data    []byte
	Program bool // may be run
}

// Judge returns what the checks would say of the project with files added, and
// do not say without them.
func (f *Folder) Judge(files []NewFile) ([]diag.Problem, error) {
	with := overlay{FS: f.root.FS(), added: map[string][]byte{}}
	for _, file := range files {
		with.added[file.Path] = file.Data
	}
	after, err := f.check(with)
	if err != nil || len(after) == 0 {
		return nil, err
	}
	before, err := f.check(f.root.FS())
	if err != nil {
		return nil, err
	}
	type problem struct {
		pos     diag.Pos
		code    string
		message diag.Text
	}
	known := map[problem]bool{}
	for _, p := range before {
		known[problem{p.Pos, p.Code, p.Message}] = true
	}
	return slices.DeleteFunc(after, func(p diag.Problem) bool { return known[problem{p.Pos, p.Code, p.Message}] }), nil
}

// JudgeAlone returns what the checks would say of a project of these files only.
func JudgeAlone(files []NewFile) ([]diag.Problem, error) {
	alone := overlay{FS: nothing{}, added: map[string][]byte{}}
	for _, file := range files {
		alone.added[file.Path] = file.Data
	}
	return (&Folder{}).check(alone)
}

func (f *Folder) check(fsys fs.FS) ([]diag.Problem, error) {
	p, problems, err := source.LoadFS(fsys, source.Options{})
	if err != nil {
		return nil, fmt.Errorf("read project: %w", err)
	}
	site, found := settings.Load(p, f.environ, nil)
	problems = append(problems, found...)
	_, found = check.Project(p, check.Options{Today: site.DataAsOf, Drafts: true})
	problems = append(problems, found...)
	// What other files hold is judged already, so pictures and documents stay closed.
	if found, err = personal.Project(p, personal.Options{Today: site.DataAsOf}); err != nil {
		return nil, fmt.Errorf("look for personal data: %w", err)
	}
	return diag.Sort(append(problems, found...)), nil
}
