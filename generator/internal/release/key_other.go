//go:build !unix

package release

import "io/fs"

// openToOthers cannot be told from the mode of a file here.
func openToOthers(fs.FileInfo) bool { return false }
