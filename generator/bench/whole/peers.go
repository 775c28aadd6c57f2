package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"
)

// hugoVersion is that of the library in go.mod, so that one thing is compared.
const hugoVersion = "v0.165.0"

//go:embed all:peers
var peerFiles embed.FS

// preparePeers fetches and builds the programs of others into a folder: Hugo as a
// command, from the Go module proxy, in a module of its own; the rest from npm as
// the lock file pins it.
func preparePeers(dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := unpack("peers", dir); err != nil {
		return err
	}
	scratch := filepath.Join(dir, "scratch")
	if err := os.MkdirAll(scratch, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(scratch, "go.mod"), []byte("module scratch\n\ngo 1.26\n"), 0o644); err != nil {
		return err
	}
	for _, c := range [][]string{
		{scratch, "go", "get", "github.com/gohugoio/hugo@" + hugoVersion},
		{scratch, "go", "build", "-o", filepath.Join(dir, "bin", "hugo"), "github.com/gohugoio/hugo"},
		{dir, "npm", "install", "--no-audit", "--no-fund"},
	} {
		if _, err := command(c[0], c[1], c[2:]...); err != nil {
			return err
		}
	}
	return nil
}

// unpack writes what is embedded below from to a folder.
func unpack(from, to string) error {
	return fs.WalkDir(peerFiles, from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		out := filepath.Join(to, filepath.FromSlash(strings.TrimPrefix(name, from)))
		if d.IsDir() {
			return os.MkdirAll(out, 0o755)
		}
		data, err := peerFiles.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(out, data, 0o644)
	})
}

// others are the programs of others. What they read, our pages as Markdown, is
// made when the first of them runs.
func (b *bench) others(dir, public, peer, sink string) ([]*step, error) {
	peers, err := filepath.Abs(b.peers)
	if err != nil {
		return nil, err
	}
	hugo, eleventy := filepath.Join(peer, "hugo"), filepath.Join(peer, "eleventy")
	fresh := func(run func() (figure, error)) func() (figure, error) {
		return func() (figure, error) {
			if err := os.RemoveAll(sink); err != nil {
				return figure{}, err
			}
			if _, err := os.Stat(peer); errors.Is(err, fs.ErrNotExist) {
				// In a process of its own: what this one needed would count as its children's.
				if _, err := b.command(".", b.program("whole"), "-export", public, hugo, eleventy); err != nil {
					return figure{}, err
				}
			}
			return run()
		}
	}
	list := []*step{
		{name: "hugo " + hugoVersion, out: sink, peer: true, do: fresh(func() (figure, error) {
			return b.command(hugo, filepath.Join(peers, "bin", "hugo"), "--destination", sink, "--cacheDir", filepath.Join(b.work, "hugo-cache"), "--quiet", "--noBuildLock")
		})},
		{name: "Eleventy 3.1.8", out: sink, peer: true, do: fresh(func() (figure, error) {
			return b.command(eleventy, "node", filepath.Join(peers, "node_modules/@11ty/eleventy/cmd.cjs"), "--config=eleventy.config.mjs", "--output="+sink, "--quiet")
		})},
	}
	if rows := filepath.Join(dir, "data", "microdata"); b.rows != 0 {
		list = append(list, &step{name: "DuckDB 1.5.6: read and group the rows ten times", do: func() (figure, error) {
			return b.command(peers, "node", "group.mjs", rows)
		}})
	}
	return list, nil
}

// exportPages writes our pages as Markdown for Hugo and for Eleventy, with what
// else they need. Page after page: a nation's do not fit into memory.
func exportPages(public, hugo, eleventy string) error {
	for from, to := range map[string]string{"peers/hugo": hugo, "peers/eleventy": eleventy} {
		if err := unpack(from, to); err != nil {
			return err
		}
	}
	return filepath.WalkDir(public, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(file) != ".html" {
			return err
		}
		rel, err := filepath.Rel(public, file)
		if err != nil {
			return err
		}
		in, err := os.Open(file)
		if err != nil {
			return err
		}
		defer in.Close()
		root, err := html.Parse(in)
		if err != nil {
			return err
		}
		list := false
		if d.Name() == "index.html" {
			if list, err = pagesBelow(filepath.Dir(file)); err != nil {
				return err
			}
		}
		address := strings.TrimSuffix("/"+filepath.ToSlash(rel), "index.html")
		return readPage(address, root).export(hugo, eleventy, list)
	})
}

// pagesBelow reports whether there are pages in the folders below one.
func pagesBelow(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		below := filepath.Join(dir, e.Name())
		if _, err := os.Stat(filepath.Join(below, "index.html")); err == nil {
			return true, nil
		}
		if found, err := pagesBelow(below); found || err != nil {
			return found, err
		}
	}
	return false, nil
}

// export writes one page for each of the two, as its users would: what has others
// below it is a section of Hugo, and languages have folders of their own.
func (p *page) export(hugo, eleventy string, list bool) error {
	lang, below := "vi", strings.TrimPrefix(p.address, "/")
	if rest, ok := strings.CutPrefix(p.address, "/en/"); ok {
		lang, below = "en", rest
	}
	file := strings.TrimSuffix(strings.TrimSuffix(below, "/"), ".html") + ".md"
	if list || below == "" {
		file = path.Join(below, "_index.md")
	}
	var front strings.Builder
	add := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&front, "%s: %q\n", name, value)
		}
	}
	add("title", p.title)
	add("description", p.description)
	front.WriteString("date: " + p.date + "\n")
	add("image", p.image)
	add("imageAlt", p.imageAlt)
	add("oembed", p.oembed)
	add("published", p.published)
	add("class", p.class)
	if p.noindex {
		front.WriteString("noindex: true\n")
	}
	if len(p.trail) > 0 {
		front.WriteString("trail:\n")
	}
	for _, c := range p.trail {
		fmt.Fprintf(&front, "  - {name: %q, url: %q}\n", c.name, c.address)
	}
	own, layout, permalink := "", "page", p.address // own is what only Hugo is told
	if p.bare {
		own, layout = "layout: bare\n", "bare"
	}
	if strings.HasSuffix(p.address, "/") {
		permalink += "index.html"
	} else {
		own += fmt.Sprintf("url: %q\n", p.address)
	}
	told := front.String()
	add("other", p.other) // Hugo knows translations by their place
	theirs := fmt.Sprintf("layout: %s.njk\npermalink: %s\nlang: %s\n", layout, permalink, lang)
	for to, text := range map[string]string{
		filepath.Join(hugo, "content", lang, filepath.FromSlash(file)):     "---\n" + told + own + "---\n" + p.body,
		filepath.Join(eleventy, filepath.FromSlash(p.address), "index.md"): "---\n" + front.String() + theirs + "---\n" + p.body,
	} {
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
