package main

import (
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"time"

	"minhbach/generator/internal/search"
)

// nation gives n made-up pages the addresses and dates of a nation's: of each
// hundred, 45 are commitments of five years, 18 news, and the rest, units and
// offices, have no date.
func nation(n int) []string {
	notes := make([]string, n)
	for i, d := range pages(n) {
		switch at := i % 100; {
		case at < 45:
			d.Address, d.Kind = fmt.Sprintf("/cam-ket/%06d/", i), "Cam kết"
			d.Date, d.When = fmt.Sprintf("%d-01-01", 2022+at%5), fmt.Sprintf("Năm %d", 2022+at%5)
		case at >= 63:
			d.Address, d.Kind, d.Date, d.When = fmt.Sprintf("/xa/%06d/", i), "Xã, phường", "", ""
			d.Names = []string{d.Title + " cũ", "Xã " + d.Title}
		}
		notes[i] = d.Encode()
	}
	return notes
}

// again prints what it costs to index so many pages, and what one that
// changed and one more cost.
func again(n int) {
	notes := nation(n)
	size := 0
	for _, note := range notes {
		size += len(note)
	}
	runtime.GC()
	fmt.Printf("%d pages, %.1f MB of notes\n", n, float64(size)/1e6)
	build := func(what string, notes []string, o search.Options) *search.Index {
		start, used := time.Now(), processor()
		ix := search.Build(notes, o)
		took, used := time.Since(start), processor()-used
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		fmt.Printf("%s: %.2f s, %.2f s of processor time; %d files, state %.1f MB, heap then %.0f MB, from the last one: %t\n",
			what, took.Seconds(), used.Seconds(), len(ix.Files), float64(len(ix.State))/1e6, float64(m.HeapAlloc)/1e6, ix.Again)
		return ix
	}
	full := build("in full", notes, search.Options{Key: "full"})
	fmt.Printf("largest resident set %d MB\n", resident()>>20)
	start, packed := processor(), 0
	for _, f := range full.Files {
		packed += len(f.Packed())
	}
	fmt.Printf("packed: %.1f MB, %.2f s of processor time\n", float64(packed)/1e6, (processor() - start).Seconds())
	last := search.Last{Key: "full", Notes: notes, State: full.State}
	for _, change := range []struct {
		what string
		make func(d search.Document, i int) []string
	}{
		{"a sentence more", func(d search.Document, i int) []string {
			d.Text = append(d.Text, "Bổ sung kết quả rà soát hộ nghèo cuối năm.")
			return slices.Concat(notes[:i], []string{d.Encode()}, notes[i+1:])
		}},
		{"one page more", func(d search.Document, _ int) []string {
			d.Address += "them/"
			return append(notes[:n:n], d.Encode())
		}},
	} {
		for _, i := range []int{10, 50, 70} { // a commitment, news, a unit
			d := search.Decode(notes[i])
			ix := build(change.what+" ("+d.Kind+")", change.make(d, i), search.Options{Key: "next", Last: last})
			fmt.Printf("\t%d files differ\n", differing(full, ix))
		}
	}
}

// differing is the number of files of b that a has not.
func differing(a, b *search.Index) int {
	was := map[string]string{}
	for _, f := range a.Files {
		was[f.Path] = f.Key
	}
	n := 0
	for _, f := range b.Files {
		if was[f.Path] != f.Key {
			n++
		}
	}
	return n
}

// usage is what this process has used.
func usage() (u syscall.Rusage) {
	// It does not fail for this process.
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u
}

// processor is the processor time so far.
func processor() time.Duration { u := usage(); return time.Duration(u.Utime.Nano() + u.Stime.Nano()) }

// resident is the largest resident set so far, in bytes.
func resident() int64 { return usage().Maxrss << 10 }
