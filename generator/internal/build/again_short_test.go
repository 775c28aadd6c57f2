//go:build !long

package build

// editsRun is the number of edits after each of which a build is compared with a
// full one. `go test -tags long ./generator/internal/build` makes hundreds.
const editsRun = 1

// partsRun is the number of edits after each of which all parts are composed.
const partsRun = 4
