package check

import (
	"cmp"
	"slices"

	"minhbach/generator/internal/diag"
)

// One mistake gives one problem. Where two ways of looking find the same mistake,
// the one that says better what to do stays.

// elsewhere leaves out what lies at a mistake of writing that is known already: a
// value that was not written as JSON or YAML is seldom what its schema asks for.
func elsewhere(found, known []diag.Problem) []diag.Problem {
	if len(known) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(p diag.Problem) bool {
		return p.Line == p.EndLine && slices.ContainsFunc(known, func(k diag.Problem) bool { return within(k.Pos, p.Pos) })
	})
}

// within reports whether a place begins inside another of the same file.
func within(p, around diag.Pos) bool {
	after := func(line, col int) bool { return cmp.Or(cmp.Compare(p.Line, line), cmp.Compare(p.Col, col)) >= 0 }
	return p.Path == around.Path && after(around.Line, around.Col) && (p.Line == around.Line && p.Col == around.Col || !after(around.EndLine, around.EndCol))
}

// instead names for a code the one that, at the same place, says it better.
var instead = map[string]string{
	diag.CodeUnknownKey:    diag.CodePersonalKey, // what the field would hold matters more than that it is unknown
	diag.CodePersonalEmail: diag.CodeBadLink,     // name:password@host is no e-mail address
}

// Once leaves out of the problems of all stages those that another problem at the
// same place says better. An error stands for every error left out.
func Once(found []diag.Problem) []diag.Problem {
	better := map[string][]diag.Pos{} // by code and path
	for _, p := range found {
		if p.Severity == diag.Error && (p.Code == diag.CodePersonalKey || p.Code == diag.CodeBadLink) {
			better[p.Code+p.Path] = append(better[p.Code+p.Path], p.Pos)
		}
	}
	if len(better) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(p diag.Problem) bool {
		code, ok := instead[p.Code]
		return ok && slices.ContainsFunc(better[code+p.Path], func(around diag.Pos) bool { return within(p.Pos, around) })
	})
}
