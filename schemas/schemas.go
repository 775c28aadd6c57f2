// Package schemas holds the JSON Schemas (2020-12) of every kind of record and
// of the front matter of pages. The program, editors' tools and the data
// dictionary all read the same files.
//
// Beside the standard keywords the schemas use a few annotations of our own,
// described in generator/decisions/0003-bilingual-schemas.md: x-en, x-pattern,
// x-rule, x-reference and x-vocab.
package schemas

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// Base is what the $id of every schema begins with.
const Base = "https://minhbach.example/schemas/v1/"

// Defs is the name of the schema that only holds parts of the others.
const Defs = "defs"

const suffix = ".schema.json"

// FS holds the files as they stand in this folder: "units.schema.json".
//
//go:embed *.schema.json
var FS embed.FS

// Names returns the name of every schema, Defs among them, in order: "units"
// for units.schema.json.
func Names() []string {
	paths, err := fs.Glob(FS, "*"+suffix)
	if err != nil {
		panic(err) // the pattern is constant
	}
	names := make([]string, len(paths))
	for i, path := range paths {
		names[i] = strings.TrimSuffix(path, suffix)
	}
	return names
}

// ID returns the permanent address of the schema called name, its $id.
func ID(name string) string { return Base + name + suffix }

// Read returns the schema called name as it stands in its file.
func Read(name string) ([]byte, error) {
	data, err := FS.ReadFile(name + suffix)
	if err != nil {
		return nil, fmt.Errorf("schema %q: %w", name, err)
	}
	return data, nil
}
