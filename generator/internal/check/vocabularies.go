package check

import (
	"fmt"

	"minhbach/generator/internal/diag"
)

// missingLists reports each list that codes are to be looked up in and that is
// not there: once, not at every code.
func (p *project) missingLists() {
	for list := range p.unlisted.Range {
		p.add(diag.Problem{
			Pos: diag.Pos{Path: fmt.Sprintf("data/vocab/%s.json", list)}, Code: diag.CodeUnknownRecord,
			Message: textf("thiếu danh mục “%s” mà các bản ghi dùng", "the list “%s” that records use is missing", list),
			Remedy:  diag.Textf("lấy lại tệp này từ lịch sử, hoặc tạo danh mục với các mã đang dùng", "bring the file back from the history, or make the list with the codes in use"),
		})
	}
}

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
