package kept

// Memory is what may be used again of the last build. The zero value is nothing.
type Memory struct {
	Last *Index
	// Base stands for all that is no file of the project: the program, the settings,
	// the statistics.
	Base Digest
	// File is the digest of a file of the project, unknown for one that is not there.
	// Nil: nothing is used again.
	File func(path string) Digest
	// Left is what a part left beside the record, nil for nothing. It may be damaged
	// or of another build.
	Left func(part string) []byte
}
