package portal

import (
	"cmp"
	"maps"
	"slices"

	"minhbach/generator/internal/record"
)

// compareFolder is below the page of a district or province: what was promised and
// what came of it, for the units below side by side.
const compareFolder = "so-sanh/"

// area adds the units that a unit is made of: those below it, and those that were
// merged into it, with theirs.
func (ix *index) area(u *record.Unit, units map[*record.Unit]bool) {
	if units[u] {
		return
	}
	units[u] = true
	for _, below := range ix.children[u.ID] {
		ix.area(below, units)
	}
	for _, before := range ix.predecessors[u.ID] {
		ix.area(before, units)
	}
}

// placesIn are the places in the area of every unit with a code or id.
func (ix *index) placesIn(name string) map[*place]bool {
	units := map[*record.Unit]bool{}
	for _, u := range byID(ix.set.Units) {
		if u.Code == name || u.ID == name {
			ix.area(u, units)
		}
	}
	places := make(map[*place]bool, len(units))
	for u := range units {
		places[ix.placeOf[u.ID]] = true
	}
	return places
}

// promisedIn are the commitments in an area, in the order of their ids.
func (ix *index) promisedIn(units map[*record.Unit]bool) []*record.Commitment {
	var list []*record.Commitment
	for u := range units {
		for _, c := range ix.commitmentsAt[ix.placeOf[u.ID]] {
			if c.Unit == u.ID {
				list = append(list, c)
			}
		}
	}
	slices.SortFunc(list, func(a, b *record.Commitment) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// compared is one life of a place whose units below can stand side by side.
type compared struct {
	life    *record.Unit
	rows    []comparedUnit // those where something was promised
	without int            // units below where nothing was
	all     []*record.Commitment
}

type comparedUnit struct {
	unit        *record.Unit
	commitments []*record.Commitment
}

// indexComparisons finds the districts and provinces below which something was
// promised.
func (ix *index) indexComparisons() {
	ix.comparedAt = map[*place][]compared{}
	for _, p := range ix.places {
		if p.section == "huyen" || p.section == "tinh" {
			if lives := ix.comparedLives(p); len(lives) > 0 {
				ix.comparedAt[p] = lives
			}
		}
	}
}

// comparedLives compares by the boundaries of each time: the units of the day with
// those that were merged into them, and the units before the merger.
func (ix *index) comparedLives(p *place) []compared {
	var made []compared
	for _, life := range p.lives {
		c := compared{life: life}
		all := map[*record.Unit]bool{life: true}
		for _, below := range ix.children[life.ID] {
			area := map[*record.Unit]bool{}
			ix.area(below, area)
			for u := range area {
				all[u] = true
			}
			if list := ix.promisedIn(area); len(list) > 0 {
				c.rows = append(c.rows, comparedUnit{below, list})
			} else {
				c.without++
			}
		}
		if len(c.rows) > 0 && len(c.rows)+c.without > 1 {
			c.all = ix.promisedIn(all)
			made = append(made, c)
		}
	}
	return made
}

// comparePage sets the units below a place side by side.
func (e *edition) comparePage(p *place) Page {
	now := p.now()
	name := e.unitName(now)
	model := FiguresPage{Intro: e.say("compare_intro", "unit", name), Unit: e.unitLink(now)}
	for _, c := range e.comparedAt[p] {
		if chart, ok := e.compareChart(c); ok {
			model.Charts = append(model.Charts, chart)
		}
		model.Tables = append(model.Tables, e.compareTable(c))
	}
	if charts := e.comparisons(p); len(charts) > 0 {
		model.Notes = append(model.Notes, e.say("compare_figures", "unit", name))
	}
	model.Notes = append(model.Notes, e.say("compare_merged"), e.say("compare_recognised"))
	return e.page(p.address()+compareFolder, LayoutFigures, recordPath(e.set, "units", now.ID), heading{
		title: e.say("compare_title", "unit", name), description: model.Intro,
		trail: append(e.unitTrail(now), e.unitLink(now)), record: unitRecords(p),
	}, model)
}

func (e *edition) compareTable(c compared) FigureTable {
	table := FigureTable{
		Caption: e.say("compare_caption", "unit", e.unitName(c.life), "period", e.validity(c.life.ValidFrom, c.life.ValidTo)),
		Head:    e.compareHead(),
	}
	for _, row := range c.rows {
		table.Rows = append(table.Rows, TableRow{
			Head: e.unitTitle(row.unit), Href: e.href(e.placeOf[row.unit.ID].address()), Cells: e.compareCells(row.commitments),
		})
	}
	table.Rows = append(table.Rows, TableRow{Head: e.say("compare_all"), Cells: e.compareCells(c.all), Break: true})
	if c.without > 0 {
		table.Notes = append(table.Notes, e.counted("compare_without", int64(c.without)))
	}
	return table
}

func (e *edition) compareHead() []string {
	return []string{e.say("column_unit"), e.say("menu_commitments"), e.say("compare_promised_head"), e.say("compare_recognised_head"), e.say("compare_overdue_head")}
}

// mergedTable sets the commitments of a unit beside those of each unit merged into
// it. It is nil where the page of the unit shows all of them anyway.
func (e *edition) mergedTable(u *record.Unit) *FigureTable {
	area := map[*record.Unit]bool{}
	for _, before := range e.predecessors[u.ID] {
		e.area(before, area)
	}
	if area[u] = true; e.sectionOf(u.Type) != "xa" || len(area) == 1 {
		return nil
	}
	table := &FigureTable{Caption: e.say("compare_merged_caption", "unit", e.unitName(u)), Head: e.compareHead()}
	elsewhere := false
	units := slices.SortedFunc(maps.Keys(area), func(a, b *record.Unit) int { return cmp.Compare(a.ID, b.ID) })
	sortUnits(units)
	for _, unit := range units {
		list := e.index.promisedIn(map[*record.Unit]bool{unit: true})
		if len(list) == 0 {
			continue
		}
		row := TableRow{
			Head:  e.say("with_note", "text", e.unitTitle(unit), "note", e.validity(unit.ValidFrom, unit.ValidTo)),
			Cells: e.compareCells(list),
		}
		if at := e.placeOf[unit.ID]; at != e.placeOf[u.ID] {
			row.Href, elsewhere = e.href(at.address()), true
		}
		table.Rows = append(table.Rows, row)
	}
	if !elsewhere && len(table.Rows) < 2 {
		return nil
	}
	table.Rows = append(table.Rows, TableRow{Head: e.say("compare_all"), Cells: e.compareCells(e.index.promisedIn(area)), Break: true})
	return table
}

// compareCells are the numbers of one row; what nobody has published is a word.
func (e *edition) compareCells(list []*record.Commitment) []TableCell {
	t := e.tally(list)
	number := func(n int64) TableCell { return TableCell{Text: e.number(n), Kind: "number"} }
	recognised := TableCell{Text: e.say("unpublished"), Kind: "missing"}
	if t.results > 0 {
		recognised = number(t.recognised)
	}
	return []TableCell{number(t.commitments), number(t.promised), recognised, number(t.overdue)}
}
