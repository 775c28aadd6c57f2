// Package audit attacks published statistics from the published files alone. It
// computes what any reader can deduce about each withheld figure, and shares
// nothing with the code that chose what to withhold: it never sees microdata,
// cubes or policies, and it decides in whole numbers and exact fractions.
//
// What it cannot decide counts as a breach.
package audit

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
)

// Open stands for no upper limit.
const Open = math.MaxInt64 / 4

// Bundle is one published audit file.
type Bundle struct {
	MinWidth       int64 // width required of withheld figures that state none
	ZerosPublished bool  // every zero is published: what is withheld is at least 1
	Cells          []Cell
	Equations      []Equation
	Derived        []Derived

	once  sync.Once // guards index, which Read drops to save memory
	index map[string]int32
	ids   strings.Builder // memory of ids while they are read
}

// Cell is one published figure. Lower and Upper are equal unless it is withheld.
type Cell struct {
	ID           string
	Lower, Upper int64 // Upper may be Open
	MinWidth     int64 // of a withheld figure
	Withheld     bool
	Method       string // "round" or "cell-key" where readers see Shown and know that the figure lies from Lower to Upper
	Shown        int64
}

// Equation says that all cells but the last sum to the last.
type Equation struct {
	Cells     []int32
	Attribute bool // the parts are values of a sensitive attribute of one group
}

// Derived is a quantity that readers can form.
type Derived struct {
	ID           string
	Cells        []int32
	Coefficients []int64
	MinAbs       int64 // below it the quantity is unsafe, unless it is zero
}

// Find gives the figure of an id.
func (b *Bundle) Find(id string) (Cell, bool) {
	i, ok := b.at(id)
	if !ok {
		return Cell{}, false
	}
	return b.Cells[i], true
}

// at finds the index of an id.
func (b *Bundle) at(id string) (int32, bool) {
	b.once.Do(func() {
		b.index = make(map[string]int32, len(b.Cells))
		for i := range b.Cells {
			b.index[b.Cells[i].ID] = int32(i)
		}
	})
	i, ok := b.index[id]
	return i, ok
}

type jsonCell struct {
	ID       *string         `json:"id"`
	Value    json.RawMessage `json:"value"`
	Lower    *int64          `json:"lower"`
	Upper    json.RawMessage `json:"upper"`
	MinWidth *int64          `json:"min_width"`
	Method   *string         `json:"method"`
	Shown    *int64          `json:"shown"`
}

type jsonEquation struct {
	Sum       []string `json:"sum"`
	Equals    string   `json:"equals"`
	Attribute bool     `json:"attribute"`
}

type jsonDerived struct {
	ID     string           `json:"id"`
	Terms  map[string]int64 `json:"terms"`
	MinAbs *int64           `json:"min_abs"`
}

