package portal

import "minhbach/generator/internal/record"

// Addresses of the lists of commitments. Each number of the front page leads to
// the list of what it counts.
const (
	commitmentsAddress = "/cam-ket/"
	promisedAddress    = "/cam-ket/hua-so-ho/"
	recognisedAddress  = "/cam-ket/cong-nhan/"
	overdueAddress     = "/cam-ket/qua-han/"
)

// view is a list of those commitments that answer one question.
type view struct {
	address, title, intro string
	short                 string // the title among the other views
	of                    []*record.Commitment
}

// views are all commitments and the parts of them, in the order of the numbers
// of the front page.
func (e *edition) views() []view {
	list := []view{
		{address: commitmentsAddress, title: e.say("menu_commitments"), intro: e.say("commitments_intro"), short: e.say("view_all"), of: e.commitments},
		{address: promisedAddress, title: e.say("view_promised"), intro: e.say("view_promised_intro"), short: e.say("view_promised_short")},
		{address: recognisedAddress, title: e.say("view_recognised"), intro: e.say("view_recognised_intro"), short: e.say("view_recognised_short")},
		{address: overdueAddress, title: e.say("view_overdue"), intro: e.say("view_overdue_intro"), short: e.say("view_overdue_short")},
	}
	for _, c := range e.commitments {
		s := e.states[c.ID]
		if c.Promise.Measure == measureHouseholds && c.Promise.Value != nil {
			list[1].of = append(list[1].of, c)
		}
		if _, known := s.achieved(); known && c.Promise.Measure == measureHouseholds {
			list[2].of = append(list[2].of, c)
		}
		if s.overdue {
			list[3].of = append(list[3].of, c)
		}
	}
	return list
}

// viewLinks lead from each list to the others, with the number of entries.
func (e *edition) viewLinks(views []view, at string) []Link {
	var links []Link
	for _, v := range views {
		links = append(links, Link{Text: v.short, Href: e.href(v.address), Current: v.address == at, Note: e.number(int64(len(v.of)))})
	}
	return links
}

// commitmentsPages list the commitments, all of them and by each view.
func (e *edition) commitmentsPages(yield func(Page) bool) {
	views := e.views()
	for _, v := range views {
		front := List{Intro: v.intro, Views: e.viewLinks(views, v.address)}
		var trail []Link
		if v.address != commitmentsAddress {
			trail = []Link{e.section(e.say("menu_commitments"), commitmentsAddress)}
			if len(v.of) == 0 {
				front.Groups = []ListGroup{{Text: e.say("view_none", "date", e.day(e.site.DataAsOf))}}
			}
		}
		for page := range e.shelf(v.address, v.title, front, trail, len(v.of), func(from, to int) []ListGroup {
			return e.byState(v.of[from:to])
		}) {
			if !yield(page) {
				return
			}
		}
	}
}

// byState groups commitments by how they stand.
func (e *edition) byState(list []*record.Commitment) []ListGroup {
	var overdue, reported, open, decided ListGroup
	overdue.Heading, reported.Heading = e.say("commitments_overdue"), e.say("commitments_reported")
	open.Heading, decided.Heading = e.say("commitments_open"), e.say("commitments_decided")
	for _, c := range list {
		group := &open
		switch s := e.states[c.ID]; {
		case s.overdue:
			group = &overdue
		case s.late:
			group = &reported
		case s.decided():
			group = &decided
		}
		group.Commitments = append(group.Commitments, e.card(c))
	}
	var groups []ListGroup
	for _, g := range []ListGroup{overdue, reported, open, decided} {
		if len(g.Commitments) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}
