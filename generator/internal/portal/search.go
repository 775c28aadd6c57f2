package portal

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/search"
)

// Names of what the search of an edition leaves for the next build: its index, and
// the notes that it is made from.
const (
	searchPart = "search"
	notesPart  = "notes"
)

// searchIndex makes the index of an edition's pages from what its parts noted. The
// index is a part of the site: it is made again when what readers can look for has
// changed, from what the last one left. Composing are the parts as they are composed.
func (c *composer) searchIndex(e *edition, parts []Part, composing []part) (Part, []File) {
	units, synonyms := search.Units(e.unitsByName()), e.synonyms()
	k := kept.NewKey("search").Text(e.path(searchAddress)).Int(int64(len(units)))
	for _, f := range units {
		k.Text(f.Path, f.Key)
	}
	k.Int(int64(len(synonyms)))
	for _, group := range synonyms {
		k.Int(int64(len(group))).Text(group...)
	}
	for i := range parts {
		k.Add(parts[i].Noted)
	}
	made := Part{Part: kept.Part{Name: e.lang + "/" + searchPart, Key: k.Digest()}}
	packed := c.notes.close()
	last := c.memory.Last.Part(made.Name)
	if last != nil && last.Key == made.Key {
		return Part{*last, true}, nil
	}
	o := search.Options{Synonyms: synonyms, Key: made.Key.String()}
	of, before := c.lastNotes(e)
	if last != nil && before != nil {
		o.Last = search.Last{Key: last.Key.String(), Notes: before, State: c.memory.Left(made.Name)}
	}
	noted, packed := c.noted(e, parts, composing, packed, of)
	index := search.Build(noted, o)
	made.Notes = []string{strconv.Itoa(index.WordBits), strconv.Itoa(index.PairBits)}
	folder := strings.TrimPrefix(e.path(searchAddress), "/")
	var files []File
	for _, f := range append(index.Files, units...) {
		files = append(files, File{Path: folder + f.Path, Make: f.Packed, Key: "search " + f.Key})
	}
	made.Files = paths(files)
	c.Left[made.Name], c.Left[e.lang+"/"+notesPart] = index.State, packed
	return made, files
}

// bitsIn are the two numbers that the index noted of its files.
func bitsIn(notes []string) (word, pair int) {
	if len(notes) == 2 {
		// They were written by this program; a record that was not is not read.
		word, _ = strconv.Atoi(notes[0])
		pair, _ = strconv.Atoi(notes[1])
	}
	return word, pair
}

// findable notes what readers may look for on the pages of a part. Drafts are
// never noted. Of statistics it is what stands above the tables, not the tables.
func (e *edition) findable(pages []Page) []string {
	var notes []string
	for i := range pages {
		p := &pages[i]
		switch {
		case p.Layout == LayoutNotFound || p.Layout == LayoutEmbed || p.Layout == LayoutSearch:
		case p.Frame.Redirect != "" || e.drafts[p.Source]:
		default:
			notes = append(notes, e.document(p).Encode())
		}
	}
	return notes
}

func (e *edition) document(p *Page) search.Document {
	d := search.Document{
		Address: p.Address, Title: p.Frame.Title, Lang: p.Frame.TitleLang, Kind: e.kindOf(p),
		Summary: p.Frame.Description, Text: shownText(p),
	}
	id := strings.TrimSuffix(path.Base(p.Source), ".json")
	switch m := p.Model.(type) {
	case NewsItem:
		d.Date, d.When = m.Date.ISO, m.Date.Text
		if m.Untranslated != nil {
			d.Summary = m.Untranslated.Summary
		}
	case UnitPage:
		if at := e.placeOf[id]; at != nil {
			d.Names = e.placeNames(at)
		}
	case OrganizationPage:
		if o := e.set.Organizations[id]; o != nil {
			d.Names = append([]string{o.Name.VI}, shortNames(o)...)
		}
	case PlanPage:
		if plan := e.set.Plans[id]; plan != nil {
			d.Date, d.When, d.Names = plan.Date, e.day(plan.Date), []string{plan.Symbol, plan.Title.In(e.lang)}
		}
	case CommitmentPage:
		if c := e.set.Commitments[id]; c != nil {
			d.Date, d.When = c.Period.From, e.span(c.Period)
		}
	}
	return d
}

// indexDrafts notes the files of texts that are not finished.
func (ix *index) indexDrafts() {
	ix.drafts = map[string]bool{}
	for i := range ix.set.News {
		ix.drafts[ix.set.News[i].Path] = ix.set.News[i].Meta.Draft
	}
	for i := range ix.set.Pages {
		ix.drafts[ix.set.Pages[i].Path] = ix.set.Pages[i].Meta.Draft
	}
}

// kindOf is the section that a page belongs to, as its breadcrumbs say.
func (e *edition) kindOf(p *Page) string {
	kind := ""
	if trail := p.Frame.Breadcrumbs; len(trail) > 2 {
		kind = trail[1].Text
	}
	switch {
	case !p.Frame.Synthetic:
		return kind
	case kind == "":
		return e.say("search_synthetic")
	}
	return e.say("with_note", "text", kind, "note", e.say("search_synthetic"))
}

