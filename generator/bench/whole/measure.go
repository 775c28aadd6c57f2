package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// figure is what a run of a program cost.
type figure struct {
	wall, cpu time.Duration
	peak      int64 // bytes of the largest resident set
	written   int64 // bytes handed to the disk
}

// limits end a program that takes too much; zero is no limit.
type limits struct {
	memory int64 // bytes of the resident set
	until  time.Time
}

// errLimit is a program that was ended.
var errLimit = errors.New("ended")

// command runs a program and measures it. What it says is shown when it fails.
func command(dir, program string, args ...string) (figure, error) {
	return limits{}.command(dir, program, args...)
}

func (l limits) command(dir, program string, args ...string) (figure, error) {
	c := exec.Command(program, args...)
	c.Dir = dir
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	begun := time.Now()
	if err := c.Start(); err != nil {
		return figure{}, err
	}
	over := make(chan struct{})
	ended := make(chan string, 1)
	go func() { ended <- l.watch(c.Process, over) }()
	err := c.Wait()
	close(over)
	f := figure{wall: time.Since(begun)}
	if why := <-ended; why != "" {
		return f, fmt.Errorf("%w after %.0f s: %s", errLimit, f.wall.Seconds(), why)
	}
	if err != nil {
		return f, fmt.Errorf("%s %s: %w\n%s", filepath.Base(program), strings.Join(args, " "), err, last(said.String(), 2000))
	}
	f.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	cost(c.ProcessState, &f)
	return f, nil
}

// watch ends a process that goes over a limit and says which.
func (l limits) watch(p *os.Process, over <-chan struct{}) string {
	for {
		select {
		case <-over:
			return ""
		case <-time.After(100 * time.Millisecond):
		}
		why := ""
		if size := resident(p.Pid); l.memory > 0 && size > l.memory {
			why = fmt.Sprintf("%.1f GB of memory", float64(size)/1e9)
		}
		if !l.until.IsZero() && time.Now().After(l.until) {
			why = "the time was over"
		}
		if why != "" {
			_ = p.Kill() // it may be gone already
			return why
		}
	}
}

// resident is the size of the resident set of a process, 0 where it is not known.
func resident(pid int) int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	var size, set int64
	if _, err := fmt.Sscan(string(data), &size, &set); err != nil {
		return 0
	}
	return set * int64(os.Getpagesize())
}

func last(s string, n int) string { return s[max(len(s)-n, 0):] }

// median is that of each number by itself.
func median(fs []figure) figure {
	if len(fs) == 0 {
		return figure{}
	}
	return figure{
		wall: middle(fs, func(f figure) time.Duration { return f.wall }), cpu: middle(fs, func(f figure) time.Duration { return f.cpu }),
		peak: middle(fs, func(f figure) int64 { return f.peak }), written: middle(fs, func(f figure) int64 { return f.written }),
	}
}

func middle[T cmp.Ordered](fs []figure, of func(figure) T) T {
	var values []T
	for _, f := range fs {
		values = append(values, of(f))
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// folder is what a folder holds.
type folder struct {
	files, pages int
	bytes, html  int64 // of all files, and of the pages
}

func look(dir string) (folder, error) {
	var f folder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		f.files++
		f.bytes += info.Size()
		if strings.HasSuffix(path, ".html") {
			f.pages++
			f.html += info.Size()
		}
		return nil
	})
	return f, err
}

// machine says what everything ran on.
func machine() string {
	model := runtime.GOARCH
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(info)) {
			if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
				model = strings.TrimSpace(value)
				break
			}
		}
	}
	load := "not known"
	if l, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = strings.Join(strings.Fields(string(l))[:3], " ")
	}
	return fmt.Sprintf("%d processors (%s), %s; load before: %s\n", runtime.NumCPU(), model, runtime.Version(), load)
}
