package portal

import (
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
)

// movedPages answer at addresses that were published once: they lead to where
// the page is now, or say why it was withdrawn.
func (e *edition) movedPages() []Page {
	var pages []Page
	for _, a := range byID(e.set.Addresses) {
		title, text := e.say("withdrawn"), e.say("withdrawn_text", "date", e.day(a.Date), "reason", e.note(&a.Reason))
		model := NotFound{Links: []Link{{Text: e.say("home"), Href: e.href("/")}}}
		if a.To != "" {
			title, text = e.say("moved"), e.say("moved_text", "date", e.day(a.Date), "reason", e.note(&a.Reason))
			model.Links = []Link{{Text: e.say("moved_link"), Href: e.href(a.To)}}
		}
		model.Text = text
		page := e.page(a.From, LayoutNotFound, recordPath(e.set, "addresses", a.ID), heading{title: title, description: text, updated: a.Date}, model)
		if a.To != "" {
			page.Frame.Redirect, page.Frame.Canonical = e.href(a.To), e.absolute(a.To)
		}
		pages = append(pages, page)
	}
	return pages
}

// lost are old addresses that lead to no page, or to one that moved itself: a
// reader would be sent on and on.
func (ix *index) lost(pages []kept.Page) []diag.Problem {
	there := map[string]bool{}
	for _, p := range pages {
		there[p.Address] = !p.Moved || there[p.Address]
	}
	var problems []diag.Problem
	for _, a := range byID(ix.set.Addresses) {
		if a.To == "" || there[a.To] {
			continue
		}
		problems = append(problems, diag.Problem{
			Pos: diag.Pos{Path: recordPath(ix.set, "addresses", a.ID)}, Code: diag.CodeAddressLost, Record: "addresses/" + a.ID,
			Message: diag.Textf("địa chỉ cũ %[1]s chuyển tới %[2]s, nơi không có trang nào", "the old address %[1]s leads to %[2]s, where there is no page", a.From, a.To),
			Remedy: diag.Textf("viết ở “to” địa chỉ của trang bây giờ; nếu trang đã được gỡ thì bỏ “to”",
				"write in “to” the address of the page as it is now; leave “to” out if the page was withdrawn"),
		})
	}
	return problems
}
