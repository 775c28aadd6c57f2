package dataset

import (
	"archive/zip"
	"fmt"
	"io"
	"time"
)

// epoch is the oldest time that a zip file can hold. All entries carry it, so
// that the same contents give the same bytes.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// archive writes a zip file entry by entry. The first error stays.
type archive struct {
	zip *zip.Writer
	err error
}

func newArchive(w io.Writer) *archive { return &archive{zip: zip.NewWriter(w)} }

// add writes one entry.
func (a *archive) add(name string, write func(io.Writer) error) {
	if a.err != nil {
		return
	}
	entry, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch})
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