// Read reads a bundle as a stream. A member that the format does not know is an
// error: it could tell what must not be told.
func Read(r io.Reader) (*Bundle, error) {
	b := &Bundle{MinWidth: -1, index: map[string]int32{}}
	s := &scanner{from: r}
	if _, err := s.take("{"); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	for end := byte(','); end != '}'; {
		var key string
		if err := s.decode(&key); err != nil {
			return nil, err
		}
		if _, err := s.take(":"); err != nil {
			return nil, err
		}
		if seen[key] {
			return nil, fmt.Errorf("member %q occurs twice", key)
		}
		seen[key] = true
		err := b.member(s, key)
		if err == nil {
			end, err = s.take(",}")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	for _, key := range []string{"min_width", "cells", "equations", "derived"} {
		if !seen[key] {
			return nil, fmt.Errorf("member %q is missing", key)
		}
	}
	if _, err := s.next(); err == nil {
		return nil, errors.New("something follows the bundle")
	} else if err != io.EOF {
		return nil, err
	}
	for i := range b.Cells {
		if c := &b.Cells[i]; c.MinWidth < 0 {
			c.MinWidth = b.MinWidth
		}
	}
	b.index, b.ids = nil, strings.Builder{}
	return b, nil
}

func (b *Bundle) member(s *scanner, key string) error {
	switch key {
	case "min_width":
		if err := s.decode(&b.MinWidth); err != nil || b.MinWidth < 1 {
			return errors.New("must be a whole number, at least 1")
		}
		return nil
	case "zeros":
		var text string
		if err := s.decode(&text); err != nil || text != "published" {
			return errors.New(`must be "published" where it is given`)
		}
		b.ZerosPublished = true
		return nil
	case "cells":
		return s.list(b.quickCell, slowly(s, b.addCell))
	case "equations":
		if len(b.Cells) == 0 {
			return errors.New("must come after the cells")
		}
		return s.list(b.quickEquation, slowly(s, b.addEquation))
	case "derived":
		return s.list(func([]byte) (int, error) { return 0, nil }, slowly(s, b.addDerived))
	}
	return errors.New("is not part of the format")
}

// slowly decodes an element however it is written.
func slowly[T any](s *scanner, add func(*T) error) func() error {
	return func() error {
		var x T
		if err := s.decode(&x); err != nil {
			return err
		}
		return add(&x)
	}
}

func (b *Bundle) addCell(j *jsonCell) error {
	if j.ID == nil || j.Value == nil || j.Lower == nil || j.Upper == nil {
		return errors.New("needs id, value, lower and upper")
	}
	c := Cell{ID: *j.ID, Lower: *j.Lower, Upper: Open, MinWidth: -1}
	if string(j.Upper) != "null" {
		if err := json.Unmarshal(j.Upper, &c.Upper); err != nil {
			return err
		}
	}
	var value int64
	if c.Withheld = string(j.Value) == "null"; !c.Withheld {
		if err := json.Unmarshal(j.Value, &value); err != nil {
			return err
		}
	}
	if j.Method != nil || j.Shown != nil {
		if j.Method == nil || j.Shown == nil || !c.Withheld || c.Upper >= Open || *j.Method != "round" && *j.Method != "cell-key" {
			return fmt.Errorf("cell %q: a method needs a name that the format knows, a shown figure, an interval, and no value", c.ID)
		}
		if c.Method, c.Shown = *j.Method, *j.Shown; c.Shown < c.Lower || c.Shown > c.Upper {
			return fmt.Errorf("cell %q: what is shown lies outside its interval", c.ID)
		}
	}
	if j.MinWidth != nil {
		c.MinWidth = max(0, *j.MinWidth)
	}
	return b.enter(c, value)
}

// enter adds a cell, with the value that a published one says it has.
func (b *Bundle) enter(c Cell, value int64) error {
	if !c.Withheld && (value != c.Lower || value != c.Upper) {
		return fmt.Errorf("cell %q: the range of a published figure must be the figure", c.ID)
	}
	if c.Lower < 0 || c.Upper < c.Lower {
		return fmt.Errorf("cell %q: no figure can lie in its range", c.ID)
	}
	if b.index[c.ID] = int32(len(b.Cells)); len(b.index) == len(b.Cells) {
		return fmt.Errorf("cell %q occurs twice", c.ID)
	}
	b.Cells = append(b.Cells, c)
	return nil
}

func (b *Bundle) addEquation(j *jsonEquation) error {
	if len(j.Sum) == 0 {
		return errors.New("has no parts")
	}
	e := Equation{Attribute: j.Attribute, Cells: make([]int32, 0, len(j.Sum)+1)}
	for _, id := range append(j.Sum, j.Equals) {
		c, ok := b.index[id]
		if !ok {
			return fmt.Errorf("names the cell %q, which is not there", id)
		}
		e.Cells = append(e.Cells, c)
	}
	b.Equations = append(b.Equations, e)
	return nil
}

func (b *Bundle) addDerived(j *jsonDerived) error {
	if j.MinAbs == nil || len(j.Terms) == 0 {
		return errors.New("needs terms and min_abs")
	}
	d := Derived{ID: j.ID, MinAbs: *j.MinAbs}
	for _, id := range slices.Sorted(maps.Keys(j.Terms)) {
		c, ok := b.index[id]
		if !ok {
			return fmt.Errorf("names the cell %q, which is not there", id)
		}
		d.Cells, d.Coefficients = append(d.Cells, c), append(d.Coefficients, j.Terms[id])
	}
	b.Derived = append(b.Derived, d)
	return nil
}
