package source

import (
	"io"
	"io/fs"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// handle is an open folder, as the system knows it. Files in it are opened by their
// names and never by way of a link. What an os.File has beyond that, such as being
// waited for, costs more than reading a record.
type handle struct {
	dir *os.File // nil: it could not be had
	fd  int
}

func handleOf(r *os.Root) handle {
	dir, err := r.Open(".")
	if err != nil {
		return handle{}
	}
	return handle{dir, int(dir.Fd())}
}

func (h handle) close() {
	if h.dir != nil {
		h.dir.Close()
	}
}

// open opens a file; nil: os.Root has to, or to say why it cannot be opened.
func (h handle) open(base string) fs.File {
	if h.dir == nil {
		return nil
	}
	fd, err := unix.Openat(h.fd, base, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	return &input{fd, base}
}

// lstat says what a name in the folder is; nil: os.Root has to.
func (h handle) lstat(base string) fs.FileInfo {
	info := &inputInfo{name: base}
	if h.dir == nil || unix.Fstatat(h.fd, base, &info.stat, unix.AT_SYMLINK_NOFOLLOW) != nil {
		return nil
	}
	return info
}

// input is a file that is read once.
type input struct {
	fd   int
	name string
}

func (f *input) Read(to []byte) (int, error) {
	for {
		n, err := unix.Read(f.fd, to)
		switch {
		case err == unix.EINTR:
		case err != nil:
			return 0, &fs.PathError{Op: "read", Path: f.name, Err: err}
		case n == 0 && len(to) > 0:
			return 0, io.EOF
		default:
			return n, nil
		}
	}
}

func (f *input) Stat() (fs.FileInfo, error) {
	info := &inputInfo{name: f.name}
	if err := unix.Fstat(f.fd, &info.stat); err != nil {
		return nil, &fs.PathError{Op: "stat", Path: f.name, Err: err}
	}
	return info, nil
}

func (f *input) Close() error { return unix.Close(f.fd) }

// inputInfo is what the system says of a file.
type inputInfo struct {
	name string
	stat unix.Stat_t
}

func (i *inputInfo) Name() string       { return i.name }
func (i *inputInfo) Size() int64        { return i.stat.Size }
func (i *inputInfo) ModTime() time.Time { return time.Unix(i.stat.Mtim.Unix()) }
func (i *inputInfo) IsDir() bool        { return i.Mode().IsDir() }
func (i *inputInfo) Sys() any           { return &i.stat }

// Mode says what kind of file it is, and not who may read it.
func (i *inputInfo) Mode() fs.FileMode {
	switch i.stat.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return 0
	case unix.S_IFDIR:
		return fs.ModeDir
	case unix.S_IFLNK:
		return fs.ModeSymlink
	}
	return fs.ModeIrregular
}
