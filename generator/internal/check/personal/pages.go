package personal

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// examples is the folder of the pages about problems. They come from the program
// and show, on purpose, what personal data looks like.
const examples = "tro-giup/"

// Pages finds what is personal in built pages, the last look before they are
// published. It is for what no look at the inputs finds: details that only
// together, on a page, say something about a person. Kinds of which an allowance
// lets a finding pass are not looked for again.
func Pages(site fs.FS, p *source.Project, today string) ([]diag.Problem, error) {
	linter := New(Public(p))
	_, all := readAllowances(p, today)
	allowed := map[string]bool{}
	for _, a := range all {
		allowed[a.Kind] = allowed[a.Kind] || !a.expired
	}
	var problems []diag.Problem
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" || strings.HasPrefix(strings.TrimPrefix(name, "en/"), examples) {
			return err
		}
		f, err := site.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		found, err := linter.HTML(f)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, l := range found {
			if l.Level != Warn && !allowed[string(l.Kind)] {
				problems = append(problems, Problem(diag.Pos{Path: name, Line: l.Line}, "", l.Finding, ""))
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look through the pages: %w", err)
	}
	return problems, nil
}
