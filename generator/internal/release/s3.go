package release

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// store is a target on an S3-compatible service:
//
//	.minhbach/objects/<n>/<digest>  files that came with release n, by content
//	.minhbach/releases/<n>          which files release n has
//	.minhbach/shown                 the release that readers see
//	.minhbach/showing               there while the files below are changed
//	.minhbach/rolled-back/<n>       release n was taken back
//	everything else                 the site that readers see
//
// A release takes its number with a conditional write of its list, after all its
// files are there. A store has no switch for a whole site: pages are changed one
// by one, what they need before them and what nobody needs after them.
type store struct{ *bucket }

const (
	storeDir   = ".minhbach/"
	objectsDir = storeDir + "objects/"
	storeLists = storeDir + "releases/"
	showingKey = storeDir + "showing"
	shownKey   = storeDir + "shown"
	rolledDir  = storeDir + "rolled-back/"
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
			TLSHandshakeTimeout: answerTime, MaxIdleConnsPerHost: senders,
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
