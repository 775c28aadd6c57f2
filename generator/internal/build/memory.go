package build

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// Garbage may lie as long as all of it together with what is in use stays below
// little, and be as much as what is in use up to most. Where more than most is in
// use, a quarter of it may be garbage.
const (
	little = 1 << 30
	most   = 3400 << 20

	garbagePercent = 250
	usualPercent   = 100
)

// limitFor is the memory that a program is held to that uses as many bytes.
func limitFor(live int64) int64 {
	return max(little, min(2*live, most), live+live/4)
}

var steadied sync.Mutex // one build at a time sets the limit

// steady trades memory for speed where there is enough, and speed for memory where
// a project is large, and returns what ends that. It looks again and again at what is
// in use. A setting of the user's own (GOGC, GOMEMLIMIT) stays as it is.
func steady() (end func()) {
	if !steadied.TryLock() {
		return func() {} // what contains this does it
	}
	percent, limit := debug.SetGCPercent(garbagePercent), debug.SetMemoryLimit(-1)
	if percent != usualPercent || limit != math.MaxInt64 {
		debug.SetGCPercent(percent)
		steadied.Unlock()
		return func() {}
	}
	debug.SetMemoryLimit(limitFor(live()))
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				debug.SetMemoryLimit(limitFor(live()))
			}
		}
	}()
	return func() {
		close(done)
		<-ended
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
		steadied.Unlock()
	}
}

// live is the memory in use, as the garbage collector last found it.
func live() int64 {
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(sample)
	return int64(sample[0].Value.Uint64())
}
