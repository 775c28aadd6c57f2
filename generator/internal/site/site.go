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
	// Then is called when all has been composed and before the last files of the site
	// are taken: it may add some.
	Then func(*portal.Site) error
	// Last is the last output: what has not changed is not made again. Nil: everything
	// is made. Shared is the key of that name.
	Last   *kept.Index
	Shared kept.Digest
}

// Rendered is every file of a site but its data files, made now or before.
type Rendered struct {
	Outputs []*kept.Output // their stamps hold no more than a size
	Pages   int            // rendered now
	// Unexplained is a file that rendering made and no page names. When it has to go
	// cannot be known, so that the next build has to make everything.
	Unexplained string
}

// picturesDir is where editors keep pictures, relative to the project.
const picturesDir = "content/anh"

// Render has a site composed and writes all of it into o.Out. The problems are those
// of composing too. When it returns an error or a problem of severity Error, the
// folder's content is of no use.
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
	base, err := url.Parse(o.Settings.BaseURL)
	if err != nil || base.Host == "" || !strings.HasSuffix(base.Path, "/") {
		return nil, nil, fmt.Errorf("base URL %q: want an absolute address that ends in a slash", o.Settings.BaseURL)
	}
	out, err := os.OpenRoot(o.Out)
	if err != nil {
		return nil, nil, fmt.Errorf("open output: %w", err)
	}
	defer out.Close()
	w := newWriter(ctx, out, beside.pictures, base.Path, o)
	r := &renderer{
		Options: o, ctx: ctx, base: base.Path, site: s, beside: beside, w: w,
		layouts: map[string]bool{}, claimed: map[string]string{},
	}
	if err := r.all(); err != nil {
		return nil, nil, err
	}
	if r.refused() {
		return nil, diag.Sort(r.problems), nil
	}
	if err := beside.attachments.publish(w); err != nil {
		return nil, nil, err
	}
	if err := copyStatic(o.Theme, w); err != nil {
		return nil, nil, err
	}
	made := &Rendered{Pages: r.rendered, Unexplained: w.unexplained()}
	return made, nil, made.gather(s, w, r.again, o.Last)
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
