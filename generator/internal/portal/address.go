package portal

import (
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
)

// collisions are pages of one language that would be written to one address.
func collisions(pages []kept.Page) []diag.Problem {
	type key struct{ lang, address string }
	first := make(map[key]*kept.Page, len(pages))
	var problems []diag.Problem
	for i := range pages {
		page := &pages[i]
		k := key{page.Lang, page.Address}
		other := first[k]
		if other == nil {
			first[k] = page
			continue
		}
		problems = append(problems, collision(page, other))
	}
	return problems
}

// collision names both places; a page that the program makes has none.
func collision(a, b *kept.Page) diag.Problem {
	if a.Source == "" {
		a, b = b, a
	}
	if b.Source == "" {
		return diag.Problem{
			Pos: diag.Pos{Path: a.Source}, Code: diag.CodeAddressReserved,
			Message: diag.Textf("địa chỉ %s dành cho trang mà chương trình tự tạo", "address %s is kept for a page that the program makes", a.Address),
			Remedy:  diag.Textf("đổi tên tệp để trang có địa chỉ khác", "rename the file so that the page gets another address"),
		}
	}
	return diag.Problem{
		Pos: diag.Pos{Path: a.Source}, Code: diag.CodeAddressTaken,
		Message: diag.Textf("địa chỉ %s đã là của %s", "address %s already belongs to %s", a.Address, b.Source),
		Remedy: diag.Textf("đổi tên một trong hai tệp, hoặc xóa tệp thừa, để mỗi địa chỉ chỉ có một trang",
			"rename one of the two files, or delete the one too many, so that each address has one page"),
		Related: []diag.Pos{{Path: b.Source}},
	}
}

// overlaps are lives of one place that last at the same time: two units that
// share a page although neither followed the other.
func (ix *index) overlaps() []diag.Problem {
	var problems []diag.Problem
	for _, p := range ix.places {
		for i := 1; i < len(p.lives); i++ {
			newer, older := p.lives[i-1], p.lives[i]
			if older.ValidTo != "" && older.ValidTo < newer.ValidFrom {
				continue
			}
			a, b := recordPath(ix.set, "units", newer.ID), recordPath(ix.set, "units", older.ID)
			problems = append(problems, diag.Problem{
				Pos: diag.Pos{Path: a}, Record: "units/" + newer.ID, Code: diag.CodeLivesOverlap,
				Message: diag.Textf("địa chỉ %s đã là của %s: hai đơn vị cùng tên, cùng mã trong cùng một thời gian",
					"address %s already belongs to %s: two units with one name and code at the same time", p.address(), b),
				Remedy: diag.Textf("ghi \"validTo\" của đơn vị cũ trước \"validFrom\" của đơn vị mới, hoặc sửa tên hay mã bị trùng",
					"let \"validTo\" of the older unit come before \"validFrom\" of the newer one, or mend the repeated name or code"),
				Related: []diag.Pos{{Path: b}},
			})
		}
	}
	return problems
}

// sitePath is the file in which the site's languages are set.
const sitePath = "data/site.json"

// unspoken are languages of the site for which the program has no words.
func unspoken(langs []string) []diag.Problem {
	var problems []diag.Problem
	for _, lang := range langs {
		problems = append(problems, diag.Problem{
			Pos: diag.Pos{Path: sitePath}, Code: diag.CodeLanguageUnknown,
			Message: diag.Textf("chưa có bản dịch giao diện cho ngôn ngữ %q", "there is no translation of the interface for language %q", lang),
			Remedy: diag.Textf("bỏ ngôn ngữ này khỏi \"languages\", hoặc thêm tệp generator/internal/portal/phrases/%[1]s.toml",
				"take the language out of \"languages\", or add the file generator/internal/portal/phrases/%[1]s.toml", lang),
		})
	}
	return problems
}

func recordPath(set *record.Set, kind, id string) string { return set.Paths[kind+"/"+id] }
