package sdc

import (
	"bufio"
	"encoding/binary"

	"minhbach/generator/internal/cube"
)

// firstFlag is the lowest of the bits that stand above the rule of a cell.
const firstFlag = 1 << 4

// sealer writes the parts of a sealed release. Errors of the writer stick until
// Flush.
type sealer struct {
	*bufio.Writer
	num [binary.MaxVarintLen64]byte
}

func (s *sealer) int(n int64) { s.Write(s.num[:binary.PutVarint(s.num[:], n)]) }

func (s *sealer) bool(b bool) {
	n := int64(0)
	if b {
		n = 1
	}
	s.int(n)
}

func (s *sealer) text(t string) {
	s.int(int64(len(t)))
	s.WriteString(t)
}

func (s *sealer) texts(list []string) {
	s.int(int64(len(list)))
	for _, t := range list {
		s.text(t)
	}
}

func (s *sealer) ids(d *cube.IDs) {
	s.texts(d.Places)
	s.int(int64(len(d.Blocks)))
	for _, b := range d.Blocks {
		s.int(int64(b.First))
		s.text(b.Start)
		s.text(b.End)
	}
}

func (s *sealer) cells(list []int32) {
	s.int(int64(len(list)))
	last := int32(0)
	for _, c := range list {
		s.int(int64(c - last))
		last = c
	}
}

func (s *sealer) policy(p Policy) {
	for i := range p.threshold {
		s.int(p.threshold[i])
		s.int(p.width[i])
	}
	s.int(p.percent)
	s.int(p.unit)
	s.bool(p.publishZeros)
	s.bool(p.groups)
	s.bool(p.insiders)
}

func (s *sealer) figure(f Figure, k kind) {
	about := byte(k.rule)
	for i, set := range []bool{k.money, k.hidden, k.unseen} {
		if set {
			about |= byte(firstFlag) << i
		}
	}
	s.WriteByte(byte(f.kind))
	s.WriteByte(about)
	s.int(f.lower)
	s.int(f.upper - f.lower)
	s.int(f.shown)
}

func (s *sealer) table(t *Table) {
	s.text(t.id)
	s.texts(t.dims)
	s.texts(t.rows.Names)
	s.int(int64(t.rows.Len()))
	for _, code := range t.rows.Codes {
		s.int(int64(code))
	}
	for _, c := range t.rows.Cells {
		s.int(int64(c))
	}
}

// opener reads what a sealer wrote. It sets bad instead of reading beyond the end.
type opener struct {
	rest []byte
	bad  bool
}

func (o *opener) int() int64 {
	n, size := binary.Varint(o.rest)
	if size <= 0 {
		o.bad, o.rest = true, nil
		return 0
	}
	o.rest = o.rest[size:]
	return n
}

func (o *opener) bool() bool { return o.int() == 1 }

// count is a number of things that follow, of a byte each at least.
func (o *opener) count() int {
	n := o.int()
	if n < 0 || n > int64(len(o.rest)) {
		o.bad, o.rest = true, nil
		return 0
	}
	return int(n)
}

func (o *opener) text() string {
	n := o.count()
	t := string(o.rest[:n])
	o.rest = o.rest[n:]
	return t
}

func (o *opener) texts() []string {
	list := make([]string, o.count())
	for i := range list {
		list[i] = o.text()
	}
	return list
}

func (o *opener) ids() cube.IDs {
	d := cube.IDs{Places: o.texts(), Blocks: make([]cube.Block, o.count())}
	for i := range d.Blocks {
		d.Blocks[i] = cube.Block{First: int32(o.int()), Start: o.text(), End: o.text()}
	}
	return d
}

// cell is the number of one of n cells.
func (o *opener) cell(n int) int32 {
	c := o.int()
	if c < 0 || c >= int64(n) {
		o.bad = true
		return 0
	}
	return int32(c)
}

func (o *opener) byte() byte {
	if len(o.rest) == 0 {
		o.bad = true
		return 0
	}
	b := o.rest[0]
	o.rest = o.rest[1:]
	return b
}

func (o *opener) cells(n int) []int32 {
	list := make([]int32, o.count())
	last := int64(0)
	for i := range list {
		last += o.int()
		if last < 0 || last >= int64(n) {
			o.bad = true
			return nil
		}
		list[i] = int32(last)
	}
	return list
}

func (o *opener) policy() (p Policy) {
	for i := range p.threshold {
		p.threshold[i], p.width[i] = o.int(), o.int()
	}
	p.percent, p.unit = o.int(), o.int()
	p.publishZeros, p.groups, p.insiders = o.bool(), o.bool(), o.bool()
	return p
}

func (o *opener) figure() (f Figure, k kind) {
	f.kind = Kind(o.byte())
	about := o.byte()
	k = kind{
		rule:  cube.Rule(about % firstFlag),
		money: about&firstFlag != 0, hidden: about&(firstFlag<<1) != 0, unseen: about&(firstFlag<<2) != 0,
	}
	f.lower = o.int()
	f.upper = f.lower + o.int()
	f.shown = o.int()
	return f, k
}

func (o *opener) table(r *Release) Table {
	t := Table{release: r, id: o.text(), dims: o.texts()}
	t.rows.Names = o.texts()
	n := o.count()
	t.rows.Codes, t.rows.Cells = make([]int32, n*len(t.dims)), make([]int32, n)
	for i := range t.rows.Codes {
		t.rows.Codes[i] = o.cell(len(t.rows.Names))
	}
	for i := range t.rows.Cells {
		t.rows.Cells[i] = o.cell(len(r.cells))
	}
	return t
}
