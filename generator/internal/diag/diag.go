// Package diag holds located problems: the many, plain-language findings that
// an editor can mend. Any stage may import it. Failures of the machine or the
// program are ordinary errors and never become problems.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says whether a problem stops publication.
type Severity uint8

const (
	Error   Severity = iota // nothing is published while it stands
	Warning                 // shown, but publication goes on
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Text is one sentence in both languages of the program.
type Text struct {
	VI string `json:"vi"`
	EN string `json:"en"`
}

// In returns the sentence in lang, "vi" or "en".
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.VI
}

// Textf formats the same arguments into both languages.
func Textf(vi, en string, args ...any) Text {
	if len(args) == 0 {
		return Text{vi, en}
	}
	return Text{fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...)}
}

// Pos is a place in an input file. Line and Col count from 1, Col and EndCol in
// Unicode code points; EndLine and EndCol are the place just after the last
// character. Zero numbers mean that only the file is known.
type Pos struct {
	Path    string `json:"path"` // slash-separated, relative to the project folder
	Line    int    `json:"line,omitempty"`
	Col     int    `json:"column,omitempty"`
	EndLine int    `json:"end_line,omitempty"`
	EndCol  int    `json:"end_column,omitempty"`
}

// String gives path:line:col, leaving out what is not known.
func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.Path
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.Path, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.Path, p.Line, p.Col)
}

// Problem is one mistake in the inputs: where it is, what it is and what to do.
// A stable Code ("MB1203") leads to the page /tro-giup/<code>/ of the built site.
type Problem struct {
	Pos
	Severity Severity
	Code     string
	Record   string // "<kind>/<id>", empty when the file is no record
	Message  Text
	Remedy   Text
	Related  []Pos // other places that belong to the same mistake
	Count    int   // how many places Group folded into this one, 0 or 1 for one
}

// Sort orders problems by path, line, column and code, and drops exact repeats.
func Sort(ps []Problem) []Problem {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col), cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message.VI, b.Message.VI),
		)
	})
	return slices.CompactFunc(ps, func(a, b Problem) bool {
		return a.Pos == b.Pos && a.Code == b.Code && a.Message == b.Message
	})
}

// HasErrors reports whether any problem stops publication.
func HasErrors(ps []Problem) bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.Severity == Error })
}
