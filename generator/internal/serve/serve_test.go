package serve

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"minhbach/generator/internal/diag"
)

// patience bounds the waiting for what happens at once when all is well.
const patience = 20 * time.Second

const pageHTML = `<!DOCTYPE html><html lang="vi"><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'"></head><body class="x"><h1>Trang</h1></body></html>`

// desk is a running preview of a project whose build the test decides.
type desk struct {
	t    *testing.T
	root string
	url  string
	*preview

	mu       sync.Mutex
	files    map[string]string
	problems []diag.Problem
	err      error
}

// start previews a project; the build writes files and gives what the test set.
func start(t *testing.T, set func(*desk)) *desk {
	t.Helper()
	d := &desk{t: t, root: t.TempDir(), files: map[string]string{"index.html": pageHTML}}
	for _, dir := range []string{"content/vi/tin", "data/units"} {
		if err := os.MkdirAll(filepath.Join(d.root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	d.preview = &preview{
		dir: filepath.Join(t.TempDir(), "site"), base: "/", lang: "vi", log: io.Discard,
		changed: make(chan struct{}),
		build:   d.fakeBuild,
	}
	if set != nil {
		set(d)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.url = "http://" + listener.Addr().String()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.run(ctx, listener, d.root) }()
	t.Cleanup(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				t.Errorf("run = %v", err)
			}
		case <-time.After(patience):
			t.Error("the preview did not stop")
		}
	})
	d.wait(1)
	return d
}

func (d *desk) fakeBuild(context.Context) ([]diag.Problem, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil || diag.HasErrors(d.problems) {
		return d.problems, d.err
	}
	for name, text := range d.files {
		name = filepath.Join(d.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return nil, err
		}
	}
	return d.problems, nil
}

// wait waits until the build of that number is done.
func (d *desk) wait(version int) {
	d.t.Helper()
	deadline := time.After(patience)
	for {
		now, changed := d.now()
		if now.Version >= version {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			d.t.Fatalf("build %d did not come", version)
		}
	}
}

// edit changes what the next build gives, and a file of the project.
func (d *desk) edit(name string, change func()) {
	d.t.Helper()
	d.mu.Lock()
	if change != nil {
		change()
	}
	d.mu.Unlock()
	now, _ := d.now()
	name = filepath.Join(d.root, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(fmt.Sprint(now.Version)), 0o644); err != nil {
		d.t.Fatal(err)
	}
	d.wait(now.Version + 1)
}

