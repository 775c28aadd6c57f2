// Package source reads a project folder: which files it holds, what each of
// them is, its text and the tree of values in it, with the place of every key
// and value. It never judges what a record says; that is the work of check.
//
// Inputs may come from strangers. Nothing outside the folder is ever opened,
// every size and depth has a limit, and whatever is wrong with a file becomes a
// located problem. Only failures of the machine are errors.
package source

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"minhbach/generator/internal/diag"
)

// Options bound what is read. A zero value stands for its default.
type Options struct {
	FileBytes       int64 // largest record or text, 1 MiB
	PictureBytes    int64 // largest picture, 8 MiB
	AttachmentBytes int64 // largest attachment, 10 MiB
	Files           int   // most files in all, 500,000
}

func (o Options) withDefaults() Options {
	if o.FileBytes == 0 {
		o.FileBytes = 1 << 20
	}
	if o.PictureBytes == 0 {
		o.PictureBytes = 8 << 20
	}
	if o.AttachmentBytes == 0 {
		o.AttachmentBytes = 10 << 20
	}
	if o.Files == 0 {
		o.Files = 500_000
	}
	return o
}

// Project is a project folder that has been read.
type Project struct {
	Files  []*File // by path
	folder *folder // of a project that was opened; nil of one that was loaded
}

// File is one file that belongs to the project.
type File struct {
	Path    string // slash-separated, relative to the project folder
	Kind    string // a folder of data/, or one of the other kinds below
	ID      string // name of a record without its ending
	Lang    string // language of a text
	Address string // address of a text without language: /tin/2022/x/
	Size    int64  // bytes of a picture or an attachment
	Text    string // the whole file, without a byte order mark; empty for a picture or an attachment

	closed bool // it has no text because of a problem that was reported
	later       // of a file whose text is read when it is asked for
}

// Kinds of files that are no records of data/<kind>/.
const (
	KindSite    = "site"    // data/site.json
	KindNews    = "news"    // content/<lang>/tin/<yyyy>/<slug>.md
	KindPage    = "page"    // content/<lang>/<slug>.md
	KindPicture = "picture" // content/anh/…
	// KindAttachment is a document for readers to download, content/tep/…
	KindAttachment = "attachment"
)

// RecordKinds are the folders of data/ that hold one record in each file.
var RecordKinds = []string{
	"units", "organizations", "people", "plans", "commitments", "activities",
	"outcomes", "figures", "tables", "vocab", "corrections", "addresses", "allow",
}

// IsRecord reports whether the file is a record of data/<kind>/<id>.json.
func (f *File) IsRecord() bool { return slices.Contains(RecordKinds, f.Kind) }

// IsText reports whether the file is Markdown with front matter.
func (f *File) IsText() bool { return f.Kind == KindNews || f.Kind == KindPage }

// HasText reports whether the file is text, not a picture or an attachment.
func (f *File) HasText() bool { return f.Kind != KindPicture && f.Kind != KindAttachment }

// Name is "<kind>/<id>" of a record, empty for every other file.
func (f *File) Name() string {
	if !f.IsRecord() {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(f.Path, "data/"), ".json") // a part of the path needs no memory
}

// File returns the file at path, nil if the project has none.
func (p *Project) File(path string) *File {
	i, ok := slices.BinarySearchFunc(p.Files, path, func(f *File, path string) int { return strings.Compare(f.Path, path) })
	if !ok {
		return nil
	}
	return p.Files[i]
}

// Load reads the project in the folder dir, all of it. Links that lead out of it
// are refused by the operating system.
func Load(dir string, o Options) (*Project, []diag.Problem, error) {
	folder, err := openFolder(dir, o)
	if err != nil {
		return nil, nil, err
	}
	defer folder.close()
	return load(context.Background(), folder, func(*File) bool { return true })
}

// LoadFS reads a project from a file system, such as one in memory.
func LoadFS(fsys fs.FS, o Options) (*Project, []diag.Problem, error) {
	all := &folder{fsys: fsys, open: fsys.Open, Options: o.withDefaults()}
	return load(context.Background(), all, func(*File) bool { return true })
}

