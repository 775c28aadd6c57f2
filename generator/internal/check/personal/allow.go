package personal

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// digest is what an allowance knows a finding by: twelve digits for the place, of
// the sentence with what was found masked, and four for the value. Four digits
// stop another value from taking its place, and are too few to work out a
// telephone or a name from a message in a public log.
func digest(kind Kind, path, text string, f Finding) string {
	fold := func(s string) string { return strings.Join(strings.Fields(viet.Fold(s)), " ") }
	place := text[f.from:f.Start] + f.Masked + text[f.End:f.to]
	return hash(string(kind), path, fold(place))[:12] + hash(string(kind), path, fold(text[f.Start:f.End]))[:4]
}

func hash(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])
}

// allowance is a record.Allowance with its place and whether it was needed.
type allowance struct {
	record.Allowance
	file    *source.File
	tree    *source.Node
	expired bool
	used    bool
}

// allowances are the records of data/allow/ that can be read.
type allowances map[string][]*allowance

// allowanceKind is the folder of data/ that they stand in.
const allowanceKind = "allow"

func readAllowances(p *source.Project, today string) (allowances, []*allowance) {
	byPath := allowances{}
	var all []*allowance
	for _, f := range p.Files {
		if f.Kind != allowanceKind {
			continue
		}
		tree, problems := f.Tree()
		if diag.HasErrors(problems) { // told by others
			continue
		}
		a := &allowance{file: f, tree: tree}
		a.Kind, a.Path, a.Digest = tree.Get("kind").Str(), tree.Get("path").Str(), tree.Get("digest").Str()
		a.Expires = tree.Get("expires").Str()
		a.expired = today != "" && a.Expires < today || len(a.Expires) != len("2026-01-02")
		byPath[a.Path] = append(byPath[a.Path], a)
		all = append(all, a)
	}
	return byPath, all
}

// allowed reports whether a finding may stand, and marks what lets it.
func (as allowances) allowed(kind Kind, path, digest string) bool {
	for _, a := range as[path] {
		if a.Kind == string(kind) && a.Digest == digest {
			a.used = true
			return !a.expired
		}
	}
	return false
}

// judgeAllowances reports allowances that no longer work, or were not needed.
func judgeAllowances(all []*allowance) []diag.Problem {
	var problems []diag.Problem
	for _, a := range all {
		switch {
		case a.expired && a.used:
			problems = append(problems, diag.Problem{
				Pos: a.tree.At("expires").Pos(), Code: diag.CodeAllowExpired, Record: a.name(),
				Message: diag.Textf("cho phép này đã hết hạn ngày %s, nên không còn tác dụng", "this allowance expired on %s and has no effect any more", day(a.Expires)),
				Remedy: diag.Textf("đọc lại chỗ được cho phép; nếu vẫn đúng thì sửa expires, nếu không thì sửa chỗ ấy và xóa tệp này",
					"look at the place again; if it is still right, change expires, otherwise mend the place and remove this file"),
			})
		case !a.used:
			problems = append(problems, diag.Problem{
				Pos: a.tree.OpenPos(), Code: diag.CodeAllowUnused, Record: a.name(), Severity: diag.Warning,
				Message: diag.Textf("cho phép này không ứng với chỗ nào trong “%s”", "this allowance fits no place in “%s”", diag.Printable(a.Path)),
				Remedy:  diag.Textf("xóa tệp này, hoặc chép lại mã từ thông báo của chỗ cần cho phép", "remove this file, or copy the digest again from the message of the place"),
			})
		}
	}
	return problems
}

func (a *allowance) name() string { return allowanceKind + "/" + a.file.ID }

// day writes an ISO date as people do, and nothing else at all.
func day(iso string) string {
	var y, m, d int
	if n, err := fmt.Sscanf(iso, "%4d-%2d-%2d", &y, &m, &d); n != 3 || err != nil {
		return "?"
	}
	return fmt.Sprintf("%02d/%02d/%04d", d, m, y)
}
