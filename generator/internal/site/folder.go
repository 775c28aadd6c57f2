package site

import (
	"os"
	"time"

	"github.com/spf13/afero"
)

// folder is a folder of the disk as a file system from which nothing leads out:
// neither a name with ".." nor a symbolic link.
type folder struct{ root *os.Root }

var _ afero.Fs = folder{}

func (f folder) Name() string { return "folder" }

func (f folder) Create(name string) (afero.File, error) {
	return file(f.root.Create(name))
}

func (f folder) Open(name string) (afero.File, error) {
	return file(f.root.Open(name))
}

func (f folder) OpenFile(name string, flag int, perm os.FileMode) (afero.File, error) {
	return file(f.root.OpenFile(name, flag, perm))
}

// file keeps a nil *os.File from becoming a non-nil afero.File.
func file(f *os.File, err error) (afero.File, error) {
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (f folder) Stat(name string) (os.FileInfo, error)        { return f.root.Stat(name) }
func (f folder) Mkdir(name string, perm os.FileMode) error    { return f.root.Mkdir(name, perm) }
func (f folder) MkdirAll(name string, perm os.FileMode) error { return f.root.MkdirAll(name, perm) }
func (f folder) Remove(name string) error                     { return f.root.Remove(name) }
func (f folder) RemoveAll(name string) error                  { return f.root.RemoveAll(name) }
func (f folder) Rename(from, to string) error                 { return f.root.Rename(from, to) }
func (f folder) Chmod(name string, mode os.FileMode) error    { return f.root.Chmod(name, mode) }
func (f folder) Chown(name string, uid, gid int) error        { return f.root.Chown(name, uid, gid) }

func (f folder) Chtimes(name string, atime, mtime time.Time) error {
	return f.root.Chtimes(name, atime, mtime)
}
