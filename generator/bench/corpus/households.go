package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sync/atomic"

	"minhbach/generator/internal/source"
	"minhbach/generator/synth/simulation"
)

// perFamily is how many rows a family of the simulation has over five years, as
// counted; with it the number of rows comes within a few percent of what is asked.
const perFamily = 0.83

const command = "go run ./generator/bench/corpus"

// households writes the rows of each province: one file for each year.
func (c *corpus) households() error {
	if c.size.rows == 0 {
		return nil
	}
	folder := filepath.Join(c.out, "data", "microdata")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	codes, err := simulation.LoadCodes(c.project)
	if err != nil {
		return err
	}
	var rows, files, bytes atomic.Int64
	err = source.Each(len(c.provinces), func(i int) error {
		w := &simulation.World{First: firstYear, Last: lastYear, Codes: codes, Families: float64(c.size.rows) / float64(len(c.parts)) / perFamily}
		for j, part := range c.parts {
			next := c.communes[c.partOf[j]]
			if next.up == i {
				w.Communes = append(w.Communes, simulation.Commune{ID: part.id, Code: part.code, NextID: next.id, NextCode: next.code})
			}
		}
		for year, list := range w.Simulate(c.chance(streamRows, i)) {
			data := simulation.Encode(list, c.provinces[i].id, year, c.seed, command)
			rows.Add(int64(len(list)))
			files.Add(1)
			bytes.Add(int64(len(data)))
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%d.jsonl", c.provinces[i].id, year)), data, 0o644); err != nil {
				return err
			}
		}
		return nil
	})
	c.made.add("data/microdata", int(files.Load()), bytes.Load())
	c.made.add("rows", int(rows.Load()), 0)
	return err
}
