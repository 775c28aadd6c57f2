package site

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

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
	for _, token := range bytes.FieldsFunc(html, endsAddress) {
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

func endsAddress(r rune) bool {
	switch r {
	case '"', '\'', ' ', '\t', '\n', '<', '>', '=', ',', '(', ')', '?', '#':
		return true
	}
	return false
}

// rendered notes from what each page was rendered, and which of the files that
// rendering made it names.
func (r *Rendered) rendered(w *writer, keys map[string]kept.Digest, last *kept.Index) {
	made, named := map[string]bool{}, map[string]bool{}
	for name := range w.written {
		if _, page := w.sources[name]; !page {
			made[name] = true
		}
	}
	there := usedBefore(last)
	for name := range w.sources {
		o := w.written[name]
		if o == nil {
			continue // the writer complains of it
		}
		o.Key = keys[name]
		o.Uses = slices.DeleteFunc(o.Uses, func(use string) bool { return !made[use] && !there[use] })
		for _, use := range o.Uses {
			named[use] = true
		}
	}
	for name := range made {
		if !named[name] {
			r.Unexplained = max(r.Unexplained, name)
		}
	}
}

// usedBefore are the files that rendering made for the last output.
func usedBefore(last *kept.Index) map[string]bool {
	there := map[string]bool{}
	if last == nil {
		return there
	}
	for i := range last.Outputs {
		for _, use := range last.Outputs[i].Uses {
			there[use] = true
		}
	}
	return there
}

// gather lists the files of the site: those that were made, pages that are as they
// were, parts that were not composed, and what these pages use.
func (r *Rendered) gather(s *portal.Site, w *writer, again []*kept.Output, last *kept.Index) error {
	taken := make(map[string]bool, len(w.written))
	for name, o := range w.written {
		taken[name] = true
		r.Outputs = append(r.Outputs, *o)
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
		r.Outputs = append(r.Outputs, *was)
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
			if err := take(pathOf(page)); err != nil {
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
	slices.SortFunc(r.Outputs, func(a, b kept.Output) int { return cmp.Compare(a.Path, b.Path) })
	return nil
}

// link tells the attachments which documents the texts of parts that were not
// composed lead to.
func (a *attachments) link(parts []portal.Part) {
	for _, p := range parts {
		if !p.Again {
			continue
		}
		for _, page := range p.Pages {
			for _, to := range page.Links {
				if name, ok := strings.CutPrefix("/"+to, attachmentsAddress); ok {
					a.linked[name] = true
				}
			}
		}
	}
}

// Lost names the parts that were taken over from the last build although a text
// of theirs leads to a page or document that is there no longer: composed anew,
// they show the problem.
func Lost(s *portal.Site, root string) (map[string]bool, error) {
	targets, _, err := claimPaths(s)
	if err != nil {
		return nil, err
	}
	lost := map[string]bool{}
	for _, p := range s.Parts {
		if !p.Again {
			continue
		}
		for _, page := range p.Pages {
			for _, to := range page.Links {
				if _, ok := targets[to]; ok {
					continue
				}
				if name, ok := strings.CutPrefix("/"+to, attachmentsAddress); ok && isFile(path.Join(root, attachmentsDir, name)) {
					continue
				}
				lost[p.Name] = true
			}
		}
	}
	return lost, nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
