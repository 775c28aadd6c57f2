package portal

// componentsAddress is the index of the components of the theme.
const componentsAddress = "/he-thong-thiet-ke/"

// component is one page of the index: the same partials as on the real pages,
// filled with invented content.
type component struct {
	slug, title, text string
	samples           []Sample
}

// componentPages are for those who work on the theme: search engines are asked
// not to lead readers there, and nothing of theirs is in a feed.
func (e *edition) componentPages() []Page {
	intro := e.say("components_intro")
	var list ListGroup
	pages := []Page{{}} // the index, when all are known
	trail := []Link{e.section(e.say("components_title"), componentsAddress)}
	for _, c := range append(e.components(), e.chartComponents()...) {
		address := componentsAddress + c.slug + "/"
		list.Items = append(list.Items, ListItem{Link: Link{Text: c.title, Href: e.href(address)}, Detail: c.text})
		pages = append(pages, e.page(address, LayoutComponent, "", heading{title: c.title, description: c.text, trail: trail},
			ComponentPage{Text: c.text, Notice: e.say("components_notice"), Samples: c.samples}))
	}
	pages[0] = e.page(componentsAddress, LayoutList, "", heading{title: e.say("components_title"), description: intro},
		List{Intro: intro, Groups: []ListGroup{list}})
	for i := range pages {
		pages[i].Frame.NoIndex, pages[i].Frame.Alternates = true, nil
	}
	return pages
}

// stacked are letters with two marks, one with a mark above and one below, and
// letters that hang: where lines are too close, they touch.
const stacked = "ẪẤỔ Ể Ỗ Ậ Ự ữ ệ ỵ gợ qụy"

func (e *edition) components() []component {
	link := func(key string) Link { return Link{Text: e.say(key), Href: e.href(componentsAddress)} }
	example := e.date("2022-12-31")
	return []component{
		{"chu", e.say("component_type"), e.say("component_type_text"), []Sample{
			{Heading: e.say("sample_sizes"), Type: []string{stacked, e.say("sample_sentence")}},
		}},
		{"trang-thai", e.say("component_status"), e.say("component_status_text"), []Sample{
			{Heading: e.say("sample_every"), Statuses: e.allStatuses()},
		}},
		{"tra-loi-nhanh", e.say("component_headline"), e.say("component_headline_text"), []Sample{
			{Heading: e.say("sample_front"), Headline: e.sampleNumbers()},
		}},
		{"the-cam-ket", e.say("component_card"), e.say("component_card_text"), []Sample{
			{Heading: e.say("sample_states"), Cards: e.sampleCards()},
		}},
		{"ket-qua", e.say("component_result"), e.say("component_result_text"), e.sampleResults()},
		{"nhat-ky", e.say("component_log"), e.say("component_log_text"), []Sample{
			{Heading: e.say("sample_states"), Log: []LogEntry{
				{Date: example, When: example.Text, Title: e.say("sample_done"), Kind: "activity", Status: e.badge(statusReported), Actors: []Link{link("sample_body")}},
				{Undated: true, When: e.say("undated"), Title: e.say("sample_planned"), Kind: "activity", Status: e.badge(statusPlanned)},
			}},
		}},
		{"ho-so", e.say("component_facts"), e.say("component_facts_text"), []Sample{
			{Heading: e.say("sample_text_and_links"), Facts: []Fact{
				{Label: e.say("sample_label"), Text: e.say("sample_sentence")},
				{Label: e.say("sample_label"), Links: []Link{link("sample_body"), link("sample_unit")}, Note: e.say("sample_sentence")},
			}},
		}},
		{"bang", e.say("component_table"), e.say("component_table_text"), []Sample{
			{Heading: e.say("sample_every"), Table: e.sampleTable()},
		}},
		{"danh-sach", e.say("component_lists"), e.say("component_lists_text"), []Sample{
			{Heading: e.say("sample_records"), Items: []ListItem{
				{Link: link("sample_unit"), Detail: e.say("sample_sentence")}, {Link: link("sample_body")},
			}},
			{Heading: e.say("sample_news"), News: []NewsCard{
				{Title: e.say("sample_headline"), Href: e.href(componentsAddress), Date: example, Summary: e.say("sample_sentence")},
			}},
		}},
		{"lien-ket", e.say("component_links"), e.say("component_links_text"), []Sample{
			{Heading: e.say("sample_views"), Views: []Link{
				{Text: e.say("view_all"), Href: e.href(componentsAddress), Current: true, Note: "2"},
				{Text: e.say("view_overdue_short"), Href: e.href(componentsAddress), Note: "1"},
			}},
			{Heading: e.say("sample_more"), More: []Link{link("sample_unit"), link("sample_body")}},
			{Heading: e.say("sample_external"), Sources: []Source{
				{Title: e.say("sample_document"), Href: "https://example.org/", Publisher: e.say("sample_body"), Date: example, Accessed: example},
				{Title: e.say("sample_document"), Date: example, Note: e.say("sample_sentence")},
			}},
			{Heading: e.say("sample_share"), Share: []Link{{Text: "Zalo", Href: e.href(componentsAddress)}, {Text: "Facebook", Href: e.href(componentsAddress)}}},
		}},
		{"thong-bao", e.say("component_notices"), e.say("component_notices_text"), []Sample{
			{Heading: e.say("sample_other_language"), Untranslated: &Untranslated{
				Note: e.say("page_untranslated", "language", e.say("language_name")), Original: link("sample_headline"), Summary: e.say("sample_sentence"),
			}},
		}},
	}
}
