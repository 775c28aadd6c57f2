//go:build !linux

package kept

import (
	"io/fs"
	"math"
)

// StampOf is the stamp of a file. What tells that a file was changed and its time
// set back is not known here, so that the bytes always decide.
func StampOf(info fs.FileInfo) Stamp {
	return Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano(), Changed: math.MaxInt64}
}
