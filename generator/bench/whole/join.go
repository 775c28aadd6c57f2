package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// apart builds each province of an instance apart, as machines of their own would:
// each with a cache of its own and one after the other, so that none disturbs the
// time of another. Then it joins them and compares the site with that of one build.
func (b *bench) apart(scale string) error {
	dir, whole, joined := filepath.Join(b.work, "instance"), filepath.Join(b.work, "public"), filepath.Join(b.work, "joined")
	if err := errors.Join(os.RemoveAll(dir), os.RemoveAll(whole)); err != nil {
		return err
	}
	made, err := b.corpus(scale, dir)
	if err != nil {
		return err
	}
	codes, err := provinces(dir)
	if err != nil {
		return err
	}
	all, err := b.build(dir, whole, "cache-whole")
	if err != nil {
		return err
	}
	site, err := look(whole)
	if err != nil {
		return err
	}
	fmt.Printf("### %s × %s in %d parts\n\nMade in %.1f s.\n\n| | wall | processor | largest resident set | pages | of the whole build |\n|---|---|---|---|---|---|\n", b.size, scale, len(codes), made.wall.Seconds())
	row := func(name string, f figure, pages int) {
		fmt.Printf("| %s | %.2f s | %.2f s | %.0f MB | %d | %.0f %% of the wall, %.0f %% of the processor |\n", name, f.wall.Seconds(), f.cpu.Seconds(), float64(f.peak)/1e6, pages,
			100*f.wall.Seconds()/all.wall.Seconds(), 100*f.cpu.Seconds()/max(all.cpu.Seconds(), 0.001))
	}
	row("one build", all, site.pages)
	join := []string{"XDG_CACHE_HOME=" + filepath.Join(b.work, "cache-join"), b.program("minhbach"), "join", "--out", joined}
	for _, code := range codes {
		part := filepath.Join(b.work, "part-"+code)
		f, err := b.build(dir, part, "cache-"+code, "--only-unit", code)
		if err != nil {
			return err
		}
		has, err := look(part)
		if err != nil {
			return err
		}
		row("province "+code, f, has.pages)
		join = append(join, part)
	}
	f, err := b.command(dir, "env", join...)
	if err != nil {
		return err
	}
	if err := same(joined, whole); err != nil {
		return err
	}
	row("join", f, site.pages)
	fmt.Printf("\nThe joined site is that of one build, byte for byte (%d files).\n\n", site.files)
	return nil
}

// provinces are the codes of those that there are now.
func provinces(dir string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, "data/units/*.json"))
	if err != nil {
		return nil, err
	}
	var codes []string
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var u struct{ Code, Type, ValidTo string }
		if err := json.Unmarshal(data, &u); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if u.Type == "province" && u.ValidTo == "" {
			codes = append(codes, u.Code)
		}
	}
	return codes, nil
}

// same says where one folder differs from another.
func same(got, want string) error {
	return errors.Join(holdsAll(got, want), holdsAll(want, got))
}

// holdsAll says which file of want is not in got as it is there.
func holdsAll(got, want string) error {
	return filepath.WalkDir(want, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(want, file)
		if err != nil {
			return err
		}
		a, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(got, rel))
		if err == nil && !bytes.Equal(a, b) {
			err = fmt.Errorf("%s differs", rel)
		}
		return err
	})
}
