//go:build browser

// Package browser opens the built site in a real browser, as readers do. It
// needs Debian's chromium and the npm packages of this folder, so it runs only
// with -tags browser and fails, rather than skips, where one is missing.
package browser

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"minhbach/generator/internal/build"
)

// base is the sub-path below which the site is served: a site that works there
// works at the root of a host too.
const base = "/minh-bach/"

// kinds has one page of each kind, below the language's root.
var kinds = []string{
	"",
	"tin/",
	"tin/2022/",
	"xa/", "tim-kiem/",
	"xa/khanh-hoa-04342/",
	"huyen/luc-yen-135/",
	"huyen/luc-yen-135/so-sanh/",
	"xa/khanh-hoa-04342/ban-in/",
	"thuat-ngu/",
	"tinh/yen-bai-15/",
	"co-quan/",
	"ke-hoach/",
	"ke-hoach/62-kh-tu-2022-02-25/",
	"cam-ket/",
	"cam-ket/khcn-15-ho-khanh-hoa-2022/",
	"so-lieu/",
	"so-lieu/yen-bai-15/",
	"so-lieu/thieu-hut/",
	"so-lieu/bien-dong-ho-ngheo/luc-yen-135/",
	"xa/khanh-hoa-04342/thong-ke/",
	"phuong-phap/",
	"lich-su/",
	"kiem-tra-chung-toi/",
	"kha-nang-tiep-can/",
	"du-lieu/",
	"du-lieu/cam-ket/",
	"du-lieu/bang-ho-theo-loai/",
	"du-lieu/api/",
	"nhung/so-lieu/yen-bai-15/rate/",
	"bao-loi/",
	"theo-doi/",
	"so-do-trang/",
	"he-thong-thiet-ke/",
	"he-thong-thiet-ke/chu/",
	"he-thong-thiet-ke/trang-thai/",
	"he-thong-thiet-ke/tra-loi-nhanh/",
	"he-thong-thiet-ke/the-cam-ket/",
	"he-thong-thiet-ke/ket-qua/",
	"he-thong-thiet-ke/tien-do/",
	"he-thong-thiet-ke/bieu-do/",
	"nhung/cam-ket/khcn-15-ho-khanh-hoa-2022/trang-thai/",
	"he-thong-thiet-ke/nhat-ky/",
	"he-thong-thiet-ke/ho-so/",
	"he-thong-thiet-ke/bang/",
	"he-thong-thiet-ke/danh-sach/",
	"he-thong-thiet-ke/lien-ket/",
	"he-thong-thiet-ke/thong-bao/",
	"cam-ket/qua-han/",
	"cam-ket/cong-nhan/",
	"tro-giup/",
	"tro-giup/mb1003/",
}

var (
	origin  string // scheme, host and base path of the served site
	folder  string // the built site
	browser context.Context
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "minhbach-browser-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	folder = filepath.Join(dir, "public")
	mux := http.NewServeMux()
	mux.Handle(base, http.StripPrefix(strings.TrimSuffix(base, "/"), compressed(http.FileServer(http.Dir(folder)))))
	mux.HandleFunc(base+"bad", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, badPage) })
	server := httptest.NewServer(mux)
	defer server.Close()
	origin = server.URL + base
	_, problems, err := build.Build(context.Background(), build.Options{
		Root: "../..", Out: folder, Cache: filepath.Join(dir, "cache"),
		Flags: map[string]string{"base-url": origin}, Env: []string{"MINHBACH_UPDATE_EVERY=P1M"},
	})
	if err != nil || len(problems) > 0 {
		fmt.Fprintln(os.Stderr, "build:", problems, err)
		return 1
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	browser, cancel = chromedp.NewContext(allocator)
	defer cancel()
	if err := chromedp.Do(browser); err != nil {
		fmt.Fprintln(os.Stderr, "start chromium:", err)
		return 1
	}
	return m.Run()
}

// compressed answers as a server does that follows the rules the program writes.
func compressed(files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch path.Ext(r.URL.Path) {
		case "", ".html", ".css", ".js", ".svg", ".json":
		default:
			files.ServeHTTP(w, r)
			return
		}
		answer := httptest.NewRecorder()
		files.ServeHTTP(answer, r)
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Del("Content-Length")
		w.WriteHeader(answer.Code)
		zip := gzip.NewWriter(w)
		defer zip.Close()
		answer.Body.WriteTo(zip)
	})
}

// tab is a page open in the browser, and what went wrong on the way.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
}

// open opens a page in a new tab of the given width and colour scheme. The tab
// notes console errors, uncaught exceptions, failed requests and requests to
// another host.
func open(t *testing.T, address string, width int64, scheme string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	ctx, cancelTime := context.WithTimeout(ctx, 30*time.Second)
	t.Cleanup(func() { cancelTime(); cancel() })
	p := &tab{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, p.hear); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		t.Fatal(err)
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(width, 900), chromedp.Navigate(address))
	return p
}

