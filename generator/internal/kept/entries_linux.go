package kept

import (
	"errors"
	"fmt"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// entriesOf tells of all that lies in a folder. Its files are asked for by their names
// in it: with a million of them most of the time would go into walking the same paths.
func entriesOf(dir string, tell func(name string, is entry) error) error {
	failed := func(name string, err error) error {
		return fmt.Errorf("last output: %s: %w", filepath.Join(dir, name), err)
	}
	var fd int
	err := uninterrupted(func() (err error) {
		fd, err = unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
		return err
	})
	if err != nil {
		return failed("", err)
	}
	defer unix.Close(fd)
	var (
		room  [8 << 10]byte
		names []string
		stat  unix.Stat_t
	)
	for {
		var n int
		err := uninterrupted(func() (err error) {
			n, err = unix.ReadDirent(fd, room[:])
			return err
		})
		if err != nil {
			return failed("", err)
		}
		if n <= 0 {
			return nil
		}
		_, _, names = unix.ParseDirent(room[:n], -1, names[:0])
		for _, name := range names {
			if err := uninterrupted(func() error { return unix.Fstatat(fd, name, &stat, unix.AT_SYMLINK_NOFOLLOW) }); err != nil {
				return failed(name, err)
			}
			kind := stat.Mode & unix.S_IFMT
			is := entry{folder: kind == unix.S_IFDIR, regular: kind == unix.S_IFREG}
			is.stamp = Stamp{Size: stat.Size, Modified: stat.Mtim.Nano(), Changed: stat.Ctim.Nano(), Inode: stat.Ino}
			if err := tell(name, is); err != nil {
				return err
			}
		}
	}
}

// uninterrupted asks the system again when a signal came in between, as package os does.
func uninterrupted(do func() error) error {
	for {
		if err := do(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}
