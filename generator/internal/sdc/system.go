package sdc

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"minhbach/generator/internal/cube"
)

// mark is what the program has decided or knows about a cell.
type mark uint16

const (
	fixed    mark = 1 << iota // cannot be withheld: known to everybody, or published before
	primary                   // unsafe in itself
	withheld                  // primary or secondary
	single                    // one household, which knows it
	helped                    // one organisation helps every household of it, and knows it
	trait                     // part of an attribute equation: zero is a possible value for a reader
	positive                  // its sum of money is above zero, so a reader may know that it is not zero
	locked                    // to stay withheld: it was before, or a linked requirement relies on it
	hub                       // lies in more sums than a network allows
	unseen                    // no table shows it and nobody can deduce it
)

// watched cells are those that an insider knows.
const watched = single | helped

// unbounded stands for no upper limit.
const unbounded = math.MaxInt64 / 4

// term is a cell in an equation: its index, and in the lowest bit whether it is
// subtracted.
type term int32

func (t term) cell() int32 { return int32(t >> 1) }
func (t term) sign() int64 { return 1 - 2*int64(t&1) }

// system is all cells of a release as the variables of one set of equations,
// each of the form Σ ±x = 0. The cells after the cube's own are differences.
type system struct {
	cube   *cube.Cube
	policy Policy
	known  Public

	value  []int64 // households, or units of money
	extras []extra // the variables after the cube's cells
	mark   []mark
	shown  []bool // cell of the cube that a table shows
	cost   []int32

	start  []int32 // equation e has terms[start[e]:start[e+1]]
	terms  []term
	active []bool  // false: follows from the active ones
	cstart []int32 // cell c lies in sums[cstart[c]:cstart[c+1]]
	sums   []term  // here the cell part is the equation's index
	side   []int8  // sign of an equation as a node of the network

	dominance map[int32]int64   // cells that must keep a distance from both ends
	scale     map[int32]int64   // money cells with a unit finer than the policy's
	witnesses map[int32][2]move // of cells that are no part of a network
	limits    map[int32]limit   // cells that a method changed
	methodic  map[int32]bool    // cells of tables with a method
	owner     map[int32]int32   // cell of one household → the first cell of that household, where there are several
}

func (s *system) is(c int32, m mark) bool { return s.mark[c]&m != 0 }

func (s *system) equation(e int32) []term { return s.terms[s.start[e]:s.start[e+1]] }

func (s *system) equationsOf(c int32) []term { return s.sums[s.cstart[c]:s.cstart[c+1]] }

func (s *system) isMoney(c int32) bool {
	return int(c) < len(s.cube.Cells) && s.cube.Cells[c].Money
}

func (s *system) isExtra(c int32) bool { return int(c) >= len(s.cube.Cells) }

// floor is the least value that a reader must think possible. A wary floor also
// counts what is no sum: that somebody stands behind a sum of money, and that a
// sum is not zero where all zeros are published, whatever it was rounded to.
func (s *system) floor(c int32, wary bool) int64 {
	if l, ok := s.limits[c]; ok {
		if wary && s.is(c, positive) {
			return max(1, l.lower)
		}
		return l.lower
	}
	switch {
	case s.isExtra(c):
		return -unbounded
	case s.is(c, trait), s.value[c] == 0:
		return 0
	case s.isMoney(c):
		if wary && s.policy.publishZeros {
			return 1
		}
		return 0
	case s.policy.publishZeros, wary && s.is(c, positive):
		return 1
	}
	return 0
}

// ceiling is the greatest value that a reader must think possible before looking
// at any sum.
func (s *system) ceiling(c int32) int64 {
	if l, ok := s.limits[c]; ok {
		return l.upper
	}
	return unbounded
}

// isLoose reports whether a wary reader knows more about some of the cells than
// the sums tell.
func (s *system) isLoose(cells []int32) bool {
	return slices.ContainsFunc(cells, func(c int32) bool { return s.floor(c, true) != s.floor(c, false) })
}

// width is the freedom that a withheld cell must have.
func (s *system) width(c int32) int64 {
	if s.isExtra(c) {
		return s.extras[int(c)-len(s.cube.Cells)].width
	}
	if s.is(c, unseen) {
		return 0
	}
	cell := &s.cube.Cells[c]
	return s.policy.minWidth(cell.Rule, cell.Money, s.value[c])
}

