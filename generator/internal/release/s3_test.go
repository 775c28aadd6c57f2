package release

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// cloud is an S3-compatible server with one bucket, and a web site that shows it.
type cloud struct {
	t       *testing.T
	api     *httptest.Server
	site    *httptest.Server
	backend *s3mem.Backend

	mu       sync.Mutex
	requests []string // "PUT /bucket/key", in order
	sent     map[string]http.Header
	failAt   int // this request to the API and all later ones fail; 0 for none
}

func newCloud(t *testing.T) *cloud {
	c := &cloud{t: t, backend: s3mem.New(), sent: map[string]http.Header{}}
	fake := gofakes3.New(c.backend).Server()
	if err := c.backend.CreateBucket("office"); err != nil {
		t.Fatal(err)
	}
	c.api = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		c.requests = append(c.requests, r.Method+" "+r.URL.Path)
		if r.Method == http.MethodPut {
			c.sent[strings.TrimPrefix(r.URL.Path, "/office/www/")] = r.Header
		}
		failed := c.failAt > 0 && len(c.requests) >= c.failAt
		c.mu.Unlock()
		if failed {
			panic(http.ErrAbortHandler) // the connection breaks
		}
		fake.ServeHTTP(w, r)
	}))
	c.site = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/") {
			r.URL.Path += "index.html"
		}
		r.URL.Path = "/office/www" + r.URL.Path
		fake.ServeHTTP(w, r)
	}))
	t.Cleanup(c.api.Close)
	t.Cleanup(c.site.Close)
	return c
}

// open connects as a new run of the program would.
func (c *cloud) open() *store {
	c.t.Helper()
	target, err := Open(c.t.Context(), "s3://office/www?endpoint="+url.QueryEscape(c.api.URL), Options{Getenv: func(name string) string {
		return map[string]string{"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret"}[name]
	}})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { target.Close() })
	return target.(*store)
}

// failFrom breaks the n-th request from now on; 0 mends the connection.
func (c *cloud) failFrom(n int) (before []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	before, c.requests, c.failAt = c.requests, nil, n
	return before
}

func (c *cloud) verify(o *office, earlier []byte) *Report {
	c.t.Helper()
	return verifySite(c.t, c.site.URL, o.public(), earlier)
}

func TestStoreShowsPagesLast(t *testing.T) {
	c, o := newCloud(t), newOffice(t)
	o.target = c.open()
	o.publish()
	first := c.verify(o, nil)
	wantTrue(t, first, 1)

	o.site["index.html"] += "<p>Tin mới.\n"
	o.site["css/new.css"] = "p{}"
	delete(o.site, "cam-ket/a/index.html")
	dir, r := o.seal()
	c.failFrom(0)
	if err := Publish(t.Context(), o.target, dir, r, Options{}); err != nil {
		t.Fatal(err)
	}
	wantTrue(t, c.verify(o, first.Checkpoint), 2)
	var order []string
	for _, request := range c.failFrom(0) {
		name, ok := strings.CutPrefix(request, "PUT /office/www/")
		if gone, yes := strings.CutPrefix(request, "DELETE /office/www/"); yes {
			name, ok = "delete "+gone, true
		}
		if ok && !strings.HasPrefix(name, storeDir) && !strings.HasPrefix(name, ledgerDir+"/tile") && !strings.HasPrefix(name, "delete "+storeDir) {
			order = append(order, name)
		}
	}
	place := func(name string) int { return slices.Index(order, name) }
	for _, pair := range [][2]string{{"css/new.css", "index.html"}, {"index.html", checkpointPath}, {checkpointPath, "delete cam-ket/a/index.html"}} {
		if place(pair[0]) < 0 || place(pair[0]) > place(pair[1]) {
			t.Errorf("%s must come before %s in %q", pair[0], pair[1], order)
		}
	}
	if place("so-lieu/t.csv") >= 0 {
		t.Errorf("a file that did not change was sent: %q", order)
	}
}

