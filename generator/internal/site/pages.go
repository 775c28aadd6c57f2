package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/afero"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
)

// languages are those a page can be in.
var languages = []string{"vi", "en"}

// defaultLang is the language that has no folder of its own.
const defaultLang = "vi"

// layoutPrefix is put before the name of every layout of the theme, so that no
// name (home, section, 404, …) means one of Hugo's own kinds of page.
const layoutPrefix = "page-"

// frontMatter is what Hugo is told about a page.
type frontMatter struct {
	Layout      string     `json:"layout"`
	URL         string     `json:"url"`
	Title       string     `json:"title"`
	Description string     `json:"description,omitempty"`
	Params      pageParams `json:"params"`
}

// pageParams is what a template finds in .Params.
type pageParams struct {
	Frame portal.Frame `json:"frame"`
	Model any          `json:"model"`
	Base  string       `json:"base"` // address of the language's home page, with the base path: "/minh-bach/en/"
	Root  string       `json:"root"` // base path of the site, for files: "/minh-bach/"
}

// virtualName names the file that Hugo reads for page n. The number leads back
// to the page when Hugo complains about it.
func virtualName(n int, lang string) string {
	return fmt.Sprintf("%s/%s/p%07d.md", contentRoot, lang, n)
}

// virtual is what Hugo is to render.
type virtual struct {
	keys  map[string]kept.Digest
	again []*kept.Output // pages that are as they were
	anew  []pageText
}

// pageText is a page and the file that Hugo reads for it.
type pageText struct {
	url, path, lang, source string
	text                    []byte
}

// virtualPages makes one virtual content file for each page that differs from the
// last output. It gives the key of every page by its path. When the models are
// spent, it lets go of each that has become a file.
func virtualPages(pages []portal.Page, basePath string, shared kept.Digest, last *kept.Index, spend bool) (*virtual, []diag.Problem, error) {
	v := &virtual{keys: make(map[string]kept.Digest, len(pages))}
	var problems []diag.Problem
	var file bytes.Buffer
	for i, p := range pages {
		file.Reset()
		base := basePath
		if p.Lang != defaultLang {
			base += p.Lang + "/"
		}
		err := json.NewEncoder(&file).Encode(frontMatter{
			Layout:      layoutPrefix + p.Layout,
			URL:         p.URL(),
			Title:       p.Frame.Title,
			Description: p.Frame.Description,
			Params:      pageParams{p.Frame, p.Model, base, basePath},
		})
		if err != nil {
			return nil, nil, fmt.Errorf("model of %s (%s): %w", p.Address, p.Source, err)
		}
		file.WriteString(p.Markdown())
		for _, mark := range reservedMarks {
			if bytes.Contains(file.Bytes(), []byte(mark)) {
				problems = append(problems, reservedText(p, mark))
			}
		}
		if spend {
			pages[i] = portal.Page{Address: p.Address, Lang: p.Lang, Source: p.Source}
		}
		at := p.Path()
		v.keys[at] = kept.NewKey("page").Add(shared, p.Shown).Text(file.String()).Digest()
		if was := last.Output(at); was != nil && was.Key == v.keys[at] {
			v.again = append(v.again, was)
			continue
		}
		v.anew = append(v.anew, pageText{p.URL(), at, p.Lang, p.Source, bytes.Clone(file.Bytes())})
	}
	return v, problems, nil
}

// contentOf is the file system in which Hugo finds pages.
func contentOf(pages []pageText) (afero.Fs, error) {
	mem := afero.NewMemMapFs()
	for _, lang := range languages {
		if err := mem.MkdirAll(contentRoot+"/"+lang, 0o755); err != nil {
			return nil, fmt.Errorf("virtual page: %w", err)
		}
	}
	for i, p := range pages {
		if err := afero.WriteFile(mem, virtualName(i, p.lang), p.text, 0o644); err != nil {
			return nil, fmt.Errorf("virtual page: %w", err)
		}
		pages[i].text = nil
	}
	return mem, nil
}

// claimPaths finds the output path of every page and file. Two that want the
// same one are a problem that names both.
func claimPaths(s *portal.Site) (map[string]string, []diag.Problem, error) {
	claimed := make(map[string]string, len(s.Pages)+len(s.Files))
	var problems []diag.Problem
	claim := func(name, source string) error {
		if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\:\x00") {
			return fmt.Errorf("%s: %q is no path inside the site", source, name)
		}
		first, taken := claimed[name]
		if taken {
			problems = append(problems, diag.Problem{
				Pos:     diag.Pos{Path: source},
				Code:    diag.CodeSamePath,
				Message: diag.Textf("địa chỉ /%s đã thuộc về %s", "the address /%s belongs to %s already", strings.TrimSuffix(name, "index.html"), first),
				Remedy: diag.Textf("đổi tên một trong hai tệp để mỗi trang có một địa chỉ riêng",
					"rename one of the two files so that each page has an address of its own"),
				Related: []diag.Pos{{Path: first}},
			})
			return nil
		}
		claimed[name] = source
		return nil
	}
	for _, p := range s.Pages {
		if !strings.HasPrefix(p.Address, "/") {
			return nil, nil, fmt.Errorf("%s: the address %q does not begin with a slash", p.Source, p.Address)
		}
		if !slices.Contains(languages, p.Lang) {
			return nil, nil, fmt.Errorf("%s: pages in language %q cannot be rendered", p.Source, p.Lang)
		}
		if err := claim(p.Path(), p.Source); err != nil {
			return nil, nil, err
		}
	}
	for _, f := range s.Files {
		if err := claim(f.Path, f.Path); err != nil {
			return nil, nil, err
		}
	}
	for _, p := range s.Parts {
		if !p.Again {
			continue
		}
		for _, page := range p.Pages {
			if err := claim(pathOf(page), page.Source); err != nil {
				return nil, nil, err
			}
		}
		for _, name := range p.Files {
			if err := claim(name, name); err != nil {
				return nil, nil, err
			}
		}
	}
	return claimed, problems, nil
}

// pathOf is the file of a page below the output folder.
func pathOf(p kept.Page) string { return portal.Page{Address: p.Address, Lang: p.Lang}.Path() }

// checkLayouts sees that the theme has a template for every page, because Hugo
// would fall back to another one or leave the page out.
func checkLayouts(pages []portal.Page, theme fs.FS) error {
	seen := map[string]bool{}
	var missing []error
	for _, p := range pages {
		if seen[p.Layout] {
			continue
		}
		seen[p.Layout] = true
		if _, err := fs.Stat(theme, path.Join("layouts", p.Layout+".html")); err != nil {
			missing = append(missing, fmt.Errorf("theme has no layouts/%s.html for %s (%s)", p.Layout, p.URL(), p.Source))
		}
	}
	return errors.Join(missing...)
}
