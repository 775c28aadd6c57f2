package check

import (
	"strings"

	"minhbach/generator/internal/diag"
)

// corrections looks for misspelt records in corrections. The record itself may
// be gone: a withdrawn number needs its reason too. So only a name that is nearly
// that of a record is a mistake.
func (p *project) corrections() {
	for _, id := range p.names["corrections"] {
		c := p.set.Corrections[id]
		if c == nil {
			continue
		}
		kind, of, _ := strings.Cut(c.Record, "/")
		if p.ids[kind][of] != nil {
			continue
		}
		near := Nearest(of, p.names[kind])
		if near == "" {
			continue
		}
		name := "corrections/" + id
		p.report(name, diag.CodeUnknownRecord, p.at(name, "record"),
			textf("không có bản ghi nào mang tên “%s”", "there is no record called “%s”", quote(c.Record)),
			textf("có phải bạn muốn viết “%s”?", "did you mean “%s”?", kind+"/"+near))
	}
}
