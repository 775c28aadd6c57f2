package build

import "io/fs"

// onlyOurs trusts the folder: the profile of a user is closed to others.
func onlyOurs(fs.FileInfo) bool { return true }
