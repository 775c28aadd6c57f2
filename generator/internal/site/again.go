package site

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/record"
	"minhbach/generator/theme"
)

// Shared stands for what every page is rendered with: the program, the theme and
// the settings that Hugo is told. A nil theme is that of the program.
func Shared(program kept.Digest, look fs.FS, settings record.Site) (kept.Digest, error) {
	if look == nil {
		look = theme.FS
	}
	k := kept.NewKey("shared").Add(program).Text(settings.BaseURL, settings.Title.VI)
	err := fs.WalkDir(look, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(look, name)
		k.Text(name).Add(kept.Of(data))
		return err
	})
	if err != nil {
		return kept.Digest{}, fmt.Errorf("theme: %w", err)
	}
	return k.Digest(), nil
}

// namedIn lists what an HTML page names of its own site by an address that looks
// like a file.
func namedIn(html []byte, base string) []string {
	var names []string
	start := 0
	for i, c := range html {
		if !endsAddress[c] {
			continue
		}
		token := html[start:i]
		start = i + 1
		below, ok := bytes.CutPrefix(token, []byte(base))
		if !ok || bytes.LastIndexByte(below, '.') <= bytes.LastIndexByte(below, '/') {
			continue
		}
		if name := string(below); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// endsAddress are the bytes before and after an address. A page ends in one.
var endsAddress = [256]bool{
	'"': true, '\'': true, ' ': true, '\t': true, '\n': true, '<': true, '>': true, '=': true, ',': true, '(': true, ')': true, '?': true, '#': true,
}

// usedBefore are the files that rendering made for the last output.
func usedBefore(last *kept.Index) map[string]bool {
	there := map[string]bool{}
	if last == nil {
		return there
	}
	for _, o := range last.Outputs {
		for _, use := range o.Uses {
			there[use] = true
		}
	}
	return there
}

// gather lists the files of the site: those that were made, pages that are as they
// were, parts that were not composed, and what these pages use.
func (r *Rendered) gather(s *portal.Site, w *writer, again []*kept.Output, last *kept.Index) error {
	taken := make(map[string]bool, len(w.written))
	r.Outputs = make([]*kept.Output, 0, len(w.written))
	for name, o := range w.written {
		taken[name] = true
		r.Outputs = append(r.Outputs, o)
	}
	var take func(name string) error
	take = func(name string) error {
		if taken[name] {
			return nil
		}
		was := last.Output(name)
		if was == nil {
			return fmt.Errorf("%s is not in the last output", name)
		}
		taken[name] = true
		r.Outputs = append(r.Outputs, was)
		for _, use := range was.Uses {
			if err := take(use); err != nil {
				return err
			}
		}
		return nil
	}
	for _, o := range again {
		if err := take(o.Path); err != nil {
			return err
		}
	}
	for _, p := range s.Parts {
		if !p.Again {
			continue
		}
		for _, page := range p.Pages {
			if err := take(pathOf(page.Address, page.Lang)); err != nil {
				return err
			}
		}
		for _, name := range p.Files {
			if err := take(name); err != nil {
				return err
			}
		}
	}
	for _, o := range w.written {
		for _, use := range o.Uses {
			if err := take(use); err != nil {
				return err
			}
		}
	}
	slices.SortFunc(r.Outputs, func(a, b *kept.Output) int { return cmp.Compare(a.Path, b.Path) })
	return nil
}
