package portal

import (
	"slices"
	"strconv"
)

// shownYears bounds the columns of a table that compares places; all years of a
// place are in its own tables.
const shownYears = 5

// chartBars is the number of places up to which a chart compares them.
const chartBars = 40

// Kinds of heads of columns.
const (
	headName     = "name"
	headYear     = "year"
	headCategory = "category"
	headChange   = "change"
)

// ofUnit names in a sentence what a figure is about.
func (e *edition) ofUnit(code string) string {
	u := e.set.Units[code]
	switch {
	case u != nil:
		return e.unitName(u)
	case code != "":
		return e.poolName(code)
	case e.statistics.cover != nil:
		return e.unitName(e.statistics.cover)
	}
	return e.say("statistic_everywhere")
}

// mark stands in the captions of invented figures, so that a table cut out of
// its page still says what it is.
func (e *edition) mark() string {
	if e.statistics.Synthetic {
		return e.say("statistic_synthetic")
	}
	return ""
}

// standardName is a standard inside a sentence.
func (e *edition) standardName(r run) string { return e.word("standards", r.standard) }

// unitSection shows a table for one unit in the years of one standard.
func (e *edition) unitSection(s *statistic, unit string, r run, id string, withChart bool) StatisticSection {
	section := StatisticSection{
		ID: id, Heading: s.Title.In(e.lang), Table: e.yearTable(s, unit, r, s.all()),
	}
	if r.standard != "" {
		section.Table.Notes = append(section.Table.Notes, e.say("statistic_by_standard", "standard", e.standardName(r)))
	}
	section.Sentence = e.yearSentence(s, unit, r)
	if !s.additive || s.by(dimensionOrganization) >= 0 {
		section.Sentence = e.largestSentence(s, unit, r)
	}
	if !withChart {
		return section
	}
	if s.additive && s.by(dimensionOrganization) < 0 {
		section.Chart = e.yearChart(s, unit, r, id)
	} else {
		section.Chart = e.categoryChart(s, unit, r, id)
	}
	if section.Chart != nil {
		e.describe(&section)
	}
	return section
}

// all are all categories.
func (s *statistic) all() []int {
	list := make([]int, len(s.categories))
	for i := range list {
		list[i] = i
	}
	return list
}

// yearTable has a row for each category and a column for each year, and the
// change over the last year where there is one to compare with.
func (e *edition) yearTable(s *statistic, unit string, r run, categories []int) StatisticTable {
	t := StatisticTable{
		Caption: e.say("statistic_caption", "title", s.Title.In(e.lang), "unit", e.ofUnit(unit), "measure", e.measure(s)),
		Mark:    e.mark(), Head: yearHeads(e.categoryHead(s), r),
	}
	change := len(r.years) > 1
	if change {
		t.Head = append(t.Head, StatisticHead{
			e.say("statistic_change", "from", strconv.Itoa(r.years[len(r.years)-2]), "to", strconv.Itoa(r.latest())), headChange,
		})
	}
	var n cellCount
	for _, i := range categories {
		link := e.categoryLink(s, s.categories[i])
		row := TableRow{Head: link.Text, Href: link.Href}
		for _, year := range r.years {
			n.see(s, unit, year, i)
			row.Cells = append(row.Cells, e.cellFor(s, unit, year, i))
		}
		if change {
			row.Cells = append(row.Cells, e.changeCell(s, unit, r.years[len(r.years)-2], r.latest(), i))
		}
		t.add(e.groupName(s.categories[i]), row)
	}
	t.Columns = len(t.Head)
	t.Notes = e.withheldNote(n)
	return t
}

// yearHeads are the heads of a column of names and of one column for each year.
func yearHeads(name string, r run) []StatisticHead {
	heads := []StatisticHead{{name, headName}}
	for _, year := range r.years {
		heads = append(heads, StatisticHead{strconv.Itoa(year), headYear})
	}
	return heads
}

