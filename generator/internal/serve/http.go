package serve

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"time"
)

// basePath is the path of a base address, with a slash at both ends.
func basePath(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil || !strings.HasSuffix(u.Path, "/") {
		return "/"
	}
	return u.Path
}

// handler answers browsers. On an address of this machine alone it answers only
// those that ask by its name, or else any page on the web could read drafts by a
// host name of its own that leads here.
func (p *preview) handler(loopback bool) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+ownPath+"events", p.events)
	mux.HandleFunc("GET "+ownPath+"{file}", ownFile)
	mux.HandleFunc("GET /", p.page)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if loopback && !isLoopbackName(r.Host) {
			http.Error(w, "this preview is for this machine only", http.StatusForbidden)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		mux.ServeHTTP(w, r)
	})
}

// page answers with a file of the last good site.
func (p *preview) page(w http.ResponseWriter, r *http.Request) {
	name, below := strings.CutPrefix(r.URL.Path, p.base)
	if !below {
		if r.URL.Path == "/" {
			http.Redirect(w, r, p.base, http.StatusFound)
			return
		}
		http.NotFound(w, r)
		return
	}
	now, _ := p.now()
	if now.Version == 0 || !isFile(p.dir, "index.html") {
		p.waiting(w, now)
		return
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	} else if isFolder(p.dir, name) {
		http.Redirect(w, r, r.URL.Path+"/", http.StatusFound)
		return
	}
	status := http.StatusOK
	data, err := readFile(p.dir, name)
	if err != nil {
		status = http.StatusNotFound
		name = "404.html"
		if rest := strings.TrimPrefix(r.URL.Path, p.base); strings.HasPrefix(rest, "en/") && isFile(p.dir, "en/404.html") {
			name = "en/404.html"
		}
		if data, err = readFile(p.dir, name); err != nil {
			http.NotFound(w, r)
			return
		}
	}
	w.Header().Set("Content-Type", contentType(name))
	if strings.HasSuffix(name, ".html") {
		data = adapt(data, now, p.base)
	}
	if status != http.StatusOK {
		w.WriteHeader(status)
		_, _ = w.Write(data) // the browser went away
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// events tells an open page, as server-sent events, that there is a newer state
// than the one it shows.
func (p *preview) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	flush := http.NewResponseController(w)
	for {
		now, changed := p.now()
		if _, err := fmt.Fprintf(w, "data: %d\n\n", now.Version); err != nil {
			return
		}
		if err := flush.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-changed:
		}
	}
}

// contentTypes are those of the files a site has. They do not come from tables
// of the machine, which differ.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".jsonld": "application/ld+json", ".xml": "application/xml; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif",
	".ico": "image/x-icon", ".woff2": "font/woff2", ".wasm": "application/wasm", ".pdf": "application/pdf",
	".webmanifest": "application/manifest+json", "": "text/plain; charset=utf-8",
}

func contentType(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if t, ok := contentTypes[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

// readFile reads below dir; nothing leads out of it. The folder is opened each
// time because a build puts another in its place.
func readFile(dir, name string) ([]byte, error) {
	f, err := openFile(dir, name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func openFile(dir, name string) (*os.File, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	f, err := os.OpenInRoot(dir, name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(fs.ErrNotExist, f.Close())
	}
	return f, nil
}

func isFile(dir, name string) bool {
	f, err := openFile(dir, name)
	if err != nil {
		return false
	}
	f.Close()
	return true
}

// isFolder reports whether name is a folder with a page.
func isFolder(dir, name string) bool { return isFile(dir, path.Join(name, "index.html")) }

func isLoopback(a net.Addr) bool {
	tcp, ok := a.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

func isLoopbackName(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
