package sdc

import (
	"bufio"
	"crypto/hmac"
	"crypto/sha256"
	"hash"
	"io"

	"minhbach/generator/internal/cube"
)

// A sealed release is what a later run may use instead of protecting the same
// tables again. It holds what the release holds, so nothing that is not published
// with it, and ends in a MAC under a key that only its owner has. Open gives a
// release from such bytes alone: who has not the key cannot make one.

// sealed begins what the MAC is over, so that no other use of the key can be taken
// for a seal.
const sealed = "minhbach: a sealed release of safe tables, form 2\n"

// Seal writes the release with a note for who opens it. about is what the release
// was made from; it is not written, but the seal holds for it alone.
func (r *Release) Seal(w io.Writer, key, about, note []byte) error {
	mac := sealOf(key, about)
	s := sealer{Writer: bufio.NewWriterSize(io.MultiWriter(w, mac), 1<<16)}
	s.text(string(note))
	s.policy(r.policy)
	s.int(int64(len(r.cells)))
	s.int(int64(len(r.apart)))
	for i := range r.cells {
		s.figure(r.figure(int32(i)), r.cells[i].kind)
	}
	s.ids(&r.ids)
	s.int(int64(len(r.sums.end)))
	s.int(int64(len(r.sums.cells)))
	for i := range r.sums.end {
		e := r.sums.at(i)
		s.cells(e.Parts)
		s.int(int64(e.Total))
		s.bool(e.Attribute)
	}
	s.int(int64(len(r.tables)))
	for i := range r.tables {
		s.table(&r.tables[i])
	}
	s.int(int64(len(r.differences)))
	for _, d := range r.differences {
		s.text(d.ID)
		s.cells(d.Plus)
		s.cells(d.Minus)
		s.int(d.Min)
	}
	if err := s.Flush(); err != nil {
		return err
	}
	_, err := w.Write(mac.Sum(nil))
	return err
}

// Open gives the release and the note of bytes that Seal wrote with this key and
// about the same. ok is false for all others.
func Open(data, key, about []byte) (r *Release, note []byte, ok bool) {
	end := len(data) - sha256.Size
	if end < 0 || len(key) == 0 {
		return nil, nil, false
	}
	mac := sealOf(key, about)
	mac.Write(data[:end])
	if !hmac.Equal(data[end:], mac.Sum(nil)) {
		return nil, nil, false
	}
	o := opener{rest: data[:end]}
	note = []byte(o.text())
	r = &Release{policy: o.policy()}
	n := o.count()
	r.grow(n, o.count())
	for range n {
		r.add(o.figure())
	}
	if r.ids = o.ids(); !r.ids.Cover(n) {
		return nil, nil, false
	}
	equations := o.count()
	r.sums.grow(equations, o.count())
	for range equations {
		r.sums.add(cube.Equation{Parts: o.cells(n), Total: o.cell(n), Attribute: o.bool()})
	}
	r.tables = make([]Table, o.count())
	for i := range r.tables {
		r.tables[i] = o.table(r)
	}
	for range o.count() {
		r.differences = append(r.differences, Difference{ID: o.text(), Plus: o.cells(n), Minus: o.cells(n), Min: o.int()})
	}
	if o.bad || len(o.rest) > 0 {
		return nil, nil, false
	}
	return r, note, true
}

// sealOf begins the MAC. What stands before the data has one length.
func sealOf(key, about []byte) hash.Hash {
	sum := sha256.Sum256(about)
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(sealed))
	mac.Write(sum[:])
	return mac
}
