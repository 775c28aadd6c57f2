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
	s.int(int64(len(t.dims)))
	for _, d := range t.dims {
		s.text(d)
	}
	number := map[string]int64{}
	var codes []string
	for _, row := range t.rows {
		for _, c := range row.Codes {
			if _, ok := number[c]; !ok {
				number[c] = int64(len(codes))
				codes = append(codes, c)
			}
		}
	}
	s.int(int64(len(codes)))
	for _, c := range codes {
		s.text(c)
	}
	s.int(int64(len(t.rows)))
	for _, row := range t.rows {
		for _, c := range row.Codes {
			s.int(number[c])
		}
		s.int(int64(row.Cell))
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
	t := Table{release: r, id: o.text(), dims: make([]string, o.count())}
	for i := range t.dims {
		t.dims[i] = o.text()
	}
	codes := make([]string, o.count())
	for i := range codes {
		codes[i] = o.text()
	}
	t.rows = make([]cube.Row, o.count())
	all := make([]string, len(t.rows)*len(t.dims)) // one array for the codes of all rows
	for i := range t.rows {
		row := all[:len(t.dims):len(t.dims)]
		all = all[len(t.dims):]
		for k := range row {
			n := o.int()
			if n < 0 || n >= int64(len(codes)) {
				o.bad = true
				return t
			}
			row[k] = codes[n]
		}
		t.rows[i] = cube.Row{Codes: row, Cell: o.cell(len(r.figures))}
	}
	return t
}
