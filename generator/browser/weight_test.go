//go:build browser

package browser

import (
	"os/exec"

	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// A text page may weigh 100 KB in all and ask ten times. That is what leaves a
// server that compresses, as all rules that the program writes make it do. Our
// pages need a third of it: the smaller budget notices sooner when one grows.
// The other number is for servers that do not compress.
const (
	mostCompressed = 35_000
	mostBytes      = 130_000
	mostRequests   = 10
)

// TestPagesStayLight loads one page of each kind as a first visit does, and
// fails when it outgrew its budget or moved while loading.
func TestPagesStayLight(t *testing.T) {
	heaviest, kindOf := 0, ""
	everyKind(t, func(t *testing.T, _, address string) {
		page := load(t, address)
		if page.bytes > heaviest {
			heaviest, kindOf = page.bytes, address
		}
		t.Logf("%6d bytes, %6d compressed, %d requests", page.bytes, page.compressed, page.requests)
		if page.bytes > mostBytes || page.compressed > mostCompressed || page.requests > mostRequests {
			t.Errorf("weighs %d bytes, %d compressed, in %d requests; the most is %d, %d and %d",
				page.bytes, page.compressed, page.requests, mostBytes, mostCompressed, mostRequests)
		}
		for _, what := range page.moved {
			t.Errorf("moved while it was loaded: %s", what)
		}
	})
	t.Logf("heaviest: %d bytes, %s", heaviest, kindOf)
}

// loaded is what a first visit to a page costs.
type loaded struct {
	bytes, compressed, requests int
	moved                       []string // what was shifted, and how far
}

func load(t *testing.T, address string) loaded {
	t.Helper()
	p := open(t, "about:blank", 360, "light")
	var mu sync.Mutex
	var page loaded
	if err := chromedp.Listen(p.ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if strings.HasPrefix(e.Request.URL, "http") {
				page.requests++
			}
		case *network.EventDataReceived:
			page.bytes += int(e.DataLength)
		case *network.EventLoadingFinished:
			page.compressed += int(e.EncodedDataLength)
		}
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(p.ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		t.Fatal(err)
	}
	// Pages visited by other tests are kept by the service worker.
	if _, err := chromedp.Call(p.ctx, network.SetBypassServiceWorker, network.SetBypassServiceWorkerParams{Bypass: true}); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(address))
	p.drawn()
	page.moved = eval[[]string](p, `new Promise(done => {
		const moved = [];
		new PerformanceObserver(list => {
			for (const e of list.getEntries()) if (e.value > 0.01) moved.push(e.value.toFixed(4) + " " + e.sources.map(s => s.node?.outerHTML?.slice(0, 100)));
			done(moved);
		}).observe({type: "layout-shift", buffered: true});
		requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
	})`)
	p.close()
	mu.Lock()
	defer mu.Unlock()
	return page
}

// TestLighthouse gives every main kind of page 100 in each of its categories.
func TestLighthouse(t *testing.T) {
	told, err := exec.Command("node", "lighthouse.mjs", origin).CombinedOutput()
	t.Logf("%s", told)
	if err != nil {
		t.Error(err)
	}
}
