package kept

import (
	"io/fs"
	"syscall"
)

// StampOf is the stamp of a file.
func StampOf(info fs.FileInfo) Stamp {
	s := Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano()}
	if t, ok := info.Sys().(*syscall.Stat_t); ok {
		s.Changed, s.Inode = t.Ctim.Nano(), t.Ino
	}
	return s
}
