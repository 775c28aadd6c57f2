package build

import (
	"context"
	"io/fs"
	"os"
	"path"
	"slices"

	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/site"
)

// compose makes the pages. A part of the last build whose text leads to what is
// there no longer is composed anew, so that the problem shows its place.
func compose(in *Input, l *last, o portal.Options, root string) (*portal.Site, []diag.Problem, error) {
	made, problems := portal.Build(in.Set, in.Settings, o)
	if l.Index == nil || diag.HasErrors(problems) {
		return made, problems, nil
	}
	lost, err := site.Lost(made, root)
	if err != nil || len(lost) == 0 {
		return made, problems, err
	}
	o.Memory.Anew = lost
	made, problems = portal.Build(in.Set, in.Settings, o)
	return made, problems, nil
}

// look is the last look before pages are published: through those that are new,
// or through all when what it goes by has changed.
func look(in *Input, l *last, out *Output, c *change) ([]diag.Problem, error) {
	find := func(dir string, names []string) ([]diag.Problem, error) {
		only := some{os.DirFS(dir), map[string]bool{}}
		for _, name := range names {
			for ; name != "." && !only.names[name]; name = path.Dir(name) {
				only.names[name] = true
			}
		}
		return personal.Pages(only, in.project, in.Settings.DataAsOf)
	}
	problems, err := find(out.Dir(), c.put)
	if err != nil || l.Index == nil || l.Looked == l.looked {
		return problems, err
	}
	more, err := find(out.target, c.same)
	return append(problems, more...), err
}

// some is a file system of which only some names can be found.
type some struct {
	fs.FS
	names map[string]bool
}

// ReadDir lists the entries of a folder that can be found.
func (s some) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return !s.names[path.Join(name, e.Name())] }), err
}

// place puts the new output in the place of the last one: a small change file by
// file, anything else as a whole.
func place(ctx context.Context, l *last, out *Output, c *change) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	switch {
	case l.Index == nil:
		return out.Commit()
	case len(c.put) > len(c.same) || c.folds():
		if err := out.Keep(c.same); err != nil {
			return err
		}
		c.moved = true
		return out.Commit()
	}
	return out.Patch(append(c.put, sumsFile), c.remove)
}

// folds reports whether a folder takes the place of a file or a file that of a
// folder, which cannot be done file by file.
func (c *change) folds() bool {
	put, above := map[string]bool{}, map[string]bool{}
	for _, name := range c.put {
		put[name] = true
		for dir := path.Dir(name); dir != "." && !above[dir]; dir = path.Dir(dir) {
			above[dir] = true
		}
	}
	for _, name := range c.remove {
		if above[name] {
			return true
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if put[dir] {
				return true
			}
		}
	}
	return false
}