func (d *desk) get(path string) (*http.Response, string) {
	d.t.Helper()
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := client.Get(d.url + path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return r, string(body)
}

func TestPagesAreServedAsStaticHostsDo(t *testing.T) {
	d := start(t, func(d *desk) {
		d.files = map[string]string{
			"index.html": pageHTML, "404.html": pageHTML + "không có", "en/404.html": pageHTML + "nothing", "xa/mai-son/index.html": pageHTML,
			"api/v1/x.json": "{}", "catalog.jsonld": "{}", "sitemap.xml": "<x/>", "anh/x.webp": "x", "SHA256SUMS": "x", "css/x.css": "a{}",
		}
	})
	for _, tt := range []struct {
		path, contentType string
		status            int
	}{
		{"/", "text/html; charset=utf-8", 200},
		{"/xa/mai-son/", "text/html; charset=utf-8", 200},
		{"/xa/mai-son", "", 302},
		{"/xa/", "text/html; charset=utf-8", 404},
		{"/gone/", "text/html; charset=utf-8", 404},
		{"/../../etc/passwd", "", 307}, // to the path without dots
		{"/%2e%2e/%2e%2e/etc/passwd", "", 404},
		{"/api/v1/x.json", "application/json", 200},
		{"/catalog.jsonld", "application/ld+json", 200},
		{"/sitemap.xml", "application/xml; charset=utf-8", 200},
		{"/anh/x.webp", "image/webp", 200},
		{"/SHA256SUMS", "text/plain; charset=utf-8", 200},
		{"/css/x.css", "text/css; charset=utf-8", 200},
		{"/__minhbach/reload.js", "text/javascript; charset=utf-8", 200},
		{"/__minhbach/preview.css", "text/css; charset=utf-8", 200},
		{"/__minhbach/banner.html", "", 404},
	} {
		r, _ := d.get(tt.path)
		if r.StatusCode != tt.status || tt.contentType != "" && r.Header.Get("Content-Type") != tt.contentType {
			t.Errorf("GET %s = %d %s, want %d %s", tt.path, r.StatusCode, r.Header.Get("Content-Type"), tt.status, tt.contentType)
		}
	}
	if _, body := d.get("/en/gone/"); !strings.Contains(body, "nothing") {
		t.Errorf("GET /en/gone/ = %s, want the English page", body)
	}
}

func TestPagesAreServedBelowTheBasePath(t *testing.T) {
	d := start(t, func(d *desk) { d.base = "/minh-bach/" })
	if r, _ := d.get("/"); r.StatusCode != 302 || r.Header.Get("Location") != "/minh-bach/" {
		t.Errorf("GET / = %d to %q, want a way to the base path", r.StatusCode, r.Header.Get("Location"))
	}
	if r, _ := d.get("/minh-bach/"); r.StatusCode != 200 {
		t.Errorf("GET /minh-bach/ = %d, want 200", r.StatusCode)
	}
	if r, _ := d.get("/index.html"); r.StatusCode != 404 {
		t.Errorf("GET /index.html = %d, want 404", r.StatusCode)
	}
}

// The page may load the preview's script although its own policy is strict, and
// the file that would be published knows nothing of it.
func TestScriptIsAddedOnTheWayOnly(t *testing.T) {
	d := start(t, nil)
	_, body := d.get("/")
	for _, want := range []string{
		`<script src="/__minhbach/reload.js" data-version="1" defer></script>`,
		`content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("page lacks %s:\n%s", want, body)
		}
	}
	if built, err := readFile(d.dir, "index.html"); err != nil || string(built) != pageHTML {
		t.Errorf("built page = %s, %v", built, err)
	}
}

var wrongDate = diag.Problem{
	Pos: diag.Pos{Path: "content/vi/tin/x.md", Line: 3, Col: 7}, Code: "MB1005",
	Message: diag.Text{VI: "ngày sai <b>", EN: "wrong date <b>"}, Remedy: diag.Text{VI: "viết 2022-03-22", EN: "write 2022-03-22"},
}

// The last good page stays under the problems, and they go when they are mended.
func TestProblemsShowInThePage(t *testing.T) {
	d := start(t, nil)
	d.edit("content/vi/tin/x.md", func() { d.problems = []diag.Problem{wrongDate} })
	_, body := d.get("/")
	for _, want := range []string{"content/vi/tin/x.md:3:7", "ngày sai &lt;b&gt;", "viết 2022-03-22", `<a href="/tro-giup/mb1005/">MB1005</a>`, "<h1>Trang</h1>"} {
		if !strings.Contains(body, want) {
			t.Errorf("page lacks %q:\n%s", want, body)
		}
	}
	d.edit("content/vi/tin/x.md", func() { d.problems = nil })
	if _, body := d.get("/"); strings.Contains(body, "mb-preview__list") {
		t.Errorf("the problems are still there:\n%s", body)
	}
}

func TestProblemsAreToldInTheLanguageOfThePage(t *testing.T) {
	english := strings.Replace(pageHTML, `lang="vi"`, `lang="en"`, 1)
	d := start(t, func(d *desk) { d.files["en/index.html"] = english })
	d.edit("data/units/x.json", func() { d.problems = []diag.Problem{wrongDate} })
	if _, body := d.get("/en/"); !strings.Contains(body, "wrong date") || !strings.Contains(body, `"/en/tro-giup/mb1005/"`) || strings.Contains(body, "ngày sai") {
		t.Errorf("GET /en/ = %s", body)
	}
}

func TestProblemsBeforeTheFirstGoodBuild(t *testing.T) {
	d := start(t, func(d *desk) { d.problems = []diag.Problem{wrongDate} })
	r, body := d.get("/xa/")
	if r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "ngày sai") || !strings.Contains(body, "reload.js") {
		t.Errorf("GET / = %d %s", r.StatusCode, body)
	}
	d.edit("data/units/x.json", func() { d.problems = nil })
	if r, _ := d.get("/"); r.StatusCode != 200 {
		t.Errorf("GET / = %d after mending, want 200", r.StatusCode)
	}
}

func TestFailureOfTheMachineShowsToo(t *testing.T) {
	d := start(t, nil)
	d.edit("data/units/x.json", func() { d.err = errors.New("no space left on device") })
	if _, body := d.get("/"); !strings.Contains(body, "no space left on device") || !strings.Contains(body, "<h1>Trang</h1>") {
		t.Errorf("GET / = %s", body)
	}
}

// An open page hears of each build, also in folders that are new.
func TestOpenPagesHearOfChanges(t *testing.T) {
	d := start(t, nil)
	r, err := http.Get(d.url + "/__minhbach/events")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	lines := bufio.NewScanner(r.Body)
	next := func() string {
		for lines.Scan() {
			if lines.Text() != "" {
				return lines.Text()
			}
		}
		t.Fatalf("events ended: %v", lines.Err())
		return ""
	}
	if got := next(); got != "data: 1" {
		t.Errorf("first event = %q, want %q", got, "data: 1")
	}
	d.edit("content/en/tin/2022/new.md", nil)
	got := next()
	if got == "data: 1" || !strings.HasPrefix(got, "data: ") {
		t.Errorf("second event = %q, want a later version", got)
	}
	d.edit("content/en/tin/2022/new.md", nil)
}

// Any site on the web could give a name of its own the address of this machine.
func TestStrangeHostNamesAreRefused(t *testing.T) {
	d := start(t, nil)
	for host, want := range map[string]int{"evil.example": 403, "localhost:1313": 200, "127.0.0.1": 200, "[::1]:1313": 200, "127.0.0.1.evil.example": 403} {
		request, err := http.NewRequest("GET", d.url+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Host = host
		r, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != want {
			t.Errorf("Host %s = %d, want %d", host, r.StatusCode, want)
		}
	}
}

func TestOnlyFilesOfTheSiteMatter(t *testing.T) {
	root := filepath.FromSlash("/project")
	for name, want := range map[string]bool{
		"content/vi/x.md": true, "data/site.json": true, "schemas/x.json": true, "content": true,
		"README.md": false, ".git/index": false, "public/index.html": false,
		"content/vi/.x.md.swp": false, "content/vi/x.md~": false, "content/vi/#x.md#": false,
	} {
		event := fsnotify.Event{Name: filepath.Join(root, filepath.FromSlash(name)), Op: fsnotify.Create}
		if got := matters(event, root, watched); got != want {
			t.Errorf("matters(%s) = %v, want %v", name, got, want)
		}
	}
}

func TestRunTellsWhenThePortIsTaken(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	err = Run(context.Background(), Options{Addr: listener.Addr().String(), Log: &bytes.Buffer{}})
	if err == nil || !strings.Contains(err.Error(), "listen for browsers") {
		t.Errorf("Run = %v, want an error about the address", err)
	}
}
