// Package site renders page models to HTML with Hugo, in this process, and
// writes them and the portal's files into one folder.
//
// Hugo sees a world of our own making: the theme, one virtual file for each
// page, the pictures of content/anh and a cache. It reads nothing else, runs
// nothing, opens no address, and writes only into the output and the cache.
// Each page becomes a regular page of Hugo with a fixed address: sections,
// lists, feeds and menus were computed by portal.
//
// What an editor can mend is found here before Hugo starts, all of it in one
// run, and told as problems. Every other warning or error of Hugo is a fault of
// the theme or of this program and comes back as an error.
package site

import (
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/record"
	"minhbach/generator/theme"
)

// Options say where a site is read from and written to.
type Options struct {
	Root     string      // the project folder; only its content/anh and content/tep are read
	Out      string      // an existing, empty folder
	Cache    string      // for resized pictures; made when it does not exist
	Settings record.Site // BaseURL and Title are used
	Theme    fs.FS       // nil is the theme of the program
	// Complete makes templates that no page used an error. It is for a project
	// that has every kind of page, such as the one this program is kept in.
	Complete bool
	// Spend says that nobody needs the models of the pages again: each is let go when
	// Hugo's file of it has been made.
	Spend bool
	// Last is the last output: what has not changed is not made again. Nil: everything
	// is made. Shared is the key of that name.
	Last   *kept.Index
	Shared kept.Digest
}

// Rendered is every file of a site but its data files, made now or before.
type Rendered struct {
	Outputs []kept.Output       // their stamps hold no more than a size
	Links   map[string][]string // of texts: path of a page to the paths that it leads to
	Pages   int                 // rendered now
	// Unexplained is a file that rendering made and no page names. When it has to go
	// cannot be known, so that the next build has to make everything.
	Unexplained string
}

// picturesDir is where editors keep pictures, relative to the project.
const picturesDir = "content/anh"

// Render writes the whole site into o.Out. When it returns an error or a problem
// of severity Error, the folder's content is of no use.
func Render(ctx context.Context, s *portal.Site, o Options) (*Rendered, []diag.Problem, error) {
	if o.Theme == nil {
		o.Theme = theme.FS
	}
	cache, err := filepath.Abs(o.Cache)
	if err != nil {
		return nil, nil, fmt.Errorf("cache: %w", err)
	}
	o.Cache = cache
	beside, err := openBeside(o.Root)
	if err != nil {
		return nil, nil, err
	}
	defer beside.Close()
	pictures := beside.pictures
	if err := checkLayouts(s.Pages, o.Theme); err != nil {
		return nil, nil, err
	}
	base, err := url.Parse(o.Settings.BaseURL)
	if err != nil || base.Host == "" || !strings.HasSuffix(base.Path, "/") {
		return nil, nil, fmt.Errorf("base URL %q: want an absolute address that ends in a slash", o.Settings.BaseURL)
	}
	targets, problems, err := claimPaths(s)
	if err != nil {
		return nil, nil, err
	}
	made := &Rendered{Links: map[string][]string{}}
	for _, p := range s.Pages {
		found, links := checkText(p, targets, beside)
		problems = append(problems, found...)
		if len(links) > 0 {
			made.Links[p.Path()] = links
		}
	}
	content, found, err := virtualPages(s.Pages, base.Path, o.Shared, o.Last, o.Spend)
	if err != nil {
		return nil, nil, err
	}
	problems = append(problems, found...)
	if len(problems) > 0 {
		return nil, diag.Sort(problems), nil
	}

	out, err := os.OpenRoot(o.Out)
	if err != nil {
		return nil, nil, fmt.Errorf("open output: %w", err)
	}
	defer out.Close()
	w := newWriter(ctx, out, pictures, content.anew)
	w.base, w.last, w.shared = base.Path, o.Last, o.Shared
	if err := ctx.Err(); err != nil {
		return nil, nil, err
	}
	if made.Pages = len(content.anew); made.Pages > 0 || o.Complete {
		if err := renderAll(content.anew, w, o); err != nil {
			if ended := ctx.Err(); ended != nil {
				return nil, nil, ended // Hugo forgets what an error wraps
			}
			if bad := pictures.blamed(err); bad != "" {
				return nil, []diag.Problem{unusablePicture(bad)}, nil
			}
			return nil, nil, err
		}
	}
	made.rendered(w, content.keys, o.Last)
	if err := w.writeFiles(s.Files); err != nil {
		return nil, nil, err
	}
	beside.attachments.link(s.Parts)
	if err := beside.attachments.publish(w); err != nil {
		return nil, nil, err
	}
	if err := copyStatic(o.Theme, w); err != nil {
		return nil, nil, err
	}
	if err := w.complete(); err != nil {
		return nil, nil, err
	}
	return made, nil, made.gather(s, w, content.again, o.Last)
}

// copyStatic publishes the theme's static folder, which Hugo's library leaves
// to its caller.
func copyStatic(theme fs.FS, w *writer) error {
	static, err := fs.Sub(theme, "static")
	if err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	if _, err := fs.Stat(static, "."); err != nil {
		return nil // a theme need not have one
	}
	return fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(static, name)
		if err != nil {
			return fmt.Errorf("theme: %w", err)
		}
		return w.writeFile(name, data)
	})
}
