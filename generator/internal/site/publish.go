package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/afero"

	"minhbach/generator/internal/portal"
)

// writer writes the output folder, each path once, for Hugo and for the
// portal's files alike. It keeps the first failure, because Hugo does not look
// at what closing a file returns.
type writer struct {
	ctx      context.Context
	out      *os.Root
	pictures *pictures
	sources  map[string]string // path of a page to the file it was made from

	mu      sync.Mutex
	written map[string]bool
	failure error
}

func newWriter(ctx context.Context, out *os.Root, pictures *pictures, pages []portal.Page) *writer {
	w := &writer{ctx: ctx, out: out, pictures: pictures, sources: make(map[string]string, len(pages)), written: map[string]bool{}}
	for _, p := range pages {
		w.sources[p.Path()] = p.Source
	}
	return w
}

// writeFile writes one file. A resource that Hugo publishes again with the same
// bytes is left alone; anything else that comes twice is a fault.
func (w *writer) writeFile(name string, data []byte) error {
	w.mu.Lock()
	repeated := w.written[name]
	w.written[name] = true
	w.mu.Unlock()
	err := w.write(name, data, repeated)
	if err != nil {
		w.fail(err)
	}
	return err
}

func (w *writer) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failure == nil {
		w.failure = err
	}
}

func (w *writer) write(name string, data []byte, repeated bool) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if repeated {
		old, err := w.out.ReadFile(name)
		if _, page := w.sources[name]; page || err != nil || !bytes.Equal(old, data) {
			return fmt.Errorf("%s was written twice", name)
		}
		return nil
	}
	if dir := path.Dir(name); dir != "." {
		if err := w.out.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("write output: %w", err)
		}
	}
	if err := w.out.WriteFile(name, data, 0o644); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

// complete reports the first failure, or the pages that Hugo left out.
func (w *writer) complete() error {
	if w.failure != nil {
		return w.failure
	}
	var missing []error
	for name, source := range w.sources {
		if !w.written[name] {
			missing = append(missing, fmt.Errorf("%s (%s) was not rendered", name, source))
		}
	}
	return errors.Join(missing...)
}

// publishFs is the writer as Hugo wants to see it: names below outRoot, files
// that reach the disk when they are closed, folders that need no making.
type publishFs struct {
	afero.Fs // refuses whatever is not below
	w        *writer
}

func newPublishFs(w *writer) publishFs {
	return publishFs{Fs: afero.NewReadOnlyFs(afero.NewMemMapFs()), w: w}
}

func (p publishFs) Name() string                       { return "publish" }
func (p publishFs) Mkdir(string, os.FileMode) error    { return nil }
func (p publishFs) MkdirAll(string, os.FileMode) error { return nil }

func (p publishFs) Create(name string) (afero.File, error) {
	if err := p.w.ctx.Err(); err != nil {
		return nil, err
	}
	below, ok := strings.CutPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), outRoot+"/")
	if !ok || !fs.ValidPath(below) {
		return nil, &fs.PathError{Op: "create", Path: name, Err: syscall.EPERM}
	}
	if p.w.pictures.isOriginal(below) {
		err := fmt.Errorf("theme publishes the original picture %s: only resized pictures are free of metadata", below)
		p.w.fail(err)
		return nil, err
	}
	return &pageFile{w: p.w, name: below}, nil
}

func (p publishFs) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	if flag&(os.O_WRONLY|os.O_RDWR|os.O_CREATE) != 0 {
		return p.Create(name)
	}
	return p.Fs.OpenFile(name, flag, perm)
}

// pageFile collects what Hugo writes; it is only ever written and closed.
type pageFile struct {
	afero.File // nil: nothing else is called
	w          *writer
	name       string
	data       bytes.Buffer
}

func (f *pageFile) Name() string                       { return f.name }
func (f *pageFile) Write(b []byte) (int, error)        { return f.data.Write(b) }
func (f *pageFile) WriteString(s string) (int, error)  { return f.data.WriteString(s) }
func (f *pageFile) Sync() error                        { return nil }
func (f *pageFile) Close() error                       { return f.w.writeFile(f.name, f.data.Bytes()) }
func (f *pageFile) Stat() (os.FileInfo, error)         { return nil, syscall.ENOSYS }
func (f *pageFile) Read([]byte) (int, error)           { return 0, syscall.ENOSYS }
func (f *pageFile) Seek(int64, int) (int64, error)     { return 0, syscall.ENOSYS }
func (f *pageFile) ReadAt([]byte, int64) (int, error)  { return 0, syscall.ENOSYS }
func (f *pageFile) WriteAt([]byte, int64) (int, error) { return 0, syscall.ENOSYS }
