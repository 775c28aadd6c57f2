package portal

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/diag/help"
)

const helpAddress = "/tro-giup/"

// helpPagesOf reads the texts once; they are part of the program and tested with it.
var helpPagesOf = sync.OnceValue(func() []help.Page {
	pages, err := help.Pages()
	if err != nil {
		panic(fmt.Sprintf("help: %v", err))
	}
	return pages
})

// helpPages are the pages about problem codes. They are for editors: search
// engines are asked not to lead citizens there.
func (e *edition) helpPages() []Page {
	pages := []Page{e.helpList()}
	for _, p := range helpPagesOf() {
		pages = append(pages, e.helpPage(p))
	}
	for i := range pages {
		pages[i].Frame.NoIndex, pages[i].Frame.Alternates = true, nil
	}
	return pages
}

func (e *edition) helpList() Page {
	model := HelpList{Intro: []string{e.say("help_intro"), e.say("help_intro_codes")}}
	for _, g := range help.Groups() {
		group := HelpGroup{
			ID: strings.ToLower(g.Codes[0][:len("MB00")]), Heading: g.Title.In(e.lang), Intro: g.Intro.In(e.lang),
		}
		for _, code := range g.Codes {
			group.Codes = append(group.Codes, e.helpLink(code))
		}
		model.Groups = append(model.Groups, group)
	}
	return e.page(helpAddress, LayoutHelpList, "", heading{title: e.say("help_title"), description: e.say("help_intro")}, model)
}

func (e *edition) helpPage(p help.Page) Page {
	text := p.Text[e.lang]
	model := HelpPage{
		Code: p.Code, Warning: p.Warning, Meaning: text.Meaning, Causes: text.Causes,
		Wrong: helpExcerpts(p.Wrong), Right: helpExcerpts(p.Right), Told: strings.TrimSpace(p.Told.In(e.lang)),
	}
	switch {
	case len(p.Wrong) == 0:
	case p.Warning:
		model.Effect = e.say("help_warns")
	default:
		model.Effect = e.say("help_stops")
	}
	if len(p.Wrong) > 0 && len(p.Right) == 0 {
		model.Mended = e.say("help_delete")
	}
	for _, code := range p.See {
		model.See = append(model.See, e.helpLink(code))
	}
	h := heading{
		title:       e.say("help_page_title", "code", p.Code, "title", p.Title.In(e.lang)),
		description: text.Meaning[0],
		trail:       []Link{e.section(e.say("help_title"), helpAddress)},
	}
	return e.page("/"+diag.HelpPath(p.Code), LayoutHelp, "", h, model)
}

func (e *edition) helpLink(code string) Link {
	title, _ := diag.Title(code)
	return Link{Text: title.In(e.lang), Href: e.href("/" + diag.HelpPath(code)), Note: code}
}

func helpExcerpts(excerpts []help.Excerpt) []HelpExcerpt {
	var made []HelpExcerpt
	for _, excerpt := range excerpts {
		m := HelpExcerpt{Path: excerpt.Path, Named: excerpt.Named}
		for i, line := range excerpt.Lines() {
			l := HelpLine{Parts: []HelpPart{}}
			if excerpt.First > 0 {
				l.Number = strconv.Itoa(excerpt.First + i)
			}
			for _, part := range line {
				l.Parts = append(l.Parts, HelpPart(part))
			}
			m.Lines = append(m.Lines, l)
		}
		made = append(made, m)
	}
	return made
}
