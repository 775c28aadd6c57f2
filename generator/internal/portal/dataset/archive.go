package dataset

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"sync"
	"time"

	"github.com/klauspost/compress/flate"
)

// epoch is the oldest time that a zip file can hold. All entries carry it, so
// that the same contents give the same bytes.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// archive writes a zip file entry by entry. The first error stays.
type archive struct {
	zip *zip.Writer
	err error
}

func newArchive(w io.Writer) *archive {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, newPacker)
	return &archive{zip: z}
}

// packers are used again: each takes a megabyte, and a site has thousands of archives.
var packers = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, flate.DefaultCompression) // the level is right
	return w
}}

func newPacker(w io.Writer) (io.WriteCloser, error) {
	p := packers.Get().(*flate.Writer)
	p.Reset(w)
	return &packer{p}, nil
}

// packer packs one entry of an archive.
type packer struct{ *flate.Writer }

// Close ends the entry.
func (p *packer) Close() error {
	defer packers.Put(p.Writer)
	return p.Writer.Close()
}

// methodOf is how an entry is packed: what is packed by itself, not again.
func methodOf(name string) uint16 {
	switch path.Ext(name) {
	case ".xlsx", ".parquet":
		return zip.Store
	}
	return zip.Deflate
}

// add writes one entry.
func (a *archive) add(name string, write func(io.Writer) error) {
	if a.err != nil {
		return
	}
	entry, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: methodOf(name), Modified: epoch})
	if err == nil {
		err = write(entry)
	}
	if err != nil {
		a.err = fmt.Errorf("zip %s: %w", name, err)
	}
}

// text adds an entry that is already there.
func (a *archive) text(name, text string) {
	a.add(name, content(text))
}

// content writes what is already there.
func content(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

// constant adds an entry that other archives have as well, packed once for all. The
// key tells its contents apart.
func (a *archive) constant(of *constants, key, name string, write func(io.Writer) error) {
	if a.err != nil {
		return
	}
	entry, err := of.entry(key, name, write)
	if err != nil {
		a.err = fmt.Errorf("zip %s: %w", name, err)
		return
	}
	a.copy(entry)
}

// copy adds an entry of another archive as it is there.
func (a *archive) copy(entry *zip.File) {
	if a.err != nil {
		return
	}
	if err := a.zip.Copy(entry); err != nil {
		a.err = fmt.Errorf("zip %s: %w", entry.Name, err)
	}
}

// close ends the archive and returns the first error.
func (a *archive) close() error {
	if a.err != nil {
		return a.err
	}
	return a.zip.Close()
}
