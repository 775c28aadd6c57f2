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
				if _, err := b.command(".", filepath.Join(b.work, "bin", "whole"), "-export", public, hugo, eleventy); err != nil {
					return figure{}, err
				}
			}
			return run()
		}
	}
	list := []*step{
		{name: "hugo " + hugoVersion, out: sink, do: fresh(func() (figure, error) {
			return b.command(hugo, filepath.Join(peers, "bin", "hugo"), "--destination", sink, "--cacheDir", filepath.Join(b.work, "hugo-cache"), "--quiet", "--noBuildLock")
		})},
		{name: "Eleventy 3.1.8", out: sink, do: fresh(func() (figure, error) {
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
// else they need.
func exportPages(public, hugo, eleventy string) error {
	for from, to := range map[string]string{"peers/hugo": hugo, "peers/eleventy": eleventy} {
		if err := unpack(from, to); err != nil {
			return err
		}
	}
	var pages []*page
	below := map[string]bool{}
	err := filepath.WalkDir(public, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "index.html" {
			return err
		}
		rel, err := filepath.Rel(public, filepath.Dir(file))
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
		address := path.Clean("/"+filepath.ToSlash(rel)) + "/"
		if address == "//" {
			address = "/"
		}
		p := readPage(address, root)
		pages = append(pages, p)
		for up := path.Dir(strings.TrimSuffix(address, "/")); address != "/"; up = path.Dir(up) {
			below[up] = true
			if up == "/" {
				break
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, p := range pages {
		p.list = below[path.Clean(p.address)]
		if err := p.export(hugo, eleventy); err != nil {
			return err
		}
	}
	return nil
}

// export writes one page for each; a page with others below it lists them.
func (p *page) export(hugo, eleventy string) error {
	name, layout, body := "index.md", "page", p.body
	if p.list {
		name, layout, body = "_index.md", "list", ""
	}
	head := fmt.Sprintf("---\ntitle: %q\ndescription: %q\ndate: %s\n", p.title, p.description, p.date)
	up := path.Dir(strings.TrimSuffix(p.address, "/"))
	tags := fmt.Sprintf("tags: [%q]\n", up)
	if p.address == "/" {
		tags = ""
	}
	for file, text := range map[string]string{
		filepath.Join(hugo, "content", filepath.FromSlash(p.address), name): head + "---\n" + body,
		filepath.Join(eleventy, filepath.FromSlash(p.address), "index.md"):  head + fmt.Sprintf("layout: %s.njk\npermalink: %sindex.html\nof: %q\n%s---\n", layout, p.address, path.Clean(p.address), tags) + body,
	} {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
