package build

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestMemoryStaysBelowThatOfASmallMachineWhereItCan(t *testing.T) {
	for live, want := range map[int64]int64{
		10 << 20:   1 << 30,
		800 << 20:  1600 << 20,
		2000 << 20: 3400 << 20,
		2400 << 20: 3400 << 20,
		4000 << 20: 5000 << 20,
	} {
		if got := limitFor(live); got != want {
			t.Errorf("%d MB are in use: limit %d MB, want %d", live>>20, got>>20, want>>20)
		}
	}
}

func TestWhatTheUserSetStays(t *testing.T) {
	percent := func() int {
		was := debug.SetGCPercent(usualPercent)
		debug.SetGCPercent(was)
		return was
	}
	limit := func() int64 { return debug.SetMemoryLimit(-1) }
	defer debug.SetGCPercent(debug.SetGCPercent(usualPercent))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(math.MaxInt64))
	for _, tt := range []struct {
		name    string
		percent int
		limit   int64
		steady  bool
	}{
		{"nothing", usualPercent, math.MaxInt64, true},
		{"GOGC", 40, math.MaxInt64, false},
		{"GOMEMLIMIT", usualPercent, 7 << 30, false},
	} {
		debug.SetGCPercent(tt.percent)
		debug.SetMemoryLimit(tt.limit)
		end := steady()
		if is := percent() == garbagePercent && limit() != tt.limit; is != tt.steady {
			t.Errorf("%s is set: %d %%, limit %d", tt.name, percent(), limit())
		}
		steady()() // within
		if end(); percent() != tt.percent || limit() != tt.limit {
			t.Errorf("%s is set: afterwards %d %%, limit %d", tt.name, percent(), limit())
		}
	}
}
