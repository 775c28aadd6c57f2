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
func (a *archive) text(name, content string) {
	a.add(name, func(w io.Writer) error {
		_, err := io.WriteString(w, content)
		return err
	})
}

// close ends the archive and returns the first error.
func (a *archive) close() error {
	if a.err != nil {
		return a.err
	}
	return a.zip.Close()
}
