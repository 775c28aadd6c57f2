package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"sync/atomic"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
	"minhbach/generator/synth/simulation"
)

// options say what to make.
type options struct {
	project, out string
	name         string // of the size
	factor       float64
	seed         uint64
	rows         int // household-years; negative: those of the size
	vietnamese   bool
}

// corpus is an instance under way.
type corpus struct {
	options
	*land
	size size
	made made
}

// Streams of chance: each record has its own, so that it is the same whatever
// else is written.
const (
	streamLand = iota << 32
	streamUnits
	streamCommitments
	streamActivities
	streamOutcomes
	streamFigures
	streamNews
	streamRows
)

func (c *corpus) chance(stream, i int) simulation.Chance {
	return simulation.NewChance(c.seed, uint64(stream+i))
}

// write makes an instance in a folder that is not there yet.
func write(o options) (*made, error) {
	if err := os.Mkdir(o.out, 0o755); err != nil {
		return nil, err
	}
	c := &corpus{options: o}
	if o.name == "small" {
		return &c.made, c.copy("data", "content")
	}
	c.size = sizes[o.name].times(o.factor)
	if o.rows >= 0 {
		c.size.rows = o.rows
	}
	c.land = newLand(c.size, c.chance(streamLand, 0))
	for _, step := range []func() error{
		c.shared, c.units, c.organizations, c.plans, c.commitmentRecords, c.figures, c.articles, c.households,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return &c.made, nil
}

// head begins a record.
func head(kind, id string) record.Head {
	return record.Head{Schema: "../../schemas/" + kind + ".schema.json", ID: id}
}

// batch writes n groups of files of one kind at the same time.
func (c *corpus) batch(folder string, n int, write func(i int, b *batch) error) error {
	if err := os.MkdirAll(filepath.Join(c.out, folder), 0o755); err != nil {
		return err
	}
	all := &batch{folder: filepath.Join(c.out, folder)}
	err := source.Each(n, func(i int) error { return write(i, all) })
	c.made.add(folder, int(all.files.Load()), all.bytes.Load())
	return err
}

// batch is a folder that is being filled.
type batch struct {
	folder       string
	files, bytes atomic.Int64
}

// record writes a record as the repository's own are written.
func (b *batch) record(id string, r any) error {
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err
	}
	return b.file(id+".json", text.Bytes())
}

func (b *batch) file(name string, data []byte) error {
	b.files.Add(1)
	b.bytes.Add(int64(len(data)))
	return os.WriteFile(filepath.Join(b.folder, name), data, 0o644)
}
