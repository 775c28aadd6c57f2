package portal

import (
	"strings"

	"minhbach/generator/internal/record"
)

func (e *edition) organizationPage(o *record.Organization) Page {
	name, lang := e.text(o.Name)
	var log []step
	for _, a := range e.activitiesBy[o.ID] {
		log = append(log, e.activityStep(a, true))
	}
	model := OrganizationPage{
		Profile: e.organizationProfile(o), People: e.people(o),
		Commitments: e.cards(e.commitmentsBy[o.ID]), Plans: e.planItems(e.plansBy[o.ID]),
		Log: ordered(log), Bodies: e.organizationItems(e.bodiesOf[o.ID]),
		News: e.newsCards(e.newsOn["organizations/"+o.ID]), Sources: e.sources(o.Sources),
		Statistics: e.organizationBox(o),
	}
	return e.page(organizationAddress(o.ID), LayoutOrganization, recordPath(e.set, "organizations", o.ID),
		heading{
			title: name, titleLang: lang,
			description: e.say("organization_description", "organization", name),
			trail:       []Link{e.section(e.say("menu_organizations"), "/co-quan/")},
			record:      recordName{kind: "organizations", ids: []string{o.ID}, by: "organization"},
			feed:        true,
		}, model)
}

func (e *edition) organizationProfile(o *record.Organization) []Fact {
	facts := []Fact{
		{Label: e.say("fact_line"), Text: e.label("lines", o.Line)},
		{Label: e.say("fact_level"), Text: e.label("levels", o.Level)},
	}
	link := func(label, id string) {
		if id != "" {
			facts = append(facts, Fact{Label: label, Links: []Link{e.organizationLink(id)}})
		}
	}
	text := func(label, text string) {
		if text != "" {
			facts = append(facts, Fact{Label: label, Text: text})
		}
	}
	if o.Unit != "" {
		facts = append(facts, Fact{Label: e.say("fact_area_served"), Links: []Link{e.unitByID(o.Unit)}})
	}
	link(e.say("fact_parent"), o.Parent)
	link(e.say("fact_host"), o.Host)
	if o.ShortName != nil {
		text(e.say("fact_short_name"), e.note(o.ShortName))
	}
	text(e.say("fact_symbol"), o.Symbol)
	text(e.say("fact_aliases"), strings.Join(o.Aliases, "; "))
	text(e.say("fact_as_printed"), o.AsPrinted)
	if o.ValidFrom != "" || o.ValidTo != "" {
		text(e.say("fact_validity"), upperFirst(e.validity(o.ValidFrom, o.ValidTo)))
	}
	link(e.say("fact_successor"), o.Successor)
	text(e.say("fact_note"), e.note(o.Note))
	return facts
}

// people are the officials with a post here; posts elsewhere are named too,
// since one person often holds a Party and a state post.
func (e *edition) people(o *record.Organization) []PersonRow {
	var rows []PersonRow
	for _, person := range e.peopleIn[o.ID] {
		row := PersonRow{Name: person.Name}
		for _, post := range person.Posts {
			row.Posts = append(row.Posts, e.post(post, o.ID))
		}
		rows = append(rows, row)
	}
	return rows
}

func (e *edition) post(p record.Post, here string) string {
	title := e.note(&p.Title)
	if p.Organization != here {
		title = e.say("post_elsewhere", "post", title, "organization", e.organizationLink(p.Organization).Text)
	}
	switch {
	case p.From != "" || p.To != "":
		return e.say("with_note", "text", title, "note", e.validity(p.From, p.To))
	case p.SeenOn != "":
		return e.say("with_note", "text", title, "note", e.say("seen_on", "date", e.day(p.SeenOn)))
	}
	return title
}

func (e *edition) organizationItems(list []*record.Organization) []ListItem {
	items := make([]ListItem, 0, len(list))
	for _, o := range list {
		items = append(items, ListItem{Link: e.organizationLink(o.ID), Detail: e.label("lines", o.Line)})
	}
	return items
}

// organizationsPage lists the bodies by level. In a large set those of districts
// and communes are left to the pages of the places that they serve.
func (e *edition) organizationsPage() Page {
	model := List{Intro: e.say("organizations_intro")}
	byLevel := map[string][]*record.Organization{}
	for _, o := range e.organizations {
		byLevel[o.Level] = append(byLevel[o.Level], o)
	}
	short := len(e.organizations) > namedOnIndex
	for _, level := range []string{"central", "province", "district", "commune"} {
		list := byLevel[level]
		if len(list) == 0 {
			continue
		}
		group := ListGroup{Heading: e.label("levels", level), Items: e.organizationItems(list)}
		if short && (level == "district" || level == "commune") {
			group.Items = []ListItem{{
				Link:   Link{Text: e.say("organizations_by_place"), Href: e.href("/xa/")},
				Detail: e.counted("organizations", int64(len(list))),
			}}
		}
		model.Groups = append(model.Groups, group)
	}
	return e.page("/co-quan/", LayoutList, "",
		heading{title: e.say("menu_organizations"), description: e.say("organizations_intro")}, model)
}
