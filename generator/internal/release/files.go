package release

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// files is a site that can be read: a folder, or an address.
type files interface {
	// open gives a file of the site; fs.ErrNotExist when there is none.
	open(ctx context.Context, path string) (io.ReadCloser, error)
}

// falseError is a file that is not what it should be.
type falseError struct {
	path string
	err  error
}

func (e *falseError) Error() string { return e.path + ": " + e.err.Error() }
func (e *falseError) Unwrap() error { return e.err }

// read reads a file that has at most limit bytes.
func read(ctx context.Context, from files, path string, limit int64) ([]byte, error) {
	f, err := from.open(ctx, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if int64(len(data)) > limit {
		return nil, &falseError{path: path, err: fmt.Errorf("larger than %d bytes", limit)}
	}
	return data, nil
}

// folder is a site on the disk. Links that lead out of it are refused.
type folder struct{ root *os.Root }

// openFolder opens a built folder, or what is current in a folder of releases.
func openFolder(dir string) (folder, error) {
	if _, err := os.Stat(filepath.Join(dir, ledgerDir)); errors.Is(err, fs.ErrNotExist) {
		if _, err := os.Stat(filepath.Join(dir, currentLink)); err == nil {
			dir = filepath.Join(dir, currentLink)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return folder{}, fmt.Errorf("open site: %w", err)
	}
	return folder{root}, nil
}

func (f folder) open(_ context.Context, path string) (io.ReadCloser, error) {
	info, err := f.root.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &falseError{path: path, err: errors.New("not a plain file")}
	}
	return f.root.Open(path)
}

// address is a site on the web. Nothing outside its base is ever asked for.
type address struct {
	base   *url.URL // ends in a slash
	client *http.Client
}

// patience with a server: to answer, and to send one file.
const (
	answerTime = 30 * time.Second
	fileTime   = 10 * time.Minute
)

func openAddress(base string) (address, error) {
	u, err := url.Parse(base)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return address{}, fmt.Errorf("%q is no address of a site", base)
	}
	u.RawQuery, u.Fragment, u.User = "", "", nil
	if !strings.HasSuffix(u.Path, "/") {
		u.Path += "/"
	}
	a := address{base: u}
	a.client = &http.Client{
		Timeout: fileTime,
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DisableCompression:     true, // digests are of the bytes, not of a packing
			ResponseHeaderTimeout:  answerTime,
			TLSHandshakeTimeout:    answerTime,
			MaxResponseHeaderBytes: 64 << 10,
			MaxIdleConnsPerHost:    readers,
		},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > 3 || req.URL.Scheme != u.Scheme || req.URL.Host != u.Host || !strings.HasPrefix(req.URL.Path, u.Path) {
				return errors.New("the server leads away from the site")
			}
			return nil
		},
	}
	return a, nil
}

func (a address) open(ctx context.Context, name string) (io.ReadCloser, error) {
	u := *a.base
	if dir, file := path.Split(name); file == "index.html" {
		name = dir // the address that readers use
	}
	u.Path += name
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	req.Header.Set("Cache-Control", "no-cache")
	res, err := a.client.Do(req)
	if err != nil {
		return nil, err
	}
	switch encoding := res.Header.Get("Content-Encoding"); {
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		err = &fs.PathError{Op: "get", Path: name, Err: fs.ErrNotExist}
	case res.StatusCode != http.StatusOK:
		err = fmt.Errorf("get %s: the server answers %s", name, res.Status)
	case encoding != "" && encoding != "identity":
		err = fmt.Errorf("get %s: the server sends it packed (%q) without being asked", name, encoding)
	}
	if err != nil {
		res.Body.Close()
		return nil, err
	}
	return res.Body, nil
}
