//go:build unix

package build

import (
	"io/fs"
	"os"
	"syscall"
)

// onlyOurs reports whether nobody but the user can read or write a file.
func onlyOurs(info fs.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Getuid() && info.Mode().Perm()&0o077 == 0
}
