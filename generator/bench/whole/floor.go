package main

import (
	"io/fs"
	"os"
	"path/filepath"
)

// writeFloor writes files of the names and sizes that from holds: what the disk
// alone costs. What is in them does not matter to it.
func writeFloor(from, to string) error {
	var noise [64 << 10]byte
	for i := range noise {
		noise[i] = byte(i * 2654435761 >> 7)
	}
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		out := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(out, 0o755)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		f, err := os.Create(out)
		if err != nil {
			return err
		}
		for left := info.Size(); left > 0 && err == nil; left -= int64(len(noise)) {
			_, err = f.Write(noise[:min(left, int64(len(noise)))])
		}
		if closed := f.Close(); err == nil {
			err = closed
		}
		return err
	})
}
