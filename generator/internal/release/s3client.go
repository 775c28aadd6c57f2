package release

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// bucket is a part of an S3-compatible store. The few calls that publishing
// needs are written out here; see generator/decisions for why.
type bucket struct {
	name   string
	base   url.URL // of the bucket, ends in a slash
	prefix string  // of all keys, empty or ending in a slash
	region string
	id     string
	secret string
	token  string
	client *http.Client
	now    func() time.Time // for the date of signatures
	pause  time.Duration    // before a second attempt
	mu     sync.Mutex
	skew   time.Duration // of our clock behind the server's
}

// object is what is sent.
type object struct {
	body    []byte
	digest  Digest
	headers map[string]string
}

// errExists says that a key was there already and was left as it is.
var errExists = errors.New("the object exists")

// attempts at a request whose connection failed or that the server was too busy
// for. Every request can be sent twice without harm.
const attempts = 4

// s3Error is the answer of the server to a request that failed.
type s3Error struct {
	Status  int    `xml:"-"`
	Code    string `xml:"Code"`
	Message string `xml:"Message"`
}

func (e *s3Error) Error() string { return fmt.Sprintf("%d %s %s", e.Status, e.Code, e.Message) }

func (e *s3Error) Is(target error) bool {
	return target == fs.ErrNotExist && e.Status == http.StatusNotFound ||
		target == errExists && e.Status == http.StatusPreconditionFailed
}

// send makes a request and gives its answer, which the caller closes.
func (b *bucket) send(ctx context.Context, method, key string, query url.Values, o object) (*http.Response, error) {
	var last error
	for i := range attempts {
		if i > 0 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(i*i) * b.pause):
			}
		}
		res, err := b.once(ctx, method, key, query, o)
		var answer *s3Error
		switch {
		case err == nil:
			return res, nil
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.As(err, &answer) && answer.Status < 500 && answer.Status != http.StatusTooManyRequests && answer.Code != "RequestTimeTooSkewed":
			return nil, fmt.Errorf("%s %s: %w", method, cmp.Or(key, "bucket"), err)
		}
		last = err
	}
	return nil, fmt.Errorf("%s %s: %w", method, cmp.Or(key, "bucket"), last)
}

func (b *bucket) once(ctx context.Context, method, key string, query url.Values, o object) (*http.Response, error) {
	u := b.base
	u.Path += key
	u.RawPath = b.base.EscapedPath() + escapeKey(key)
	u.RawQuery = strings.ReplaceAll(query.Encode(), "+", "%20")
	req, err := http.NewRequestWithContext(ctx, method, u.String(), bytes.NewReader(o.body))
	if err != nil {
		return nil, err
	}
	for name, value := range o.headers {
		req.Header.Set(name, value)
	}
	b.sign(req, o)
	res, err := b.client.Do(req)
	if err != nil {
		return nil, err
	}
	if res.StatusCode < 300 {
		return res, nil
	}
	defer res.Body.Close()
	answer := &s3Error{Status: res.StatusCode}
	// An answer that is no XML leaves only its status.
	_ = xml.NewDecoder(io.LimitReader(res.Body, 1<<16)).Decode(answer)
	if answer.Code == "RequestTimeTooSkewed" { // our clock is wrong: use the server's
		if date, err := http.ParseTime(res.Header.Get("Date")); err == nil {
			b.mu.Lock()
			b.skew = date.Sub(b.now())
			b.mu.Unlock()
		}
	}
	return nil, answer
}

// escapeKey writes a key as signatures want it: only unreserved characters and
// slashes stay.
func escapeKey(key string) string {
	var s strings.Builder
	for _, c := range []byte(key) {
		if c == '/' || c == '-' || c == '_' || c == '.' || c == '~' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			s.WriteByte(c)
		} else {
			fmt.Fprintf(&s, "%%%02X", c)
		}
	}
	return s.String()
}

