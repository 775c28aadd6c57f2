//go:build browser

package browser

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// charted are pages with drawings of every kind.
var charted = []string{
	"cam-ket/khcn-15-ho-khanh-hoa-2022/", "so-lieu/yen-bai-15/", "so-lieu/viet-nam/", "so-lieu/bien-dong-ho-ngheo/luc-yen-135/",
	"so-lieu/thieu-hut/", "xa/khanh-hoa-04342/thong-ke/", "he-thong-thiet-ke/bieu-do/", "he-thong-thiet-ke/tien-do/",
	"nhung/so-lieu/yen-bai-15/rate/", "nhung/cam-ket/khcn-15-ho-khanh-hoa-2022/trang-thai/",
}

// drawings are the charts of a page as a reader sees them.
const drawings = `[...document.querySelectorAll(".mb-chart__sheet")].map(sheet => {
	const shown = [...sheet.querySelectorAll("svg")].filter(svg => svg.getClientRects().length);
	const svg = shown[0], box = svg.getBoundingClientRect();
	const texts = [...svg.querySelectorAll("text")].map(t => ({text: t.textContent, box: t.getBoundingClientRect(), size: parseFloat(getComputedStyle(t).fontSize) * box.width / svg.viewBox.baseVal.width}));
	const outside = texts.filter(t => t.box.left < box.left - 2 || t.box.right > box.right + 2).map(t => t.text);
	const over = [];
	texts.forEach((a, i) => texts.slice(0, i).forEach(b => {
		const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
		const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
		if (x > 1 && y > 0.45 * Math.min(a.box.height, b.box.height)) over.push(b.text + " / " + a.text);
	}));
	const named = id => (document.getElementById(id) || {textContent: ""}).textContent.trim();
	return {shown: shown.length, narrow: svg.classList.contains("mb-drawing--narrow"), outside, over,
		smallest: Math.min(...texts.map(t => t.size)), name: named(svg.getAttribute("aria-labelledby")),
		words: named(svg.getAttribute("aria-describedby"))};
})`

type drawing struct {
	Shown         int
	Narrow        bool
	Outside, Over []string
	Smallest      float64
	Name, Words   string
}

// A phone gets a drawing of its own, because one that is scaled down cannot be
// read. In the fonts of this machine nothing is cut off and nothing hides
// anything.
func TestChartsAreReadAtEveryWidth(t *testing.T) {
	for _, look := range []struct {
		width  int64
		narrow bool
	}{{320, true}, {360, true}, {768, false}, {1280, false}} {
		for _, lang := range []string{"", "en/"} {
			for _, address := range charted {
				t.Run(fmt.Sprintf("%d/%s%s", look.width, lang, address), func(t *testing.T) {
					p := open(t, origin+lang+address, look.width, "light")
					defer p.close()
					found := eval[[]drawing](p, drawings)
					if len(found) == 0 {
						t.Fatal("the page has no chart")
					}
					for _, d := range found {
						if d.Shown != 1 || d.Narrow != look.narrow {
							t.Errorf("%s: %d drawings are shown, narrow %v", d.Name, d.Shown, d.Narrow)
						}
						if len(d.Outside) > 0 || len(d.Over) > 0 {
							t.Errorf("%s: outside %q, over each other %q", d.Name, d.Outside, d.Over)
						}
						if d.Smallest < 11 {
							t.Errorf("%s: letters of %.1f px", d.Name, d.Smallest)
						}
						if d.Name == "" || d.Words == "" {
							t.Errorf("a screen reader is told the name %q and the words %q", d.Name, d.Words)
						}
					}
				})
			}
		}
	}
}

// On paper a chart is the wide one, whatever the window was.
func TestChartsOnPaperAreWide(t *testing.T) {
	p := open(t, origin+"so-lieu/yen-bai-15/", 360, "light")
	defer p.close()
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	for _, d := range eval[[]drawing](p, drawings) {
		if d.Shown != 1 || d.Narrow {
			t.Errorf("%s: %d drawings on paper, narrow %v", d.Name, d.Shown, d.Narrow)
		}
	}
}

