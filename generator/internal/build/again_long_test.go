//go:build long

package build

import "flag"

func init() {
	flag.IntVar(&editsRun, "edits", 200, "edits after each of which a build is compared with a full one")
	flag.Uint64Var(&editsSeed, "seed", 1, "`number` that decides which edits")
}

const (
	partsRun    = 500
	releasesRun = 40 // each made from the last one and from nothing
)
