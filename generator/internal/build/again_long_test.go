//go:build long

package build

const (
	editsRun = 300
	partsRun = 500
)
