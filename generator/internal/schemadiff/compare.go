// Package schemadiff compares two versions of the JSON Schemas as the readers of
// the published data see them. It tells whether a program that reads the old
// data can read the new: a major change may break it, a minor one adds, a patch
// explains. It decides nothing about the data and never reads a record.
package schemadiff

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"minhbach/generator/internal/diag"
)

// Level is how much a change means to readers, as in semantic versioning.
type Level int

// The levels, least first.
const (
	None Level = iota
	Patch
	Minor
	Major
)

func (l Level) String() string { return [...]string{"none", "patch", "minor", "major"}[l] }

// Change is one difference.
type Change struct {
	Schema string // "commitments"
	Path   string // property within it: "promise.value"; empty for the whole
	Level  Level
	Why    diag.Text
}

// inputs are the schemas of what readers never get: settings, confidential rows
// and what editors write around the records.
var inputs = []string{"site", "microdata", "allow", "page", "tables"}

// suffix ends the name of every schema file.
const suffix = ".schema.json"

// Compare lists what changed between two sets of schemas, by name without
// suffix, the most serious first.
func Compare(before, after map[string][]byte) ([]Change, error) {
	old, err := parse(before)
	if err != nil {
		return nil, err
	}
	now, err := parse(after)
	if err != nil {
		return nil, err
	}
	var all []Change
	for _, name := range slices.Sorted(maps.Keys(union(old, now))) {
		c := comparison{old: old, now: now, schema: name}
		c.schemas(old[name], now[name])
		if slices.Contains(inputs, name) {
			c.soften()
		}
		all = append(all, c.changes...)
	}
	slices.SortStableFunc(all, func(a, b Change) int { return int(b.Level - a.Level) })
	return all, nil
}

// Highest is the level of the whole.
func Highest(changes []Change) Level {
	highest := None
	for _, c := range changes {
		highest = max(highest, c.Level)
	}
	return highest
}

// node is a JSON object of a schema.
type node = map[string]any

func parse(files map[string][]byte) (map[string]node, error) {
	parsed := make(map[string]node, len(files))
	for name, data := range files {
		var n node
		if err := json.Unmarshal(data, &n); err != nil {
			return nil, fmt.Errorf("schema %s: %w", name, err)
		}
		parsed[name] = n
	}
	return parsed, nil
}

func union[V any](a, b map[string]V) map[string]bool {
	keys := make(map[string]bool, len(a)+len(b))
	for k := range a {
		keys[k] = true
	}
	for k := range b {
		keys[k] = true
	}
	return keys
}

// comparison collects the changes of one schema.
type comparison struct {
	old, now map[string]node
	schema   string
	changes  []Change
}

func (c *comparison) add(path string, level Level, vi, en string, args ...any) {
	c.changes = append(c.changes, Change{c.schema, path, level, diag.Textf(vi, en, args...)})
}

// soften makes every change a patch: nobody reads this kind of file.
func (c *comparison) soften() {
	for i := range c.changes {
		c.changes[i].Level = Patch
	}
}

func (c *comparison) schemas(old, now node) {
	switch {
	case old == nil:
		c.add("", Minor, "thêm lược đồ", "schema added")
		return
	case now == nil:
		c.add("", Major, "bỏ lược đồ", "schema removed")
		return
	}
	c.nodes("", old, now)
	parts, nowParts := object(old["$defs"]), object(now["$defs"])
	for _, name := range slices.Sorted(maps.Keys(union(parts, nowParts))) {
		path := "$defs." + name
		a, b := object(parts[name]), object(nowParts[name])
		switch {
		case a == nil:
			c.add(path, Patch, "thêm phần dùng chung", "shared part added")
		case b == nil:
			c.add(path, Patch, "bỏ phần dùng chung", "shared part removed") // what used it is compared where it was used
		default:
			c.nodes(path, a, b)
		}
	}
}

func object(v any) node {
	n, _ := v.(node)
	return n
}

// resolve follows references within a set of schemas.
func resolve(set map[string]node, schema string, n node) node {
	for range 10 { // a chain of references is short; a circle ends here
		target, ok := n["$ref"].(string)
		if !ok {
			return n
		}
		file, pointer, _ := strings.Cut(target, "#")
		if file != "" {
			schema = strings.TrimSuffix(file, suffix)
		}
		found := set[schema]
		for part := range strings.SplitSeq(strings.Trim(pointer, "/"), "/") {
			if part != "" {
				found = object(found[part])
			}
		}
		if found == nil {
			return n
		}
		merged := maps.Clone(found)
		for key, value := range n {
			if key != "$ref" {
				merged[key] = value
			}
		}
		n = merged
	}
	return n
}
