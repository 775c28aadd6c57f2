package source

import (
	"io/fs"
	"time"
)

// Stamp is what the operating system says of a file without opening it. The zero
// Stamp stands for nothing.
type Stamp struct {
	Device, Inode    uint64
	Size             int64
	Written, Changed int64 // nanoseconds: of the content, of the file in any way
}

// settling is how long a file must have been left alone before its stamp stands for
// its content. File systems tell times of a few milliseconds, some of two seconds:
// within that a file can be written twice and keep its stamp.
const settling = 3 * time.Second

// settled returns the stamp if the file had been left alone at a moment before it
// was read, and zero otherwise. Times that have not come yet prove nothing.
func (s Stamp) settled(at time.Time) Stamp {
	if max(s.Written, s.Changed) > at.Add(-settling).UnixNano() {
		return Stamp{}
	}
	return s
}

// StampOf returns the stamp of an open file that is about to be read. It is zero
// where it would not stand for what is read.
func StampOf(f fs.File) Stamp {
	at := time.Now()
	info, err := f.Stat()
	if err != nil {
		return Stamp{}
	}
	return stampOf(info).settled(at)
}
