package cube

import (
	"slices"
	"strings"
)

// Axes along which every row has exactly one place, its atom.
const (
	axisFlow = iota // class at the start × at the end of the year × fell back or newly poor
	axisBody        // organisation or commitment that helps
	axisSize        // size band
	axisCount
)

// Traits of which a row may have several.
const (
	multiIndicator = iota
	multiTrait
	multiSupport
	multiSource
	multiCount
)

// attribute is what a dimension or a universe may name.
type attribute struct {
	axis  int // axisCount where the attribute is of the kind that a row may have several of
	multi int
}

var attributes = map[string]attribute{
	"class-start": {axis: axisFlow}, "class-end": {axis: axisFlow}, "transition": {axis: axisFlow},
	"organization": {axis: axisBody}, "commitment": {axis: axisBody},
	"size-band": {axis: axisSize},
	"indicator": {axisCount, multiIndicator}, "characteristic": {axisCount, multiTrait},
	"support": {axisCount, multiSupport}, "money-source": {axisCount, multiSource},
}

// multiNames are the names of the multi attributes in cell ids.
var multiNames = [multiCount]string{"indicator", "characteristic", "support", "money-source"}

// nobody is the code of rows that no organisation or commitment helps.
const nobody = "none"

const flowAtoms = 4 * 4 * 2

func flowAtom(start, end int32, fell bool) int32 {
	a := (start*4 + end) * 2
	if fell {
		a++
	}
	return a
}

// flow takes an atom apart; ok is false where no row can have it.
func flow(atom int32) (start, end int32, fell, ok bool) {
	start, end, fell = atom/8, atom/2%4, atom%2 == 1
	return start, end, fell, !fell || start != classPoor && end == classPoor
}

// transition gives the place in transitionCodes of what happened.
func transition(start, end int32, fell bool) int32 {
	switch {
	case start == classPoor && end == classPoor:
		return 0
	case start == classPoor:
		return 1
	case end != classPoor:
		return 4
	case fell:
		return 3
	}
	return 2
}

// codesOf gives the codes of an attribute and the code of each atom of its
// axis, −1 for none.
func (l *lists) codesOf(name string) (codes []string, of []int32) {
	bodies, commitments := int32(len(l.bodies.codes)), int32(len(l.commitments.codes))
	switch name {
	case "class-start", "class-end", "transition":
		codes = l.classes.codes
		if name == "transition" {
			codes = transitionCodes
		}
		for a := range int32(flowAtoms) {
			start, end, fell, ok := flow(a)
			c := map[string]int32{"class-start": start, "class-end": end, "transition": transition(start, end, fell)}[name]
			if !ok {
				c = -1
			}
			of = append(of, c)
		}
	case "organization":
		codes = append(slices.Clone(l.bodies.codes), nobody)
		for b := range bodies {
			of = append(of, b)
		}
		for c := range commitments {
			of = append(of, l.helper[c])
		}
		of = append(of, bodies)
	case "commitment":
		codes = append(slices.Clone(l.commitments.codes), nobody)
		of = slices.Repeat([]int32{commitments}, int(bodies))
		for c := range commitments {
			of = append(of, c)
		}
		of = append(of, commitments)
	case "size-band":
		codes = l.sizes.codes
		for i := range codes {
			of = append(of, int32(i))
		}
	case "indicator":
		codes = l.indicators.codes
	case "characteristic":
		codes = l.traits.codes
	case "support":
		codes = l.supports.codes
	case "money-source":
		codes = l.sources.codes
	}
	return codes, of
}

// atoms are the places of a row on the axes.
func (l *lists) atoms(r *row) [axisCount]int32 {
	body := int32(len(l.bodies.codes) + len(l.commitments.codes))
	switch {
	case r.commitment >= 0:
		body = int32(len(l.bodies.codes)) + r.commitment
	case r.body >= 0:
		body = r.body
	}
	return [axisCount]int32{flowAtom(r.start, r.end, r.fellBack), body, r.size}
}

// family holds the sets of atoms of one axis that cells are about. Set 0 is all
// atoms.
type family struct {
	sets  [][]int32
	index map[string]int32
}

func newFamily(all []int32) *family {
	f := &family{index: map[string]int32{}}
	f.intern(all)
	return f
}

// intern gives the number of a set; atoms must ascend.
func (f *family) intern(atoms []int32) int32 {
	key := setKey(atoms)
	i, ok := f.index[key]
	if !ok {
		i = int32(len(f.sets))
		f.index[key] = i
		f.sets = append(f.sets, slices.Clone(atoms))
	}
	return i
}

// where gives the atoms of set i that keep accepts.
func (f *family) where(i int32, keep func(atom int32) bool) int32 {
	var atoms []int32
	for _, a := range f.sets[i] {
		if keep(a) {
			atoms = append(atoms, a)
		}
	}
	return f.intern(atoms)
}

// name says in cell ids which rows a set holds: by the first of the ways below
// that fits, so that one set has one name whatever table it comes from.
func (l *lists) name(f *family, axis int, set int32) string {
	if set == 0 {
		return ""
	}
	var ways [][]string
	switch axis {
	case axisFlow:
		ways = [][]string{{"class-end"}, {"transition"}, {"class-start"}, {"class-end", "transition"}, {"class-start", "class-end"}, {"class-start", "class-end", "transition"}}
	case axisBody:
		ways = [][]string{{"organization"}, {"commitment"}, {"organization", "commitment"}}
	case axisSize:
		ways = [][]string{{"size-band"}}
	}
	for _, way := range ways {
		if name, ok := l.describe(f, set, way); ok {
			return name
		}
	}
	return l.enumerate(f, axis, set)
}

// describe tries to say a set as "every code of these attributes that it has".
func (l *lists) describe(f *family, set int32, names []string) (string, bool) {
	has := make([]map[int32]bool, len(names))
	codes, of := make([][]string, len(names)), make([][]int32, len(names))
	for k, n := range names {
		codes[k], of[k] = l.codesOf(n)
		has[k] = map[int32]bool{}
		for _, a := range f.sets[set] {
			has[k][of[k][a]] = true
		}
	}
	same := f.where(0, func(a int32) bool {
		for k := range names {
			if !has[k][of[k][a]] {
				return false
			}
		}
		return true
	})
	if same != set {
		return "", false
	}
	var parts []string
	for k, n := range names {
		var cs []string
		for c := range has[k] {
			cs = append(cs, codes[k][c])
		}
		slices.Sort(cs)
		parts = append(parts, n+"="+strings.Join(cs, "+"))
	}
	return strings.Join(parts, "|"), true
}

// enumerate names a set by its atoms, where no attributes describe it.
func (l *lists) enumerate(f *family, axis int, set int32) string {
	var parts []string
	for _, a := range f.sets[set] {
		if axis == axisFlow {
			start, end, fell, _ := flow(a)
			parts = append(parts, l.classes.codes[start]+">"+l.classes.codes[end]+">"+transitionCodes[transition(start, end, fell)])
			continue
		}
		codes, of := l.codesOf("organization")
		name := codes[of[a]]
		if c := a - int32(len(l.bodies.codes)); c >= 0 && int(c) < len(l.commitments.codes) {
			name = l.commitments.codes[c]
		}
		parts = append(parts, name)
	}
	return [axisCount]string{"flow=", "help=", "size-band="}[axis] + strings.Join(parts, "+")
}
