//go:build unix

// Command nation reads the rows of an instance, protects its tables, writes and
// reads the audit file and attacks it, seals the release and opens it again, and
// prints what each step took. It does nothing else of a build.
//
//	go run ./generator/bench/sdc/nation [-profile FILE] [-audit FILE] [-memory MB] PROJECT
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
	"syscall"
	"time"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

func main() {
	profile := flag.String("profile", "", "`file` for the profile of the processor")
	out := flag.String("audit", "", "`file` for the audit file; a temporary one without it")
	limit := flag.Int64("memory", 0, "limit of the runtime in `MB`, as a build sets it for many cells; 0: none")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if *limit > 0 {
		debug.SetMemoryLimit(*limit << 20)
	}
	if err := run(flag.Arg(0), *out, *profile); err != nil {
		fmt.Fprintln(os.Stderr, "bench/sdc/nation:", err)
		os.Exit(3)
	}
}

func run(project, name, profile string) error {
	set, site, err := records(project)
	if err != nil {
		return err
	}
	if profile != "" {
		f, err := os.Create(profile)
		if err != nil {
			return err
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	if name == "" {
		dir, err := os.MkdirTemp("", "nation")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		name = filepath.Join(dir, "audit.json")
	}
	fmt.Println("| step | clock | processor | heap after | largest resident set so far |\n|---|---|---|---|---|")
	all := begin()
	step := begin()
	files, problems, err := cube.Find(filepath.Join(project, "data", "microdata"), project, "")
	if err != nil || len(problems) > 0 {
		return errors.Join(err, text(problems))
	}
	c, problems, err := cube.Build(context.Background(), cube.Input{Source: cube.NewFiles(files), Set: set, Policy: site.Disclosure})
	if err != nil || diag.HasErrors(problems) {
		return errors.Join(err, text(problems))
	}
	cells, sums := len(c.Cells), len(c.Equations)
	step.end("read")

	policy, err := sdc.NewPolicy(site.Disclosure)
	if err != nil {
		return err
	}
	step = begin()
	release, err := sdc.Protect(c, policy, sdc.Public{})
	if err != nil {
		return err
	}
	c = nil
	step.end("protect")

	step = begin()
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := errors.Join(release.WriteBundle(f), f.Close()); err != nil {
		return err
	}
	step.end("write")

	step = begin()
	if f, err = os.Open(name); err != nil {
		return err
	}
	bundle, err := audit.Read(bufio.NewReaderSize(f, 1<<20))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	step.end("read back")

	step = begin()
	report, err := audit.Run(bundle)
	if err != nil {
		return err
	}
	step.end("attack")
	all.end("all")
	shown, withheld, _ := release.Counts()
	fmt.Printf("\n%d cells, %d sums; of %d figures shown %d are withheld; attack: %d withheld, %d breaches\n", cells, sums, shown, withheld, len(report.Intervals), len(report.Breaches))
	if !report.Safe() {
		return fmt.Errorf("not safe: %s", report.Breaches[0])
	}
	return keep(release)
}

// keep seals the release as a build does for the next one, and opens it.
func keep(release *sdc.Release) error {
	fmt.Println()
	key := make([]byte, 32)
	step := begin()
	var b bytes.Buffer
	if err := release.Seal(&b, key, nil, nil); err != nil {
		return err
	}
	step.end("seal")
	step = begin()
	if _, _, ok := sdc.Open(b.Bytes(), key, nil); !ok {
		return errors.New("what was sealed does not open")
	}
	step.end("open")
	fmt.Printf("\n%d MB sealed\n", b.Len()>>20)
	return nil
}

// mark is when a step began.
type mark struct {
	at   time.Time
	used time.Duration
}

func begin() mark {
	used, _ := usage()
	return mark{time.Now(), used}
}

func (m mark) end(name string) {
	used, peak := usage()
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	fmt.Printf("| %s | %.1f s | %.1f s | %d MB | %d MB |\n", name, time.Since(m.at).Seconds(), (used - m.used).Seconds(), mem.HeapAlloc>>20, peak>>10)
}

// usage is the time of the processor that this process has used, and its largest
// resident set in KB.
func usage() (time.Duration, int64) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), int64(u.Maxrss)
}

func text(problems []diag.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	return fmt.Errorf("%s: %s", problems[0].Pos, problems[0].Message.EN)
}

// records reads what a cube needs to know, and the settings. It judges nothing:
// "check" does.
func records(project string) (*record.Set, record.Site, error) {
	set := &record.Set{Paths: map[string]string{}}
	var site record.Site
	data := filepath.Join(project, "data")
	err := errors.Join(
		kind(data, "units", &set.Units),
		kind(data, "organizations", &set.Organizations),
		kind(data, "commitments", &set.Commitments),
		kind(data, "figures", &set.Figures),
		kind(data, "vocab", &set.Vocab),
		kind(data, "tables", &set.Tables),
		read(filepath.Join(data, "site.json"), &site),
	)
	return set, site, err
}

func kind[T any](data, name string, to *map[string]*T) error {
	files, err := filepath.Glob(filepath.Join(data, name, "*.json"))
	if err != nil {
		return err
	}
	*to = map[string]*T{}
	for _, file := range files {
		r := new(T)
		if err := read(file, r); err != nil {
			return err
		}
		(*to)[strings.TrimSuffix(filepath.Base(file), ".json")] = r
	}
	return nil
}

func read(file string, to any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}
