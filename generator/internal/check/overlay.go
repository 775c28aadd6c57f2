package check

import (
	"maps"
	"slices"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// Overlay checks values that did not come from one file, such as settings of
// which some were given in the environment. data is the whole as JSON; origin
// names, for the dotted path of a value ("disclosure.groupMinimum"), the variable
// or flag that gave it. Only problems of such values are returned, placed there.
func Overlay(kind string, data []byte, origin map[string]string) []diag.Problem {
	f := &source.File{Path: kind, Kind: kind, Text: string(data)}
	tree, found := f.Tree()
	found = append(found, value(kind, tree)...)
	var problems []diag.Problem
	for _, key := range slices.Sorted(maps.Keys(origin)) {
		at := lookup(tree, key)
		if at == nil {
			continue
		}
		from, to := at.KeyPos(), at.Pos()
		for _, p := range found {
			if before(from, p.Pos) && p.Line <= to.EndLine && (p.Line < to.EndLine || p.Col <= to.EndCol) {
				p.Pos = diag.Pos{Path: origin[key]}
				problems = append(problems, p)
			}
		}
	}
	return problems
}

// lookup follows a dotted path to its end.
func lookup(n *source.Node, path string) *source.Node {
	for _, key := range strings.Split(path, ".") {
		n = n.Get(key)
	}
	return n
}

// before reports whether place a is not after place b.
func before(a, b diag.Pos) bool { return a.Line < b.Line || a.Line == b.Line && a.Col <= b.Col }
