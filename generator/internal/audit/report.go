package audit

import (
	"cmp"
	"fmt"
	"slices"
)

// Fault says what is wrong with a figure.
type Fault string

const (
	Narrow       Fault = "narrow"       // it can be deduced more closely than the rules allow
	Undecided    Fault = "undecided"    // it could not be shown to be safe
	Telling      Fault = "telling"      // its range tells more than the published sums do
	Group        Fault = "group"        // it tells that all or none of a group have a trait
	Close        Fault = "difference"   // a quantity derived from it is small and known too closely
	Revoked      Fault = "revoked"      // published once, withheld now
	Revised      Fault = "revised"      // changed by too little between releases
	Inconsistent Fault = "inconsistent" // the figures contradict each other
)

// Breach is one failure of the promise.
type Breach struct {
	ID     string `json:"id"`
	Fault  Fault  `json:"fault"`
	Detail string `json:"detail"`
}

func (b Breach) String() string { return fmt.Sprintf("%s: %s: %s", b.ID, b.Fault, b.Detail) }

// Interval is what any reader can deduce about a withheld figure.
type Interval struct {
	ID           string
	Lower, Upper int64 // Upper may be Open
	Required     int64 // width that the rules demand
}

// Width is the number of values beside one that remain possible.
func (i Interval) Width() int64 {
	if i.Upper >= Open {
		return Open
	}
	return i.Upper - i.Lower
}

// Report is the result of an attack.
type Report struct {
	Cells     int        // figures in the last release
	Published int        // of them exact
	Shown     int        // different figures that the site's pages show
	Intervals []Interval // of every withheld figure, in the order of the release
	Breaches  []Breach
}

// Safe reports whether the attack found nothing.
func (r *Report) Safe() bool { return len(r.Breaches) == 0 }

// Narrowest is the interval with the least room to spare: the least width, and
// among those of the same width the first by id.
func (r *Report) Narrowest() (Interval, bool) {
	required := func(i Interval) bool { return i.Required > 0 }
	in := r.Intervals
	if slices.ContainsFunc(in, required) {
		in = slices.DeleteFunc(slices.Clone(in), func(i Interval) bool { return !required(i) })
	}
	if len(in) == 0 {
		return Interval{}, false
	}
	return slices.MinFunc(in, func(a, b Interval) int {
		return cmp.Or(cmp.Compare(a.Width(), b.Width()), cmp.Compare(a.ID, b.ID))
	}), true
}

func (r *Report) breach(id string, f Fault, detail string) {
	r.Breaches = append(r.Breaches, Breach{id, f, detail})
}
