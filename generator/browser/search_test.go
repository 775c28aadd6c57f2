//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"minhbach/generator/internal/search/reader"
)

// results is what the search page shows.
type results struct {
	Status string
	Hits   []struct{ Href, Title, About string }
	Other  []string // suggested queries
	More   bool
}

// answered waits until the search page has answered, and reads the answer.
const answered = `new Promise(done => {
	const part = name => document.querySelector(".mb-search [data-part=" + name + "]");
	const look = () => {
		const status = part("status");
		if (!status.textContent || status.textContent === status.dataset.busy) return requestAnimationFrame(look);
		done({
			Status: status.textContent, More: !part("more").hidden,
			Hits: [...part("hits").children].map(li => ({ Href: li.querySelector("a").href, Title: li.querySelector("a").textContent, About: li.querySelector("[data-field=about]").textContent })),
			Other: part("advice").hidden ? [] : [...part("links").querySelectorAll("a")].map(a => a.textContent),
		});
	};
	look();
})`

func searchFor(t *testing.T, lang, query string) (*tab, results) {
	t.Helper()
	p := open(t, origin+lang+"tim-kiem/?q="+url.QueryEscape(query), 360, "light")
	return p, eval[results](p, answered)
}

func clean(t *testing.T, p *tab) {
	t.Helper()
	for _, complaint := range p.close() {
		t.Error(complaint)
	}
}

func TestSearchFindsWithAndWithoutMarks(t *testing.T) {
	for _, tt := range []struct{ lang, query, first string }{
		{"", "giam ngheo", ""}, {"", "giảm nghèo", ""}, {"", "lao dong", ""},
		{"", "khanh hoa", "xa/khanh-hoa-04342/"}, {"", "Khánh Hoà", "xa/khanh-hoa-04342/"}, {"", "KHÁNH HÒA", "xa/khanh-hoa-04342/"},
		{"", "62-kh/tu", "ke-hoach/62-kh-tu-2022-02-25/"}, {"", "ubnd tinh yen bai", "co-quan/ubnd-tinh-yen-bai/"},
		{"en/", "khanh hoa", "xa/khanh-hoa-04342/"}, {"en/", "poverty", ""},
	} {
		p, got := searchFor(t, tt.lang, tt.query)
		if len(got.Hits) == 0 || tt.first != "" && got.Hits[0].Href != origin+tt.lang+tt.first {
			t.Errorf("%s%q: %+v", tt.lang, tt.query, got)
		}
		clean(t, p)
	}
}

// An old name leads to the unit that it became.
func TestAnOldNameFindsTheUnitOfToday(t *testing.T) {
	p, got := searchFor(t, "", "khanh thien")
	if !slices.ContainsFunc(got.Hits, func(h struct{ Href, Title, About string }) bool {
		return h.Href == origin+"xa/lam-thuong-04309/"
	}) {
		t.Errorf("%+v", got)
	}
	clean(t, p)
}

