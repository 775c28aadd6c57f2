//go:build browser

package browser

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A page that was visited stays readable when there is no network, and says that
// it is a copy and of when; one that was not says so and lists those that were.
func TestVisitedPagesStayReadableWithoutNetwork(t *testing.T) {
	files := http.StripPrefix(strings.TrimSuffix(base, "/"), http.FileServer(http.Dir(folder)))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store") // what is shown must come from the worker
		files.ServeHTTP(w, r)
	}))
	at := server.URL + base
	p := open(t, at+"xa/khanh-hoa-04342/", 360, "light")
	const kept = `navigator.serviceWorker.ready.then(async () => {
		for (let i = 0; i < 100; i++) {
			if ((await caches.keys()).length && (await (await caches.open("minh-bach-1")).keys()).length >= %N%) return true;
			await new Promise(done => setTimeout(done, 50));
		}
		return false;
	})`
	if !eval[bool](p, strings.ReplaceAll(kept, "%N%", "3")) {
		t.Fatal("the first page is not kept with its style and script")
	}
	p.do(chromedp.Navigate(at + "en/cam-ket/"))
	eval[bool](p, strings.ReplaceAll(kept, "%N%", "4"))
	server.CloseClientConnections()
	server.Close()

	p.do(chromedp.Navigate(at + "xa/khanh-hoa-04342/"))
	if text := eval[string](p, `document.querySelector(".mb-notice").textContent`); !strings.Contains(text, "Không có mạng. Đây là bản đã lưu trên máy lúc") {
		t.Errorf("the copy says %q", text)
	}
	if heading := eval[string](p, `document.querySelector("h1").textContent`); !strings.Contains(heading, "Khánh Hòa") {
		t.Errorf("the copy shows %q", heading)
	}
	if eval[int](p, `document.styleSheets.length`) == 0 {
		t.Error("the copy has no style")
	}
	p.do(chromedp.Navigate(at + "en/cam-ket/"))
	if text := eval[string](p, `document.querySelector(".mb-notice").textContent`); !strings.Contains(text, "You are offline.") {
		t.Errorf("the English copy says %q", text)
	}
	p.do(chromedp.Navigate(at + "tin/"))
	if text := eval[string](p, `document.body.textContent`); !strings.Contains(text, "chưa được lưu trên máy") || !strings.Contains(text, "xa/khanh-hoa-04342/") {
		t.Errorf("a page that was not visited says %q", text)
	}
}