// load lists the files of a folder and reads those that now names.
func load(ctx context.Context, folder *folder, now func(*File) bool) (*Project, []diag.Problem, error) {
	files, problems, err := list(ctx, folder.fsys, folder.Options)
	if err != nil {
		return nil, nil, err
	}
	found := make([][]diag.Problem, len(files))
	err = EachOf(ctx, len(files), func(i int) (err error) {
		if !now(files[i]) {
			files[i].folder = folder
			return nil
		}
		found[i], err = files[i].read(folder)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	p := &Project{Files: files}
	for _, ps := range found {
		problems = append(problems, ps...)
	}
	return p, diag.Sort(problems), nil
}

// Each calls do for every index below n on all processors and returns the first
// error, after which no further call begins.
func Each(n int, do func(i int) error) error { return EachOf(context.Background(), n, do) }

// EachOf is Each until a context ends.
func EachOf(ctx context.Context, n int, do func(i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(i); err != nil {
					cancel(err)
				}
			}
		})
	}
	wg.Wait()
	return context.Cause(ctx)
}

// read fills the text of f and reports what is wrong with it as a file.
func (f *File) read(in *folder) ([]diag.Problem, error) {
	at := time.Now()
	opened, err := in.open(f.Path)
	if errors.Is(err, fs.ErrNotExist) { // removed since it was listed
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read input %s: %w", f.Path, err)
	}
	defer opened.Close()
	info, err := opened.Stat()
	if err != nil {
		return nil, fmt.Errorf("read input %s: %w", f.Path, err)
	}
	limit := in.limit(f)
	f.closed = true
	if !info.Mode().IsRegular() {
		return []diag.Problem{notRegular(f.Path)}, nil
	}
	if info.Size() > limit {
		return []diag.Problem{tooLarge(f, info.Size(), limit)}, nil
	}
	if !f.HasText() {
		f.Size = info.Size()
		return nil, nil
	}
	// The file may have grown since it was measured.
	data := make([]byte, 0, info.Size()+1)
	data, err = readAll(io.LimitReader(opened, limit+1), data)
	if err != nil {
		return nil, fmt.Errorf("read input %s: %w", f.Path, err)
	}
	if int64(len(data)) > limit {
		return []diag.Problem{tooLarge(f, int64(len(data)), limit)}, nil
	}
	f.sum = sha256.Sum256(data)
	if f.folder != nil {
		f.stamp = stampOf(info).settled(at)
		if after, err := opened.Stat(); err != nil || stampOf(after) != f.stamp {
			f.stamp = Stamp{}
		}
	}
	text, problems := decode(f, data)
	f.Text = text
	f.closed = slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == diag.CodeNotUTF8 })
	if long := f.longText(); len(long) > 0 {
		f.Text, f.closed = "", true
		problems = append(problems, long...)
	}
	return problems, nil
}

// readAll appends all of r to data, which has room for what is expected.
func readAll(r io.Reader, data []byte) ([]byte, error) {
	for {
		if len(data) == cap(data) {
			data = slices.Grow(data, 4096)
		}
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func tooLarge(f *File, size, limit int64) diag.Problem {
	return diag.Problem{
		Pos: diag.Pos{Path: f.Path}, Code: diag.CodeFileTooLarge, Record: f.Name(),
		Message: diag.Textf("tệp nặng %d KB, quá mức %d KB", "the file has %d KB, more than the limit of %d KB",
			(size+1023)/1024, limit/1024),
		Remedy: largeRemedy(f),
	}
}

func largeRemedy(f *File) diag.Text {
	switch f.Kind {
	case KindAttachment:
		return diag.Textf("thu nhỏ ảnh trong tệp hoặc chia tệp ra; người xem tải về bằng điện thoại",
			"shrink the pictures in it or split it up; readers download it with a telephone")
	case KindPicture:
		return diag.Textf("thu nhỏ ảnh rồi thay tệp này", "scale the picture down and replace this file")
	}
	return diag.Textf("chia thành nhiều tệp nhỏ, mỗi tệp một bản ghi hoặc một bài",
		"split it into smaller files, one record or one text each")
}

func notRegular(path string) diag.Problem {
	return diag.Problem{
		Pos: diag.Pos{Path: path}, Code: diag.CodeNotRegular,
		Message: diag.Textf("đây không phải là tệp thường", "this is not a regular file"),
		Remedy:  diag.Textf("xóa mục này; trong dự án chỉ có tệp và thư mục", "remove it; a project holds files and folders only"),
	}
}

// languages that a project may have texts in.
var languages = []string{"vi", "en"}

// Languages are the folders of content/ that hold texts.
func Languages() []string { return slices.Clone(languages) }

func isLanguage(s string) bool { return slices.Contains(languages, s) }

func quoteList(words []string) string { return strings.Join(words, ", ") }