func newSystem(c *cube.Cube, p Policy, known Public) (*system, error) {
	if p.unit == 0 {
		return nil, errors.New("disclosure policy is empty")
	}
	n := len(c.Cells)
	s := &system{
		cube: c, policy: p, known: known,
		value: make([]int64, n), mark: make([]mark, n),
		dominance: map[int32]int64{}, scale: map[int32]int64{}, owner: map[int32]int32{}, witnesses: map[int32][2]move{},
	}
	for i := range c.Cells {
		s.value[i] = c.Cells[i].Value
		if s.value[i] < 0 || c.Cells[i].Count < 0 {
			return nil, errors.New("cube holds a negative figure")
		}
	}
	s.shown = make([]bool, n)
	for _, t := range c.Tables {
		for _, c := range t.Rows.Cells {
			s.shown[c] = true
		}
	}
	s.start = append(make([]int32, 0, len(c.Equations)+1), 0)
	for i := range c.Equations {
		if err := s.addEquation(&c.Equations[i]); err != nil {
			return nil, err
		}
	}
	s.fix()
	if err := s.addMethods(); err != nil {
		return nil, err
	}
	if err := s.addDifferences(); err != nil {
		return nil, err
	}
	if err := s.addEarlier(); err != nil {
		return nil, err
	}
	s.index()
	for e := range int32(len(s.start) - 1) {
		var sum int64
		for _, t := range s.equation(e) {
			sum += t.sign() * s.value[t.cell()]
		}
		if sum != 0 {
			return nil, fmt.Errorf("equation %d of the cube does not hold", e)
		}
	}
	return s, s.roundMoney()
}

func (s *system) addEquation(e *cube.Equation) error {
	n := int32(len(s.cube.Cells))
	if e.Total < 0 || e.Total >= n {
		return errors.New("cube: an equation names a cell that is not there")
	}
	for _, c := range e.Parts {
		if c < 0 || c >= n {
			return errors.New("cube: an equation names a cell that is not there")
		}
		if s.cube.Cells[c].Money != s.cube.Cells[e.Total].Money {
			return errors.New("cube: an equation mixes households and money")
		}
		s.terms = append(s.terms, term(c<<1))
		if e.Attribute && s.policy.groups {
			s.mark[c] |= trait
		}
	}
	s.terms = append(s.terms, term(e.Total<<1|1))
	s.start = append(s.start, int32(len(s.terms)))
	return nil
}

// addDifferences adds a variable for each difference that is not safe as it is.
// A safe one adds nothing: it is no published figure.
func (s *system) addDifferences() error {
	for _, d := range s.known.Differences {
		var v int64
		for _, c := range d.Plus {
			v += s.value[c]
		}
		for _, c := range d.Minus {
			v -= s.value[c]
		}
		if d.Min < 1 {
			return fmt.Errorf("difference %s has no minimum", d.ID)
		}
		if v == 0 || v >= d.Min || -v >= d.Min {
			continue
		}
		n := s.addExtra(v, primary|withheld, d.Min)
		for _, c := range d.Plus {
			s.terms = append(s.terms, term(c<<1))
		}
		for _, c := range d.Minus {
			s.terms = append(s.terms, term(c<<1|1))
		}
		s.terms = append(s.terms, term(n<<1|1))
		s.start = append(s.start, int32(len(s.terms)))
	}
	return nil
}

// index builds the lists of equations by cell.
func (s *system) index() {
	s.cstart = make([]int32, len(s.value)+1)
	for _, t := range s.terms {
		s.cstart[t.cell()+1]++
	}
	for c := range s.value {
		s.cstart[c+1] += s.cstart[c]
	}
	next := append([]int32(nil), s.cstart...)
	s.sums = make([]term, len(s.terms))
	for e := range int32(len(s.start) - 1) {
		for _, t := range s.equation(e) {
			c := t.cell()
			s.sums[next[c]] = term(e<<1) | t&1
			next[c]++
		}
	}
	s.active = make([]bool, len(s.start)-1)
	for e := range s.active {
		s.active[e] = true
	}
}

// price sets what withholding a cell costs: about the same for all, so that few
// are withheld, a little more for totals of totals, and more for what readers
// need.
func (s *system) price(height []uint8) {
	s.cost = make([]int32, len(s.value))
	for c := range s.value {
		var keep int64
		if c < len(s.cube.Cells) {
			keep = int64(min(max(s.cube.Cells[c].Keep, 0), 1000))
		}
		s.cost[c] = int32((400 + 20*int64(min(height[c], 16))) * (4 + keep) / 4)
	}
}
