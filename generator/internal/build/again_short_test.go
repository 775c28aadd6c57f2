//go:build !long

package build

// partsRun is the number of edits after each of which all parts are composed.
const partsRun = 4