func TestStoreSaysTypesAndCaching(t *testing.T) {
	c, o := newCloud(t), newOffice(t)
	o.target = c.open()
	o.site["css/main."+strings.Repeat("ab", 32)+".css"] = "p{}"
	o.publish()
	for name, want := range map[string]string{
		"index.html":            "text/html; charset=utf-8 | public, max-age=60",
		"so-lieu/t.csv":         "text/csv; charset=utf-8 | public, max-age=300",
		"ledger/checkpoint":     "text/plain; charset=utf-8 | no-cache",
		"ledger/tile/0/000.p/4": "application/octet-stream | public, max-age=31536000, immutable",
		"css/main." + strings.Repeat("ab", 32) + ".css": "text/css; charset=utf-8 | public, max-age=31536000, immutable",
	} {
		header := c.sent[name]
		if got := header.Get("Content-Type") + " | " + header.Get("Cache-Control"); got != want {
			t.Errorf("%q is stored as %s, want %s", name, got, want)
		}
	}
}

// The connection breaks for good at each request in turn. The next run repairs
// what readers see, and the ledger never forks.
func TestStoreSurvivesABrokenConnection(t *testing.T) {
	for at := 1; ; at++ {
		c, o := newCloud(t), newOffice(t)
		o.target = c.open()
		o.publish()
		kept := c.verify(o, nil).Checkpoint
		o.site["index.html"] += "<p>Tin mới.\n"
		dir, r := o.seal()
		s := c.open()
		s.client.Transport.(*http.Transport).DisableKeepAlives = true
		s.pause = time.Microsecond
		c.failFrom(at)
		err := Publish(t.Context(), s, dir, r, Options{})
		if made := c.failFrom(0); len(made) < at {
			if err != nil {
				t.Fatalf("Publish without failure = %v", err)
			}
			t.Logf("the connection broke at each of %d requests", at-1)
			return
		}
		o.target = c.open()
		if err := Resume(t.Context(), o.target); err != nil {
			t.Fatal(err)
		}
		seen := c.verify(o, kept)
		wantTrue(t, seen, seen.Release.Number)
		next := o.publish()
		wantTrue(t, c.verify(o, seen.Checkpoint), next.Number)
	}
}

func TestStoreOfTwoPublishers(t *testing.T) {
	c, o := newCloud(t), newOffice(t)
	o.target = c.open()
	o.publish()
	kept := c.verify(o, nil).Checkpoint
	results := make([]error, 3)
	publish := make([]func(), len(results))
	for i := range results {
		o.site["index.html"] = fmt.Sprintf("<p>Người đăng %d.\n", i)
		dir, r := o.seal()
		s := c.open()
		publish[i] = func() { results[i] = Publish(t.Context(), s, dir, r, Options{}) }
	}
	var wg sync.WaitGroup
	for _, run := range publish {
		wg.Go(run)
	}
	wg.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
		} else if !errors.Is(err, ErrOvertaken) {
			t.Errorf("the other publisher is told %v", err)
		}
	}
	if won != 1 {
		t.Errorf("results of the publishers: %v", results)
	}
	wantTrue(t, c.verify(o, kept), 2)
}

