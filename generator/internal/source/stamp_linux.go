package source

import (
	"io/fs"
	"syscall"

	"golang.org/x/sys/unix"
)

// stampOf is what a file is known by.
func stampOf(info fs.FileInfo) Stamp {
	switch s := info.Sys().(type) {
	case *unix.Stat_t: // of an input
		return Stamp{Device: uint64(s.Dev), Inode: s.Ino, Size: s.Size, Written: s.Mtim.Nano(), Changed: s.Ctim.Nano()}
	case *syscall.Stat_t:
		return Stamp{Device: uint64(s.Dev), Inode: s.Ino, Size: s.Size, Written: s.Mtim.Nano(), Changed: s.Ctim.Nano()}
	}
	return Stamp{}
}
