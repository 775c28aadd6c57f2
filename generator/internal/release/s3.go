package release

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// store is a target on an S3-compatible service:
//
//	.minhbach/objects/<n>/<digest>  files that came with release n, by content
//	.minhbach/releases/<n>          which files release n has
//	.minhbach/shown                 the release that readers see
//	.minhbach/showing               there while the files below are changed
//	everything else                 the site that readers see
//
// A release takes its number with a conditional write of its list, after all its
// files are there. A store has no switch for a whole site: pages are changed one
// by one, what they need before them and what nobody needs after them.
type store struct{ *bucket }

const (
	storeDir     = ".minhbach/"
	objectsDir   = storeDir + "objects/"
	storeLists   = storeDir + "releases/"
	showingKey   = storeDir + "showing"
	shownKey     = storeDir + "shown"
	storeWriters = 8
)

// openStore reads s3://bucket/prefix?endpoint=…&region=…; keys come from the
// environment under the names that every S3 tool uses.
func openStore(ctx context.Context, u *url.URL, getenv func(string) string) (*store, error) {
	first := func(values ...string) string {
		for _, v := range values {
			if v != "" {
				return v
			}
		}
		return ""
	}
	b := &bucket{
		name:   u.Host,
		region: first(u.Query().Get("region"), getenv("AWS_REGION"), getenv("AWS_DEFAULT_REGION"), "us-east-1"),
		id:     getenv("AWS_ACCESS_KEY_ID"), secret: getenv("AWS_SECRET_ACCESS_KEY"), token: getenv("AWS_SESSION_TOKEN"),
		now: time.Now, pause: 200 * time.Millisecond,
	}
	if b.id == "" || b.secret == "" {
		return nil, errors.New("target s3: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set")
	}
	if b.prefix = strings.Trim(u.Path, "/"); b.prefix != "" {
		b.prefix += "/"
	}
	endpoint := first(u.Query().Get("endpoint"), getenv("AWS_ENDPOINT_URL_S3"), getenv("AWS_ENDPOINT_URL"))
	base := &url.URL{Scheme: "https", Host: b.name + ".s3." + b.region + ".amazonaws.com", Path: "/"}
	if endpoint != "" {
		var err error
		if base, err = url.Parse(endpoint); err != nil || base.Host == "" {
			return nil, fmt.Errorf("target s3: %q is no endpoint", endpoint)
		}
		base.Path = strings.TrimSuffix(base.Path, "/") + "/" + b.name + "/"
	}
	b.base = *base
	b.client = &http.Client{
		Timeout: fileTime,
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, ResponseHeaderTimeout: answerTime,
			TLSHandshakeTimeout: answerTime, MaxIdleConnsPerHost: storeWriters,
		},
	}
	s := &store{b}
	if err := s.claim(ctx); err != nil {
		return nil, fmt.Errorf("target s3: %w", err)
	}
	return s, nil
}

// claim refuses a place that somebody else filled.
func (s *store) claim(ctx context.Context) error {
	ours, err := s.list(ctx, storeDir)
	if err != nil || len(ours) > 0 {
		return err
	}
	all, err := s.page(ctx, url.Values{"list-type": {"2"}, "prefix": {s.prefix}, "max-keys": {"1"}})
	if err == nil && len(all.Contents) > 0 {
		err = errors.New("the place is not empty and holds no releases: choose another or empty it")
	}
	return err
}

func (s *store) Close() error { s.client.CloseIdleConnections(); return nil }

