package check

import (
	"maps"
	"slices"
	"strings"
	"time"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// embargoed is a record or text that is to be published at a moment.
type embargoed struct {
	at      string   // publishOn, empty: at once
	leadsTo []string // "<kind>/<id>" of what it cannot be shown without
}

// embargoes collects what can have a moment of publication, by "<kind>/<id>" and
// by the path of texts.
func embargoes(s *record.Set) map[string]embargoed {
	all := map[string]embargoed{}
	for id, plan := range s.Plans {
		e := embargoed{at: plan.PublishOn}
		for _, r := range plan.Relations {
			e.leadsTo = append(e.leadsTo, "plans/"+r.Plan)
		}
		all["plans/"+id] = e
	}
	for id, c := range s.Commitments {
		all["commitments/"+id] = embargoed{c.PublishOn, []string{"plans/" + c.Plan}}
	}
	for id, a := range s.Activities {
		all["activities/"+id] = embargoed{a.PublishOn, []string{"commitments/" + a.Commitment}}
	}
	for id, o := range s.Outcomes {
		all["outcomes/"+id] = embargoed{o.PublishOn, []string{"commitments/" + o.Commitment}}
	}
	for id, f := range s.Figures {
		e := embargoed{at: f.PublishOn}
		for _, part := range f.Parts {
			e.leadsTo = append(e.leadsTo, "figures/"+part)
		}
		all["figures/"+id] = e
	}
	for _, d := range s.News {
		e := embargoed{at: d.Meta.PublishOn}
		for _, id := range d.Meta.Commitments {
			e.leadsTo = append(e.leadsTo, "commitments/"+id)
		}
		for _, id := range d.Meta.Plans {
			e.leadsTo = append(e.leadsTo, "plans/"+id)
		}
		all[d.Path] = e
	}
	for _, d := range s.Pages {
		all[d.Path] = embargoed{at: d.Meta.PublishOn}
	}
	return all
}

// anyEmbargo reports whether anything has a moment of publication: mostly nothing has.
func anyEmbargo(s *record.Set) bool {
	return embargoIn(s.Plans, func(r *record.Plan) string { return r.PublishOn }) ||
		embargoIn(s.Commitments, func(r *record.Commitment) string { return r.PublishOn }) ||
		embargoIn(s.Activities, func(r *record.Activity) string { return r.PublishOn }) ||
		embargoIn(s.Outcomes, func(r *record.Outcome) string { return r.PublishOn }) ||
		embargoIn(s.Figures, func(r *record.Figure) string { return r.PublishOn }) ||
		slices.ContainsFunc(s.News, func(d record.Document[record.News]) bool { return d.Meta.PublishOn != "" }) ||
		slices.ContainsFunc(s.Pages, func(d record.Document[record.Page]) bool { return d.Meta.PublishOn != "" })
}

func embargoIn[R any](records map[string]*R, publishOn func(*R) string) bool {
	for _, r := range records {
		if publishOn(r) != "" {
			return true
		}
	}
	return false
}

// moment reads a publishOn.
func moment(s string) (time.Time, bool) {
	if s == "" {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339, s)
	return t, err == nil
}

// embargo checks that every moment exists, and that nothing is published before
// what it leads to: a link would tell that there is something.
func (p *project) embargo() {
	if !anyEmbargo(p.set) {
		return
	}
	all := embargoes(p.set)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		e := all[name]
		at, ok := moment(e.at)
		if e.at != "" && !ok {
			p.embargoProblem(name, diag.CodeFormat,
				textf("không có giờ nào là “%s”", "there is no such moment as “%s”", quote(e.at)),
				diag.Textf("kiểm tra lại ngày và giờ, như 2026-12-01T08:00:00+07:00", "check the day and the time, such as 2026-12-01T08:00:00+07:00"))
			continue
		}
		for _, to := range e.leadsTo {
			if later, ok := moment(all[to].at); ok && later.After(at) {
				p.embargoProblem(name, diag.CodeEmbargo,
					textf("công bố trước “%[1]s”, là bản ghi đến %[2]s mới được công bố", "published before “%[1]s”, which is not to be published until %[2]s", to, all[to].at),
					textf("thêm “publishOn” là %s hoặc muộn hơn, hoặc bỏ chỗ dẫn tới bản ghi ấy", "add a “publishOn” of %s or later, or leave out what leads there", all[to].at))
				break
			}
		}
	}
}

func (p *project) embargoProblem(name, code string, message, remedy diag.Text) {
	path := name
	if !strings.HasPrefix(name, "content/") {
		path = p.path(name)
	}
	problem := diag.Problem{Pos: diag.Pos{Path: path}, Code: code, Message: message, Remedy: remedy}
	if path != name {
		problem.Record = name
	}
	if f := p.src.File(path); f != nil {
		if tree, _ := f.Tree(); tree != nil {
			problem.Pos = tree.At("publishOn").Pos()
		}
	}
	p.add(problem)
}

// withhold takes everything out of a set whose moment has not come at now, and
// notes the latest that has.
func withhold(s *record.Set, now time.Time) {
	var until time.Time
	waits := func(publishOn string) bool {
		at, ok := moment(publishOn)
		if ok && !at.After(now) && at.After(until) {
			until = at
		}
		return ok && at.After(now)
	}
	drop(s, "plans", s.Plans, func(r *record.Plan) bool { return waits(r.PublishOn) })
	drop(s, "commitments", s.Commitments, func(r *record.Commitment) bool { return waits(r.PublishOn) })
	drop(s, "activities", s.Activities, func(r *record.Activity) bool { return waits(r.PublishOn) })
	drop(s, "outcomes", s.Outcomes, func(r *record.Outcome) bool { return waits(r.PublishOn) })
	drop(s, "figures", s.Figures, func(r *record.Figure) bool { return waits(r.PublishOn) })
	s.News = slices.DeleteFunc(s.News, func(d record.Document[record.News]) bool { return waits(d.Meta.PublishOn) })
	s.Pages = slices.DeleteFunc(s.Pages, func(d record.Document[record.Page]) bool { return waits(d.Meta.PublishOn) })
	if !until.IsZero() {
		s.Until = until.UTC().Format(time.RFC3339)
	}
}

func drop[R any](s *record.Set, kind string, records map[string]*R, waits func(*R) bool) {
	for id, r := range records {
		if waits(r) {
			delete(records, id)
			delete(s.Paths, kind+"/"+id)
		}
	}
}
