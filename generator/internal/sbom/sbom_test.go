package sbom

import (
	"bytes"
	"encoding/json"
	"os"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

func program() *debug.BuildInfo {
	return &debug.BuildInfo{
		GoVersion: "go1.26.8 X:nodwarf5",
		Deps: []*debug.Module{
			{Path: "golang.org/x/mod", Version: "v0.42.0", Sum: "h1:abc="},
			{Path: "github.com/BurntSushi/locker", Version: "v0.0.0-20171006230638-a6e239ea1c69"},
			{Path: "example.org/old", Version: "v1.0.0", Replace: &debug.Module{Path: "example.org/new", Version: "v2.0.0+incompatible"}},
		},
	}
}

func TestPartsOfAProgram(t *testing.T) {
	data, err := Of(program(), "0.1.0")
	if err != nil {
		t.Fatal(err)
	}
	var got document
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range append([]component{got.Metadata.Component}, got.Components...) {
		line := c.PURL + " " + c.Name
		for _, l := range c.Licences {
			line += " " + l.Expression
		}
		lines = append(lines, line)
	}
	want := `pkg:golang/minhbach@0.1.0 minhbach Apache-2.0
pkg:golang/example.org/new@v2.0.0%2Bincompatible example.org/new
pkg:golang/github.com/burntsushi/locker@v0.0.0-20171006230638-a6e239ea1c69 github.com/BurntSushi/locker Unlicense
pkg:golang/golang.org/x/mod@v0.42.0 golang.org/x/mod BSD-3-Clause
pkg:golang/std@1.26.8 std BSD-3-Clause`
	if text := strings.Join(lines, "\n"); text != want {
		t.Errorf("got\n%s\nwant\n%s", text, want)
	}
	again, err := Of(program(), "0.1.0")
	if err != nil || !bytes.Equal(again, data) {
		t.Error("the same program is described in other bytes")
	}
}

// The schemas in testdata are the official ones, unchanged, under Apache-2.0.
func TestPartsAreInOfficialFormat(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	for _, name := range []string{"bom-1.6", "spdx", "jsf-0.82"} {
		f, err := os.Open("testdata/" + name + ".schema.json")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := compiler.AddResource("http://cyclonedx.org/schema/"+name+".schema.json", f); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile("http://cyclonedx.org/schema/bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	data, err := Of(program(), "0.1.0")
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []struct {
		name, old, new string
		valid          bool
	}{
		{"as it is", "", "", true},
		{"no such type of component", `"type": "library"`, `"type": "book"`, false},
		{"a name that is a number", `"name": "std"`, `"name": 1`, false},
		{"an unknown field", `"specVersion"`, `"specification"`, false},
	} {
		var v any
		if err := json.Unmarshal(bytes.Replace(data, []byte(change.old), []byte(change.new), 1), &v); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); (err == nil) != change.valid {
			t.Errorf("%s: %v", change.name, err)
		}
	}
}
