package build

import (
	"math"
	"runtime/debug"
)

// What the statistics of a nation need: about 600 bytes for each cell, where the
// garbage collector is told so.
const (
	bytesPerCell = 600
	manyCells    = 1_000_000
)

// limitMemory keeps the protection of many cells within the memory that it
// needs, and returns what ends that. A limit of the user's own (GOMEMLIMIT)
// stays as it is.
func limitMemory(cells int) (end func()) {
	if cells < manyCells || debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return func() {}
	}
	debug.SetMemoryLimit(bytesPerCell * int64(cells))
	return func() { debug.SetMemoryLimit(math.MaxInt64) }
}
