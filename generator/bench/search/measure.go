package main

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/chromedp"

	"minhbach/generator/internal/search"
	"minhbach/generator/theme"
)

// Queries whose first is the first of a visit, whose second the second.
var queries = []string{
	"giam ngheo", "lao dong", "dien bien", "duong giao thong", "giảm nghèo", "lao động", "Điện Biên", "đường giao thông", "ngheo", "ubnd xa giam ngheo lao dong",
}

// The pages on which both search: of ours what the search page of the site has.
var (
	//go:embed ours.html
	oursPage string
	//go:embed pagefind.html
	pagefindPage string
)

// counter serves a folder and counts what it sends, text packed as servers do.
type counter struct {
	files http.FileSystem
	extra map[string][]byte

	mu       sync.Mutex
	bytes    int
	requests int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	data, ok := c.extra[r.URL.Path]
	if !ok {
		f, err := c.files.Open(r.URL.Path)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		defer f.Close()
		var b bytes.Buffer
		if _, err := b.ReadFrom(f); err != nil {
			http.NotFound(w, r)
			return
		}
		data = b.Bytes()
	}
	switch path.Ext(r.URL.Path) {
	case ".html", ".js", ".json", ".css":
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(data)
		_ = z.Close()
		data = b.Bytes()
		w.Header().Set("Content-Encoding", "gzip")
	}
	types := map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}
	if t := types[path.Ext(r.URL.Path)]; t != "" {
		w.Header().Set("Content-Type", t)
	}
	c.mu.Lock()
	c.bytes += len(data)
	c.requests++
	c.mu.Unlock()
	_, _ = w.Write(data)
}

// taken is what was sent since it was last asked.
func (c *counter) taken() (bytes, requests int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	bytes, requests = c.bytes, c.requests
	c.bytes, c.requests = 0, 0
	return bytes, requests
}

func measure(dir string) error {
	docs, err := documents(dir)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(dir, "bits.json"))
	if err != nil {
		return err
	}
	var b bits
	if err := json.Unmarshal(data, &b); err != nil {
		return err
	}
	var script []byte
	for _, name := range []string{"search-files.js", "search.js"} {
		part, err := fs.ReadFile(theme.FS, "assets/js/"+name)
		if err != nil {
			return err
		}
		script = append(script, part...)
	}
	c := &counter{files: http.Dir(filepath.Join(dir, "site")), extra: map[string][]byte{
		"/ours.html":     []byte(strings.NewReplacer("{words}", fmt.Sprint(b.Words), "{pairs}", fmt.Sprint(b.Pairs)).Replace(oursPage)),
		"/pagefind.html": []byte(pagefindPage),
		"/search.js":     script,
	}}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: c}
	go server.Serve(listener) // ends when it is closed
	defer server.Close()
	origin := "http://" + listener.Addr().String()

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	for _, engine := range []string{"ours", "pagefind"} {
		if err := visits(allocator, c, origin, engine, docs); err != nil {
			return fmt.Errorf("%s: %w", engine, err)
		}
	}
	return nil
}

// visits asks every query in a visit of its own, with nothing kept from another.
func visits(allocator context.Context, c *counter, origin, engine string, docs []search.Document) error {
	fmt.Printf("\n%s\n%-28s %7s %7s %7s | %9s %9s %9s | %s\n", engine, "query", "start", "first", "second", "found", "truth", "exact", "requests")
	for i, query := range queries {
		v, err := visit(allocator, c, origin+"/"+engine+".html", query, queries[(i+1)%len(queries)])
		if err != nil {
			return err
		}
		truth, exact := scan(docs, query)
		fmt.Printf("%-28s %7d %7d %7d | %9d %9d %9d | %d\n", query, v.start, v.first, v.second, v.found, truth, exact, v.requests)
	}
	return nil
}

// visited is what was sent, in bytes, to open the page, for the first query and
// for the second; requests are those for the first.
type visited struct{ start, first, second, requests, found int }

func visit(allocator context.Context, c *counter, address, query, next string) (v visited, err error) {
	ctx, cancel := chromedp.NewContext(allocator) // a browser of its own
	defer cancel()
	ctx, cancelTime := context.WithTimeout(ctx, 10*time.Minute)
	defer cancelTime()
	ask := func(q string) (int, error) {
		quoted, err := json.Marshal(q)
		if err != nil {
			return 0, err
		}
		return chromedp.Run(ctx, chromedp.Evaluate[int]("ask("+string(quoted)+")", chromedp.EvalAwaitPromise))
	}
	c.taken()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		return v, err
	}
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("ready.then(() => true)", chromedp.EvalAwaitPromise)); err != nil {
		return v, err
	}
	v.start, _ = c.taken()
	if v.found, err = ask(query); err != nil {
		return v, err
	}
	v.first, v.requests = c.taken()
	if _, err = ask(next); err != nil {
		return v, err
	}
	v.second, _ = c.taken()
	return v, nil
}

// scan looks through all pages for those with all words of the query; exact have
// its marks too.
func scan(docs []search.Document, query string) (truth, exact int) {
	wanted := search.Words(query)
	for _, d := range docs {
		folded, spelled := map[string]bool{}, map[string]bool{}
		for _, text := range []string{d.Title, d.Summary, d.Text[0]} {
			for _, w := range search.Words(text) {
				folded[w.Folded], spelled[w.Spelling] = true, true
			}
		}
		all, same := true, true
		for _, w := range wanted {
			all = all && folded[w.Folded]
			same = same && (spelled[w.Spelling] || w.Spelling == w.Folded && folded[w.Folded])
		}
		if all {
			truth++
		}
		if same {
			exact++
		}
	}
	return truth, exact
}
