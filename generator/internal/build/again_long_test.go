//go:build long

package build

const editsRun = 300
