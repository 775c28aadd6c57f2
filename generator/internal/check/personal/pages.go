package personal

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// examples is the folder of the pages about problems. They come from the program
// and show, on purpose, what personal data looks like.
const examples = "tro-giup/"

// Pages look through the pages of a built site.
type Pages struct {
	linter  *Linter
	allowed map[string]bool // kinds of which an allowance lets a finding pass
}

// Pages looks through pages by the same names that are public.
func (l *Look) Pages() Pages {
	p := Pages{l.linter, map[string]bool{}}
	for _, a := range l.all {
		p.allowed[a.Kind] = p.allowed[a.Kind] || !a.expired
	}
	return p
}

// Find finds what is personal in those files of a built site that are pages, the
// last look before they are published. It is for what no look at the inputs finds:
// details that only together, on a page, say something about a person. Kinds of which
// an allowance lets a finding pass are not looked for again.
func (p Pages) Find(site fs.FS, files []string) ([]diag.Problem, error) {
	known := newRepeated(p.linter)
	pages := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	problems := make([][]diag.Problem, len(files))
	err := source.Each(len(files), func(i int) error {
		name := files[i]
		if path.Ext(name) != ".html" || strings.HasPrefix(strings.TrimPrefix(name, "en/"), examples) {
			return nil
		}
		page := pages.Get().(*bytes.Buffer)
		defer pages.Put(page)
		page.Reset()
		if err := readPage(page, site, name); err != nil {
			return err
		}
		if known.clears(page.Bytes()) {
			return nil
		}
		found, err := p.linter.HTML(page)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		for _, l := range found {
			if l.Level != Warn && !p.allowed[string(l.Kind)] {
				problems[i] = append(problems[i], Problem(diag.Pos{Path: name, Line: l.Line}, "", l.Finding, ""))
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look through the pages: %w", err)
	}
	return slices.Concat(problems...), nil
}

func readPage(to *bytes.Buffer, site fs.FS, name string) error {
	f, err := site.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = to.ReadFrom(f)
	return err
}
