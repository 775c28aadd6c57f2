// Command whole measures whole runs of minhbach on instances of bench/corpus, beside
// peers that do a like thing with the same content in the same run: the command of
// Hugo and Eleventy render the same pages with the same texts from Markdown, DuckDB
// groups the same rows, and a loop writes as many bytes to as many files.
//
//	go run ./generator/bench/whole -short
//	go run ./generator/bench/whole -prepare -peers DIR
//	go run ./generator/bench/whole -size province -scale 1/4,1/2,1 -runs 3 -peers DIR
//
// It prints tables in Markdown: medians of the runs, with ratios to our full build.
// -profile says which stages and functions the time of one full build goes to.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// bench is what was asked for.
type bench struct {
	size    string
	scales  []string
	rows    int
	seed    uint64
	runs    int
	peers   string   // folder with the programs of others; empty: without them
	without []string // parts of names of steps
	work    string   // folder for instances and sites
	keep    bool     // leaves the work there
	limits
	grown []instance
}

func main() {
	var b bench
	flag.StringVar(&b.size, "size", "province", "of the instances, as for bench/corpus")
	scales := flag.String("scale", "1", "factors on the size, with commas")
	flag.IntVar(&b.rows, "rows", -1, "household-years in place of those of the size; 0 is without statistics")
	flag.Uint64Var(&b.seed, "seed", 1, "`number` that decides what is invented")
	flag.IntVar(&b.runs, "runs", 3, "how often each `step` is run")
	flag.StringVar(&b.peers, "peers", "", "`folder` with the programs of others, as -prepare makes it")
	without := flag.String("without", "", "leave out the steps with these words in their `names`, with commas")
	flag.StringVar(&b.work, "work", "", "`folder` for instances and sites, on the disk or in memory (default a temporary one)")
	flag.BoolVar(&b.keep, "keep", false, "leave instances and sites where they are")
	within := flag.Duration("within", 0, "be ready after this `time`: what still runs then is ended")
	memory := flag.Int64("memory", 0, "end a program that takes more than so many `GB`")
	short := flag.Bool("short", false, "the repository itself and three provinces apart, once and without peers")
	apart := flag.Bool("apart", false, "build the provinces apart, join them and compare, and end")
	prepare := flag.Bool("prepare", false, "fetch and build the programs of others, and end")
	profile := flag.String("profile", "", "build the project in this `folder` and say where the time goes, and end")
	floor := flag.String("floor", "", "write files of the sizes of this `folder` to the folder that follows, and end")
	export := flag.String("export", "", "write the pages of this `folder` as Markdown to the two folders that follow, and end")
	flag.Parse()
	b.memory = *memory * 1e9
	if *within > 0 {
		b.until = time.Now().Add(*within)
	}
	b.scales, b.without = strings.Split(*scales, ","), strings.Split(*without, ",")
	do := func() error { return b.run(b.instances) }
	switch {
	case *short:
		do = func() error { return b.run(b.short) }
	case *apart:
		do = func() error { return b.run(func() error { return b.apart(b.scales[0]) }) }
	case *prepare && b.peers != "":
		do = func() error { return preparePeers(b.peers) }
	case *profile != "":
		do = func() error { return stages(*profile, flag.Arg(0)) }
	case *export != "":
		do = func() error { return exportPages(*export, flag.Arg(0), flag.Arg(1)) }
	case *floor != "":
		do = func() error { return writeFloor(*floor, flag.Arg(0)) }
	}
	if err := do(); err != nil {
		fmt.Fprintln(os.Stderr, "bench/whole:", err)
		os.Exit(3)
	}
}

// run builds the programs, then measures.
func (b *bench) run(measure func() error) error {
	if b.work == "" {
		dir, err := os.MkdirTemp("", "minhbach-bench-")
		if err != nil {
			return err
		}
		b.work = dir
	}
	var err error
	if b.work, err = filepath.Abs(b.work); err != nil {
		return err
	}
	if !b.keep {
		defer os.RemoveAll(b.work)
	}
	for program, from := range map[string]string{"minhbach": "./generator", "corpus": "./generator/bench/corpus", "whole": "./generator/bench/whole"} {
		if _, err := command(".", "go", "build", "-o", b.program(program), from); err != nil {
			return err
		}
	}
	fmt.Println(machine())
	return measure()
}

// instances measures one instance after the other, and how they grow.
func (b *bench) instances() error {
	var failed error
	for _, scale := range b.scales {
		failed = errors.Join(failed, b.instance(scale))
	}
	growth(b.grown)
	return failed
}

// short runs everything once that needs no peers.
func (b *bench) short() error {
	b.size, b.runs, b.peers = "small", 1, ""
	failed := b.instance("1")
	b.size = "provinces"
	return errors.Join(failed, b.apart("1"))
}