// Where the reader chooses all colours, no shape vanishes.
func TestChartsKeepTheirShapesInForcedColours(t *testing.T) {
	p := open(t, origin+"he-thong-thiet-ke/bieu-do/", 1280, "light")
	defer p.close()
	forced := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, forced); err != nil {
		t.Fatal(err)
	}
	lost := eval[[]string](p, `(() => {
		const paper = getComputedStyle(document.body).backgroundColor;
		return [...document.querySelectorAll(".mb-drawing path")].filter(e => {
			const s = getComputedStyle(e);
			return [s.fill, s.stroke].every(c => c === "none" || c === paper);
		}).map(e => e.getAttribute("class"));
	})()`)
	if len(lost) > 0 {
		t.Errorf("without a colour of their own: %q", lost)
	}
}

// What is offered to be taken away is there.
func TestChartsCanBeTakenAway(t *testing.T) {
	for _, address := range []string{"cam-ket/khcn-15-ho-khanh-hoa-2022/", "so-lieu/yen-bai-15/", "so-lieu/thieu-hut/", "en/so-lieu/yen-bai-15/"} {
		p := open(t, origin+address, 1280, "light")
		links := eval[[][]string](p, `[...document.querySelectorAll(".mb-chart__take-list")].map(l => [...l.querySelectorAll("a")].map(a => a.href))`)
		if len(links) == 0 {
			t.Errorf("%s offers nothing", address)
		}
		for _, l := range links {
			picture, data, place := l[0], l[1], l[2]
			if body := fetched(t, picture); !strings.HasPrefix(body, "\x89PNG") {
				t.Errorf("%s is no picture", picture)
			}
			if body := fetched(t, data); strings.Count(body, "\r\n") < 3 {
				t.Errorf("%s has the data %q", data, body)
			}
			p.do(chromedp.Navigate(place))
			if !eval[bool](p, `document.querySelector(":target") !== null && document.querySelector(":target").querySelector("svg") !== null`) {
				t.Errorf("%s leads to no chart", place)
			}
		}
		p.close()
	}
}

func fetched(t *testing.T, address string) string {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", address, answer.Status, err)
	}
	return string(body)
}

// The history of statuses is a list in the order of time; what is not known is
// a word.
func TestStatusesAreAListInTheOrderOfTime(t *testing.T) {
	p := open(t, origin+"cam-ket/khcn-15-ho-khanh-hoa-2022/", 360, "light")
	defer p.close()
	days := eval[[]string](p, `[...document.querySelectorAll("ol.mb-status-history > li")].map(li => li.querySelector("time").dateTime)`)
	if got := strings.Join(days, " "); got != "2022-02-25 2022-03-22 2026-11-23" {
		t.Errorf("statuses of %s", got)
	}
	without := eval[[]string](p, `[...document.querySelectorAll("ol.mb-status-history > li")].filter(li => !li.querySelector(".mb-status__icon") || !li.querySelector(".mb-sources li")).map(li => li.textContent)`)
	if len(without) > 0 {
		t.Errorf("without a shape or a source: %q", without)
	}
	unknown := eval[string](p, `document.querySelector(".mb-meters__value--unknown").textContent`)
	if unknown != "chưa công bố" {
		t.Errorf("the result is told as %q", unknown)
	}
	if rule := eval[string](p, `document.querySelector(".mb-result__rule a").href`); !strings.HasSuffix(rule, "/phuong-phap/#tien-do") {
		t.Errorf("the rule is at %s", rule)
	}
}

// Programs that show messages fetch a picture of the size that they are told.
func TestCardsAreWhatTheHeadSays(t *testing.T) {
	for _, address := range []string{"", "cam-ket/khcn-15-ho-khanh-hoa-2022/", "so-lieu/thieu-hut/", "en/xa/khanh-hoa-04342/", "phuong-phap/"} {
		p := open(t, origin+address, 1280, "light")
		meta := func(property string) string {
			return eval[string](p, fmt.Sprintf(`(document.querySelector('meta[property="%s"]') || {content: ""}).content`, property))
		}
		picture := meta("og:image")
		if !strings.HasPrefix(picture, origin) || meta("og:image:alt") == "" {
			t.Errorf("%s has the card %q, in words %q", address, picture, meta("og:image:alt"))
			continue
		}
		if body := fetched(t, picture); len(body) > 40<<10 {
			t.Errorf("%s: the card has %d bytes", address, len(body))
		}
		size := eval[[]float64](p, fmt.Sprintf(`new Promise(done => { const i = new Image(); i.onload = () => done([i.naturalWidth, i.naturalHeight]); i.src = %q })`, picture))
		if size[0] != 1200 || size[1] != 630 || meta("og:image:width") != "1200" || meta("og:image:height") != "630" {
			t.Errorf("%s: the card is %v", address, size)
		}
		p.close()
	}
}