func (s *store) numbers(ctx context.Context) ([]int64, error) {
	keys, err := s.list(ctx, storeLists)
	if err != nil {
		return nil, err
	}
	var numbers []int64
	for _, key := range keys {
		if n, err := strconv.ParseInt(path.Base(key), 10, 64); err == nil && n > 0 {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

func (s *store) last(ctx context.Context) (int64, error) {
	numbers, err := s.numbers(ctx)
	if err != nil || len(numbers) == 0 {
		return 0, err
	}
	return numbers[len(numbers)-1], nil
}

// stored is a file in the store and the release that it came with.
type stored struct {
	File
	born int64
}

func (f stored) key() string { return fmt.Sprintf("%s%d/%s", objectsDir, f.born, f.Digest) }

// listed is a release in the store: its files, those of the ledger included.
type listed map[string]stored

// release reads the list of a release.
func (s *store) release(ctx context.Context, n int64) (listed, error) {
	data, err := read(ctx, s, storeLists+strconv.FormatInt(n, 10), maxManifest)
	if err != nil {
		return nil, err
	}
	_, text, _ := strings.Cut(string(data), "\n") // the mark of who wrote it
	files := listed{}
	for line := range strings.Lines(text) {
		f, err := parseLine(strings.TrimSuffix(line, "\n"))
		born, name, ok := strings.Cut(f.Path, "/")
		from, e := strconv.ParseInt(born, 10, 64)
		if err != nil || e != nil || !ok || from < 1 || from > n || !fs.ValidPath(name) || strings.HasPrefix(name, storeDir) {
			return nil, fmt.Errorf("list of release %d: malformed", n)
		}
		f.Path = name
		files[name] = stored{f, from}
	}
	return files, nil
}

func (l listed) text() []byte {
	var b bytes.Buffer
	for _, name := range sortedKeys(l) {
		f := l[name]
		fmt.Fprintf(&b, "%s %d %d/%s\n", f.Digest, f.Size, f.born, name)
	}
	return b.Bytes()
}

// storedRelease reads a release in the store as a site.
type storedRelease struct {
	*store
	files listed
}

func (r storedRelease) open(ctx context.Context, name string) (io.ReadCloser, error) {
	f, ok := r.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return r.store.open(ctx, f.key())
}

func (s *store) newest(ctx context.Context) (files, error) {
	n, err := s.last(ctx)
	if err != nil {
		return nil, fmt.Errorf("target: %w", err)
	}
	if n == 0 {
		return nil, nil
	}
	list, err := s.release(ctx, n)
	if err != nil {
		return nil, fmt.Errorf("target: %w", err)
	}
	return storedRelease{s, list}, nil
}

func (s *store) put(ctx context.Context, u upload) error {
	last, err := s.last(ctx)
	if err != nil {
		return fmt.Errorf("target: %w", err)
	}
	if last != u.number-1 {
		return ErrOvertaken
	}
	before := listed{}
	if last > 0 {
		if before, err = s.release(ctx, last); err != nil {
			return fmt.Errorf("target: %w", err)
		}
	}
	files, err := s.upload(ctx, u, before)
	if err != nil {
		return fmt.Errorf("send release %d: %w", u.number, err)
	}
	if err := s.take(ctx, u.number, files); err != nil {
		return err
	}
	if err := s.show(ctx); err != nil {
		return err
	}
	s.tidy(ctx, u.keep)
	return nil
}

// upload sends what the release before does not have and gives the list of the
// new one.
func (s *store) upload(ctx context.Context, u upload, before listed) (listed, error) {
	there := map[Digest]stored{}
	for _, f := range before {
		there[f.Digest] = f
	}
	files := listed{}
	var send []stored
	add := func(f File) {
		from, ok := there[f.Digest]
		if !ok {
			from = stored{f, u.number}
			there[f.Digest] = from
			send = append(send, from)
		}
		files[f.Path] = stored{f, from.born}
	}
	for _, f := range u.manifest {
		add(f)
	}
	own, err := ledgerFiles(u.dir)
	if err != nil {
		return nil, err
	}
	for _, name := range own {
		data, err := os.ReadFile(filepath.Join(u.dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		add(File{name, int64(len(data)), digestOf(data)})
	}
	var mu sync.Mutex
	done := 0
	err = inParallel(ctx, len(send), func(ctx context.Context, i int) error {
		data, err := os.ReadFile(filepath.Join(u.dir, filepath.FromSlash(send[i].Path)))
		if err != nil {
			return err
		}
		if digestOf(data) != send[i].Digest {
			return errors.New("the folder changes while it is sent")
		}
		if err := s.bucket.put(ctx, send[i].key(), data, nil); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		u.progress(done, len(send))
		return nil
	})
	for name, f := range before { // the ledger only grows
		whole, rest, partial := strings.Cut(name, ".p/")
		_, full := files[whole]
		if _, new := files[name]; !new && strings.HasPrefix(name, ledgerDir+"/") && !(partial && rest != "" && full) {
			files[name] = f
		}
	}
	return files, err
}

// take gives the release its number, unless somebody has it. Where a server does
// not know conditional writes, reading back tells who was last.
func (s *store) take(ctx context.Context, n int64, files listed) error {
	mark := rand.Text()
	key := storeLists + strconv.FormatInt(n, 10)
	if r, err := s.open(ctx, key); err == nil {
		r.Close()
		return ErrOvertaken
	}
	list := append([]byte(mark+"\n"), files.text()...)
	err := s.bucket.put(ctx, key, list, map[string]string{"If-None-Match": "*"})
	if err != nil && !errors.Is(err, errExists) {
		return fmt.Errorf("send release %d: %w", n, err)
	}
	// Also after errExists: the first of two attempts may have been ours.
	now, err := read(ctx, s, key, maxManifest)
	if err != nil {
		return fmt.Errorf("send release %d: %w", n, err)
	}
	if !strings.HasPrefix(string(now), mark+"\n") {
		return ErrOvertaken
	}
	return nil
}

// show makes readers see the newest release, and again when a newer one has come
// meanwhile: then everything is written, since two publishers wrote at once.
func (s *store) show(ctx context.Context) error {
	for whole := false; ; whole = true {
		n, err := s.last(ctx)
		if err != nil {
			return fmt.Errorf("show the new release: %w", err)
		}
		if n == 0 {
			return errors.New("the target has no release")
		}
		if err := s.point(ctx, n, whole); err != nil {
			return fmt.Errorf("show release %d: %w", n, err)
		}
		again, err := s.last(ctx)
		if err != nil || again == n {
			return err
		}
	}
}

// current is the number that readers see, 0 when there is none or when it cannot
// be told: somebody was killed while he changed the site.
func (s *store) current(ctx context.Context) (n int64, certain bool, err error) {
	data, err := read(ctx, s, shownKey, 64)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	if n, err = strconv.ParseInt(strings.TrimSpace(string(data)), 10, 64); err != nil {
		return 0, false, errors.New("malformed " + shownKey)
	}
	_, err = read(ctx, s, showingKey, 64)
	if errors.Is(err, fs.ErrNotExist) {
		return n, true, nil
	}
	return n, false, err
}

// point changes the site that readers see to release n: first what pages need,
// then pages, then the checkpoint that signs for all of it, and deletes last.
func (s *store) point(ctx context.Context, n int64, whole bool) error {
	want, err := s.release(ctx, n)
	if err != nil {
		return err
	}
	now, certain, err := s.current(ctx)
	if err != nil {
		return err
	}
	have := listed{}
	if certain && !whole {
		if now == n {
			return nil
		}
		if have, err = s.release(ctx, now); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := s.bucket.put(ctx, showingKey, []byte(strconv.FormatInt(n, 10)), nil); err != nil {
		return err
	}
	var steps [3][]string
	for _, name := range sortedKeys(want) {
		if have[name].File != want[name].File {
			steps[rankOf(name)] = append(steps[rankOf(name)], name)
		}
	}
	for _, names := range steps {
		err := inParallel(ctx, len(names), func(ctx context.Context, i int) error {
			return s.copy(ctx, want[names[i]].key(), names[i], headersOf(names[i]))
		})
		if err != nil {
			return err
		}
	}
	if err := s.removeOthers(ctx, want); err != nil {
		return err
	}
	if err := s.bucket.put(ctx, shownKey, []byte(strconv.FormatInt(n, 10)), nil); err != nil {
		return err
	}
	return s.remove(ctx, showingKey)
}

// rankOf is the step in which a file is changed.
func rankOf(name string) int {
	switch {
	case name == checkpointPath:
		return 2
	case path.Ext(name) == ".html":
		return 1
	}
	return 0
}

func (s *store) removeOthers(ctx context.Context, want listed) error {
	keys, err := s.list(ctx, "")
	if err != nil {
		return err
	}
	keys = slices.DeleteFunc(keys, func(key string) bool {
		_, ok := want[key]
		return ok || strings.HasPrefix(key, storeDir)
	})
	return inParallel(ctx, len(keys), func(ctx context.Context, i int) error { return s.remove(ctx, keys[i]) })
}

func (s *store) rollback(ctx context.Context) (from, to int64, err error) {
	numbers, err := s.numbers(ctx)
	if err == nil {
		from, _, err = s.current(ctx)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("roll back: %w", err)
	}
	for _, n := range numbers {
		if n < from {
			to = n
		}
	}
	if to == 0 {
		return from, 0, ErrNoEarlier
	}
	if err := s.point(ctx, to, false); err != nil {
		return from, 0, fmt.Errorf("roll back to release %d: %w", to, err)
	}
	return from, to, nil
}

// tidy removes the lists of releases beyond those kept, then the files that came
// with a release that has its number and are on no list: of old releases, and of
// publications that were killed or overtaken. What cannot be removed now is
// removed later.
func (s *store) tidy(ctx context.Context, keep int) {
	numbers, err := s.numbers(ctx)
	if err != nil || len(numbers) == 0 {
		return
	}
	now, certain, err := s.current(ctx)
	if err != nil || !certain {
		return
	}
	used := map[string]bool{}
	for i, n := range numbers {
		if i < len(numbers)-keep && n != now {
			if s.remove(ctx, storeLists+strconv.FormatInt(n, 10)) != nil {
				return
			}
			continue
		}
		list, err := s.release(ctx, n)
		if err != nil {
			return
		}
		for _, f := range list {
			used[f.key()] = true
		}
	}
	keys, err := s.list(ctx, objectsDir)
	if err != nil {
		return
	}
	for _, key := range keys {
		born, _, _ := strings.Cut(strings.TrimPrefix(key, objectsDir), "/")
		n, err := strconv.ParseInt(born, 10, 64)
		if err == nil && n <= numbers[len(numbers)-1] && !used[key] {
			_ = s.remove(ctx, key)
		}
	}
}

// headersOf says how a file is to be served: its type, and how long it may be
// kept by caches. Only the names of styles and scripts change with their content.
func headersOf(name string) map[string]string {
	kind := contentTypes[path.Ext(name)]
	if kind == "" {
		kind = mime.TypeByExtension(path.Ext(name))
	}
	if kind == "" {
		kind = "application/octet-stream"
	}
	cache := "public, max-age=300"
	switch {
	case name == checkpointPath:
		kind, cache = "text/plain; charset=utf-8", "no-cache"
	case strings.HasPrefix(name, ledgerDir+"/tile/"), strings.HasPrefix(name, ledgerDir+"/releases/"), strings.HasPrefix(name, ledgerDir+"/statistics/"), fingerprint.MatchString(name):
		cache = "public, max-age=31536000, immutable"
	case path.Ext(name) == ".html":
		cache = "public, max-age=60"
	}
	return map[string]string{"Content-Type": kind, "Cache-Control": cache}
}
