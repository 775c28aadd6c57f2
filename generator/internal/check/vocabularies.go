package check

import (
	"minhbach/generator/internal/diag"
)

// vocabularies checks the code lists themselves: each code once, and the parent
// of a code in its own list or another.
func (p *project) vocabularies() {
	parents := map[string]bool{}
	for _, codes := range p.codes {
		for code := range codes {
			parents[code] = true
		}
	}
	for _, id := range p.names["vocab"] {
		list := p.set.Vocab[id]
		if list == nil {
			continue
		}
		name := "vocab/" + id
		seen := map[string]bool{}
		for i, c := range list.Codes {
			if seen[c.Code] {
				p.report(name, diag.CodeDuplicateCode, p.at(name, "codes", i, "code"),
					textf("mã “%s” đã có ở trên", "the code “%s” is listed above already", quote(c.Code)),
					diag.Textf("xóa mục này, hoặc đặt mã khác", "delete this entry, or give it another code"))
			}
			seen[c.Code] = true
			p.span(name, c.From, c.To, "codes", i, "to")
			if c.Parent != "" && !parents[c.Parent] {
				p.report(name, diag.CodeUnknownCode, p.at(name, "codes", i, "parent"),
					textf("không danh mục nào có mã “%s”", "no list has the code “%s”", quote(c.Parent)),
					DidYouMean(c.Parent, p.lists[id], diag.Textf("sửa mã, hoặc xóa “parent”", "mend the code, or delete “parent”")))
			}
		}
	}
}
