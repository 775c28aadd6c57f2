//go:build browser

package browser

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// everyKind runs the check on one page of each kind in both languages.
func everyKind(t *testing.T, check func(t *testing.T, lang, address string)) {
	t.Helper()
	for _, kind := range kinds {
		for lang, prefix := range map[string]string{"vi": "", "en": "en/"} {
			t.Run(lang+"/"+kind, func(t *testing.T) { check(t, lang, origin+prefix+kind) })
		}
	}
}

// emulate shows the open page on a medium, "" for the screen, to a reader with
// the given preferences, and waits until it is drawn.
func (p *tab) emulate(medium string, features ...*emulation.MediaFeature) {
	p.t.Helper()
	media := emulation.SetEmulatedMediaParams{Media: medium, Features: features}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, media); err != nil {
		p.t.Fatal(err)
	}
	p.drawn()
}

func (p *tab) drawn() {
	eval[any](p, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))`)
}

// none fails for each entry of a list that a script made of the page.
func (p *tab) none(what, script string) {
	p.t.Helper()
	for _, found := range eval[[]string](p, script) {
		p.t.Errorf("%s: %s", what, found)
	}
}

// TestEveryKindForEveryReader opens each kind of page once and looks at it as
// readers with different needs do.
func TestEveryKindForEveryReader(t *testing.T) {
	everyKind(t, func(t *testing.T, _, address string) {
		p := open(t, address, 1280, "light")
		p.none("moves", moving)
		p.none("lines too close", tight)
		p.do(chromedp.EmulateViewport(640, 900))
		p.none("at 200 %", sideways)
		p.do(chromedp.EmulateViewport(360, 800))
		p.none("lines too close on a phone", tight)
		p.none("too small and too close to another", small)
		for _, scheme := range []string{"light", "dark"} {
			p.emulate("", feature("prefers-contrast", "more"), feature("prefers-color-scheme", scheme))
			p.none("more contrast, "+scheme, low)
			p.emulate("", feature("forced-colors", "active"), feature("prefers-color-scheme", scheme))
			p.none("forced colours, "+scheme, lost)
		}
		p.do(chromedp.EmulateViewport(672, 900)) // A4 with the margins of the style sheet
		p.emulate("print")
		p.none("on paper", sideways)
		p.emulate("")
		p.do(chromedp.EmulateViewport(320, 256))
		p.none("at 400 %", sideways)
		eval[any](p, `document.documentElement.dataset.textSize = "4"`)
		p.drawn()
		p.none("at 400 % with the largest text", sideways)
		p.do(chromedp.EmulateViewport(360, 800))
		eval[any](p, `document.documentElement.dataset.textSize = "1"`)
		eval[any](p, space)
		p.drawn()
		p.none("with more space", sideways)
		for _, complaint := range p.close() {
			t.Error(complaint)
		}
	})
}

// moving lists what moves by itself: nothing does, so that there is nothing to
// stop for who prefers less motion.
const moving = `[...document.querySelectorAll("*")].filter(e => {
		const s = getComputedStyle(e);
		return s.animationName !== "none" || s.transitionDuration.split(", ").some(d => d !== "0s") || e.matches("marquee, blink, video[autoplay]");
	}).map(e => e.outerHTML.slice(0, 120))`

// tight measures the ink of stacked letters: lines are at least as far apart as
// the highest and the lowest letter together.
const tight = `(() => {
		const pen = document.createElement("canvas").getContext("2d");
		const seen = {};
		for (const e of document.querySelectorAll("h1, h2, h3, p, a, td, th, dt, dd, li, summary, button, label")) {
			if (!e.checkVisibility() || !e.textContent.trim()) continue;
			const s = getComputedStyle(e);
			if (s.lineHeight === "normal" || e.matches(".mb-text-size__button")) continue;
			pen.font = s.fontWeight + " " + s.fontSize + " " + s.fontFamily;
			const ink = pen.measureText("ẪẤỔỂỖ").actualBoundingBoxAscent + pen.measureText("ựợgỵ").actualBoundingBoxDescent;
			if (ink > parseFloat(s.lineHeight) + .5) seen[s.fontSize + "/" + s.lineHeight + " needs " + ink.toFixed(1)] = e.outerHTML.slice(0, 100);
		}
		return Object.entries(seen).map(([k, v]) => k + ": " + v);
	})()`

// sideways lists what sticks out of the window, and text that is cut off. What
// scrolls in a frame of its own is meant to.
const sideways = `(() => {
	const bad = [];
	const wide = document.documentElement.scrollWidth - window.innerWidth;
	if (wide > 0) {
		const right = e => e.getBoundingClientRect().right;
		const outer = [...document.querySelectorAll("body *")].filter(e => right(e) > innerWidth + 1 && !e.closest(".mb-table-frame")).slice(-1);
		bad.push("the page is " + wide + " px too wide: " + outer.map(e => e.outerHTML.slice(0, 120)));
	}
	for (const e of document.querySelectorAll("body *")) {
		const style = getComputedStyle(e);
		if (e.closest("svg") || e.matches(".mb-visually-hidden") || style.overflowX !== "hidden" && style.overflowX !== "clip") continue;
		if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) bad.push("cut off: " + e.outerHTML.slice(0, 120));
	}
	return bad;
})()`

// small is success criterion 2.5.8: targets have 24 by 24 px, or are so far from
// the next that circles of 24 px do not meet; links in a sentence excepted.
const small = `(() => {
		const targets = [...document.querySelectorAll("a[href], button, summary, input, select, label[for]")].filter(e => e.checkVisibility() && !e.matches(".mb-skip-link"));
		const box = e => e.getBoundingClientRect();
		const inSentence = e => getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
		const center = r => [r.x + r.width / 2, r.y + r.height / 2];
		const size = e => { const after = getComputedStyle(e, "::after"); return after.position === "absolute" && after.content !== "none" ? box(e.closest("div, li, article")) : box(e); };
		const tight = targets.filter(e => !inSentence(e) && Math.min(size(e).width, size(e).height) < 24);
		return tight.filter(e => {
			const [x, y] = center(box(e));
			return targets.some(o => {
				if (o === e || o.contains(e) || e.contains(o)) return false;
				const r = box(o), dx = Math.max(r.left - x, 0, x - r.right), dy = Math.max(r.top - y, 0, y - r.bottom);
				if (Math.hypot(dx, dy) < 12) return true;
				if (Math.min(r.width, r.height) >= 24) return false;
				const [ox, oy] = center(r);
				return Math.hypot(ox - x, oy - y) < 24;
			});
		}).map(e => Math.round(box(e).width) + "×" + Math.round(box(e).height) + " " + e.outerHTML.slice(0, 160));
	})()`

// low lists text with less contrast than 7 : 1, for who asks for more.
const low = `(() => {
		const channel = v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
		const parse = c => c.match(/[\d.]+/g).map(Number);
		const light = c => { const [r, g, b] = parse(c); return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b); };
		const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (parse(c)[3] !== 0) return c; } return "rgb(255, 255, 255)"; };
		const found = new Set();
		for (const e of document.querySelectorAll("body *")) {
			if (e.closest("svg") || !e.checkVisibility() || ![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
			const [a, b] = [light(getComputedStyle(e).color), light(ground(e))].sort((x, y) => y - x);
			const ratio = (a + .05) / (b + .05);
			if (ratio < 7) found.add(ratio.toFixed(1) + " : 1 " + e.outerHTML.slice(0, 120));
		}
		return [...found];
	})()`

// lost lists shapes in the colour of the ground, where the reader's system
// chooses the colours.
const lost = `(() => {
		if (!matchMedia("(forced-colors: active)").matches) return ["forced colours are not active"];
		const ground = getComputedStyle(document.body).backgroundColor;
		return [...document.querySelectorAll("main svg :is(path, rect, circle, line, polyline, text)")].filter(e => {
			const s = getComputedStyle(e);
			const drawn = [s.fill, s.stroke].filter(c => c !== "none" && c !== "rgba(0, 0, 0, 0)");
			const onFull = e.matches(".mb-status__cut") && e.previousElementSibling;
			const ownGround = e.closest(".mb-sheet__code"); // cameras need it
			return !onFull && !ownGround && drawn.length > 0 && drawn.every(c => c === ground);
		}).map(e => e.outerHTML.slice(0, 160));
	})()`

// space is success criterion 1.4.12: readers may set these spaces.
const space = `(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
		document.adoptedStyleSheets = [sheet];
	})()`

// TestSecondEngineFindsNothing asks IBM's rules, which were written by other
// people than axe's, for all of WCAG 2.2.
func TestSecondEngineFindsNothing(t *testing.T) {
	engine, err := os.ReadFile("node_modules/accessibility-checker-engine/ace.js")
	if err != nil {
		t.Fatalf("%v: run npm ci in generator/browser", err)
	}
	everyKind(t, func(t *testing.T, lang, address string) {
		width, scheme := int64(360), "light"
		if lang == "en" {
			width, scheme = 1280, "dark"
		}
		p := open(t, address, width, scheme)
		eval[any](p, string(engine)+"; window.ace = ace; true")
		found := eval[struct {
			Passed int
			Failed []string
		}](p, askEngine)
		if found.Passed == 0 {
			t.Error("no rule passed: the engine did not run")
		}
		for _, f := range found.Failed {
			t.Error(f)
		}
		p.close()
	})
}

// askEngine leaves out one rule: a frame that scrolls must be reachable by
// keyboard (axe's scrollable-region-focusable) although it is no widget.
const askEngine = `(async () => {
		const report = await new ace.Checker().check(document, ["WCAG_2_2"]);
		return {
			passed: report.results.filter(r => r.value[1] === "PASS").length,
			failed: report.results.filter(r => r.value[1] === "FAIL" && r.ruleId !== "element_tabbable_role_valid").map(r => r.ruleId + ": " + r.message + ": " + r.snippet),
		};
	})()`
