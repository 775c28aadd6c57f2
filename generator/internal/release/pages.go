package release

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"minhbach/generator/internal/diag"
)

// Pages are the addresses of pages that differ between the last release and a
// built folder.
type Pages struct{ Added, Changed, Gone []string }

// ComparePages compares the pages of a built folder with those of the last release.
func ComparePages(ctx context.Context, s *State, dir string) (Pages, error) {
	var p Pages
	now, err := ReadFolder(dir)
	if err != nil {
		return p, err
	}
	was, err := s.manifest(ctx)
	if err != nil {
		return p, err
	}
	for _, f := range now {
		address, page := addressOf(f.Path)
		old, there := was.File(f.Path)
		switch {
		case !page:
		case !there:
			p.Added = append(p.Added, address)
		case old.Digest != f.Digest:
			p.Changed = append(p.Changed, address)
		}
	}
	for _, f := range was {
		address, page := addressOf(f.Path)
		if _, there := now.File(f.Path); page && !there {
			p.Gone = append(p.Gone, address)
		}
	}
	return p, nil
}

// addressOf is the address that a page answers at.
func addressOf(file string) (address string, page bool) {
	return "/" + strings.TrimSuffix(file, "index.html"), path.Base(file) == "index.html"
}

// manifest lists the files of the last release; none before the first.
func (s *State) manifest(ctx context.Context) (Manifest, error) {
	if s.last == nil {
		return nil, nil
	}
	data, err := read(ctx, s.ledger.from, manifestPath, maxManifest)
	if err != nil {
		return nil, err
	}
	if digestOf(data).String() != s.last.Site.Manifest {
		return nil, &falseError{path: manifestPath, err: errors.New("not the manifest of this release")}
	}
	return ParseManifest(bytes.NewReader(data))
}

// Write says in Markdown which pages change, after a summary of the release.
func (p Pages) Write(w io.Writer, lang string) error {
	b := bufio.NewWriter(w)
	for _, list := range []struct {
		vi, en string
		pages  []string
	}{
		{"### Trang mới: %d\n\n", "### New pages: %d\n\n", p.Added},
		{"### Trang có thay đổi: %d\n\n", "### Changed pages: %d\n\n", p.Changed},
		{"### Trang không còn: %d\n\n", "### Pages that are gone: %d\n\n", p.Gone},
	} {
		if len(list.pages) == 0 {
			continue
		}
		fmt.Fprint(b, diag.Textf(list.vi, list.en, len(list.pages)).In(lang))
		for i, address := range list.pages {
			if i == summaryItems {
				fmt.Fprintln(b, "- …")
				break
			}
			fmt.Fprintf(b, "- %s\n", plain(address))
		}
		fmt.Fprintln(b)
	}
	return b.Flush()
}
