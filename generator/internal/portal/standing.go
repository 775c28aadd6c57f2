package portal

import "cmp"

func (e *edition) standingPage(s *standing) Page {
	doc, foreign := s.in(e.lang)
	model := StandingPage{Summary: doc.Meta.Summary, Updated: e.knownDate(doc.Meta.Updated)}
	h := heading{
		title: doc.Meta.Title, titleLang: foreign, description: doc.Meta.Summary,
		updated: cmp.Or(doc.Meta.Updated, e.site.DataAsOf), draft: doc.Meta.Draft, only: languagesOf(s.texts),
	}
	body, line := doc.Body, doc.BodyLine
	if foreign != "" {
		model.Untranslated = e.untranslated(e.say("page_untranslated", "language", e.languageName(foreign)), doc.Meta.Title, doc.Meta.Summary, foreign, s.address)
		model.Summary, h.description = "", model.Untranslated.Note
		body, line = "", 0
	}
	if s.address == methodAddress && foreign == "" {
		model.Disclosure, model.Progress = e.disclosure(), e.progressRule()
	}
	page := e.page(s.address, LayoutStanding, doc.Path, h, model)
	e.setBody(&page, body, line)
	return page
}

func (e *edition) notFoundPage() Page {
	model := NotFound{Text: e.say("not_found_text"), Links: e.links(e.menu, "")}
	model.Links = append([]Link{{Text: e.say("home"), Href: e.href("/")}}, model.Links...)
	return e.page("/404.html", LayoutNotFound, "", heading{title: e.say("not_found"), description: e.say("not_found_text")}, model)
}

// mapAddress is the map of the site.
const mapAddress = "/so-do-trang/"

// mapPage leads to every list and standing page of the site.
func (e *edition) mapPage() Page {
	var sections, about ListGroup
	sections.Heading, about.Heading = e.say("map_sections"), e.say("map_about")
	for _, link := range e.links(e.menu, "") {
		sections.Items = append(sections.Items, ListItem{Link: link})
	}
	for _, s := range e.standings {
		doc, lang := s.in(e.lang)
		about.Items = append(about.Items, ListItem{
			Link: Link{Text: doc.Meta.Title, Lang: lang, Href: e.href(s.address)}, Detail: doc.Meta.Summary,
		})
	}
	groups := []ListGroup{sections}
	if len(about.Items) > 0 {
		groups = append(groups, about)
	}
	return e.page(mapAddress, LayoutList, "", heading{title: e.say("menu_map"), description: e.say("map_intro")},
		List{Intro: e.say("map_intro"), Groups: groups})
}
