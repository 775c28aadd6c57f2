package edit

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// ErrExists is returned instead of overwriting a file.
var ErrExists = errors.New("file exists")

// Exists reports whether there is something at path, and whether it is data.
func (f *Folder) Exists(name string, data []byte) (exists, same bool, err error) {
	info, err := f.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, false, nil
	}
	if err != nil {
		return false, false, fmt.Errorf("look for %s: %w", name, err)
	}
	if !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return true, false, nil
	}
	have, err := f.root.ReadFile(name)
	if err != nil {
		return true, false, fmt.Errorf("read %s: %w", name, err)
	}
	return true, bytes.Equal(have, data), nil
}

// Create writes new files, all or none of them. It never overwrites: should one
// of them exist, even since a moment ago, it returns ErrExists.
func (f *Folder) Create(files []NewFile) error {
	var done []string
	for _, file := range files {
		if err := f.create(file); err != nil {
			for _, name := range done {
				err = errors.Join(err, f.root.Remove(name))
			}
			return err
		}
		done = append(done, file.Path)
	}
	return nil
}

func (f *Folder) create(file NewFile) error {
	if err := f.root.MkdirAll(path.Dir(file.Path), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	mode := fs.FileMode(0o644)
	if file.Program {
		mode = 0o755
	}
	beside, err := f.beside(file.Path, file.Data, mode)
	if err != nil {
		return err
	}
	defer f.root.Remove(beside) // what was moved away is no longer there
	err = f.root.Link(beside, file.Path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("write %s: %w", file.Path, ErrExists)
	case err == nil:
		return nil
	}
	// A disk without links, such as a USB stick: take the name first, then the place.
	taken, err := f.root.OpenFile(file.Path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("write %s: %w", file.Path, ErrExists)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", file.Path, err)
	}
	if err := errors.Join(taken.Close(), f.root.Rename(beside, file.Path)); err != nil {
		return fmt.Errorf("write %s: %w", file.Path, err)
	}
	return nil
}

// Replace puts data in the place of a file.
func (f *Folder) Replace(name string, data []byte) error {
	info, err := f.root.Lstat(name)
	if err != nil {
		return fmt.Errorf("replace file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("replace %s: not a regular file", name)
	}
	beside, err := f.beside(name, data, info.Mode().Perm())
	if err != nil {
		return err
	}
	if err := f.root.Rename(beside, name); err != nil {
		return errors.Join(fmt.Errorf("replace file: %w", err), f.root.Remove(beside))
	}
	return nil
}

// beside writes data to the disk under a hidden name in the folder of name.
func (f *Folder) beside(name string, data []byte, mode fs.FileMode) (string, error) {
	dir, base := path.Split(name)
	beside := dir + "." + base + "." + rand.Text()[:8]
	out, err := f.root.OpenFile(beside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return "", fmt.Errorf("write beside %s: %w", name, err)
	}
	_, err = out.Write(data)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return "", errors.Join(fmt.Errorf("write beside %s: %w", name, err), f.root.Remove(beside))
	}
	return beside, nil
}
