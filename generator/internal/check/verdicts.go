package check

import (
	"crypto/sha256"
	"encoding/binary"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"unsafe"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
	"minhbach/schemas"
)

// Verdicts remember the records that were well in themselves, so that a file that
// has not changed need not be judged again: by its path and the digest of its bytes,
// under one program, one set of schemas and everything else that decides whether a
// file is well. Nothing is remembered of a file that has a problem, however small,
// and rules between records are never skipped.
//
// Verdicts believe what they are given. Who keeps them must see to it that nobody
// else wrote them.
type Verdicts struct {
	under [sha256.Size]byte // digest of what the verdicts depend on
	known []verdict         // of earlier checks, by path
	rows  []string          // of this check, for each file of the project; empty: nothing to remember
	fresh atomic.Bool       // something was not known
}

// verdict is what is remembered of one file.
type verdict struct {
	path string
	row  string // as it was written
	rest string // of the row, from the stamp on
}

// remembered are the kinds of files that there may be many of; numerous those of them
// of which nothing that looks at a thin set asks in which file they lie.
var (
	numerous   = []string{"plans", "commitments", "activities", "outcomes", "figures", source.KindNews, source.KindPage}
	remembered = append([]string{"units", "organizations"}, numerous...)
)

const verdictsMagic = "minhbach verdicts 1\n"

// ReadVerdicts reads what Write wrote and keeps data. What is no such thing holds
// no verdicts.
func ReadVerdicts(data []byte) *Verdicts {
	v := &Verdicts{}
	rest, ok := strings.CutPrefix(unsafe.String(unsafe.SliceData(data), len(data)), verdictsMagic)
	u := &unpacker{s: rest, bad: !ok}
	copy(v.under[:], u.take(sha256.Size))
	for !u.bad && u.s != "" {
		row := u.text()
		in := &unpacker{s: row}
		v.known = append(v.known, verdict{path: in.text(), row: row, rest: in.s})
		u.bad = u.bad || in.bad
	}
	if u.bad || !slices.IsSortedFunc(v.known, func(a, b verdict) int { return strings.Compare(a.path, b.path) }) {
		return &Verdicts{}
	}
	return v
}

// Fresh reports whether the last check found something that was not known.
func (v *Verdicts) Fresh() bool { return v.fresh.Load() }

// Write writes the verdicts of the last check for ReadVerdicts.
func (v *Verdicts) Write(w io.Writer) error {
	_, err := io.WriteString(w, verdictsMagic+string(v.under[:]))
	for _, row := range v.rows {
		if row != "" && err == nil {
			size := binary.AppendUvarint(nil, uint64(len(row)))
			if _, err = w.Write(size); err == nil {
				_, err = io.WriteString(w, row)
			}
		}
	}
	return err
}

// begin prepares for a check under some conditions: verdicts given under others are
// worth nothing.
func (v *Verdicts) begin(p *project) {
	if under := p.conditions(); under != v.under {
		v.under, v.known = under, nil
		v.fresh.Store(true)
	}
	v.rows = make([]string, len(p.src.Files))
	p.known = make([]*verdict, len(p.src.Files))
	next := 0
	for i, f := range p.src.Files {
		for next < len(v.known) && v.known[next].path < f.Path {
			next++
			v.fresh.Store(true) // a file is gone
		}
		if next < len(v.known) && v.known[next].path == f.Path {
			p.known[i] = &v.known[next]
			next++
		}
	}
	if next < len(v.known) {
		v.fresh.Store(true)
	}
}

