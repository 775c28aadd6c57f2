// Package serve previews a project while somebody writes it: it builds the site
// into a temporary folder, serves it on this machine, builds again whenever a
// file of the project changes, and tells the open pages. What is wrong in the
// inputs stands at the head of every page; under it the last good site stays.
//
// What the preview adds to a page is added on the way to the browser only. The
// built files are those that would be published.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/diag"
)

// Options say what is previewed and where.
type Options struct {
	Addr  string        // "127.0.0.1:1313"; port 0 is any free one
	Lang  string        // of what is told on Log: vi or en
	Build build.Options // Out and the base address are set here
	Log   io.Writer
}

// watched are the folders of a project whose files make the site.
var watched = []string{"content", "data", "schemas"}

// Run previews the project until ctx is done, which is no error.
func Run(ctx context.Context, o Options) error {
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return fmt.Errorf("listen for browsers: %w", err)
	}
	defer listener.Close()
	tmp, err := os.MkdirTemp("", "minhbach-serve-")
	if err != nil {
		return fmt.Errorf("preview folder: %w", err)
	}
	defer os.RemoveAll(tmp)

	b := o.Build
	b.Out, b.Record = filepath.Join(tmp, "site"), filepath.Join(tmp, "record")
	b.Flags = maps.Clone(b.Flags)
	if b.Flags == nil {
		b.Flags = map[string]string{}
	}
	if _, given := b.Flags["base-url"]; !given {
		b.Flags["base-url"] = "http://" + listener.Addr().String() + "/"
	}
	p := &preview{
		dir:  b.Out,
		base: basePath(b.Flags["base-url"]),
		lang: o.Lang,
		log:  o.Log,
		build: func(ctx context.Context) ([]diag.Problem, error) {
			_, problems, err := build.Build(ctx, b)
			return problems, err
		},
		changed: make(chan struct{}),
	}
	return p.run(ctx, listener, b.Root)
}

// preview is a running preview.
type preview struct {
	dir   string // the last good site
	base  string // path of the site on the host, with a slash at both ends
	lang  string
	log   io.Writer
	build func(context.Context) ([]diag.Problem, error)

	mu      sync.Mutex
	state   state
	changed chan struct{} // closed when state changes
}

// state is what the last build gave.
type state struct {
	Version  int // counts builds; 0 is before the first
	Problems []diag.Problem
	Err      error
}

// run serves and rebuilds until ctx is done.
func (p *preview) run(ctx context.Context, listener net.Listener, root string) error {
	changes, err := watch(ctx, root, watched)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler:           p.handler(isLoopback(listener.Addr())),
		ReadHeaderTimeout: 10 * time.Second,
		// Open pages listen for news as long as they are open: they end with ctx.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	p.say("Xem thử tại http://%s%s (dừng bằng Ctrl+C)\n", "Preview at http://%s%s (stop with Ctrl+C)\n", listener.Addr(), p.base)

	for {
		p.rebuild(ctx)
		select {
		case <-ctx.Done():
			return p.stop(server)
		case err := <-served:
			return fmt.Errorf("serve preview: %w", err)
		case <-changes:
		}
	}
}

// stop lets answers end that have begun.
func (p *preview) stop(server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop preview: %w", err)
	}
	return server.Close()
}

func (p *preview) rebuild(ctx context.Context) {
	began := time.Now()
	problems, err := p.build(ctx)
	if ctx.Err() != nil {
		return
	}
	took := time.Since(began).Seconds()
	switch {
	case err != nil:
		p.say("%v\n", "%v\n", err)
	case diag.HasErrors(problems):
		p.say("%d vấn đề; trang vẫn như trước (%.1f giây)\n", "%d problems; the site stays as it was (%.1f s)\n", len(problems), took)
	default:
		p.say("Đã dựng lại trang (%.1f giây)\n", "The site is rebuilt (%.1f s)\n", took)
	}
	for _, problem := range problems {
		fmt.Fprintf(p.log, "%s: %s\n\t%s\n", problem.Pos, problem.Message.In(p.lang), problem.Remedy.In(p.lang))
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state = state{p.state.Version + 1, problems, err}
	close(p.changed)
	p.changed = make(chan struct{})
}

// now gives the state and a channel that is closed when it is no longer so.
func (p *preview) now() (state, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state, p.changed
}

func (p *preview) say(vi, en string, args ...any) {
	if p.lang == "en" {
		vi = en
	}
	fmt.Fprintf(p.log, vi, args...)
}
