package portal

import (
	"slices"
	"strconv"

	"minhbach/generator/internal/record"
)

func (e *edition) planPage(plan *record.Plan) Page {
	citation := e.citation(plan)
	title, lang := e.text(plan.Title)
	description := citation + ". " + upperFirst(title)
	if lang != "" {
		description = citation
	}
	model := PlanPage{
		Citation: citation, Profile: e.planProfile(plan),
		Serves: e.serves(plan), ServedBy: e.served(plan), Tree: e.planTree(plan), Targets: e.targets(plan),
		Commitments: e.cards(e.commitmentsOf[plan.ID]),
		News:        e.newsCards(e.newsOn["plans/"+plan.ID]),
		Note:        e.note(plan.Note), Sources: e.sources(plan.Sources),
	}
	return e.page(planAddress(plan.ID), LayoutPlan, recordPath(e.set, "plans", plan.ID), heading{
		title: e.planName(plan), description: description,
		trail:  []Link{e.section(e.say("menu_plans"), "/ke-hoach/")},
		record: recordName{kind: "plans", ids: []string{plan.ID}, by: "plan"},
		feed:   true, card: e.planCard(model.Commitments),
	}, model)
}

// citation is how offices cite the document.
func (e *edition) citation(plan *record.Plan) string {
	return e.say("citation", "kind", e.label("document-kinds", plan.Kind), "symbol", plan.Symbol,
		"date", e.day(plan.Date), "issuer", e.organizationLink(plan.Issuer).Text)
}

func (e *edition) planProfile(plan *record.Plan) []Fact {
	title, lang := e.text(plan.Title)
	facts := []Fact{
		{Label: e.say("fact_abstract"), Text: title, Lang: lang},
		{Label: e.say("fact_kind"), Text: e.label("document-kinds", plan.Kind)},
		{Label: e.say("fact_symbol_of"), Text: plan.Symbol},
		{Label: e.say("fact_issuer"), Links: []Link{e.organizationLink(plan.Issuer)}},
		{Label: e.say("fact_issued"), Text: e.day(plan.Date)},
	}
	if plan.Period != nil {
		facts = append(facts, Fact{Label: e.say("fact_period"), Text: e.span(*plan.Period)})
	}
	full := Fact{Label: e.say("fact_full_text"), Text: e.say("full_text_unpublished")}
	if plan.FullText != "" {
		full.Text = ""
		full.Links = []Link{{Text: e.say("full_text"), Href: plan.FullText, External: true}}
	}
	return append(facts, full)
}

// serves are the documents that this one carries out, amends or replaces, and
// those that they carry out in turn, nearest first.
func (e *edition) serves(plan *record.Plan) []RelationRow {
	var rows []RelationRow
	seen := []string{plan.ID}
	for queue := []*record.Plan{plan}; len(queue) > 0; queue = queue[1:] {
		for _, r := range queue[0].Relations {
			to := e.set.Plans[r.Plan]
			if to == nil || slices.Contains(seen, to.ID) {
				continue
			}
			seen = append(seen, to.ID)
			queue = append(queue, to)
			row := e.relationRow(to, e.label("relations", r.Type), r)
			if queue[0] != plan {
				row.Relation = e.say("relation_via", "relation", row.Relation, "plan", e.planName(queue[0]))
			}
			rows = append(rows, row)
		}
	}
	return rows
}

// served are the documents that carry out, amend or replace this one.
func (e *edition) served(plan *record.Plan) []RelationRow {
	var rows []RelationRow
	for _, in := range e.servedBy[plan.ID] {
		rows = append(rows, e.relationRow(in.from, e.inverse(in.Type), in.Relation))
	}
	return rows
}

func (e *edition) inverse(relation string) string {
	switch relation {
	case "implements":
		return e.say("inverse_implements")
	case "serves":
		return e.say("inverse_serves")
	case "amends":
		return e.say("inverse_amends")
	case "replaces":
		return e.say("inverse_replaces")
	}
	return relation
}

func (e *edition) relationRow(other *record.Plan, relation string, r record.Relation) RelationRow {
	title, lang := e.text(other.Title)
	return RelationRow{
		Relation: relation, Plan: e.planLink(other.ID), Title: title, Lang: lang,
		Basis: e.note(&r.Basis), Inferred: r.Level == "inferred",
	}
}

func (e *edition) targets(plan *record.Plan) []TargetRow {
	var rows []TargetRow
	for i, t := range plan.Targets {
		text, lang := e.text(t.Text)
		row := TargetRow{Text: text, Lang: lang, Due: e.knownDate(t.Due), Note: e.note(t.Note)}
		if u := e.set.Units[t.Unit]; u != nil {
			link := e.unitLink(u)
			row.Unit = &link
		}
		if t.Value != nil {
			row.Origin = e.originOf("plans", plan.ID, "targets."+strconv.Itoa(i))
		}
		if c := e.taking(plan, t); c != nil {
			link := e.commitmentLink(c)
			row.Commitment = &link
		}
		rows = append(rows, row)
	}
	return rows
}

// taking is the commitment that takes up a target: the same place, measure and
// number under the same document.
func (e *edition) taking(plan *record.Plan, t record.Target) *record.Commitment {
	if t.Value == nil {
		return nil
	}
	for _, c := range e.commitmentsOf[plan.ID] {
		v := c.Promise.Value
		if c.Unit == t.Unit && c.Promise.Measure == t.Measure && v != nil && *v == *t.Value {
			return c
		}
	}
	return nil
}

func (e *edition) planItems(list []*record.Plan) []ListItem {
	items := make([]ListItem, 0, len(list))
	for _, plan := range list {
		title, lang := e.text(plan.Title)
		if lang != "" {
			title = e.say("in_vietnamese", "text", title)
		}
		link := e.planLink(plan.ID)
		link.Note = e.say("issued_by", "date", e.day(plan.Date), "issuer", e.organizationLink(plan.Issuer).Text)
		items = append(items, ListItem{Link: link, Detail: title})
	}
	return items
}

// plansPages list the documents by year, newest first.
func (e *edition) plansPages() []Page {
	return slices.Collect(e.shelf("/ke-hoach/", e.say("menu_plans"), List{Intro: e.say("plans_intro")}, nil, len(e.plans), func(from, to int) []ListGroup {
		var groups []ListGroup
		for _, plan := range e.plans[from:to] {
			year := strconv.Itoa(yearOf(plan.Date))
			if len(groups) == 0 || groups[len(groups)-1].Heading != year {
				groups = append(groups, ListGroup{Heading: year})
			}
			last := &groups[len(groups)-1]
			last.Items = append(last.Items, e.planItems([]*record.Plan{plan})...)
		}
		return groups
	}))
}
