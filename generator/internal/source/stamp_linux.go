package source

import (
	"io/fs"
	"syscall"
)

// stampOf is what a file is known by.
func stampOf(info fs.FileInfo) Stamp {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return Stamp{}
	}
	return Stamp{Device: uint64(s.Dev), Inode: s.Ino, Size: s.Size, Written: s.Mtim.Nano(), Changed: s.Ctim.Nano()}
}
