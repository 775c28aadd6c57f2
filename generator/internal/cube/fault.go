package cube

import "slices"

// fault is one mistake in a row: where, in which field, which rule. It has no
// room for a value.
type fault struct {
	at    int32 // byte in the line
	field field
	rule  rule
	list  string // code list that a code is not in
}

// rule is what a row breaks.
type rule uint8

const (
	ruleSyntax rule = iota
	ruleKey
	ruleTwice
	ruleMissing
	ruleString
	ruleWhole
	ruleFlag
	ruleArray
	ruleObject
	rulePattern
	ruleBounds
	ruleCode
	ruleRepeat
	ruleHelper
	ruleUnitLevel
	ruleUnitCode
	ruleUnitYear
	ruleStandard
	ruleYearScope
	ruleUnitScope
	ruleRealBody
	ruleSyntheticBody
	ruleRealCommitment
	ruleFellBackWhen
	ruleFellBackMissing
	ruleClassBefore
	ruleOrder
	ruleDuplicate
	ruleLong
	ruleHeaderAgain
)

// sortFaults puts faults in the order of the line.
func sortFaults(fs []fault) {
	slices.SortStableFunc(fs, func(a, b fault) int { return int(a.at - b.at) })
}