func TestStoreRollsBackAndForgets(t *testing.T) {
	c, o := newCloud(t), newOffice(t)
	o.target = c.open()
	for i := range 7 {
		o.site["index.html"] = fmt.Sprintf("<p>Bản %d.\n", i+1)
		o.publish()
	}
	if from, to, err := Rollback(t.Context(), o.target); from != 7 || to != 6 || err != nil {
		t.Fatalf("Rollback = %d, %d, %v", from, to, err)
	}
	wantTrue(t, c.verify(o, nil), 6)
	if err := Resume(t.Context(), o.target); !errors.Is(err, ErrRolledBack) {
		t.Errorf("Resume = %v", err)
	}
	numbers, err := c.open().numbers(t.Context())
	if err != nil || fmt.Sprint(numbers) != "[3 4 5 6 7]" {
		t.Errorf("releases kept = %v, %v", numbers, err)
	}
	objects, err := c.open().list(t.Context(), objectsDir)
	if err != nil || slices.ContainsFunc(objects, func(key string) bool {
		return strings.HasPrefix(key, objectsDir+"2/") && strings.HasSuffix(key, digestOf([]byte("<p>Bản 2.\n")).String())
	}) {
		t.Errorf("the page of an old release is still kept: %v", err)
	}
	o.publish()
	wantTrue(t, c.verify(o, nil), 8)
}

func TestStoreOfSomebodyElseIsRefused(t *testing.T) {
	c := newCloud(t)
	if _, err := c.backend.PutObject("office", "www/thesis.txt", nil, strings.NewReader("mine"), 4, nil); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), "s3://office/www?endpoint="+url.QueryEscape(c.api.URL), Options{Getenv: func(string) string { return "x" }})
	if err == nil {
		t.Error("a bucket with somebody's files was accepted as a target")
	}
	if _, err := Open(t.Context(), "s3://office/www", Options{}); err == nil {
		t.Error("a store without credentials was accepted")
	}
}

// A server that accepts and never answers ends in an error, not in waiting.
func TestStalledStoreIsGivenUp(t *testing.T) {
	release := make(chan struct{})
	stalled := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	defer stalled.Close()
	defer close(release)
	c := newCloud(t)
	s := c.open()
	base, err := url.Parse(stalled.URL + "/office/")
	if err != nil {
		t.Fatal(err)
	}
	s.base, s.client.Timeout, s.pause = *base, 20*time.Millisecond, time.Microsecond
	if _, err := s.last(t.Context()); err == nil {
		t.Error("a stalled server gave an answer")
	}
}

// The clock of this machine is wrong: the server's is used.
func TestWrongClockDoesNotMatter(t *testing.T) {
	c := newCloud(t)
	s := c.open()
	s.pause = time.Microsecond
	s.now = func() time.Time { return time.Now().Add(-3 * 365 * 24 * time.Hour) }
	proxied := s.base
	strict := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		at, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
		if err != nil || time.Since(at).Abs() > 15*time.Minute {
			w.WriteHeader(http.StatusForbidden)
			io.WriteString(w, "<Error><Code>RequestTimeTooSkewed</Code><Message>x</Message></Error>")
			return
		}
		r.URL.Host, r.URL.Scheme = proxied.Host, proxied.Scheme
		res, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer res.Body.Close()
		w.WriteHeader(res.StatusCode)
		io.Copy(w, res.Body)
	}))
	defer strict.Close()
	base, err := url.Parse(strict.URL + "/office/")
	if err != nil {
		t.Fatal(err)
	}
	s.base = *base
	if n, err := s.last(t.Context()); err != nil || n != 0 {
		t.Errorf("with a wrong clock: %d, %v", n, err)
	}
}

// The examples of signatures that Amazon's documentation gives.
func TestSignature(t *testing.T) {
	for _, tt := range []struct{ url, header, want string }{
		{"https://examplebucket.s3.amazonaws.com/test.txt", "bytes=0-9", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
		{"https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J", "", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
	} {
		b := &bucket{region: "us-east-1", id: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
			now: func() time.Time { return time.Date(2013, 5, 24, 0, 0, 0, 0, time.UTC) }}
		req, err := http.NewRequest(http.MethodGet, tt.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		if tt.header != "" {
			req.Header.Set("Range", tt.header)
		}
		b.sign(req, object{})
		if got := req.Header.Get("Authorization"); !strings.HasSuffix(got, "Signature="+tt.want) {
			t.Errorf("signature of %s = %s, want %s", tt.url, got, tt.want)
		}
	}
}
