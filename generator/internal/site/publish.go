package site

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/spf13/afero"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
)

// writer writes the output folder, each path once, for Hugo and for the
// portal's files alike. It keeps the first failure, because Hugo does not look
// at what closing a file returns.
type writer struct {
	ctx      context.Context
	out      *os.Root
	pictures *pictures
	base     string              // base path of the site
	last     *kept.Index         // files that are there already are not written again
	shared   kept.Digest         // what all files are made with
	before   map[string]bool     // files that rendering made for the last output
	pages    map[string]bool     // paths of the window that is being rendered
	lists    map[string][]string // of files that pages name: many name the same ones

	mu      sync.Mutex
	written map[string]*kept.Output
	made    map[string]bool // files beside pages that rendering made, and whether a page names them
	folders map[string]bool
	failure error
}

func newWriter(ctx context.Context, out *os.Root, pictures *pictures, base string, o Options) *writer {
	return &writer{
		ctx: ctx, out: out, pictures: pictures, base: base, last: o.Last, shared: o.Shared, before: usedBefore(o.Last),
		written: map[string]*kept.Output{}, made: map[string]bool{}, lists: map[string][]string{}, folders: map[string]bool{},
	}
}

// begin says which pages are going to be rendered.
func (w *writer) begin(pages []pageText) {
	w.pages = make(map[string]bool, len(pages))
	for i := range pages {
		w.pages[pages[i].path] = true
	}
}

// end notes from what each page was rendered and which of the files that rendering
// made it names. It reports the first failure, or the pages that Hugo left out.
func (w *writer) end(pages []pageText) error {
	if w.failure != nil {
		return w.failure
	}
	var missing []error
	for i := range pages {
		o := w.written[pages[i].path]
		if o == nil {
			missing = append(missing, fmt.Errorf("%s (%s) was not rendered", pages[i].path, pages[i].source))
			continue
		}
		o.Key = pages[i].key
		o.Uses = slices.DeleteFunc(o.Uses, func(name string) bool {
			_, made := w.made[name]
			if made {
				w.made[name] = true
			}
			return !made && !w.before[name]
		})
		list := strings.Join(o.Uses, "\n")
		if w.lists[list] == nil {
			w.lists[list] = o.Uses
		}
		o.Uses = w.lists[list]
	}
	w.pages = nil
	return errors.Join(missing...)
}

// unexplained is a file that rendering made and no page names; empty for none.
func (w *writer) unexplained() string {
	last := ""
	for name, named := range w.made {
		if !named {
			last = max(last, name)
		}
	}
	return last
}

// publish writes what Hugo made.
func (w *writer) publish(name string, data []byte) error {
	if !w.pages[name] {
		w.mu.Lock()
		if _, known := w.made[name]; !known {
			w.made[name] = false
		}
		w.mu.Unlock()
	}
	return w.writeFile(name, data)
}

// writeFile writes one file. A resource that Hugo publishes again with the same
// bytes is left alone; anything else that comes twice is a fault.
func (w *writer) writeFile(name string, data []byte) error {
	made := &kept.Output{Path: name, SHA256: kept.Of(data), Stamp: kept.Stamp{Size: int64(len(data))}}
	page := w.pages[name]
	if page {
		made.Uses = namedIn(data, w.base)
	}
	w.mu.Lock()
	before := w.written[name]
	w.written[name] = made
	w.mu.Unlock()
	var err error
	switch {
	case before == nil:
		err = w.write(made, data)
	case page || before.SHA256 != made.SHA256:
		err = fmt.Errorf("%s was written twice", name)
	}
	if err != nil {
		w.fail(err)
	}
	return err
}

// writeMade writes a file of the portal. One that takes time to make is not made
// when the last output has it.
func (w *writer) writeMade(f portal.File) error {
	if f.Key == "" {
		return w.writeFile(f.Path, f.Content())
	}
	key := kept.NewKey("file").Add(w.shared).Text(f.Key).Digest()
	was := w.last.Output(f.Path)
	if was == nil || was.Key != key {
		if err := w.writeFile(f.Path, f.Content()); err != nil {
			return err
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.written[f.Path] == nil {
		w.written[f.Path] = was
	}
	w.written[f.Path].Key = key
	return nil
}

func (w *writer) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failure == nil {
		w.failure = err
	}
}

func (w *writer) write(made *kept.Output, data []byte) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if last := w.last.Output(made.Path); last != nil && last.SHA256 == made.SHA256 {
		return nil
	}
	if !filepath.IsLocal(filepath.FromSlash(made.Path)) {
		return fmt.Errorf("%q is no path inside the site", made.Path)
	}
	if err := w.folder(path.Dir(made.Path)); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	// By its whole name: to open it below an os.Root would open every folder on the
	// way, in a folder that is new and holds nothing but what is written here.
	if err := os.WriteFile(w.path(made.Path), data, 0o644); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

// path is where a file of the output lies. Its name has been found valid.
func (w *writer) path(name string) string {
	return filepath.Join(w.out.Name(), filepath.FromSlash(name))
}

// folder makes a folder of the output, once.
func (w *writer) folder(dir string) error {
	w.mu.Lock()
	there := w.folders[dir]
	w.mu.Unlock()
	if there {
		return nil
	}
	if err := os.MkdirAll(w.path(dir), 0o755); err != nil {
		return err
	}
	w.mu.Lock()
	w.folders[dir] = true
	w.mu.Unlock()
	return nil
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
func (f *pageFile) Close() error                       { return f.w.publish(f.name, f.data.Bytes()) }
func (f *pageFile) Stat() (os.FileInfo, error)         { return nil, syscall.ENOSYS }
func (f *pageFile) Read([]byte) (int, error)           { return 0, syscall.ENOSYS }
func (f *pageFile) Seek(int64, int) (int64, error)     { return 0, syscall.ENOSYS }
func (f *pageFile) ReadAt([]byte, int64) (int, error)  { return 0, syscall.ENOSYS }
func (f *pageFile) WriteAt([]byte, int64) (int, error) { return 0, syscall.ENOSYS }