// The script and the reader in Go, which other tests hold against a look through
// all pages, agree on what is found, in which order.
func TestTheScriptFindsWhatTheReaderFinds(t *testing.T) {
	page, err := os.ReadFile(filepath.Join(folder, "tim-kiem/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	bits := func(name string) int {
		m := regexp.MustCompile(name + `="?(\d+)`).FindSubmatch(page)
		if m == nil {
			t.Fatalf("the search page does not tell %s", name)
		}
		n, _ := strconv.Atoi(string(m[1]))
		return n
	}
	r := &reader.Reader{WordBits: bits("data-word-bits"), PairBits: bits("data-pair-bits"), Fetch: func(path string) ([]byte, error) {
		return os.ReadFile(filepath.Join(folder, "tim-kiem", path))
	}}
	for _, query := range []string{
		"giam ngheo", "giảm nghèo", "lao dong", "lao động", "dien bien", "duong giao thong", "xa", "hộ nghèo", "ho ngheo xa khanh hoa",
		"2022", "UBND", "uy ban nhan dan", "Lục Yên", "lúc yến", "khoa học và công nghệ", "so lieu", "mb2001", "tấm lợp", "15 hộ",
	} {
		result, err := r.Search(query)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, d := range result.Documents[:min(10, len(result.Documents))] {
			address, err := r.Address(d)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, origin+strings.TrimPrefix(address, "/"))
		}
		p, answer := searchFor(t, "", query)
		var got []string
		for _, h := range answer.Hits {
			got = append(got, h.Href)
		}
		if !slices.Equal(got, want) || answer.More != (len(result.Documents) > 10) {
			t.Errorf("%q: the script finds\n%s\nthe reader\n%s", query, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		clean(t, p)
	}
}

func TestSearchWithoutResultsSuggests(t *testing.T) {
	for query, want := range map[string]string{"ngehò": "ngheo", "giam ngheoo": "giam ngheo", "khanh hoa xyzxyz": "khanh hoa"} {
		p, got := searchFor(t, "", query)
		if len(got.Hits) > 0 || !strings.HasPrefix(got.Status, "Không tìm thấy") || !slices.Contains(got.Other, want) {
			t.Errorf("%q: %+v", query, got)
		}
		clean(t, p)
	}
}

// Typing, sending, going on and going back: with keys alone, at addresses that
// can be shared.
func TestSearchWorksByKeyboard(t *testing.T) {
	p := open(t, origin+"tim-kiem/", 360, "light")
	eval[any](p, `document.querySelector("#mb-tim").focus()`)
	for _, key := range "xa" {
		p.do(chromedp.KeyEvent(string(key)))
	}
	p.do(chromedp.KeyEvent("\r"))
	first := eval[results](p, answered)
	if len(first.Hits) != 10 || !first.More || !strings.HasSuffix(eval[string](p, `location.search`), "?q=xa") {
		t.Fatalf("%+v at %s", first, eval[string](p, `location.href`))
	}
	eval[any](p, `document.querySelector("[data-part=more]").focus()`)
	p.do(chromedp.KeyEvent("\r"))
	focused := eval[bool](p, `new Promise(done => {
		const look = () => document.querySelectorAll(".mb-search__hit").length > 10
			? done(document.activeElement === document.querySelectorAll(".mb-search__hit a")[10]) : requestAnimationFrame(look);
		look();
	})`)
	if !focused {
		t.Error("the first of the further results has not the focus")
	}
	eval[any](p, `history.back()`)
	if eval[bool](p, `new Promise(done => { const look = () => location.search ? requestAnimationFrame(look) : requestAnimationFrame(() => done(document.querySelectorAll(".mb-search__hit").length > 0)); look(); })`) {
		t.Error("results of the query stand on the page without one")
	}
	clean(t, p)
}

// Without a network the page says so, and searches when there is one again.
func TestSearchSaysWhenItCannotLoad(t *testing.T) {
	p := open(t, origin+"tim-kiem/", 360, "light")
	const submit = `document.querySelector("#mb-tim").value = "khanh hoa"; document.querySelector(".mb-search-form").requestSubmit(); true`
	eval[any](p, `window.network = window.fetch; window.fetch = () => Promise.reject(new TypeError("no network")); `+submit)
	if got := eval[results](p, answered); !strings.HasPrefix(got.Status, "Chưa tải được") || len(got.Hits) > 0 {
		t.Errorf("%+v", got)
	}
	eval[any](p, `window.fetch = window.network; `+submit)
	if got := eval[results](p, answered); len(got.Hits) == 0 {
		t.Errorf("%+v", got)
	}
	clean(t, p)
}

func TestTheFormOnEveryPageLeadsToTheSearch(t *testing.T) {
	for _, lang := range []string{"", "en/"} {
		p := open(t, origin+lang+"xa/khanh-hoa-04342/", 360, "light")
		eval[any](p, `document.querySelector(".mb-header-search input").focus()`)
		for _, key := range "ngheo" {
			p.do(chromedp.KeyEvent(string(key)))
		}
		p.do(chromedp.KeyEvent("\r"), chromedp.WaitVisible(".mb-search"))
		if at := eval[string](p, `location.href`); at != origin+lang+"tim-kiem/?q=ngheo" {
			t.Errorf("the form leads to %s", at)
		}
		clean(t, p)
	}
}

// Where no script runs the page says so and leads everywhere by lists.
func TestSearchWithoutScriptLeadsToLists(t *testing.T) {
	p := open(t, "about:blank", 360, "light")
	scripts := func(run bool) {
		if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run}); err != nil {
			t.Fatal(err)
		}
	}
	scripts(false)
	p.do(chromedp.Navigate(origin + "tim-kiem/?q=ngheo"))
	if !eval[bool](p, `document.querySelector("noscript p").offsetHeight > 0 && document.querySelector(".mb-search").offsetHeight === 0`) {
		t.Error("the page does not say why it cannot search")
	}
	links := eval[[]string](p, `[...document.querySelectorAll("main a")].map(a => a.getAttribute("href"))`)
	for _, want := range []string{"xa/khanh-hoa-04342/", "co-quan/ubnd-tinh-yen-bai/", "tin/2022/", "cam-ket/"} {
		if !slices.ContainsFunc(links, func(l string) bool { return strings.HasSuffix(l, base+want) }) {
			t.Errorf("no link to %s among %v", want, links)
		}
	}
	scripts(true) // closing a tab takes one
	clean(t, p)
}

