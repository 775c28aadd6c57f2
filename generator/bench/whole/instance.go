package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// step is one thing that is measured, several times.
type step struct {
	name string
	do   func() (figure, error)
	out  string // folder that it fills, if any
	made folder
	runs []figure
	note string
}

// instance makes one instance and measures everything on it, round by round, so
// that what disturbs the machine disturbs all of them.
func (b *bench) instance(scale string) error {
	bin := func(program string) string { return filepath.Join(b.work, "bin", program) }
	dir := filepath.Join(b.work, "instance")
	public, peer, sink := filepath.Join(b.work, "public"), filepath.Join(b.work, "peer"), filepath.Join(b.work, "sink")
	for _, old := range []string{dir, public, peer, sink} {
		if err := os.RemoveAll(old); err != nil {
			return err
		}
	}
	made, err := command(".", bin("corpus"), "-size", b.size, "-scale", scale, "-seed", strconv.FormatUint(b.seed, 10), "-rows", strconv.Itoa(b.rows), "-out", dir)
	if err != nil {
		return err
	}
	steps := []*step{
		{name: "minhbach check", do: func() (figure, error) { return b.command(dir, bin("minhbach"), "check") }},
		{name: fullBuild, out: public, do: func() (figure, error) {
			if err := os.RemoveAll(public); err != nil {
				return figure{}, err
			}
			return b.build(dir, public)
		}},
		{name: "minhbach build, nothing changed", do: func() (figure, error) { return b.build(dir, public) }},
		{name: "minhbach build, one item of news changed", do: func() (figure, error) {
			if err := edit(dir); err != nil {
				return figure{}, err
			}
			return b.build(dir, public)
		}},
		{name: "floor: as many bytes and files", out: sink, do: func() (figure, error) {
			if err := os.RemoveAll(sink); err != nil {
				return figure{}, err
			}
			return b.command(".", bin("whole"), "-floor", public, sink)
		}},
	}
	if b.rows != 0 {
		steps = append(steps, &step{name: "minhbach audit", do: func() (figure, error) { return b.command(".", bin("minhbach"), "audit", public) }})
	}
	if b.peers != "" {
		others, err := b.others(dir, public, peer, sink)
		if err != nil {
			return err
		}
		steps = append(steps, others...)
	}
	var failed error
	for range b.runs {
		for _, s := range steps {
			f, err := s.do()
			if err != nil {
				s.note = err.Error()
				if !errors.Is(err, errLimit) {
					failed = errors.Join(failed, err)
					s.note = "failed"
				}
				continue
			}
			s.runs = append(s.runs, f)
			if s.out != "" && s.made == (folder{}) {
				if s.made, err = look(s.out); err != nil {
					return err
				}
			}
		}
	}
	site, err := look(public)
	if err != nil {
		return err
	}
	input, err := look(dir)
	if err != nil {
		return err
	}
	fmt.Printf("### %s × %s\n\n%d files (%s) written in %.1f s become %d files (%s), %d of them pages: %.1f KB for each page.\n\n",
		b.size, scale, input.files, mega(input.bytes), made.wall.Seconds(), site.files, mega(site.bytes), site.pages, float64(site.bytes)/1e3/float64(max(site.pages, 1)))
	table(steps)
	return failed
}

const fullBuild = "minhbach build, in full"

// build builds with a cache of its own, which is warm from the second time on.
func (b *bench) build(dir, public string) (figure, error) {
	return b.command(dir, "env", "XDG_CACHE_HOME="+filepath.Join(b.work, "cache"), filepath.Join(b.work, "bin", "minhbach"), "build", "--out", public)
}

// edit changes a sentence of the item of news in the middle.
func edit(dir string) error {
	files, err := filepath.Glob(filepath.Join(dir, "content/vi/tin/*/*.md"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no news in %s: %w", dir, err)
	}
	file := files[len(files)/2]
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(data, "\nThêm một câu.\n"...), 0o644)
}

func mega(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }

// table prints the steps with the median of their runs.
func table(steps []*step) {
	var full figure
	for _, s := range steps {
		if s.name == fullBuild {
			full = median(s.runs)
		}
	}
	fmt.Println("| | wall | processor | largest resident set | written | pages, files | our full build takes |\n|---|---|---|---|---|---|---|")
	for _, s := range steps {
		m := median(s.runs)
		if len(s.runs) == 0 {
			fmt.Printf("| %s | %s | | | | | |\n", s.name, s.note)
			continue
		}
		made := ""
		if s.made.files > 0 {
			made = fmt.Sprintf("%d, %d", s.made.pages, s.made.files)
		}
		fmt.Printf("| %s | %.2f s | %.2f s | %.0f MB | %s | %s | %.2f × wall, %.2f × processor |\n",
			s.name, m.wall.Seconds(), m.cpu.Seconds(), float64(m.peak)/1e6, mega(m.written), made,
			full.wall.Seconds()/m.wall.Seconds(), full.cpu.Seconds()/max(m.cpu.Seconds(), 0.01))
	}
	fmt.Println()
}
