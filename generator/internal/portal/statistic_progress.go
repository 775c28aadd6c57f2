package portal

import (
	"slices"
	"strconv"

	"minhbach/generator/internal/record"
)

// outOfPoverty is the code of households that left poverty.
const outOfPoverty = "thoat-ngheo"

// progressRow is a row of counted households beside promises.
type progressRow struct {
	table    *statistic
	unit     string
	category int
	name     string
}

// placeProgress sets what was promised in a place beside what was recognised and
// what the statistics count there, life by life: a promise made in a commune is
// not compared with the larger one of which it became part.
func (e *edition) placeProgress(p *place, lives []*record.Unit) []StatisticSection {
	var made []StatisticSection
	for _, life := range lives {
		commitments := slices.DeleteFunc(slices.Clone(e.commitmentsAt[p]), func(c *record.Commitment) bool { return c.Unit != life.ID })
		if len(commitments) == 0 {
			continue
		}
		var rows []progressRow
		for _, s := range e.statistics.tablesOf(life.ID) {
			if i := s.category(outOfPoverty); i >= 0 && s.by(dimensionTransition) >= 0 {
				rows = append(rows, progressRow{s, life.ID, i, e.say("statistic_progress_place", "unit", e.unitName(life))})
			}
		}
		rows = append(rows, e.commitmentRows(commitments)...)
		table, ok := e.progress(commitments, rows)
		if !ok {
			continue
		}
		heading := e.say("statistic_progress")
		if len(p.lives) > 1 {
			heading = e.say("with_note", "text", e.say("statistic_progress_in", "unit", e.unitName(life)), "note", e.validity(life.ValidFrom, life.ValidTo))
		}
		section := StatisticSection{ID: "mb-tien-do", Heading: heading, Table: table, Chart: e.progressChart(commitments, rows, life.ID)}
		section.told()
		made = append(made, section)
	}
	return made
}

// organizationBox sets what a body promised beside what was recognised and what
// the statistics count of the households that it was to help.
func (e *edition) organizationBox(o *record.Organization) *StatisticBox {
	if e.statistics == nil || e.statistics.Synthetic {
		return nil // invented rows name invented bodies only
	}
	var rows []progressRow
	var links []Link
	for _, s := range e.statistics.tables {
		if i := s.category(o.ID); i >= 0 && s.by(dimensionOrganization) >= 0 {
			rows = append(rows, progressRow{s, "", i, s.Title.In(e.lang)})
			links = append(links, Link{Text: s.Title.In(e.lang), Href: e.href("/so-lieu/" + s.ID + "/")})
		}
	}
	commitments := slices.DeleteFunc(slices.Clone(e.commitmentsBy[o.ID]), func(c *record.Commitment) bool { return c.Organization != o.ID })
	rows = append(rows, e.commitmentRows(commitments)...)
	table, ok := e.progress(commitments, rows)
	if !ok {
		return nil
	}
	section := StatisticSection{ID: "mb-tien-do", Table: table, Chart: e.progressChart(commitments, rows, o.ID)}
	section.told()
	box := &StatisticBox{
		Heading: e.say("statistic_progress"), Text: e.say("statistic_progress_body"),
		Sections: []StatisticSection{section}, Links: append(links, e.howLinks()...),
	}
	box.finish(e)
	return box
}

// commitmentRows are the households counted for each commitment, where a table
// is broken down by commitment alone.
func (e *edition) commitmentRows(commitments []*record.Commitment) []progressRow {
	var rows []progressRow
	for _, s := range e.statistics.tables {
		if s.by(dimensionCommitment) < 0 {
			continue
		}
		for _, c := range commitments {
			if i := s.category(c.ID); i >= 0 {
				rows = append(rows, progressRow{s, "", i, e.say("statistic_progress_commitment", "commitment", e.note(&c.Title))})
			}
		}
	}
	return rows
}

// category finds the category that is one code alone, −1 for none.
func (s *statistic) category(code string) int {
	return slices.IndexFunc(s.categories, func(c category) bool { return c.is(code) })
}

