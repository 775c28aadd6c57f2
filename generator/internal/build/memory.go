package build

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
)

// What the statistics of a nation need beside what is held before: about 800 bytes
// for each cell, where the garbage collector is told so.
const (
	bytesPerCell = 800
	manyCells    = 1_000_000
)

// A project of fewer files takes memory for speed: garbage may be a multiple of
// what is in use.
const (
	fewFiles       = 5_000
	garbagePercent = 250
	usualPercent   = 100
)

// While a project of very many files is read or built, garbage is half of what is
// in use at most.
const (
	veryManyFiles = 100_000
	lessGarbage   = 50
)

// collectLess lets garbage lie longer where a project is not large, and returns
// what ends that. A setting of the user's own (GOGC) stays as it is.
func collectLess(files int) (end func()) {
	if files >= fewFiles {
		return func() {}
	}
	return letLie(garbagePercent)
}

// collectMore keeps less garbage while a large project is read or built, and returns
// what ends that. A setting of the user's own stays as it is.
func collectMore(files int) (end func()) {
	if files < veryManyFiles {
		return func() {}
	}
	return letLie(lessGarbage)
}

// letLie sets how much garbage may lie, unless the user has, and returns what ends that.
func letLie(percent int) (end func()) {
	was := debug.SetGCPercent(percent)
	if was != usualPercent {
		debug.SetGCPercent(was)
	}
	return func() { debug.SetGCPercent(was) }
}

// held is the memory in use, as the garbage collector last found it.
func held() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}

// limitMemory keeps the protection of many cells within the memory that it
// needs beside what was held before them, and returns what ends that. A limit of
// the user's own (GOMEMLIMIT) stays as it is.
func limitMemory(before int64, cells int) (end func()) {
	if cells < manyCells || debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(before + bytesPerCell*int64(cells))
	return func() { debug.SetMemoryLimit(math.MaxInt64) }
}
