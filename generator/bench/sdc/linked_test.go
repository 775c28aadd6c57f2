package sdc_test

import (
	"bytes"
	"fmt"
	"testing"

	bench "minhbach/generator/bench/sdc"
	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/sdc"
)

// crosses are the linked and three-way tables that are measured.
func crosses() map[string]*bench.Cross {
	return map[string]*bench.Cross{
		"three-way 6x5x4":  bench.ThreeWay(6, 5, 4, bench.Seed),
		"three-way 10x8x5": bench.ThreeWay(10, 8, 5, bench.Seed),
		"linked 14x10x8":   bench.Linked(14, 10, 8, bench.Seed),
		"linked 60x10x8":   bench.Linked(60, 10, 8, bench.Seed),
	}
}

func unsafe(c cube.Cell) bool { return c.Value > 0 && c.Value < 3 }

// BenchmarkLinked protects linked and three-way tables and reports the cells
// withheld beyond the unsafe ones, here and by elimination.
func BenchmarkLinked(b *testing.B) {
	for name, x := range crosses() {
		c, holds := x.Cube()
		for _, zeros := range []string{"withhold", "publish"} {
			eliminated := bench.Eliminate(c, holds, unsafe, func(k cube.Cell) bool { return zeros == "withhold" || k.Value > 0 })
			for _, width := range []int64{1, 3} {
				b.Run(fmt.Sprintf("%s/width=%d/zeros=%s", name, width, zeros), func(b *testing.B) {
					for b.Loop() {
						r, err := sdc.Protect(c, policy(b, width, zeros, false), sdc.Public{})
						if err != nil {
							b.Fatal(err)
						}
						report(b, c, r, eliminated)
					}
				})
			}
		}
	}
}

func report(b *testing.B, c *cube.Cube, r *sdc.Release, eliminated []bool) {
	b.StopTimer()
	defer b.StartTimer()
	_, withheld, _ := r.Counts()
	primary, elimination := 0, 0
	for i, cell := range c.Cells {
		if unsafe(cell) {
			primary++
		} else if eliminated[i] {
			elimination++
		}
	}
	b.ReportMetric(float64(len(c.Cells)), "cells")
	b.ReportMetric(float64(primary), "unsafe")
	b.ReportMetric(float64(withheld-primary), "secondary")
	b.ReportMetric(float64(elimination), "elimination")
	var buf bytes.Buffer
	if err := r.WriteBundle(&buf); err != nil {
		b.Fatal(err)
	}
	bundle, err := audit.Read(&buf)
	if err != nil {
		b.Fatal(err)
	}
	found, err := audit.Run(bundle)
	if err != nil {
		b.Fatal(err)
	}
	if !found.Safe() {
		b.Fatal(found.Breaches[0])
	}
}