// close frees the tab before the end of the test and returns the complaints.
func (p *tab) close() []string {
	p.do(chromedp.Evaluate[chromedp.Void](`new Promise(done => requestAnimationFrame(() => done()))`, chromedp.EvalAwaitPromise))
	if err := chromedp.Cancel(p.ctx); err != nil {
		p.t.Fatal(err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.complaints
}

func (p *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

// eval evaluates an expression in the page; a promise is awaited.
func eval[T any](p *tab, expression string) T {
	p.t.Helper()
	v, err := chromedp.Run(p.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	return v
}

// hear notes what a page must not do.
func (p *tab) hear(event any) {
	var complaint string
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			complaint = fmt.Sprintf("console: %v", e.Args)
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			complaint = "console: " + e.Entry.Text
		}
	case *runtime.EventExceptionThrown:
		complaint = "exception: " + e.ExceptionDetails.Text
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, origin) && !strings.HasPrefix(e.Request.URL, "data:") {
			complaint = "request outside the site: " + e.Request.URL
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			complaint = fmt.Sprintf("status %v: %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		complaint = fmt.Sprintf("failed to load: %s %s", e.ErrorText, e.BlockedReason)
	}
	if complaint != "" {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.complaints = append(p.complaints, complaint)
	}
}

// pages lists the address of every page that was built.
func pages(t *testing.T) []string {
	t.Helper()
	var found []string
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && path.Base(name) == "index.html" {
			found = append(found, origin+strings.TrimSuffix(name, "index.html"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 2*len(kinds) {
		t.Fatalf("only %d pages were built", len(found))
	}
	return found
}

// badPage does what no page of the site may.
const badPage = `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<script>1</script><img src="http://127.0.0.2:1/x.png"><img src="none.png"><div style="width:900px">wide</div>`

// TestTheSuiteNotices proves that the other tests of this file can fail.
func TestTheSuiteNotices(t *testing.T) {
	p := open(t, origin+"bad", 360, "light")
	if eval[float64](p, `document.documentElement.scrollWidth`) <= 360 {
		t.Error("a wide page is not noticed")
	}
	found := strings.Join(p.close(), "\n")
	for _, want := range []string{"Content Security Policy", "request outside the site: http://127.0.0.2:1/x.png", "status 404"} {
		if !strings.Contains(found, want) {
			t.Errorf("%q is not noticed in\n%s", want, found)
		}
	}
}

func TestEveryPageOpensCleanOnANarrowPhone(t *testing.T) {
	for _, address := range pages(t) {
		p := open(t, address, 360, "light")
		content := eval[float64](p, `document.documentElement.scrollWidth`)
		if window := eval[float64](p, `window.innerWidth`); content > window {
			t.Errorf("%s: scrolls sideways: %v px of content in %v px", address, content, window)
		}
		for _, complaint := range p.close() {
			t.Errorf("%s: %s", address, complaint)
		}
	}
}

func TestAxeFindsNothing(t *testing.T) {
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: run npm ci in generator/browser", err)
	}
	for _, kind := range kinds {
		for _, look := range []struct {
			lang, scheme string
			width        int64
		}{
			{"", "light", 360}, {"", "dark", 1280}, {"en/", "light", 1280}, {"en/", "dark", 360},
		} {
			t.Run(fmt.Sprintf("%s%s/%s/%d", look.lang, kind, look.scheme, look.width), func(t *testing.T) {
				p := open(t, origin+look.lang+kind, look.width, look.scheme)
				eval[any](p, string(axe)+"; true")
				for _, v := range violations(t, eval[report](p, `axe.run(document)`)) {
					t.Error(v)
				}
			})
		}
	}
}

// report is the part of axe's result that we read.
type report struct {
	Violations []struct {
		ID, Help string
		Nodes    []struct{ HTML string }
	}
	Passes []struct{ ID string }
}

// violations lists what axe found, one line for each element.
func violations(t *testing.T, r report) []string {
	t.Helper()
	if len(r.Passes) == 0 {
		t.Fatal("axe passed no rule: it did not run")
	}
	var lines []string
	for _, v := range r.Violations {
		for _, n := range v.Nodes {
			lines = append(lines, fmt.Sprintf("%s: %s: %s", v.ID, v.Help, n.HTML))
		}
	}
	return lines
}

func TestTextSizeControlWorksByKeyboard(t *testing.T) {
	const size = `parseFloat(getComputedStyle(document.querySelector("main p")).fontSize)`
	p := open(t, newsItem(t), 360, "light")
	before := eval[float64](p, size)
	eval[any](p, `document.querySelector('.mb-text-size__button[data-step="1"]').focus()`)
	p.do(chromedp.KeyEvent("\r"))
	if after := eval[float64](p, size); after <= before {
		t.Errorf("the text is %v px before and %v px after", before, after)
	}
	p.do(chromedp.Navigate(origin))
	if kept := eval[float64](p, size); kept <= before {
		t.Errorf("the choice is forgotten on the next page: %v px", kept)
	}
	eval[any](p, `localStorage.clear()`)
	if complaints := p.close(); len(complaints) > 0 {
		t.Error(complaints)
	}
}

// newsItem is the address of one news page.
func newsItem(t *testing.T) string {
	t.Helper()
	for _, address := range pages(t) {
		if rest, ok := strings.CutPrefix(address, origin+"tin/"); ok && strings.Count(rest, "/") == 2 {
			return address
		}
	}
	t.Fatal("no news page was built")
	return ""
}
