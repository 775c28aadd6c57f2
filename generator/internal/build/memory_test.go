package build

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

func TestMemoryIsLimitedForManyCellsOnly(t *testing.T) {
	now := func() int64 { return debug.SetMemoryLimit(-1) }
	runtime.GC()
	if held() <= 0 {
		t.Error("no memory is in use")
	}
	before := debug.SetMemoryLimit(math.MaxInt64)
	defer debug.SetMemoryLimit(before)

	end := limitMemory(0, manyCells-1)
	if now() != math.MaxInt64 {
		t.Error("few cells are limited")
	}
	end()
	end = limitMemory(100_000_000, 5_000_000)
	if got := now(); got != 4_100_000_000 {
		t.Errorf("the limit for five million cells is %d", got)
	}
	end()
	if now() != math.MaxInt64 {
		t.Error("the limit outlives the protection")
	}
	debug.SetMemoryLimit(7_000_000_000)
	end = limitMemory(100_000_000, 5_000_000)
	if now() != 7_000_000_000 {
		t.Error("the user's own limit is changed")
	}
	end()
	if now() != 7_000_000_000 {
		t.Error("the user's own limit is lost")
	}
}

func TestLargeProjectsCollectAsUsual(t *testing.T) {
	percent := func() int {
		was := debug.SetGCPercent(usualPercent)
		debug.SetGCPercent(was)
		return was
	}
	defer debug.SetGCPercent(debug.SetGCPercent(usualPercent))
	for _, tt := range []struct{ own, files, want int }{
		{usualPercent, fewFiles - 1, garbagePercent},
		{usualPercent, fewFiles, usualPercent},
		{40, 1, 40},
	} {
		debug.SetGCPercent(tt.own)
		end := collectLess(tt.files)
		if got := percent(); got != tt.want {
			t.Errorf("%d files, GOGC %d: %d, want %d", tt.files, tt.own, got, tt.want)
		}
		if end(); percent() != tt.own {
			t.Errorf("%d files, GOGC %d: %d afterwards", tt.files, tt.own, percent())
		}
	}
	for _, tt := range []struct{ own, files, want int }{
		{usualPercent, veryManyFiles - 1, usualPercent},
		{usualPercent, veryManyFiles, lessGarbage},
		{400, veryManyFiles, 400},
	} {
		debug.SetGCPercent(tt.own)
		end := collectMore(tt.files)
		if got := percent(); got != tt.want {
			t.Errorf("reading %d files, GOGC %d: %d, want %d", tt.files, tt.own, got, tt.want)
		}
		if end(); percent() != tt.own {
			t.Errorf("reading %d files, GOGC %d: %d afterwards", tt.files, tt.own, percent())
		}
	}
}