// sign adds the signature that AWS calls version 4.
func (b *bucket) sign(req *http.Request, o object) {
	if o.body == nil {
		o.digest = digestOf(nil)
	}
	b.mu.Lock()
	now := b.now().Add(b.skew).UTC()
	b.mu.Unlock()
	stamp, day := now.Format("20060102T150405Z"), now.Format("20060102")
	req.Header.Set("X-Amz-Date", stamp)
	req.Header.Set("X-Amz-Content-Sha256", o.digest.String())
	if b.token != "" {
		req.Header.Set("X-Amz-Security-Token", b.token)
	}
	names := []string{"host"}
	for name := range req.Header {
		names = append(names, strings.ToLower(name))
	}
	slices.Sort(names)
	var headers strings.Builder
	for _, name := range names {
		value := req.Header.Get(name)
		if name == "host" {
			value = req.URL.Host
		}
		fmt.Fprintf(&headers, "%s:%s\n", name, strings.TrimSpace(value))
	}
	signed := strings.Join(names, ";")
	canonical := strings.Join([]string{req.Method, req.URL.EscapedPath(), req.URL.RawQuery, headers.String(), signed, o.digest.String()}, "\n")
	scope := day + "/" + b.region + "/s3/aws4_request"
	text := "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + digestOf([]byte(canonical)).String()
	key := []byte("AWS4" + b.secret)
	for _, part := range []string{day, b.region, "s3", "aws4_request", text} {
		mac := hmac.New(sha256.New, key)
		mac.Write([]byte(part))
		key = mac.Sum(nil)
	}
	req.Header.Set("Authorization", fmt.Sprintf("AWS4-HMAC-SHA256 Credential=%s/%s,SignedHeaders=%s,Signature=%s", b.id, scope, signed, hex.EncodeToString(key)))
}

func (b *bucket) do(ctx context.Context, method, key string, o object) error {
	res, err := b.send(ctx, method, b.prefix+key, nil, o)
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<20))
	return errors.Join(err, res.Body.Close())
}

func (b *bucket) put(ctx context.Context, key string, data []byte, headers map[string]string) error {
	if data == nil {
		data = []byte{}
	}
	return b.do(ctx, http.MethodPut, key, object{data, digestOf(data), headers})
}

func (b *bucket) open(ctx context.Context, key string) (io.ReadCloser, error) {
	res, err := b.send(ctx, http.MethodGet, b.prefix+key, nil, object{})
	if err != nil {
		return nil, err
	}
	return res.Body, nil
}

// copy copies an object inside the store, with new headers.
func (b *bucket) copy(ctx context.Context, from, to string, headers map[string]string) error {
	all := map[string]string{
		"X-Amz-Copy-Source":        "/" + b.name + "/" + escapeKey(b.prefix+from),
		"X-Amz-Metadata-Directive": "REPLACE",
	}
	for name, value := range headers {
		all[name] = value
	}
	return b.do(ctx, http.MethodPut, to, object{headers: all})
}

func (b *bucket) remove(ctx context.Context, key string) error {
	err := b.do(ctx, http.MethodDelete, key, object{})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// list gives the keys that begin with a prefix, in order.
func (b *bucket) list(ctx context.Context, prefix string) ([]string, error) {
	var keys []string
	query := url.Values{"list-type": {"2"}, "prefix": {b.prefix + prefix}}
	for {
		page, err := b.page(ctx, query)
		if err != nil {
			return nil, err
		}
		for _, o := range page.Contents {
			if key, ok := strings.CutPrefix(o.Key, b.prefix); ok {
				keys = append(keys, key)
			}
		}
		if !page.IsTruncated || page.NextContinuationToken == "" || len(keys) > 4*maxFiles {
			return keys, nil
		}
		query.Set("continuation-token", page.NextContinuationToken)
	}
}

type listPage struct {
	IsTruncated           bool
	NextContinuationToken string
	Contents              []struct{ Key string }
}

func (b *bucket) page(ctx context.Context, query url.Values) (listPage, error) {
	var page listPage
	res, err := b.send(ctx, http.MethodGet, "", query, object{})
	if err != nil {
		return page, err
	}
	defer res.Body.Close()
	if err := xml.NewDecoder(io.LimitReader(res.Body, 16<<20)).Decode(&page); err != nil {
		return page, fmt.Errorf("list objects: %w", err)
	}
	return page, nil
}