// progress has a column for each year: households promised, recognised, and
// counted. ok is false where nothing is counted.
func (e *edition) progress(commitments []*record.Commitment, rows []progressRow) (StatisticTable, bool) {
	if len(rows) == 0 {
		return StatisticTable{}, false
	}
	runs := rows[0].table.runs(e.statistics.Standards, rows[0].unit)
	if len(runs) == 0 {
		return StatisticTable{}, false
	}
	r := runs[len(runs)-1].last(shownYears)
	t := StatisticTable{Caption: e.say("statistic_progress_caption"), Head: yearHeads(e.say("statistic_progress_head"), r), Mark: e.mark()}
	promised, recognised := TableRow{Head: e.say("statistic_promised")}, TableRow{Head: e.say("statistic_recognised")}
	for _, year := range r.years {
		p, q := e.promisedIn(commitments, year)
		promised.Cells, recognised.Cells = append(promised.Cells, p), append(recognised.Cells, q)
	}
	if len(commitments) > 0 {
		t.add("", promised)
		t.add("", recognised)
	}
	for _, row := range rows {
		line := TableRow{Head: row.name}
		for _, year := range r.years {
			line.Cells = append(line.Cells, e.cellFor(row.table, row.unit, year, row.category))
		}
		t.add("", line)
	}
	t.Columns = len(t.Head)
	return t, true
}

// progressChart draws the latest year of that table in which something was to be
// done: what was promised hollow, what was recognised solid, what is counted as
// it is published, a range where it is one. Without numbers there is no chart.
// of is what the page shows progress of, for the address of the chart in it.
func (e *edition) progressChart(commitments []*record.Commitment, rows []progressRow, of string) *Chart {
	runs := rows[0].table.runs(e.statistics.Standards, rows[0].unit)
	for _, year := range slices.Backward(runs[len(runs)-1].last(shownYears).years) {
		due := dueIn(commitments, year)
		if len(due) == 0 {
			continue
		}
		chart := e.progressOfYear(due, rows, year)
		chart.ID = "mb-tien-do-" + of
		return chart
	}
	return nil
}

func (e *edition) progressOfYear(due []*record.Commitment, rows []progressRow, year int) *Chart {
	t := e.tally(due)
	promised := chartRow{label: e.say("statistic_promised"), value: e.number(t.promised), kind: rowTarget, high: float64(t.promised)}
	recognised := chartRow{label: e.say("statistic_recognised"), value: e.say("unpublished"), kind: rowMissing}
	if t.results > 0 {
		recognised.kind, recognised.value, recognised.high = rowExact, e.number(t.recognised), float64(t.recognised)
	}
	c := rowsChart{tick: e.wholeTick, rows: []chartRow{promised, recognised}}
	for _, row := range rows {
		if figure, ok := row.table.figure(row.unit, year, row.category); ok && !row.table.money() {
			c.rows = append(c.rows, e.rangeRow(row.table, rangeBar{row.name, figure, true}))
		}
	}
	return &Chart{
		Sentence: e.say("statistic_progress_sentence", "year", strconv.Itoa(year), "promised", promised.value, "recognised", recognised.value),
		Title:    e.say("statistic_progress_chart", "year", strconv.Itoa(year)),
		Wide:     c.draw(chartBeside), Narrow: c.draw(chartNarrow),
	}
}

// told puts the sentence of a chart above it.
func (s *StatisticSection) told() {
	if s.Chart != nil {
		s.Sentence = s.Chart.Sentence
	}
}

// dueIn are the commitments of a number of households that are due in a year.
func dueIn(commitments []*record.Commitment, year int) []*record.Commitment {
	var due []*record.Commitment
	for _, c := range commitments {
		if c.Promise.Measure == measureHouseholds && c.Promise.Value != nil && len(c.Period.To) > 4 && c.Period.To[:4] == strconv.Itoa(year) {
			due = append(due, c)
		}
	}
	return due
}

// promisedIn sums up what was promised by the end of a year and what of it has
// been recognised. What no office has published is never a number.
func (e *edition) promisedIn(commitments []*record.Commitment, year int) (promised, recognised TableCell) {
	list := dueIn(commitments, year)
	if len(list) == 0 {
		none := TableCell{Text: signNotApplicable, Kind: cellNotApplicable, Explain: e.say("statistic_no_promise")}
		return none, none
	}
	t := e.tally(list)
	promised = TableCell{Text: e.number(t.promised), Kind: cellNumber}
	switch {
	case t.results == 0:
		return promised, TableCell{Text: e.say("unpublished"), Kind: cellMissing, Explain: e.say("number_recognised_none")}
	case t.results < int64(len(list)):
		return promised, TableCell{Text: e.number(t.recognised), Kind: cellNumber, Explain: e.counted("number_recognised_note", t.results)}
	}
	return promised, TableCell{Text: e.number(t.recognised), Kind: cellNumber}
}
