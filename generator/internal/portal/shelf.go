package portal

import (
	"strconv"
)

// shelfSize is the number of entries on one page of a long list.
const shelfSize = 100

// shelf pages a list whose newest entry comes first. The first page shows the
// newest; when there are more, numbered pages hold all of them. They are
// numbered from the oldest, so that a new entry changes only the last.
func (e *edition) shelf(address, title, intro string, n int, group func(from, to int) []ListGroup) []Page {
	front := List{Intro: intro, Groups: group(0, min(n, shelfSize))}
	if n <= shelfSize {
		return []Page{e.page(address, LayoutList, "", heading{title: title, description: intro}, front)}
	}
	var numbered []Page
	for number := 1; (number-1)*shelfSize < n; number++ {
		at := address + "trang/" + strconv.Itoa(number) + "/"
		text := e.say("page_number", "title", title, "n", strconv.Itoa(number))
		front.More = append(front.More, Link{Text: text, Href: e.href(at)})
		to := n - (number-1)*shelfSize
		numbered = append(numbered, e.page(at, LayoutList, "",
			heading{title: text, description: text, trail: []Link{e.section(title, address)}},
			List{Groups: group(max(0, to-shelfSize), to)}))
	}
	return append([]Page{e.page(address, LayoutList, "", heading{title: title, description: intro}, front)}, numbered...)
}

// commitmentsPages list the commitments, grouped by how they stand.
func (e *edition) commitmentsPages() []Page {
	return e.shelf("/cam-ket/", e.say("menu_commitments"), e.say("commitments_intro"), len(e.commitments), func(from, to int) []ListGroup {
		var overdue, open, decided ListGroup
		overdue.Heading, open.Heading, decided.Heading = e.say("commitments_overdue"), e.say("commitments_open"), e.say("commitments_decided")
		for _, c := range e.commitments[from:to] {
			group := &open
			switch s := e.states[c.ID]; {
			case s.overdue:
				group = &overdue
			case s.decided():
				group = &decided
			}
			group.Commitments = append(group.Commitments, e.card(c))
		}
		var groups []ListGroup
		for _, g := range []ListGroup{overdue, open, decided} {
			if len(g.Commitments) > 0 {
				groups = append(groups, g)
			}
		}
		return groups
	})
}
