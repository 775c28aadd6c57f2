package portal

import (
	"fmt"
	"slices"
	"strconv"
)

// statisticBuilder makes the parts of one page, and numbered pages for what is
// too long for it.
type statisticBuilder struct {
	*edition
	table          *statistic
	address, title string
	trail          []Link

	parts int
	more  []Page
}

// id is one that no other part of the page has.
func (b *statisticBuilder) id() string {
	b.parts++
	return "mb-phan-" + strconv.Itoa(b.parts)
}

// own is the table for one unit: the latest standard first.
func (b *statisticBuilder) own(unit string) (StatisticPart, bool) {
	runs := b.table.runs(b.statistics.Standards, unit)
	if len(runs) == 0 {
		return StatisticPart{}, false
	}
	part := StatisticPart{ID: b.id(), Heading: upperFirst(b.ofUnit(unit))}
	if u := b.set.Units[unit]; u != nil {
		part.Text = b.lifeText(u, b.statistics.yearsOf(unit))
	}
	for i, r := range slices.Backward(runs) {
		id := part.ID + "-" + strconv.Itoa(i+1)
		section := b.unitSection(b.table, unit, r, id, true)
		section.Heading = ""
		if all := b.table.all(); len(all) > rowsPerPage(len(all), len(section.Table.Head)) {
			rows := rowsPerPage(len(all), len(section.Table.Head))
			section.Table = b.yearTable(b.table, unit, r, all[:rows])
			for rest := range slices.Chunk(all[rows:], rows) {
				b.page(part.Heading, StatisticSection{ID: id, Table: b.yearTable(b.table, unit, r, rest)})
			}
		}
		part.Sections = append(part.Sections, section)
	}
	return part, true
}

// below compares the places below a unit, family by family.
func (b *statisticBuilder) below(unit string) []StatisticPart {
	var parts []StatisticPart
	for _, f := range b.families(b.table, unit) {
		part := StatisticPart{ID: b.id(), Heading: b.familyHeading(f)}
		columns := shownYears + 1
		if b.table.main < 0 {
			columns = len(b.table.categories) + 1
		}
		rows := rowsPerPage(len(f.codes), columns)
		id := part.ID + "-1"
		if len(f.codes) <= rows {
			if section, ok := b.familySection(b.table, f, id); ok {
				part.Sections = append(part.Sections, section)
				parts = append(parts, part)
			}
			continue
		}
		for i, codes := range slices.Collect(slices.Chunk(f.codes, rows)) {
			section, ok := b.familySection(b.table, family{f.parent, codes}, id)
			if !ok {
				continue
			}
			section.Sentence, section.Chart = "", nil // they would speak of a part only
			if i > 0 {
				b.page(part.Heading, section)
				continue
			}
			part.Sections = append(part.Sections, section)
		}
		parts = append(parts, part)
	}
	return parts
}

// rowsPerPage divides rows evenly among as few pages as hold them.
func rowsPerPage(rows, columns int) int {
	most := max(1, cellsPerPage/columns)
	pages := (rows + most - 1) / most
	return (rows + pages - 1) / pages
}

// page puts what is too long for the first page on a numbered one.
func (b *statisticBuilder) page(heading string, section StatisticSection) {
	n := strconv.Itoa(len(b.more) + 2)
	title := b.say("page_number", "title", b.title, "n", n)
	model := StatisticPage{
		Lead: b.universe(b.table), Facts: b.tableFacts(b.table), Note: b.note(b.table.Note),
		Parts: []StatisticPart{{ID: "mb-phan-1", Heading: heading, Sections: []StatisticSection{section}}},
		Signs: b.signs(section.Table),
	}
	b.more = append(b.more, b.statisticPage(b.address+"trang/"+n+"/", title, model.Lead,
		recordPath(b.set, "tables", b.table.ID), append(slices.Clone(b.trail), b.section(b.title, b.address)), model))
}

// links lead to the numbered pages.
func (b *statisticBuilder) links() []Link {
	var links []Link
	for i := range b.more {
		n := strconv.Itoa(i + 2)
		links = append(links, Link{
			Text: b.say("page_number", "title", b.title, "n", n), Href: b.href(fmt.Sprintf("%strang/%s/", b.address, n)),
		})
	}
	return links
}
