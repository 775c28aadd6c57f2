package site

import (
	"bytes"
	"encoding/json"
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

// pageText is a page and the file that Hugo reads for it.
type pageText struct {
	url, path, lang, source string
	key                     kept.Digest
	text                    []byte
}

// virtualText makes the virtual content file of a page.
func virtualText(p *portal.Page, basePath string, shared kept.Digest) (pageText, []diag.Problem, error) {
	base := basePath
	if p.Lang != defaultLang {
		base += p.Lang + "/"
	}
	var file bytes.Buffer
	err := json.NewEncoder(&file).Encode(frontMatter{
		Layout:      layoutPrefix + p.Layout,
		URL:         p.URL(),
		Title:       p.Frame.Title,
		Description: p.Frame.Description,
		Params:      pageParams{p.Frame, p.Model, base, basePath},
	})
	if err != nil {
		return pageText{}, nil, fmt.Errorf("model of %s (%s): %w", p.Address, p.Source, err)
	}
	file.WriteString(p.Markdown())
	var problems []diag.Problem
	for _, mark := range reservedMarks {
		if bytes.Contains(file.Bytes(), []byte(mark)) {
			problems = append(problems, reservedText(p, mark))
		}
	}
	key := kept.NewKey("page").Add(shared, p.Shown).Text(file.String()).Digest()
	return pageText{p.URL(), p.Path(), p.Lang, p.Source, key, file.Bytes()}, problems, nil
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

// claim notes who wants an output path. That two want the same one is a problem
// that names both.
func (r *renderer) claim(name, source string) error {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, "\\:\x00") {
		return fmt.Errorf("%s: %q is no path inside the site", source, name)
	}
	first, taken := r.claimed[name]
	if !taken {
		r.claimed[name] = source
		return nil
	}
	r.shared = append(r.shared, diag.Problem{
		Pos:     diag.Pos{Path: source},
		Code:    diag.CodeSamePath,
		Message: diag.Textf("địa chỉ /%s đã thuộc về %s", "the address /%s belongs to %s already", strings.TrimSuffix(name, "index.html"), first),
		Remedy: diag.Textf("đổi tên một trong hai tệp để mỗi trang có một địa chỉ riêng",
			"rename one of the two files so that each page has an address of its own"),
		Related: []diag.Pos{{Path: first}},
	})
	return nil
}

func (r *renderer) claimPage(address, lang, source string) error {
	if !strings.HasPrefix(address, "/") {
		return fmt.Errorf("%s: the address %q does not begin with a slash", source, address)
	}
	if !slices.Contains(languages, lang) {
		return fmt.Errorf("%s: pages in language %q cannot be rendered", source, lang)
	}
	return r.claim(pathOf(address, lang), source)
}

// claimAgain claims for the parts that were not composed.
func (r *renderer) claimAgain() error {
	for _, part := range r.site.Parts {
		if !part.Again {
			continue
		}
		for _, p := range part.Pages {
			if err := r.claimPage(p.Address, p.Lang, p.Source); err != nil {
				return err
			}
		}
		for _, name := range part.Files {
			if err := r.claim(name, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// pathOf is the file of a page below the output folder.
func pathOf(address, lang string) string { return portal.Page{Address: address, Lang: lang}.Path() }

// checkLayout sees that the theme has a template for a page, because Hugo would
// fall back to another one or leave the page out.
func (r *renderer) checkLayout(p *portal.Page) error {
	if r.layouts[p.Layout] {
		return nil
	}
	if _, err := fs.Stat(r.Theme, path.Join("layouts", p.Layout+".html")); err != nil {
		return fmt.Errorf("theme has no layouts/%s.html for %s (%s)", p.Layout, p.URL(), p.Source)
	}
	r.layouts[p.Layout] = true
	return nil
}
