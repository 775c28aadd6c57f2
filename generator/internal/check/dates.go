package check

import (
	"fmt"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// dates checks that days are in their order: the first day before the last, the
// plan before the end of what it promises, activities and outcomes after the plan.
func (p *project) dates() {
	for _, id := range p.names["units"] {
		if u := p.set.Units[id]; u != nil {
			p.span("units/"+id, u.ValidFrom, u.ValidTo, "validTo")
		}
	}
	for _, id := range p.names["organizations"] {
		if o := p.set.Organizations[id]; o != nil {
			p.span("organizations/"+id, o.ValidFrom, o.ValidTo, "validTo")
		}
	}
	for _, id := range p.names["people"] {
		if person := p.set.People[id]; person != nil {
			for i, post := range person.Posts {
				p.span("people/"+id, post.From, post.To, "posts", i, "to")
			}
		}
	}
	for _, id := range p.names["plans"] {
		if plan := p.set.Plans[id]; plan != nil {
			p.period("plans/"+id, plan.Period)
			p.planOrder(id, plan)
		}
	}
	for _, id := range p.names["commitments"] {
		if c := p.set.Commitments[id]; c != nil {
			p.commitmentDates("commitments/"+id, c)
		}
	}
	for _, id := range p.names["activities"] {
		if a := p.set.Activities[id]; a != nil {
			p.activityDates("activities/"+id, a)
		}
	}
	for _, id := range p.names["outcomes"] {
		if o := p.set.Outcomes[id]; o != nil {
			p.outcomeDates("outcomes/"+id, o)
		}
	}
}

// span reports a last day before the first.
func (p *project) span(name, from, to string, path ...any) {
	if from == "" || to == "" || from <= to {
		return
	}
	p.report(name, diag.CodeDateOrder, p.at(name, path...),
		textf("ngày cuối %s trước ngày đầu %s", "the last day %s is before the first %s", viet.Date(to), viet.Date(from)),
		diag.Textf("đổi chỗ hoặc sửa một trong hai ngày", "swap the two days or mend one of them"))
}

func (p *project) period(name string, span *record.Period) {
	if span != nil {
		p.span(name, span.From, span.To, "period", "to")
	}
}

// planOrder: a document rests on earlier ones only.
func (p *project) planOrder(id string, plan *record.Plan) {
	for i, r := range plan.Relations {
		if earlier := p.set.Plans[r.Plan]; earlier != nil && earlier.Date > plan.Date {
			p.report("plans/"+id, diag.CodeDateOrder, p.at("plans/"+id, "relations", i, "plan"),
				textf("văn bản %[1]s ngày %[2]s ra sau văn bản này (%[3]s)", "document %[1]s of %[2]s is later than this one (%[3]s)", earlier.Symbol, viet.Date(earlier.Date), viet.Date(plan.Date)),
				diag.Textf("ghi quan hệ này trong văn bản ra sau, hoặc sửa ngày", "record the relation in the later document, or mend the date"))
		}
	}
}

func (p *project) commitmentDates(name string, c *record.Commitment) {
	p.period(name, &c.Period)
	if c.Period.From > c.Period.To {
		return
	}
	if plan := p.set.Plans[c.Plan]; plan != nil && plan.Date > c.Period.To {
		p.report(name, diag.CodeDateOrder, p.at(name, "period", "to"),
			textf("cam kết kết thúc ngày %[1]s, trước ngày ban hành văn bản (%[2]s)", "the commitment ends on %[1]s, before its document was issued (%[2]s)", viet.Date(c.Period.To), viet.Date(plan.Date)),
			diag.Textf("sửa thời hạn, hoặc chọn đúng văn bản", "mend the period, or choose the right document"))
	}
}

// issued is the date of the plan of a commitment, empty where it is not known.
func (p *project) issued(commitment string) string {
	if c := p.set.Commitments[commitment]; c != nil && p.set.Plans[c.Plan] != nil {
		return p.set.Plans[c.Plan].Date
	}
	return ""
}

// done are the statuses that say something has happened.
var done = map[string]bool{"reported-done": true, "evidenced": true, "recognised": true}

func (p *project) activityDates(name string, a *record.Activity) {
	p.period(name, a.Period)
	last, first, path := a.Date, a.Date, []any{"date"}
	if a.Period != nil {
		last, first, path = a.Period.To, a.Period.From, []any{"period", "to"}
	}
	if last == "" {
		return
	}
	if plan := p.issued(a.Commitment); last < plan {
		p.early(name, last, plan, path)
	}
	if p.Today != "" && done[a.Status] && first > p.Today {
		p.future(name, path)
	}
}

func (p *project) outcomeDates(name string, o *record.Outcome) {
	if plan := p.issued(o.Commitment); o.Date < plan {
		p.early(name, o.Date, plan, []any{"date"})
	}
	if p.Today != "" && o.Status != "planned" && o.Date > p.Today {
		p.future(name, []any{"date"})
	}
	if o.Decision != nil && o.Decision.Date > o.Date {
		p.report(name, diag.CodeDateOrder, p.at(name, "decision", "date"),
			textf("quyết định ngày %[1]s ra sau kết quả mà nó công nhận (%[2]s)", "the decision of %[1]s is later than the result it recognises (%[2]s)", viet.Date(o.Decision.Date), viet.Date(o.Date)),
			diag.Textf("ghi ngày của kết quả là ngày quyết định hoặc sau đó", "date the result on the day of the decision or later"))
	}
}

func (p *project) early(name, day, plan string, path []any) {
	p.report(name, diag.CodeDateOrder, p.at(name, path...),
		textf("ngày %[1]s trước ngày ban hành văn bản của cam kết (%[2]s)", "%[1]s is before the document of the commitment was issued (%[2]s)", viet.Date(day), viet.Date(plan)),
		diag.Textf("sửa ngày, hoặc chọn đúng cam kết", "mend the date, or choose the right commitment"))
}

func (p *project) future(name string, path []any) {
	p.report(name, diag.CodeFutureDone, p.at(name, path...),
		textf("ghi là đã diễn ra nhưng ngày này sau ngày cập nhật dữ liệu (%s)", "recorded as having happened, yet later than the records were kept (%s)", viet.Date(p.Today)),
		textf("sửa ngày, đổi trạng thái thành “%s”, hoặc cập nhật “dataAsOf” trong data/site.json", "mend the date, change the status to “%s”, or bring “dataAsOf” in data/site.json up to date", "planned"))
}

// validity checks that units and organizations existed when they are said to act.
func (p *project) validity() {
	for _, id := range p.names["plans"] {
		if plan := p.set.Plans[id]; plan != nil {
			p.organizationOn("plans/"+id, plan.Issuer, plan.Date, plan.Date, "issuer")
		}
	}
	for _, id := range p.names["commitments"] {
		if c := p.set.Commitments[id]; c != nil {
			p.unitOn("commitments/"+id, c.Unit, c.Period.From, c.Period.To)
			p.organizationOn("commitments/"+id, c.Organization, c.Period.From, c.Period.To, "organization")
		}
	}
	for _, id := range p.names["activities"] {
		a := p.set.Activities[id]
		switch {
		case a == nil:
		case a.Period != nil:
			p.unitOn("activities/"+id, a.Unit, a.Period.From, a.Period.To)
		case a.Date != "":
			p.unitOn("activities/"+id, a.Unit, a.Date, a.Date)
		}
	}
	for _, id := range p.names["figures"] {
		if f := p.set.Figures[id]; f != nil {
			from, to := fmt.Sprintf("%04d-01-01", f.Year), fmt.Sprintf("%04d-12-31", f.Year)
			if f.AsOf != "" {
				from, to = f.AsOf, f.AsOf
			}
			p.unitOn("figures/"+id, f.Unit, from, to)
		}
	}
}

func (p *project) unitOn(name, id, from, to string) {
	if u := p.set.Units[id]; u != nil && !overlap(u.ValidFrom, u.ValidTo, from, to) {
		p.notThen(name, "unit", u.Name.VI, u.ValidFrom, u.ValidTo, u.Successors)
	}
}

func (p *project) organizationOn(name, id, from, to, field string) {
	if o := p.set.Organizations[id]; o != nil && !overlap(o.ValidFrom, o.ValidTo, from, to) {
		var next []string
		if o.Successor != "" {
			next = []string{o.Successor}
		}
		p.notThen(name, field, o.Name.VI, o.ValidFrom, o.ValidTo, next)
	}
}

func (p *project) notThen(name, field, who, from, to string, next []string) {
	life := textf("từ %s", "from %s", viet.Date(from))
	if to != "" {
		life = textf("đến %s", "until %s", viet.Date(to))
	}
	remedy := diag.Textf("chọn bản ghi của thời gian đó, hoặc sửa ngày", "choose the record of that time, or mend the date")
	if len(next) == 1 {
		remedy = textf("nếu nói về nơi kế thừa thì viết “%s”; nếu không thì sửa ngày", "if its successor is meant write “%s”, otherwise mend the date", next[0])
	}
	p.report(name, diag.CodeNotValidThen, p.at(name, field),
		textf("“%[1]s” chỉ tồn tại %[2]s, không có vào thời gian này", "“%[1]s” existed %[2]s only, not at this time", who, life), remedy)
}
