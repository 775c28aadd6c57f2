package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/diag"
)

// stages builds a project and prints what each stage costs. It leaves the profile
// of the processor in the folder of the site with ".cpu" after its name, for
// "go tool pprof".
func stages(dir, public string) error {
	if public == "" {
		public = filepath.Join(os.TempDir(), "minhbach-bench-public")
	}
	profile, err := os.Create(public + ".cpu")
	if err != nil {
		return err
	}
	defer profile.Close()
	if err := pprof.StartCPUProfile(profile); err != nil {
		return err
	}
	defer pprof.StopCPUProfile()
	m := &marks{}
	fmt.Println("| stage | wall | processor | heap after |\n|---|---|---|---|")
	_, problems, err := build.Build(context.Background(), build.Options{
		Root: dir, Out: public, Cache: public + ".cache", Progress: func(s diag.Text) { m.next(s.EN) },
	})
	m.next("")
	if err == nil && diag.HasErrors(problems) {
		var b bytes.Buffer
		for _, p := range problems {
			fmt.Fprintln(&b, p.Pos, p.Message.EN)
		}
		err = errors.New(last(b.String(), 2000))
	}
	return err
}

// marks prints a stage when the next begins.
type marks struct {
	stage string
	begun time.Time
	used  time.Duration
}

func (m *marks) next(stage string) {
	now, used := time.Now(), processor()
	if m.stage != "" {
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		fmt.Printf("| %s | %.2f s | %.2f s | %.0f MB |\n", m.stage, now.Sub(m.begun).Seconds(), (used - m.used).Seconds(), float64(mem.HeapAlloc)/1e6)
	}
	*m = marks{stage, now, used}
}
