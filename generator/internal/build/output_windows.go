package build

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

func lockFile(f *os.File) error {
	err := windows.LockFileEx(windows.Handle(f.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return ErrBusy
	}
	return os.NewSyscallError("LockFileEx", err)
}

// releaseLock closes the file first: an open file cannot be removed here.
func releaseLock(f *os.File, dir string) {
	f.Close()
	_ = os.RemoveAll(dir)
}

// syncFolder does nothing: folders cannot be synced here.
func syncFolder(string) error { return nil }
