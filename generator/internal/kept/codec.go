package kept

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// form begins every record; a program that writes another form counts on.
const form = "minhbach kept 3\n"

// Errors of a record that cannot be used.
var (
	ErrDamaged = errors.New("the record of the last build is damaged")
	ErrForm    = errors.New("the record of the last build has another form")
)

// Write puts a record in its place in one step. Nobody else may read it: it is
// of use to this user alone.
func Write(name string, r *Record) error {
	return replace(name, func(f *os.File) error { return encode(f, r) })
}

func replace(name string, write func(*os.File) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".kept-")
	if err != nil {
		return fmt.Errorf("record of the build: %w", err)
	}
	err = write(tmp)
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("record of the build: %w", errors.Join(err, os.Remove(tmp.Name())))
	}
	return nil
}

// Read reads a record. It is fs.ErrNotExist where there is none.
func Read(name string) (*Record, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var text strings.Builder
	if info, err := f.Stat(); err == nil {
		text.Grow(int(info.Size()))
	}
	if _, err := io.Copy(&text, f); err != nil {
		return nil, err
	}
	return decode(text.String())
}

// Forget removes a record, so that the next build makes everything.
func Forget(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("record of the build: %w", err)
	}
	return nil
}

// encode writes the form, the record, and the digest of the record.
func encode(to io.Writer, r *Record) error {
	h := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(to, h), 1<<16)
	if _, err := io.WriteString(to, form); err != nil {
		return err
	}
	w := &encoder{out: out}
	w.int(r.Made.UnixNano())
	w.digest(r.Program)
	w.digest(r.Looked)
	w.int(int64(len(r.Parts)))
	for i := range r.Parts {
		w.part(&r.Parts[i])
	}
	w.int(int64(len(r.Outputs)))
	for _, o := range r.Outputs {
		w.text(o.Path)
		w.digest(o.SHA256)
		w.digest(o.Key)
		w.texts(o.Uses)
		w.int(o.Stamp.Size)
		w.int(o.Stamp.Modified)
		w.int(o.Stamp.Changed)
		w.int(int64(o.Stamp.Inode))
	}
	if err := out.Flush(); err != nil { // it keeps the first error
		return err
	}
	digest := sum(h)
	_, err := to.Write(digest[:])
	return err
}

type encoder struct {
	out *bufio.Writer
	num [binary.MaxVarintLen64]byte
}

func (w *encoder) int(n int64)     { _, _ = w.out.Write(w.num[:binary.PutVarint(w.num[:], n)]) }
func (w *encoder) digest(d Digest) { _, _ = w.out.Write(d[:]) }
func (w *encoder) text(s string) {
	w.int(int64(len(s)))
	_, _ = w.out.WriteString(s)
}

func (w *encoder) texts(list []string) {
	w.int(int64(len(list)))
	for _, s := range list {
		w.text(s)
	}
}

func (w *encoder) truth(t bool) {
	n := int64(0)
	if t {
		n = 1
	}
	w.int(n)
}

func (w *encoder) part(p *Part) {
	w.text(p.Name)
	w.digest(p.Key)
	w.int(int64(len(p.Pages)))
	for i := range p.Pages {
		page := &p.Pages[i]
		w.text(page.Address)
		w.text(page.Lang)
		w.text(page.Source)
		w.truth(page.Moved)
		w.truth(page.Figures)
		w.truth(page.Listed)
		w.text(page.Modified)
		w.int(int64(len(page.Links)))
		for _, l := range page.Links {
			w.text(l.Address)
			w.int(int64(l.Line))
			w.int(int64(l.Col))
		}
	}
	w.texts(p.Files)
	w.digest(p.Noted)
	w.texts(p.Notes)
}

// decode trusts nothing but the digest: what was written by this program comes
// back, anything else is an error.
func decode(text string) (*Record, error) {
	text, ok := strings.CutPrefix(text, form)
	end := len(text) - len(Digest{})
	if !ok || end < 0 {
		return nil, ErrForm
	}
	if digest := OfText(text[:end]); text[end:] != string(digest[:]) {
		return nil, ErrDamaged
	}
	// The texts of the record share the memory of this one.
	d := &decoder{s: text[:end]}
	r := &Record{Made: time.Unix(0, d.int()), Program: d.digest(), Looked: d.digest()}
	r.Parts = make([]Part, d.count())
	for i := range r.Parts {
		d.part(&r.Parts[i])
	}
	outputs := make([]Output, d.count())
	r.Outputs = make([]*Output, len(outputs))
	for i := range r.Outputs {
		r.Outputs[i] = &outputs[i]
		outputs[i] = Output{
			Path: d.text(), SHA256: d.digest(), Key: d.digest(), Uses: d.texts(),
			Stamp: Stamp{d.int(), d.int(), d.int(), uint64(d.int())},
		}
	}
	if d.failed || d.s != "" {
		return nil, ErrDamaged
	}
	return r, nil
}

type decoder struct {
	s      string
	failed bool
}

func (d *decoder) int() int64 {
	var n uint64
	for shift := 0; shift < 64 && len(d.s) > 0; shift += 7 {
		c := d.s[0]
		d.s = d.s[1:]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			return int64(n>>1) ^ -int64(n&1) // as binary.AppendVarint has it
		}
	}
	d.failed = true
	return 0
}

// count is the length of a list, each element of which takes a byte at least.
func (d *decoder) count() int {
	n := d.int()
	if n < 0 || n > int64(len(d.s)) {
		d.failed = true
		return 0
	}
	return int(n)
}

func (d *decoder) text() string {
	n := d.count()
	s := d.s[:n]
	d.s = d.s[n:]
	return s
}

func (d *decoder) texts() []string {
	n := d.count()
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = d.text()
	}
	return list
}

func (d *decoder) digest() (digest Digest) {
	if len(d.s) < len(digest) {
		d.failed = true
		return Digest{}
	}
	copy(digest[:], d.s)
	d.s = d.s[len(digest):]
	return digest
}

func (d *decoder) part(p *Part) {
	p.Name, p.Key = d.text(), d.digest()
	if n := d.count(); n > 0 {
		p.Pages = make([]Page, n)
	}
	for i := range p.Pages {
		page := &p.Pages[i]
		page.Address, page.Lang, page.Source = d.text(), d.text(), d.text()
		page.Moved, page.Figures, page.Listed = d.int() == 1, d.int() == 1, d.int() == 1
		page.Modified = d.text()
		for range d.count() {
			page.Links = append(page.Links, Link{d.text(), int(d.int()), int(d.int())})
		}
	}
	p.Files, p.Noted, p.Notes = d.texts(), d.digest(), d.texts()
}
