package build

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
)

// sumsFile lists the digest of every file of the output, as sha256sum reads it.
const sumsFile = "SHA256SUMS"

// writeData writes the files of the data portal into the output folder, each
// straight to the disk. Pages give their sizes, so they come before the pages.
// An empty version is none. What m remembers lies in the folder last.
func writeData(ctx context.Context, in *Input, shown *portal.Statistics, version, dir, last string, m kept.Memory) (*dataset.Catalog, error) {
	c := dataset.New(in.Set, in.Settings, dataset.Options{
		Version: version, Statistics: statisticsOf(in.Set, shown), Memory: m, Written: opener(dir), Last: opener(last),
	})
	var folders sync.Map
	err := c.Write(func(name string) (io.WriteCloser, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !fs.ValidPath(name) {
			return nil, fmt.Errorf("%q is no path inside the site", name)
		}
		name = filepath.Join(dir, filepath.FromSlash(name))
		folder := filepath.Dir(name)
		if _, made := folders.Load(folder); !made {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return nil, err
			}
			folders.Store(folder, true)
		}
		return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	})
	if err != nil {
		return nil, fmt.Errorf("data files: %w", err)
	}
	return c, nil
}

// opener opens the files of a site that lies in a folder.
func opener(dir string) dataset.Open {
	return func(path string) (dataset.File, error) { return os.Open(filepath.Join(dir, filepath.FromSlash(path))) }
}

// statisticsOf pairs each safe table with the definition that it was made by.
func statisticsOf(set *record.Set, shown *portal.Statistics) []dataset.Statistic {
	if shown == nil {
		return nil
	}
	var list []dataset.Statistic
	tables := shown.Release.Tables()
	for i := range tables {
		if definition := set.Tables[tables[i].ID()]; definition != nil {
			list = append(list, dataset.FromTable(set, definition, &tables[i], shown.Standards, shown.Synthetic))
		}
	}
	return list
}

// writeSums writes the digests of every file of the site but this one, as sha256sum
// does.
func writeSums(dir string, files []*kept.Output) error {
	f, err := os.OpenFile(filepath.Join(dir, sumsFile), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("digests: %w", err)
	}
	out := bufio.NewWriter(f)
	for _, file := range files {
		fmt.Fprintf(out, "%s  %s\n", file.SHA256, file.Path) // Flush tells the first error
	}
	if err := errors.Join(out.Flush(), f.Close()); err != nil {
		return fmt.Errorf("digests: %w", err)
	}
	return nil
}
