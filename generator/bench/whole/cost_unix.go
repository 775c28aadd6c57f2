//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
	"time"
)

// cost fills in what a process that has ended took, beside time.
func cost(p *os.ProcessState, f *figure) {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return
	}
	f.peak = int64(u.Maxrss)
	if runtime.GOOS != "darwin" {
		f.peak <<= 10 // counted in KB
	}
	f.written = int64(u.Oublock) * 512
}

// processor is the time that this process has used.
func processor() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
