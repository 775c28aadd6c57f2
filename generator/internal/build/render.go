package build

import (
	"context"
	"os"
	"path"

	"minhbach/generator/internal/diag"
)

// look is the last look before pages are published: through those that are new,
// or through all when what it goes by has changed.
func look(in *Input, l *last, out *Output, c *change) ([]diag.Problem, error) {
	find := func(dir string, names []string) ([]diag.Problem, error) {
		return in.pages.Find(os.DirFS(dir), names)
	}
	problems, err := find(out.Dir(), c.put)
	if err != nil || l.Index == nil || l.Looked == l.looked {
		return problems, err
	}
	more, err := find(out.target, c.same)
	return append(problems, more...), err
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
