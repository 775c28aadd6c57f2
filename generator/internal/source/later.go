package source

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"minhbach/generator/internal/diag"
)

// early are the kinds of record that others are judged by: code lists, names that
// are public, what was allowed.
var early = []string{"vocab", "units", "organizations", "people", "allow"}

// Open lists the project in the folder dir and reads its texts and the records by
// which others are judged. Every other record is read when Hold asks for it and
// forgotten by Drop, so that a hundred thousand of them need no room. The project
// must be closed.
func Open(ctx context.Context, dir string, o Options) (*Project, []diag.Problem, error) {
	folder, err := openFolder(dir, o)
	if err != nil {
		return nil, nil, err
	}
	p, problems, err := load(ctx, folder, func(f *File) bool { return !f.IsRecord() || slices.Contains(early, f.Kind) })
	if err != nil {
		folder.close()
		return nil, nil, err
	}
	p.folder = folder
	return p, problems, nil
}

// Close ends the reading of an opened project.
func (p *Project) Close() {
	if p.folder != nil {
		p.folder.close()
	}
}

// Changed returns a *ChangedError when a file that was read again, for the place of
// a value, was no longer what had been judged; nil otherwise.
func (p *Project) Changed() error {
	if p.folder != nil {
		if err := p.folder.changed.Load(); err != nil {
			return err
		}
	}
	return nil
}

// ChangedError says that a file changed while the project was being judged.
type ChangedError struct{ Path string }

func (e *ChangedError) Error() string { return fmt.Sprintf("%s changed while it was read", e.Path) }

// later is what is known of a file that is read when it is asked for.
type later struct {
	folder *folder // nil: the text stays
	held   bool
	found  []diag.Problem // what is wrong with it as a file, while it is held
	sum    [sha256.Size]byte
	stamp  Stamp
}

// Hold reads the text, unless it is there, and reports what is wrong with the file.
func (f *File) Hold() ([]diag.Problem, error) {
	if f.folder == nil || f.held {
		return f.found, nil
	}
	var err error
	f.found, err = f.read(f.folder)
	f.held = err == nil
	return f.found, err
}

// Drop forgets a text that can be read again.
func (f *File) Drop() {
	if f.folder != nil {
		f.Text, f.held, f.found = "", false, nil
	}
}

// Sum is the digest of the bytes that were read.
func (f *File) Sum() [sha256.Size]byte { return f.sum }

// Stamp is what the file was known by when it was listed; after Hold, what the bytes
// that it read were known by, or zero where that does not stand for them.
func (f *File) Stamp() Stamp { return f.stamp }

// Know takes it that the file holds bytes with a digest, as somebody found who read
// it. What is read afterwards is held to that.
func (f *File) Know(sum [sha256.Size]byte) { f.sum = sum }

// again reads the values of a file that has been judged and dropped.
func (f *File) again() (*Node, []diag.Problem) {
	if f.closed {
		return nil, nil
	}
	g := &File{Path: f.Path, Kind: f.Kind, ID: f.ID, Lang: f.Lang, Address: f.Address}
	g.folder = f.folder
	_, err := g.Hold()
	if err != nil || g.sum != f.sum {
		f.folder.changed.CompareAndSwap(nil, &ChangedError{f.Path})
		return nil, nil
	}
	return g.Tree()
}
