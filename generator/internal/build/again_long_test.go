//go:build long

package build

const (
	editsRun = 300
	partsRun = 500

	releasesRun = 40 // each made from the last one and from nothing
)
