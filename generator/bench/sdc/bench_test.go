package sdc_test

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	bench "minhbach/generator/bench/sdc"
	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// policy is that of the published figures: threshold 3 everywhere.
func policy(t testing.TB, width int64, zeros string, insiders bool) sdc.Policy {
	t.Helper()
	var d record.Disclosure
	d.Threshold.Performance, d.Threshold.Deprivation, d.Threshold.Sensitive, d.Threshold.Money = 3, 3, 3, 3
	d.Width.Performance, d.Width.Deprivation, d.Width.Sensitive = width, width, width
	d.MoneyPercent, d.MoneyUnit, d.Zeros, d.Insiders = 15, 1, zeros, insiders
	p, err := sdc.NewPolicy(d)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// BenchmarkTree protects a tree × 10 categories and reports the cells withheld
// beyond those that are unsafe in themselves.
func BenchmarkTree(b *testing.B) {
	for _, n := range []int{10, 100, 1000, 10000} {
		for _, width := range []int64{1, 3} {
			for _, zeros := range []string{"withhold", "publish"} {
				for _, insiders := range []bool{false, true} {
					name := fmt.Sprintf("communes=%d/width=%d/zeros=%s/insiders=%v", n, width, zeros, insiders)
					b.Run(name, func(b *testing.B) { tree(b, n, policy(b, width, zeros, insiders)) })
				}
			}
		}
	}
}

func tree(b *testing.B, n int, p sdc.Policy) {
	c := &cube.Cube{}
	bench.Tree(c, "t", n, bench.Seed)
	primary := 0
	for _, cell := range c.Cells {
		if cell.Value > 0 && cell.Value < 3 {
			primary++
		}
	}
	for b.Loop() {
		r, err := sdc.Protect(c, p, sdc.Public{})
		if err != nil {
			b.Fatal(err)
		}
		_, withheld, _ := r.Counts()
		b.ReportMetric(float64(withheld-primary), "secondary")
	}
}

// BenchmarkNation protects, publishes and audits ten tables of 10,000 communes
// over five years, and reports the largest heap seen.
func BenchmarkNation(b *testing.B) {
	for b.Loop() {
		nation(b)
	}
}

func nation(b *testing.B) {
	c := &cube.Cube{}
	for year := range 5 {
		for table := range 10 {
			bench.Tree(c, fmt.Sprintf("households|year=%d|table=%d", 2022+year, table), 10000, bench.Seed+uint32(10*year+table))
		}
	}
	debug.SetMemoryLimit(3500 << 20)
	step := stepper(b)
	step("cube")
	r, err := sdc.Protect(c, policy(b, 3, "withhold", true), sdc.Public{})
	if err != nil {
		b.Fatal(err)
	}
	step("protect")
	f, err := os.CreateTemp(b.TempDir(), "bundle")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if err := r.WriteBundle(f); err != nil {
		b.Fatal(err)
	}
	step("write")
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		b.Fatal(err)
	}
	bundle, err := audit.Read(f)
	if err != nil {
		b.Fatal(err)
	}
	step("read")
	report, err := audit.Run(bundle)
	if err != nil {
		b.Fatal(err)
	}
	step("audit")
	if !report.Safe() {
		b.Fatalf("%d breaches", len(report.Breaches))
	}

	runtime.KeepAlive(r)
	b.ReportMetric(float64(report.Cells), "cells")
	b.ReportMetric(float64(len(report.Intervals)), "withheld")
}

// stepper logs what each step took, and the memory that the process holds.
func stepper(b *testing.B) func(string) {
	start := time.Now()
	return func(name string) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.Logf("%-8s %6.1f s   heap %5d MB   from the system %5d MB", name, time.Since(start).Seconds(), m.HeapAlloc>>20, m.Sys>>20)
		start = time.Now()
	}
}
