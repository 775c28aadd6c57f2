package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

// step is one thing that is measured, several times.
type step struct {
	name string
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
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	steps := []*step{{name: "minhbach check"}, {name: fullBuild}, {name: "minhbach build, nothing changed"}, {name: "minhbach build, one item of news changed"}, {name: "minhbach audit"}, {name: "floor: as many bytes and files"}}
	do := []func() (figure, error){
		func() (figure, error) { return command(dir, bin("minhbach"), "check") },
		func() (figure, error) {
			if err := os.RemoveAll(public); err != nil {
				return figure{}, err
			}
			return b.build(dir, public)
		},
		func() (figure, error) { return b.build(dir, public) },
		func() (figure, error) {
			if err := edit(dir); err != nil {
				return figure{}, err
			}
			return b.build(dir, public)
		},
		func() (figure, error) { return command(".", bin("minhbach"), "audit", public) },
		func() (figure, error) {
			if err := os.RemoveAll(sink); err != nil {
				return figure{}, err
			}
			return command(".", bin("whole"), "-floor", public, sink)
		},
	}
	if b.rows == 0 { // nothing to attack
		steps, do = slices.Delete(steps, 4, 5), slices.Delete(do, 4, 5)
	}
	if b.peers != "" {
		others, err := b.others(abs, public, peer, sink)
		if err != nil {
			return err
		}
		for _, o := range others {
			steps, do = append(steps, &step{name: o.name}), append(do, o.do)
		}
	}
	for range b.runs {
		for i, s := range steps {
			if b.late() {
				s.note = "not run: the time was over"
				continue
			}
			f, err := do[i]()
			if err != nil {
				return err
			}
			s.runs = append(s.runs, f)
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
	return nil
}

const fullBuild = "minhbach build, in full"

// build builds with a cache of its own, which is warm from the second time on.
func (b *bench) build(dir, public string) (figure, error) {
	out, err := filepath.Abs(public)
	if err != nil {
		return figure{}, err
	}
	return command(dir, "env", "XDG_CACHE_HOME="+filepath.Join(filepath.Dir(out), "cache"), filepath.Join(filepath.Dir(out), "bin", "minhbach"), "build", "--out", out)
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
	fmt.Println("| | wall | processor | largest resident set | written | our full build takes |\n|---|---|---|---|---|---|")
	for _, s := range steps {
		m := median(s.runs)
		if len(s.runs) == 0 {
			fmt.Printf("| %s | %s | | | | |\n", s.name, s.note)
			continue
		}
		fmt.Printf("| %s | %.2f s | %.2f s | %.0f MB | %s | %.2f × wall, %.2f × processor |\n",
			s.name, m.wall.Seconds(), m.cpu.Seconds(), float64(m.peak)/1e6, mega(m.written),
			full.wall.Seconds()/m.wall.Seconds(), full.cpu.Seconds()/max(m.cpu.Seconds(), 0.01))
	}
	fmt.Println()
}
