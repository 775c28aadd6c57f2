package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// step is one thing that is measured, several times.
type step struct {
	name string
	do   func() (figure, error)
	out  string // folder that it fills, if any
	peer bool   // it has to make as many pages as we do
	made folder
	runs []figure
	note string
}

const fullBuild = "minhbach build, in full"

// instance makes one instance and measures everything on it, round by round, so
// that what disturbs the machine disturbs all of them.
func (b *bench) instance(scale string) error {
	dir := filepath.Join(b.work, "instance")
	public, peer, sink := filepath.Join(b.work, "public"), filepath.Join(b.work, "peer"), filepath.Join(b.work, "sink")
	for _, old := range []string{dir, public, peer, sink} {
		if err := os.RemoveAll(old); err != nil {
			return err
		}
	}
	made, err := b.corpus(scale, dir)
	if err != nil {
		return err
	}
	steps := b.ours(dir, public, sink)
	if b.peers != "" {
		others, err := b.others(dir, public, peer, sink)
		if err != nil {
			return err
		}
		steps = append(steps, others...)
	}
	steps = slices.DeleteFunc(steps, func(s *step) bool {
		return slices.ContainsFunc(b.without, func(name string) bool { return name != "" && strings.Contains(s.name, name) })
	})
	failed := b.rounds(steps)
	site, err := look(public)
	if err != nil {
		return err
	}
	for _, s := range steps {
		if s.peer && len(s.runs) > 0 && s.made.pages != site.pages {
			failed = errors.Join(failed, fmt.Errorf("%s made %d pages of %d", s.name, s.made.pages, site.pages))
		}
	}
	input, err := look(dir)
	if err != nil {
		return err
	}
	fmt.Printf("### %s × %s\n\n%d files (%s) written in %.1f s become %d files (%s), %d of them pages: %.1f KB of HTML for each.\n\n",
		b.size, scale, input.files, mega(input.bytes), made.wall.Seconds(), site.files, mega(site.bytes), site.pages, float64(site.html)/1e3/float64(max(site.pages, 1)))
	table(steps)
	b.grown = append(b.grown, instance{scale, site, steps})
	return failed
}

func (b *bench) program(name string) string { return filepath.Join(b.work, "bin", name) }

// corpus makes an instance.
func (b *bench) corpus(scale, dir string) (figure, error) {
	return command(".", b.program("corpus"), "-size", b.size, "-scale", scale, "-seed", strconv.FormatUint(b.seed, 10), "-rows", strconv.Itoa(b.rows), "-out", dir)
}

// ours are our own steps, and the floor.
func (b *bench) ours(dir, public, sink string) []*step {
	after := func(what, file string) *step {
		return &step{name: "minhbach build, " + what, do: func() (figure, error) {
			if file != "" {
				if err := edit(filepath.Join(dir, file)); err != nil {
					return figure{}, err
				}
			}
			return b.build(dir, public, "cache")
		}}
	}
	steps := []*step{
		{name: "minhbach check", do: func() (figure, error) { return b.command(dir, b.program("minhbach"), "check", "--no-cache") }},
		{name: fullBuild, out: public, do: func() (figure, error) {
			if err := errors.Join(os.RemoveAll(public), os.RemoveAll(filepath.Join(b.work, "cache"))); err != nil {
				return figure{}, err
			}
			return b.build(dir, public, "cache")
		}},
		after("nothing changed", ""),
		after("one item of news changed", "content/vi/tin/*/*.md"),
		after("one outcome changed", "data/outcomes/*.json"),
		after("title of one commitment changed", "data/commitments/*.json"),
		{name: "floor: as many bytes and files", out: sink, do: func() (figure, error) {
			if err := os.RemoveAll(sink); err != nil {
				return figure{}, err
			}
			return b.command(".", b.program("whole"), "-floor", public, sink)
		}},
	}
	if b.rows != 0 {
		steps = append(steps, &step{name: "minhbach audit", do: func() (figure, error) { return b.command(".", b.program("minhbach"), "audit", public) }})
	}
	return steps
}

// rounds runs all steps as often as asked for.
func (b *bench) rounds(steps []*step) error {
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
	return failed
}

// build builds with what the folder cache remembers of earlier builds.
func (b *bench) build(dir, public, cache string, args ...string) (figure, error) {
	args = append([]string{"XDG_CACHE_HOME=" + filepath.Join(b.work, cache), b.program("minhbach"), "build", "--out", public}, args...)
	return b.command(dir, "env", args...)
}

var vietnamese = regexp.MustCompile(`"vi": "[^"]*`)

// edit changes the file in the middle of those of a pattern: a sentence more in a
// text, a word more in the first text of a record.
func edit(pattern string) error {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		return fmt.Errorf("nothing to change at %s: %w", pattern, err)
	}
	file := files[len(files)/2]
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if filepath.Ext(file) == ".md" {
		data = append(data, "\nThêm một câu.\n"...)
	} else if at := vietnamese.FindIndex(data); at != nil {
		data = slices.Insert(data, at[1], []byte(" đã sửa")...)
	}
	return os.WriteFile(file, data, 0o644)
}