// add puts a row into the group with that heading.
func (t *StatisticTable) add(heading string, row TableRow) {
	if n := len(t.Groups); n == 0 || t.Groups[n-1].Heading != heading {
		t.Groups = append(t.Groups, StatisticGroup{Heading: heading})
	}
	last := &t.Groups[len(t.Groups)-1]
	last.Rows = append(last.Rows, row)
}

func (e *edition) groupName(c category) string {
	if c.group == "" {
		return ""
	}
	return e.label("services", c.group)
}

// withheldNote counts the figures that are given as ranges, or that a method changed.
func (e *edition) withheldNote(n cellCount) []string {
	if n.changed > 0 {
		return []string{e.counted("statistic_changed_here", n.changed, "all", e.number(n.all))}
	}
	if n.ranges == 0 {
		return []string{e.counted("statistic_all_exact", n.all)}
	}
	return []string{e.counted("statistic_ranges_here", n.ranges, "all", e.number(n.all))}
}

// measure is the unit of the figures, as it stands in captions.
func (e *edition) measure(s *statistic) string {
	if s.money() {
		return e.say("statistic_unit_money")
	}
	return e.say("statistic_unit_households")
}

// categoryHead is the head of the column of categories.
func (e *edition) categoryHead(s *statistic) string {
	var names []string
	for i, d := range s.Dimensions {
		if i != s.unit && i != s.year {
			names = append(names, d.Label.In(e.lang))
		}
	}
	if len(names) == 0 {
		return s.Measure.Label.In(e.lang)
	}
	return upperFirst(e.list(names))
}

// mainName is what the main category counts, in a sentence.
func (e *edition) mainName(s *statistic) string {
	c := s.categories[s.main]
	if c.total() {
		return e.say("statistic_total_of", "title", s.Title.In(e.lang))
	}
	return e.categoryLink(s, c).Text
}

// yearSentence says how the main category went by one standard. It names a
// difference only between two exact figures, and says why there is none.
func (e *edition) yearSentence(s *statistic, unit string, r run) string {
	if s.main < 0 {
		return ""
	}
	first, last := r.years[0], r.latest()
	f, haveFirst := s.figure(unit, first, s.main)
	g, haveLast := s.figure(unit, last, s.main)
	if !haveLast {
		return ""
	}
	pairs := []string{"what", e.mainName(s), "unit", e.ofUnit(unit), "to", e.inWords(s, g), "last", strconv.Itoa(last)}
	if first == last || !haveFirst {
		return e.say("statistic_once", pairs...)
	}
	pairs = append(pairs, "from", e.inWords(s, f), "first", strconv.Itoa(first))
	a, exactA := f.Value()
	b, exactB := g.Value()
	switch {
	case !exactA || !exactB:
		return e.say("statistic_between_years_untold", pairs...)
	case b < a:
		return e.say("statistic_fell", append(pairs, "n", e.amountInWords(s, a-b))...)
	case b > a:
		return e.say("statistic_rose", append(pairs, "n", e.amountInWords(s, b-a))...)
	}
	return e.say("statistic_same", pairs...)
}

// largestSentence names the largest category of the latest year, where no other
// can be larger.
func (e *edition) largestSentence(s *statistic, unit string, r run) string {
	first, ok := unbeaten(e.categoryBars(s, unit, r.latest()))
	if !ok {
		return ""
	}
	return e.say("statistic_largest", "year", strconv.Itoa(r.latest()), "unit", e.ofUnit(unit),
		"category", first.label, "n", e.inWords(s, first.figure))
}

// parts are the categories beside totals and beside those whom nobody helps.
func (s *statistic) parts() []int {
	var list []int
	for i, c := range s.categories {
		if !c.total() && !c.is("none") {
			list = append(list, i)
		}
	}
	return list
}

// tablesIn are the tables of sections, for the signs that they use.
func tablesIn(parts ...StatisticPart) []StatisticTable {
	var tables []StatisticTable
	for _, p := range parts {
		for _, s := range p.Sections {
			tables = append(tables, s.Table)
		}
	}
	return slices.Clip(tables)
}