// placeNames are all names of a place through its lives, and those of the units
// that it was made from: whoever knows only an old name finds today's unit.
func (e *edition) placeNames(p *place) []string {
	var names []string
	for _, life := range p.lives {
		names = append(names, life.Name.VI, e.unitTitle(life))
		names = append(names, life.AsPrinted...)
		for _, before := range e.predecessors[life.ID] {
			names = append(names, before.Name.VI, e.unitTitle(before))
		}
	}
	return unique(names...)
}

// Parts of Markdown that are addresses or notes, not words.
var markdownAddresses = regexp.MustCompile(`(?s)\]\([^)]*\)|\]\[[^\]]*\]|<!--.*?-->|<https?:[^>]*>|(?m:^\[[^\]]+\]:.*$)`)

// shownText is what a reader finds on a page beside title and description. Lists
// of other pages are left out: those pages are found themselves.
func shownText(p *Page) []string {
	texts := []string{markdownAddresses.ReplaceAllString(p.Body, " ")}
	add := func(more ...string) { texts = append(texts, more...) }
	facts := func(list []Fact) {
		for _, f := range list {
			add(f.Text, f.Note)
			for _, link := range f.Links {
				add(link.Text, link.Note)
			}
		}
	}
	log := func(list []LogEntry) {
		for _, entry := range list {
			add(entry.Title, entry.Text, entry.AsPrinted, entry.Note)
		}
	}
	switch m := p.Model.(type) {
	case NewsItem:
		add(m.Summary, m.Byline)
		facts(m.Related)
		if m.Photo != nil {
			add(m.Photo.Alt, m.Photo.Caption, m.Photo.AsPrinted)
		}
	case UnitPage:
		facts(m.Profile)
		log(m.Log)
		for _, life := range m.Lives {
			add(life.Name, life.Note)
			facts(life.Facts)
		}
	case OrganizationPage:
		facts(m.Profile)
		log(m.Log)
		for _, person := range m.People {
			add(person.Name, strings.Join(person.Posts, ". "))
		}
	case PlanPage:
		add(m.Citation, m.Note)
		facts(m.Profile)
		for _, target := range m.Targets {
			add(target.Text, target.Note)
		}
	case CommitmentPage:
		add(m.Promise, m.Text, m.AsPrinted, m.Note, m.Result.Headline, m.Result.Text)
		facts(m.Question)
		log(m.Log)
		log(m.Planned)
	case FiguresPage:
		add(m.Intro)
		for _, table := range m.Tables {
			add(table.Caption)
		}
	case StatisticPage:
		add(m.Lead, m.Note)
		facts(m.Facts)
	case DatasetPage:
		add(m.Description)
		for _, column := range m.Dictionary {
			add(column.Name, column.Title, column.Meaning)
		}
	case HelpPage:
		add(m.Code)
		add(m.Meaning...)
		add(m.Causes...)
	case List:
		add(m.Intro)
	}
	return texts
}

// unitsByName are all lives of units, for a reader who looks for one by name.
func (e *edition) unitsByName() []search.Unit {
	var list []search.Unit
	for _, p := range e.places {
		if p.section == "" {
			continue
		}
		for _, life := range p.lives {
			u := search.Unit{
				Name: life.Name.VI, Title: e.unitTitle(life), Within: e.within(life), Address: p.address(), Former: !e.current(life),
			}
			for _, id := range unique(life.Successors...) {
				if next := e.set.Units[id]; next != nil {
					u.Now = append(u.Now, search.UnitLink{Name: next.Name.VI, Title: e.unitTitle(next), Address: e.placeOf[id].address()})
				}
			}
			list = append(list, u)
		}
	}
	return list
}

// lives is the number of units that can be found by name.
func (ix *index) lives() int {
	n := 0
	for _, p := range ix.places {
		if p.section != "" {
			n += len(p.lives)
		}
	}
	return n
}

// abbreviations is the code list of those that are in general use.
const abbreviations = "abbreviations"

// synonyms are abbreviations with what they stand for: those of the code list,
// and those that bodies use of themselves. Thousands of bodies use the same one.
func (e *edition) synonyms() [][]string {
	var groups [][]string
	had := map[[2]string]bool{}
	add := func(short, words string) {
		if group := [2]string{short, words}; !had[group] {
			had[group] = true
			groups = append(groups, group[:])
		}
	}
	if list := e.set.Vocab[abbreviations]; list != nil {
		for _, c := range list.Codes {
			add(strings.ToUpper(c.Code), c.Label.VI)
		}
	}
	for _, o := range e.organizations {
		for _, short := range shortNames(o) {
			for _, part := range strings.Fields(short) {
				if words := spelledOut(part, o.Name.VI); words != "" {
					add(part, words)
				}
			}
		}
	}
	return groups
}

func shortNames(o *record.Organization) []string {
	names := o.Aliases
	if o.ShortName != nil {
		names = append([]string{o.ShortName.VI}, names...)
	}
	return names
}
