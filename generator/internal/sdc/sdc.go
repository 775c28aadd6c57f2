// Package sdc protects statistics: it receives exact cubes and returns safe
// tables. It stands between cube and portal, and nothing else can make a
// Release, so that an exact number that is not safe has no way out.
//
// The rules are those of Hundepool et al., Statistical Disclosure Control
// (2012). A cell is unsafe in itself (primary) when it has fewer contributors
// than the threshold, when it fails the p% rule, or when it would tell that all
// or none of a group have a trait. Other cells (secondary) are withheld until
// no reader can bring any withheld cell within less than the required width.
//
// Where every cell lies in two sums at most the tables are a network (Cox 1995;
// Castro 2002): moving counts about without changing a published figure is a
// circulation, and protection is a search for cheapest augmenting cycles.
// Elsewhere (three-way and linked tables) such moves are found by a small
// simplex over whole numbers. Both only ever propose; what decides is a witness:
// another table that agrees with every published figure, checked by integer
// addition. What has no witness counts as unsafe.
//
// The package never reads or writes a file, and its result does not depend on
// the number of processors.
package sdc

import (
	"fmt"

	"minhbach/generator/internal/cube"
)

// Public is what readers already have when a release is made.
type Public struct {
	Earlier     []Earlier
	Differences []Difference
}

// Difference is a quantity that readers can derive by subtraction though no
// table shows it. It is safe when it is zero, when its absolute value is at
// least Min, or when it stays as uncertain as a withheld cell. A cube needs none
// for its own groups, places and years: what they leave of each other are cells.
type Difference struct {
	ID          string
	Plus, Minus []int32 // indexes of cells
	Min         int64
}

// UnmetError says that the rules cannot be met for a table. It names no cell.
type UnmetError struct {
	Table string // id of a table definition; empty when no table shows the cell
	Rule  string // threshold, group, insider, p%, earlier release, difference, method
}

// RuleMethod is the rule that a table with a method shares no cell with a table
// that has none, and with nothing that is public already.
const RuleMethod = "method"

func (e *UnmetError) Error() string {
	return fmt.Sprintf("table %q cannot be published: the rule %q cannot be met; merge categories or pool small units", e.Table, e.Rule)
}

// Protect withholds what must be withheld and returns the safe release.
func Protect(c *cube.Cube, p Policy, known Public) (*Release, error) {
	s, err := newSystem(c, p, known)
	if err != nil {
		return nil, err
	}
	s.reduce()
	for _, money := range []bool{false, true} {
		if err := s.judge(money); err != nil {
			return nil, err
		}
		if err := s.choose(money); err != nil {
			return nil, err
		}
	}
	return s.release()
}
