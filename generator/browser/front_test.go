//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// TestTheFrontPageTellsWhatIsNewFirst holds the front page to the first screen of
// a small phone: the answers and the newest item, before anything to type. English
// words are longer: there the item begins on that screen.
func TestTheFrontPageTellsWhatIsNewFirst(t *testing.T) {
	for lang, edge := range map[string]string{"": "bottom", "en/": "top"} {
		p := open(t, "about:blank", 360, "light")
		p.do(chromedp.EmulateViewport(360, 800), chromedp.Navigate(origin+lang))
		at := eval[float64](p, `document.querySelector(".mb-headline-news").getBoundingClientRect().`+edge)
		if form := eval[float64](p, `document.querySelector(".mb-find-unit").getBoundingClientRect().top`); at > 780 || at > form {
			t.Errorf("/%s: the %s of the newest item is at %v px of 800, the search for a commune begins at %v px", lang, edge, at, form)
		}
		p.close()
	}
}
