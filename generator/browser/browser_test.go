//go:build browser

// Package browser opens the built site in a real browser, as readers do. It
// needs Debian's chromium and the npm packages of this folder, so it runs only
// with -tags browser and fails, rather than skips, where one is missing.
package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
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
	"", "tin/", "tin/2022/", "xa/", "xa/khanh-hoa-04342/", "huyen/luc-yen-135/", "tinh/yen-bai-15/",
	"co-quan/", "ke-hoach/", "ke-hoach/62-kh-tu-2022-02-25/",
	"cam-ket/", "cam-ket/khcn-15-ho-khanh-hoa-2022/", "so-lieu/", "so-lieu/yen-bai-15/",
	"phuong-phap/", "kha-nang-tiep-can/",
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
	server := httptest.NewServer(http.StripPrefix(strings.TrimSuffix(base, "/"), http.FileServer(http.Dir(folder))))
	defer server.Close()
	origin = server.URL + base
	_, problems, err := build.Build(context.Background(), build.Options{
		Root: "../..", Out: folder, Cache: filepath.Join(dir, "cache"),
		Flags: map[string]string{"base-url": origin},
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
	if err := chromedp.Run(browser); err != nil {
		fmt.Fprintln(os.Stderr, "start chromium:", err)
		return 1
	}
	return m.Run()
}

// visit opens a page in a new tab of the given width and returns what went wrong
// on the way: console errors, uncaught exceptions, failed requests and requests
// to another host.
func visit(t *testing.T, address string, width int64, scheme string, actions ...chromedp.Action) []string {
	t.Helper()
	tab, cancel := chromedp.NewContext(browser)
	defer cancel()
	tab, cancelTime := context.WithTimeout(tab, 30*time.Second)
	defer cancelTime()
	var mu sync.Mutex
	var complaints []string
	complain := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		complaints = append(complaints, fmt.Sprintf(format, args...))
	}
	chromedp.ListenTarget(tab, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			if e.Type == runtime.APITypeError || e.Type == runtime.APITypeWarning {
				complain("console: %s", e.Args[0].Value)
			}
		case *runtime.EventExceptionThrown:
			complain("exception: %s", e.ExceptionDetails.Text)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, origin) && !strings.HasPrefix(e.Request.URL, "data:") {
				complain("request outside the site: %s", e.Request.URL)
			}
		case *network.EventResponseReceived:
			if e.Response.Status >= 400 {
				complain("status %d: %s", e.Response.Status, e.Response.URL)
			}
		case *network.EventLoadingFailed:
			complain("failed to load: %s %s", e.ErrorText, e.BlockedReason)
		}
	})
	all := append(chromedp.Tasks{
		network.Enable(), runtime.Enable(),
		chromedp.EmulateViewport(width, 900),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}),
		chromedp.Navigate(address),
		chromedp.WaitReady("footer", chromedp.ByQuery),
	}, actions...)
	if err := chromedp.Run(tab, all); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	mu.Lock()
	defer mu.Unlock()
	return complaints
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

func TestEveryPageOpensCleanOnANarrowPhone(t *testing.T) {
	for _, address := range pages(t) {
		var content, window float64
		for _, complaint := range visit(t, address, 360, "light",
			chromedp.Evaluate(`document.documentElement.scrollWidth`, &content),
			chromedp.Evaluate(`window.innerWidth`, &window),
		) {
			t.Errorf("%s: %s", address, complaint)
		}
		if content > window {
			t.Errorf("%s: scrolls sideways: %v px of content in %v px", address, content, window)
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
			address := origin + look.lang + kind
			t.Run(fmt.Sprintf("%s%s/%s/%d", look.lang, kind, look.scheme, look.width), func(t *testing.T) {
				var report []byte
				visit(t, address, look.width, look.scheme,
					chromedp.Evaluate(string(axe), nil),
					chromedp.Evaluate(`axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(r => r)`, &report,
						func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }),
				)
				for _, v := range violations(t, report) {
					t.Error(v)
				}
			})
		}
	}
}

// violations reads what axe found, one line for each element.
func violations(t *testing.T, report []byte) []string {
	t.Helper()
	var result struct {
		Violations []struct {
			ID, Help string
			Nodes    []struct{ HTML string }
		}
		Passes []struct{ ID string }
	}
	if err := json.Unmarshal(report, &result); err != nil {
		t.Fatal(err)
	}
	if len(result.Passes) == 0 {
		t.Fatal("axe passed no rule: it did not run")
	}
	var lines []string
	for _, v := range result.Violations {
		for _, n := range v.Nodes {
			lines = append(lines, fmt.Sprintf("%s: %s: %s", v.ID, v.Help, n.HTML))
		}
	}
	return slices.Compact(lines)
}

func TestFontSizeControlWorksByKeyboard(t *testing.T) {
	var before, after float64
	size := `parseFloat(getComputedStyle(document.querySelector("main p")).fontSize)`
	visit(t, origin+"tin/2022/", 360, "light", chromedp.Evaluate(`localStorage.clear()`, nil))
	complaints := visit(t, newsItem(t), 360, "light",
		chromedp.Evaluate(size, &before),
		chromedp.Focus(`[data-font-size="larger"]`, chromedp.ByQuery),
		chromedp.KeyEvent("\r"),
		chromedp.Evaluate(size, &after),
		chromedp.Evaluate(`localStorage.clear()`, nil),
	)
	if after <= before {
		t.Errorf("the text is %v px before and %v px after", before, after)
	}
	if len(complaints) > 0 {
		t.Errorf("complaints: %v", complaints)
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
