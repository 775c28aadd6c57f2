package check

import (
	"slices"
	"strconv"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// duplicates finds two records of one thing: a document is known by its issuer,
// symbol and date, a unit by its code and the time in which it has it, a figure by
// unit, year, standard and status.
func (p *project) duplicates() {
	plans := map[string]string{}
	for _, id := range p.names["plans"] {
		if plan := p.set.Plans[id]; plan != nil {
			p.once(plans, plan.Issuer+"|"+viet.NFC(plan.Symbol)+"|"+plan.Date, "plans/"+id, "symbol")
		}
	}
	figures := map[string]string{}
	for _, id := range p.names["figures"] {
		if f := p.set.Figures[id]; f != nil {
			p.once(figures, f.Unit+"|"+strconv.Itoa(f.Year)+"|"+f.AsOf+"|"+f.Standard+"|"+f.Status, "figures/"+id, "unit")
		}
	}
	p.unitLives()
	for _, id := range p.names["plans"] {
		plan := p.set.Plans[id]
		if plan == nil {
			continue
		}
		seen := map[string]bool{}
		for i, t := range plan.Targets {
			if seen[t.ID] {
				p.report("plans/"+id, diag.CodeDuplicateCode, p.at("plans/"+id, "targets", i, "id"),
					textf("mục tiêu “%s” đã có trong văn bản này", "this document already has a target “%s”", quote(t.ID)),
					diag.Textf("đặt mã khác cho mục tiêu này", "give this target another id"))
			}
			seen[t.ID] = true
		}
	}
}

// once notes what is at key, and reports when something is there already.
func (p *project) once(seen map[string]string, key, name, field string) {
	first, ok := seen[key]
	if !ok {
		seen[key] = name
		return
	}
	p.duplicate(name, first, p.at(name, field))
}

func (p *project) duplicate(name, first string, at *source.Node) {
	path := p.path(first)
	p.add(diag.Problem{
		Pos: at.Pos(), Code: diag.CodeDuplicateRecord, Record: name, Related: []diag.Pos{{Path: path}},
		Message: textf("%s đã ghi chính điều này", "%s already records the same thing", path),
		Remedy:  diag.Textf("giữ một tệp và chuyển những gì còn thiếu sang đó", "keep one of the files and move to it what it lacks"),
	})
}

// unitLives finds a code that means two units at one time.
func (p *project) unitLives() {
	lives := map[string][]string{}
	for _, id := range p.names["units"] {
		u := p.set.Units[id]
		if u == nil || u.Code == "" {
			continue
		}
		for _, other := range lives[u.Code] {
			o := p.set.Units[other]
			if slices.Contains(u.Successors, other) || slices.Contains(o.Successors, id) {
				continue // succession looks at their days
			}
			if overlap(u.ValidFrom, u.ValidTo, o.ValidFrom, o.ValidTo) {
				p.sameCode("units/"+id, "units/"+other, u.Code)
				break
			}
		}
		lives[u.Code] = append(lives[u.Code], id)
	}
}

func (p *project) sameCode(name, first, code string) {
	path := p.path(first)
	p.add(diag.Problem{
		Pos: p.at(name, "code").Pos(), Code: diag.CodeDuplicateRecord, Record: name, Related: []diag.Pos{{Path: path}},
		Message: textf("cùng lúc mã %[1]s còn là của đơn vị trong %[2]s", "at the same time the code %[1]s belongs to the unit in %[2]s", quote(code), path),
		Remedy:  diag.Textf("sửa mã, hoặc ghi “validFrom”, “validTo” để hai đơn vị không trùng thời gian", "mend the code, or set “validFrom” and “validTo” so that the two do not meet in time"),
	})
}

// overlap reports whether two spans of days share a day. An empty end is open.
func overlap(from1, to1, from2, to2 string) bool {
	return (to2 == "" || from1 <= to2) && (to1 == "" || from2 <= to1)
}
