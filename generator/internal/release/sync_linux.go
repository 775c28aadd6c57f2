package release

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncFileSystem writes the file system of a folder to the disk: one call
// instead of one for each of many thousand files.
func syncFileSystem(root *os.Root, name string) (done bool, err error) {
	f, err := root.Open(name)
	if err != nil {
		return true, err
	}
	defer f.Close()
	if err := unix.Syncfs(int(f.Fd())); err != nil {
		return true, os.NewSyscallError("syncfs", err)
	}
	return true, nil
}