// conditions is a digest of everything beside a file and what it refers to that
// decides whether the file is well: schemas, code lists, the day, and what the caller
// knows of.
func (p *project) conditions() [sha256.Size]byte {
	h := sha256.New()
	part := func(s string) { h.Write(packText(nil, s)) }
	names, _ := schemas.FS.ReadDir(".")
	for _, e := range names {
		data, _ := schemas.FS.ReadFile(e.Name())
		part(e.Name())
		part(string(data))
	}
	for _, list := range slices.Sorted(maps.Keys(p.codes)) {
		part(list)
		for _, code := range p.lists[list] {
			part(code)
		}
		if p.codes[list] == nil {
			part("unread")
		}
		part("")
	}
	part(p.Today)
	for _, c := range p.Conditions {
		part(c)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// reference is the record that a file refers to.
type reference struct{ kind, id string }

// remember notes that file i is well in itself, and returns what it packed.
func (p *project) remember(i int, refs []reference, packed string) string {
	f := p.src.Files[i]
	sum := f.Sum()
	row := make([]byte, 0, len(f.Path)+stampSize+len(sum)+64*(1+len(refs))+len(packed))
	row = packText(row, f.Path)
	row = packStamp(row, stampOf(f))
	row = append(row, sum[:]...)
	row = append(row, p.traits[i])
	row = binary.AppendUvarint(row, uint64(len(refs)))
	for _, r := range refs {
		row = packText(append(row, byte(slices.Index(source.RecordKinds, r.kind))), r.id)
	}
	whole := string(append(row, packed...))
	p.Verdicts.rows[i] = whole
	p.Verdicts.fresh.Store(true)
	return whole[len(whole)-len(packed):]
}

// stampOf is what stands for the bytes of a file; nothing does for those of a text, which
// is read before it is known.
func stampOf(f *source.File) source.Stamp {
	if f.IsText() {
		return source.Stamp{}
	}
	return f.Stamp()
}

func packStamp(b []byte, s source.Stamp) []byte {
	for _, n := range []uint64{s.Device, s.Inode, uint64(s.Size), uint64(s.Written), uint64(s.Changed)} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return b
}

const stampSize = 5 * 8

// recall returns the record of file i when the file is known to be well: when its
// bytes are the same or, where only a thin record is asked for, when the system says
// that it is what was read then.
func (p *project) recall(i int) (any, bool) {
	f, known := p.src.Files[i], p.known[i]
	if known == nil || p.Again != nil && p.Again(f) {
		return nil, false
	}
	u := &unpacker{s: known.rest}
	stamp, sum := u.take(stampSize), u.take(sha256.Size)
	if u.bad {
		return nil, false
	}
	row := known.row
	var room [stampSize]byte
	if now := stampOf(f); !p.Thin || now == (source.Stamp{}) || string(packStamp(room[:0], now)) != stamp {
		if !p.sameBytes(f, sum) {
			return nil, false
		}
		if now = stampOf(f); now != (source.Stamp{}) && string(packStamp(room[:0], now)) != stamp {
			row = row[:len(row)-len(known.rest)] + string(packStamp(nil, now)) + known.rest[stampSize:]
			p.Verdicts.fresh.Store(true)
		}
	}
	record, ok := p.unpackRow(i, u)
	if !ok {
		return nil, false
	}
	f.Know([sha256.Size]byte([]byte(sum)))
	p.Verdicts.rows[i] = row
	return record, true
}

// sameBytes reads a file and compares its digest.
func (p *project) sameBytes(f *source.File, sum string) bool {
	problems, err := f.Hold()
	read := f.Sum()
	return err == nil && len(problems) == 0 && string(read[:]) == sum
}

// unpackRow reads what is remembered beside the digest. It is worth nothing when a
// record that the file refers to is no longer there.
func (p *project) unpackRow(i int, u *unpacker) (any, bool) {
	traits := u.take(1)
	n := u.uint()
	for range n {
		kind := u.take(1)
		id := u.text()
		if u.bad || int(kind[0]) >= len(source.RecordKinds) || !p.refer(source.RecordKinds[kind[0]], id) {
			return nil, false
		}
	}
	v := p.unpacked(p.src.Files[i], u)
	if v == nil || u.bad {
		return nil, false
	}
	p.traits[i] = traits[0]
	return v, true
}

// unpacked is the record of a file that is known to be well, nil where it cannot be
// had: what was packed of it or, of a record that has lost its words so, what its values
// say.
func (p *project) unpacked(f *source.File, u *unpacker) any {
	switch {
	case p.Thin:
		return unpacked(f, u.s)
	case f.IsText():
		return unpacked(f, strings.Clone(u.s)) // or all verdicts would stay with it
	}
	tree, problems := f.Tree()
	if tree == nil || len(problems) > 0 {
		return nil
	}
	v, err := p.decode(f, tree)
	if err != nil {
		return nil
	}
	return v
}

// thin packs a record without what no rule between records looks at, its words.
func thin(v any) []byte {
	switch whole := v.(type) {
	case *record.Unit:
		r := *whole
		r.Note, r.Sources = nil, nil
		v = &r
	case *record.Organization:
		r := *whole
		r.AsPrinted, r.Note, r.Sources = "", nil, nil
		v = &r
	case *record.Plan:
		r := *whole
		r.Sources, r.Note = nil, nil
		v = &r
	case *record.Commitment:
		r := *whole
		r.Text, r.AsPrinted, r.Note, r.Sources, r.Promise.Qualifier = record.Text{}, "", nil, nil, nil
		v = &r
	case *record.Activity:
		r := *whole
		r.Title, r.Text, r.AsPrinted, r.Evidence, r.Note, r.Sources = record.Text{}, nil, "", nil, nil, nil
		v = &r
	case *record.Outcome:
		r := *whole
		r.Evidence, r.Reason, r.Sources = nil, nil, nil
		v = &r
	case *record.Figure:
		r := *whole
		r.Note, r.Sources = nil, nil
		v = &r
	case *record.Document[record.News]:
		v = &record.Document[record.News]{Meta: whole.Meta}
	case *record.Document[record.Page]:
		v = &record.Document[record.Page]{Meta: whole.Meta}
	}
	name(v, "")
	return pack(nil, reflect.ValueOf(v).Elem())
}

// unpacked is the record of a file that pack packed, nil where it did not.
func unpacked(f *source.File, packed string) any {
	v := shapes[f.Kind]()
	u := &unpacker{s: packed}
	u.value(reflect.ValueOf(v).Elem())
	if u.bad || u.s != "" {
		return nil
	}
	name(v, f.ID)
	switch v := v.(type) {
	case *record.Document[record.News]:
		body(v, f)
	case *record.Document[record.Page]:
		body(v, f)
	}
	return v
}

// name gives a remembered record its id, which is that of its file.
func name(v any, id string) {
	head := record.Head{ID: id}
	switch v := v.(type) {
	case *record.Unit:
		v.Head = head
	case *record.Organization:
		v.Head = head
	case *record.Plan:
		v.Head = head
	case *record.Commitment:
		v.Head = head
	case *record.Activity:
		v.Head = head
	case *record.Outcome:
		v.Head = head
	case *record.Figure:
		v.Head = head
	}
}
