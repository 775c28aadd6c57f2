package sdc

import (
	"bufio"
	"encoding/json"
	"io"
	"strconv"
)

// WriteBundle writes what an auditor needs, from the safe release alone: every
// figure as readers have it, every sum, and the required widths. The width is
// required of every withheld figure of a kind alike.
//
// The format is
//
//	{"min_width": n, "zeros": "published"?,
//	 "cells": [{"id", "value": int|null, "lower", "upper"|null, "min_width"?, "method"?, "shown"?}],
//	 "equations": [{"sum": [ids], "equals": id, "attribute"?: true}],
//	 "derived": [{"id", "terms": {id: coefficient}, "min_abs"}]}
//
// where "zeros" is there only if the policy publishes every zero, so that a
// withheld figure is known to be at least 1. Money is in đồng.
//
// A figure with a "method" ("round" or "cell-key") is no suppressed one: readers
// see "shown", and know by the rule of the method that the true figure lies from
// lower to upper. That is knowledge beside the sums, not a range that follows from
// them, and the required width must be left after both.
func (r *Release) WriteBundle(w io.Writer) error {
	b := bundle{Writer: bufio.NewWriterSize(w, 1<<16), r: r}
	base := min(r.policy.width[0], r.policy.width[1], r.policy.width[2])
	b.text(`{"min_width":`)
	b.number(base)
	if r.policy.publishZeros {
		b.text(`,"zeros":"published"`)
	}
	b.text(",\n\"cells\":[")
	sep := "\n"
	for i := range int32(len(r.cells)) {
		b.text(sep)
		b.cell(i, base)
		sep = ",\n"
	}
	b.text("],\n\"equations\":[")
	sep = "\n"
	for i := range r.sums.end {
		b.text(sep)
		b.equation(i)
		sep = ",\n"
	}
	b.text("],\n\"derived\":[")
	sep = "\n"
	for i := range r.differences {
		b.text(sep)
		if err := b.derived(&r.differences[i]); err != nil {
			return err
		}
		sep = ",\n"
	}
	b.text("]}\n")
	return b.Flush()
}

// bundle writes the parts of a bundle. Errors of the writer stick until Flush.
type bundle struct {
	*bufio.Writer
	r   *Release
	buf []byte
}

func (b *bundle) text(s string) { b.WriteString(s) }

func (b *bundle) number(n int64) {
	b.buf = strconv.AppendInt(b.buf[:0], n, 10)
	b.Write(b.buf)
}

// id writes a cell's id as a JSON string.
func (b *bundle) id(c int32) {
	start, place, end := b.r.ids.Parts(c)
	if !plain(start) || !plain(place) || !plain(end) {
		q, _ := json.Marshal(start + place + end) // a string always has a JSON form
		b.Write(q)
		return
	}
	b.WriteByte('"')
	b.text(start)
	b.text(place)
	b.text(end)
	b.WriteByte('"')
}

// plain reports whether a string stands in JSON as it is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] > 0x7e || s[i] == '"' || s[i] == '\\' {
			return false
		}
	}
	return true
}

func (b *bundle) cell(c int32, base int64) {
	f := b.r.figure(c)
	b.text(`{"id":`)
	b.id(c)
	b.text(`,"value":`)
	if _, exact := f.Value(); !exact {
		b.text("null")
	} else {
		b.number(f.lower)
	}
	b.text(`,"lower":`)
	b.number(f.lower)
	b.text(`,"upper":`)
	if f.upper >= unbounded {
		b.text("null")
	} else {
		b.number(f.upper)
	}
	_, exact := f.Value()
	if w := b.r.minWidth(c); !exact && w != base {
		b.text(`,"min_width":`)
		b.number(w)
	}
	if n, changed := f.Shown(); changed {
		b.text(`,"method":"` + methodNames[f.kind] + `","shown":`)
		b.number(n)
	}
	b.text("}")
}

func (b *bundle) equation(i int) {
	e := b.r.sums.at(i)
	b.text(`{"sum":[`)
	group := e.Attribute && b.r.policy.groups
	sep := ""
	for _, c := range e.Parts {
		if group && b.r.figure(c).kind == StructuralZero {
			continue // no value that anybody could have
		}
		b.text(sep)
		b.id(c)
		sep = ","
	}
	b.text(`],"equals":`)
	b.id(e.Total)
	if group {
		b.text(`,"attribute":true`)
	}
	b.text("}")
}

func (b *bundle) derived(d *Difference) error {
	terms := map[string]int64{}
	for _, c := range d.Plus {
		terms[b.r.ids.Of(c)]++
	}
	for _, c := range d.Minus {
		terms[b.r.ids.Of(c)]--
	}
	q, err := json.Marshal(struct {
		ID     string           `json:"id"`
		Terms  map[string]int64 `json:"terms"`
		MinAbs int64            `json:"min_abs"`
	}{d.ID, terms, d.Min})
	if err != nil {
		return err
	}
	b.Write(q)
	return nil
}
