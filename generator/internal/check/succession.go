package check

import (
	"slices"
	"time"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// succession checks that what ends and what follows it agree: a successor begins
// on the day after, and what begins has somebody to follow.
func (p *project) succession() {
	before := map[string][]string{}
	for _, id := range p.names["units"] {
		if u := p.set.Units[id]; u != nil {
			for _, next := range u.Successors {
				before[next] = append(before[next], id)
			}
		}
	}
	for _, id := range p.names["units"] {
		u := p.set.Units[id]
		switch {
		case u == nil:
		case len(before[id]) > 0:
			p.predecessors(u, before[id])
		case u.ValidFrom != "" && p.complete("units"):
			p.warn("units/"+id, diag.CodeSuccession, p.at("units/"+id, "validFrom"),
				textf("bắt đầu từ %s nhưng không đơn vị nào ghi đơn vị này là nơi kế thừa", "it begins on %s, yet no unit names it as its successor", viet.Date(u.ValidFrom)),
				textf("thêm “%s” vào “successors” của các đơn vị cũ", "add “%s” to the “successors” of the earlier units", id))
		}
	}
	for _, id := range p.names["organizations"] {
		o := p.set.Organizations[id]
		if o == nil || o.Successor == "" {
			continue
		}
		if s := p.set.Organizations[o.Successor]; s != nil {
			p.follows("organizations/"+id, o.ValidTo, s.ValidFrom, s.Name.VI, p.at("organizations/"+id, "successor"))
		}
	}
}

// predecessors checks a unit against those that name it as their successor. When
// they agree with each other and not with it, the mistake is in its own first day.
func (p *project) predecessors(u *record.Unit, ids []string) {
	last := p.set.Units[ids[0]].ValidTo
	agree := len(ids) > 1 && last != ""
	for _, id := range ids[1:] {
		agree = agree && p.set.Units[id].ValidTo == last
	}
	if agree && u.ValidFrom != "" && u.ValidFrom != dayAfter(last) {
		name := "units/" + u.ID
		p.report(name, diag.CodeSuccession, p.at(name, "validFrom"),
			textf("bắt đầu ngày %[1]s, nhưng các đơn vị cũ kết thúc ngày %[2]s", "it begins on %[1]s, but the earlier units end on %[2]s", viet.Date(u.ValidFrom), viet.Date(last)),
			textf("viết \"validFrom\": \"%s\", hoặc sửa “validTo” của các đơn vị cũ", "write \"validFrom\": \"%s\", or mend “validTo” of the earlier units", dayAfter(last)))
		return
	}
	for _, id := range ids {
		old := p.set.Units[id]
		i := slices.Index(old.Successors, u.ID)
		p.follows("units/"+id, old.ValidTo, u.ValidFrom, u.Name.VI, p.at("units/"+id, "successors", i))
	}
}

// dayAfter returns the day after an ISO date.
func dayAfter(iso string) string {
	day, ok := viet.ParseDate(iso)
	if !ok {
		return ""
	}
	return day.AddDate(0, 0, 1).Format(time.DateOnly)
}

// follows checks one step of a succession at the place that names the successor.
func (p *project) follows(name, to, from, successor string, at *source.Node) {
	if to == "" {
		p.report(name, diag.CodeSuccession, at,
			diag.Textf("có nơi kế thừa nhưng chưa ghi ngày kết thúc", "a successor is named, but no last day"),
			diag.Textf("thêm “validTo” là ngày cuối cùng, hoặc xóa nơi kế thừa", "add “validTo”, the last day, or delete the successor"))
		return
	}
	switch next := dayAfter(to); from {
	case next:
	case "":
		p.report(name, diag.CodeSuccession, at,
			textf("nơi kế thừa “%s” chưa ghi ngày bắt đầu", "the successor “%s” has no first day", successor),
			textf("thêm \"validFrom\": \"%s\" vào bản ghi của nơi kế thừa", "add \"validFrom\": \"%s\" to the record of the successor", next))
	default:
		p.report(name, diag.CodeSuccession, at,
			textf("“%[1]s” bắt đầu ngày %[2]s, không phải ngay sau %[3]s", "“%[1]s” begins on %[2]s, not on the day after %[3]s", successor, viet.Date(from), viet.Date(to)),
			textf("sửa “validTo” ở đây hoặc “validFrom” ở nơi kế thừa; hai ngày phải liền nhau (%[1]s và %[2]s)", "mend “validTo” here or “validFrom” there; the days must be neighbours (%[1]s and %[2]s)", viet.Date(to), viet.Date(next)))
	}
}

// hierarchies finds records that lead round in a circle.
func (p *project) hierarchies() {
	p.circle("units", "parent", func(id string) []string {
		if u := p.set.Units[id]; u != nil && u.Parent != "" {
			return []string{u.Parent}
		}
		return nil
	})
	p.circle("units", "successors", func(id string) []string {
		if u := p.set.Units[id]; u != nil {
			return u.Successors
		}
		return nil
	})
	p.circle("organizations", "parent", func(id string) []string {
		o := p.set.Organizations[id]
		switch {
		case o == nil:
			return nil
		case o.Parent == "":
			return []string{o.Host}
		}
		return []string{o.Parent, o.Host}
	})
	p.circle("plans", "relations", func(id string) (next []string) {
		if plan := p.set.Plans[id]; plan != nil {
			for _, r := range plan.Relations {
				next = append(next, r.Plan)
			}
		}
		return next
	})
}

// circle reports each circle once, at the record of it that comes first.
func (p *project) circle(kind, field string, next func(string) []string) {
	const (
		open   = 1
		closed = 2
	)
	state := map[string]int{}
	var visit func(id string)
	visit = func(id string) {
		switch state[id] {
		case closed:
			return
		case open:
			name := kind + "/" + id
			p.report(name, diag.CodeCycle, p.at(name, field),
				textf("đi theo “%s” thì quay lại chính bản ghi này", "following “%s” leads back to this record", field),
				diag.Textf("sửa một trong các bản ghi trên vòng này", "mend one of the records of the circle"))
			return
		}
		state[id] = open
		for _, n := range next(id) {
			if n != "" && n != id { // a record that refers to itself has its own problem
				visit(n)
			}
		}
		state[id] = closed
	}
	for _, id := range p.names[kind] {
		visit(id)
	}
}
