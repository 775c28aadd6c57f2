// Package sbom lists what this program is made of, in the format CycloneDX: each
// module of Go in it, with version, checksum and licence, and Go itself. It asks
// the running program and nothing else: no tool, no network, no clock. The same
// program says the same bytes.
package sbom

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
)

// Name is what the program calls itself.
const Name = "minhbach"

// ownLicence is that of the program; those of its modules stand in licences.txt.
const ownLicence = "Apache-2.0"

// licences has a line "module licence" for each module of the program, on any
// system. A test keeps it true.
//
//go:embed licences.txt
var licences string

// document is the part of CycloneDX 1.6 that is used here.
type document struct {
	Schema       string       `json:"$schema"`
	BOMFormat    string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	Licences   []licence  `json:"licenses,omitempty"`
	PURL       string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

type licence struct {
	Expression string `json:"expression"` // of SPDX
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

// Own lists what the running program is made of.
func Own(version string) ([]byte, error) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil, errors.New("parts of the program: it was built without modules")
	}
	return Of(info, version)
}

// Of lists the parts of a program from what its build left in it.
func Of(info *debug.BuildInfo, version string) ([]byte, error) {
	known := licencesByModule()
	program := module(Name, version, ownLicence)
	program.Type = "application"
	d := document{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", BOMFormat: "CycloneDX", SpecVersion: "1.6", Version: 1,
		Metadata: metadata{program},
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		c := module(m.Path, m.Version, known[m.Path])
		if m.Sum != "" {
			c.Properties = []property{{"go.sum", m.Sum}}
		}
		d.Components = append(d.Components, c)
	}
	release, _, _ := strings.Cut(strings.TrimPrefix(info.GoVersion, "go"), " ")
	d.Components = append(d.Components, module("std", release, known["std"]))
	slices.SortFunc(d.Components, func(a, b component) int { return cmp.Compare(a.Ref, b.Ref) })
	// The program does not remember which module needs which: it holds them all.
	all := dependency{Ref: program.Ref}
	for _, c := range d.Components {
		all.DependsOn = append(all.DependsOn, c.Ref)
	}
	d.Dependencies = []dependency{all}
	data, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("parts of the program: %w", err)
	}
	return append(data, '\n'), nil
}

func module(path, version, expression string) component {
	// A package URL of Go is in lower case; the name keeps the path as it is.
	purl := "pkg:golang/" + strings.ToLower(path) + "@" + strings.ReplaceAll(version, "+", "%2B")
	c := component{Type: "library", Ref: purl, Name: path, Version: version, PURL: purl}
	if expression != "" {
		c.Licences = []licence{{expression}}
	}
	return c
}

func licencesByModule() map[string]string {
	known := map[string]string{}
	for line := range strings.Lines(licences) {
		path, expression, _ := strings.Cut(strings.TrimSpace(line), " ")
		known[path] = expression
	}
	return known
}
