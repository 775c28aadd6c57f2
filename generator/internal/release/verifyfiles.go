package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"

	"minhbach/generator/internal/diag"
)

// readers is how many files are read at once.
const readers = 8

// files proves every file of the site.
func (v *verification) files() error {
	text, err := v.proved(manifestPath, maxManifest, v.Release.Site.Manifest)
	if err != nil {
		return err
	}
	m, err := ParseManifest(bytes.NewReader(text))
	if err != nil {
		return &falseError{path: manifestPath, err: err}
	}
	if _, err := v.proved(inventoryPath, maxInventory, v.Release.Site.Inventory); err != nil {
		return err
	}
	if _, err := v.proved(linesPath, maxManifest, v.Release.Site.Lines); err != nil {
		return err
	}
	for _, d := range v.Release.Datasets {
		if f, ok := m.File(d.Path); !ok || f.Digest.String() != d.Digest {
			return &falseError{path: recordPath(v.Release.Number), err: fmt.Errorf("dataset %s is not the file of the site", d.ID)}
		}
	}
	err = v.each(len(m), func(ctx context.Context, i int) error { return v.file(ctx, m[i]) })
	if err != nil {
		return err
	}
	v.prove("cả %d tệp của trang đúng từng byte như đã công bố", "all %d files of the site are what was published, byte by byte", len(m))
	if f, ok := v.from.(folder); ok {
		return v.extra(f, m)
	}
	v.leave("máy chủ không có thêm tệp lạ: qua mạng chỉ xem được những tệp đã công bố", "that the server holds no other files: over the network only the published ones can be seen")
	return nil
}

// proved reads a file of the ledger whose digest is known.
func (v *verification) proved(path string, limit int64, digest string) ([]byte, error) {
	data, err := read(v.ctx, v.from, path, limit)
	if err != nil {
		return nil, err
	}
	if digestOf(data).String() != digest {
		return nil, &falseError{path: path, err: errors.New("not the file that this release was published with")}
	}
	return data, nil
}

// each reads n files, several at once; what it reports is always the first in
// their order.
func (v *verification) each(n int, do func(ctx context.Context, i int) error) error {
	var (
		next, done atomic.Int64
		mu         sync.Mutex
		first      = n
		failure    error
		wg         sync.WaitGroup
	)
	failed := func() bool { mu.Lock(); defer mu.Unlock(); return failure != nil }
	for range readers {
		wg.Go(func() {
			for !failed() { // files before a false one have begun and are read to their end
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(v.ctx, i); err != nil {
					mu.Lock()
					if i < first {
						first, failure = i, err
					}
					mu.Unlock()
					return
				}
				if now := done.Add(1); v.Progress != nil {
					v.Progress(now, int64(n))
				}
			}
		})
	}
	wg.Wait()
	return failure
}

func (v *verification) file(ctx context.Context, f File) error {
	in, err := v.from.open(ctx, f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return &problem{code: diag.CodeMissingFile, path: f.Path,
			message: diag.Textf("tệp đã công bố này không còn", "this published file is gone")}
	}
	var notFile *falseError
	if errors.As(err, &notFile) {
		return v.differs(f)
	}
	if err != nil {
		return fmt.Errorf("read site: %w", err)
	}
	defer in.Close()
	h := sha256.New()
	n, err := io.Copy(h, io.LimitReader(in, f.Size+1))
	if err != nil {
		return fmt.Errorf("read %s: %w", f.Path, err)
	}
	if n != f.Size || Digest(h.Sum(nil)) != f.Digest {
		return v.differs(f)
	}
	return nil
}

// differs names the line of a false file, and the numbers on it, when they can
// be told.
func (v *verification) differs(f File) error {
	p := &problem{code: diag.CodeFalseFile, path: f.Path,
		message: diag.Textf("tệp này không phải là bản đã công bố", "this file is not what was published")}
	line, now, was := v.locate(f)
	if line == 0 {
		return p
	}
	p.line = line
	if numbers := numbersIn(now); numbers != "" {
		p.message = diag.Textf("dòng này không phải là bản đã công bố; các số ở đây nay là: %[1]s",
			"this line is not what was published; its numbers are now: %[1]s", numbers)
	}
	if was != "" {
		p.message.VI += "; bản đã công bố: " + was
		p.message.EN += "; as published: " + was
	}
	return p
}

// locate compares a file with what the release keeps of its lines, and with the
// permanent copy of a statistic.
func (v *verification) locate(f File) (line int, now, was string) {
	lines, err := v.proved(linesPath, maxManifest, v.Release.Site.Lines)
	if err != nil || !isLined(f.Path) {
		return 0, "", ""
	}
	marks, err := findLines(lines, f.Path)
	if err != nil {
		return 0, "", ""
	}
	in, err := v.from.open(v.ctx, f.Path)
	if err != nil {
		return 0, "", ""
	}
	defer in.Close()
	line, now = firstDifference(io.LimitReader(in, 2*f.Size+1<<16), marks)
	if line == 0 {
		return 0, "", ""
	}
	for _, d := range v.Release.Datasets {
		if d.Path != f.Path || d.Copy == "" {
			continue
		}
		if copied, err := v.proved(d.Copy, d.Size, d.Digest); err == nil {
			was = numbersIn(lineOf(copied, line))
		}
	}
	return line, now, was
}

func lineOf(text []byte, n int) string {
	for line := range bytes.Lines(text) {
		if n--; n == 0 {
			return string(line)
		}
	}
	return ""
}

var (
	numberPattern = regexp.MustCompile(`[0-9][0-9.,]*`)
	tagPattern    = regexp.MustCompile(`<[^>]*>`)
)

// numbersIn gives the numbers that a reader sees in a line, at most a few.
func numbersIn(line string) string {
	numbers := numberPattern.FindAllString(tagPattern.ReplaceAllString(line, " "), 12)
	for i, n := range numbers {
		numbers[i] = strings.TrimRight(n, ".,")
	}
	return strings.Join(numbers, " · ")
}

// extra finds a file in a folder that was not published with it.
func (v *verification) extra(f folder, m Manifest) error {
	found, err := listFolder(f.root.FS())
	if err != nil {
		return &problem{code: diag.CodeExtraFile, path: ".",
			message: diag.Textf("trong thư mục có thứ không thể công bố: %v", "the folder holds something that cannot be published: %v", err)}
	}
	for _, file := range found {
		if _, ok := m.File(file.Path); !ok {
			return &problem{code: diag.CodeExtraFile, path: file.Path,
				message: diag.Textf("tệp này không thuộc lần công bố", "this file was not published with the site")}
		}
	}
	v.prove("thư mục không có tệp lạ nào", "the folder holds no other files")
	return nil
}
