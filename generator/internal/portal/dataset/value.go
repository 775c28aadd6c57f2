package dataset

import (
	"math"
	"strconv"
	"strings"
)

// Value is one cell of a row. The zero Value is nothing: the source does not
// say. It is not zero.
type Value struct {
	kind  valueKind
	whole int64
	real  float64
	text  string
	list  []Value
}

type valueKind uint8

const (
	isNothing valueKind = iota
	isText
	isWhole
	isReal
	isTruth
	isList
)

// Text is a text, date, code or address; an empty one is nothing.
func Text(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{kind: isText, text: s}
}

// Whole is a whole number.
func Whole(n int64) Value { return Value{kind: isWhole, whole: n} }

// Real is a number with decimals; one that is no number is nothing.
func Real(f float64) Value {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return Value{}
	}
	return Value{kind: isReal, real: f}
}

// Truth is yes or no.
func Truth(b bool) Value {
	v := Value{kind: isTruth}
	if b {
		v.whole = 1
	}
	return v
}

// List is several values, in their order; an empty one is nothing.
func List(values []Value) Value {
	if len(values) == 0 {
		return Value{}
	}
	return Value{kind: isList, list: values}
}

// Known reports whether there is a value at all.
func (v Value) Known() bool { return v.kind != isNothing }

// listSeparator stands between the values of a list in a flat file.
const listSeparator = ";"

// String is the value as flat files write it: numbers with a decimal point,
// dates as year-month-day, lists joined by a semicolon. A semicolon within a
// value of a list is written %3B.
func (v Value) String() string {
	switch v.kind {
	case isText:
		return v.text
	case isWhole:
		return strconv.FormatInt(v.whole, 10)
	case isReal:
		return strconv.FormatFloat(v.real, 'f', -1, 64)
	case isTruth:
		return strconv.FormatBool(v.whole != 0)
	case isList:
		parts := make([]string, len(v.list))
		for i, part := range v.list {
			parts[i] = strings.ReplaceAll(part.String(), listSeparator, "%3B")
		}
		return strings.Join(parts, listSeparator)
	}
	return ""
}
