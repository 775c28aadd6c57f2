// Command search measures the search of the site beside Pagefind on the same
// pages, which it makes up. compare.sh runs it:
//
//	search make -pages N DIR    pages as HTML and as documents
//	search index DIR            our index, with time and memory
//	search measure DIR          queries of both in Chromium: bytes at the server, pages found
//
// By itself it tells what an index costs in full, and after a small change:
//
//	search again -pages N       pages with the dates of a nation's
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"time"

	"minhbach/generator/internal/search"
)

func main() {
	flags := flag.NewFlagSet("search", flag.ExitOnError)
	pages := flags.Int("pages", 20_000, "number of pages to make")
	if len(os.Args) < 2 || flags.Parse(os.Args[2:]) != nil || (flags.NArg() == 0) != (os.Args[1] == "again") {
		fmt.Fprintln(os.Stderr, "usage: search make|index|measure [-pages N] DIR, search again [-pages N]")
		os.Exit(2)
	}
	dir := flags.Arg(0)
	var err error
	switch os.Args[1] {
	case "make":
		err = makePages(dir, *pages)
	case "index":
		err = index(dir)
	case "measure":
		err = measure(dir)
	case "again":
		again(*pages)
	default:
		err = errors.New("make, index, measure or again")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench/search:", err)
		os.Exit(3)
	}
}

// write writes a file and the folders that it is in.
func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}

func makePages(dir string, n int) error {
	docs := pages(n)
	for _, d := range docs {
		page := fmt.Sprintf("<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>%[1]s</title></head><body><main data-pagefind-body><h1>%[1]s</h1><p>%s</p><p>%s</p></main></body></html>\n",
			html.EscapeString(d.Title), html.EscapeString(d.Summary), html.EscapeString(d.Text[0]))
		if err := write(filepath.Join(dir, "site", d.Address, "index.html"), []byte(page)); err != nil {
			return err
		}
	}
	data, err := json.Marshal(docs)
	if err != nil {
		return err
	}
	return write(filepath.Join(dir, "documents.json"), data)
}

func documents(dir string) ([]search.Document, error) {
	data, err := os.ReadFile(filepath.Join(dir, "documents.json"))
	if err != nil {
		return nil, err
	}
	var docs []search.Document
	return docs, json.Unmarshal(data, &docs)
}

// bits are what the script must know of our index.
type bits struct{ Words, Pairs int }

func index(dir string) error {
	docs, err := documents(dir)
	if err != nil {
		return err
	}
	start := time.Now()
	notes := make([]string, len(docs))
	for i := range docs {
		notes[i] = docs[i].Encode()
	}
	ix := search.Build(notes, search.Options{})
	made := time.Since(start)
	var size int
	for _, f := range ix.Files {
		packed := f.Packed()
		size += len(packed)
		if err := write(filepath.Join(dir, "site/tim-kiem", f.Path), packed); err != nil {
			return err
		}
	}
	all := time.Since(start)
	data, err := json.Marshal(bits{ix.WordBits, ix.PairBits})
	if err != nil {
		return err
	}
	fmt.Printf("ours: %d files, %.1f MB; %.1f s, of which %.1f s packing and writing; %.1f s of processor time; largest resident set %d MB\n",
		len(ix.Files), float64(size)/1e6, all.Seconds(), (all - made).Seconds(),
		processor().Seconds(), resident()>>20)
	return write(filepath.Join(dir, "bits.json"), data)
}