// units waits for the units that the form on a page shows for a name.
func units(p *tab, name string) (status string, lines []string) {
	p.t.Helper()
	quoted, err := json.Marshal(name)
	if err != nil {
		p.t.Fatal(err)
	}
	found := eval[struct {
		Status string
		Lines  []string
	}](p, `new Promise(done => {
		const root = document.querySelector(".mb-find-unit"), input = root.querySelector("input"), status = root.querySelector("[role=status]");
		status.textContent = "";
		input.value = `+string(quoted)+`;
		input.dispatchEvent(new Event("input"));
		const look = () => status.textContent ? done({ Status: status.textContent, Lines: [...root.querySelectorAll("li")].map(li => li.textContent.replace(/\s+/g, " ").trim()) }) : requestAnimationFrame(look);
		look();
	})`)
	return found.Status, found.Lines
}

func TestFindMyCommune(t *testing.T) {
	for _, page := range []string{"", "xa/"} {
		p := open(t, origin+page, 360, "light")
		for _, tt := range []struct{ name, want string }{
			{"khanh thi", "Xã Khánh Thiện (cũ) huyện Lục Yên, tỉnh Yên Bái → nay là Xã Lâm Thượng"},
			{"Khánh Thiện", "Xã Khánh Thiện (cũ) huyện Lục Yên, tỉnh Yên Bái → nay là Xã Lâm Thượng"},
			{"xã lâm thượng", "Xã Lâm Thượng tỉnh Lào Cai"},
			{"Khánh Hoà", "Xã Khánh Hòa tỉnh Lào Cai"},
			{"thi tran yen the", "Thị trấn Yên Thế (cũ) huyện Lục Yên, tỉnh Yên Bái → nay là Xã Lục Yên"},
		} {
			if status, lines := units(p, tt.name); !slices.Contains(lines, tt.want) || !strings.HasPrefix(status, "Tìm thấy") {
				t.Errorf("%s: %q finds %q: %q", page, tt.name, status, lines)
			}
		}
		if status, lines := units(p, "xyzxyz"); len(lines) > 0 || !strings.HasPrefix(status, "Không thấy") {
			t.Errorf("%s: %q %q", page, status, lines)
		}
		clean(t, p)
	}
}

// What scripts put into a page is as fit for everyone as what stood in it.
func TestAxeFindsNothingInResults(t *testing.T) {
	axe, err := os.ReadFile("node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: run npm ci in generator/browser", err)
	}
	for _, look := range []struct {
		query, scheme string
		width         int64
	}{{"giam ngheo", "light", 360}, {"lúc yến", "dark", 1280}, {"ngehò", "light", 1280}, {"62-KH/TU", "dark", 360}} {
		p := open(t, origin+"tim-kiem/?q="+url.QueryEscape(look.query), look.width, look.scheme)
		eval[results](p, answered)
		picture(t, p, "results-"+look.query, look.width, look.scheme)
		eval[any](p, string(axe)+"; true")
		for _, v := range violations(t, eval[report](p, `axe.run(document)`)) {
			t.Errorf("%q: %s", look.query, v)
		}
		p = open(t, origin+"xa/", look.width, look.scheme)
		units(p, "khanh")
		picture(t, p, "units", look.width, look.scheme)
		eval[any](p, string(axe)+"; true")
		for _, v := range violations(t, eval[report](p, `axe.run(document)`)) {
			t.Errorf("units: %s", v)
		}
	}
}

// picture keeps what a tab shows, where pictures are wanted.
func picture(t *testing.T, p *tab, name string, width int64, scheme string) {
	t.Helper()
	if *screenshots == "" {
		return
	}
	data, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	file := fmt.Sprintf("search-%s.%04d-%s.png", strings.NewReplacer("/", "-", " ", "-").Replace(name), width, scheme)
	if err := os.WriteFile(filepath.Join(*screenshots, file), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// The script is small; every reader of the search page pays for it.
func TestTheSearchScriptIsSmall(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(folder, "js", "minh-bach-*.js"))
	if err != nil || len(names) != 2 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		if info, err := os.Stat(name); err != nil || info.Size() > 8_000 {
			t.Errorf("%s: %d bytes, want at most 8,000 (%v)", filepath.Base(name), info.Size(), err)
		}
	}
}
