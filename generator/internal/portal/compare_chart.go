package portal

import (
	"cmp"
	"slices"
	"strconv"

	"minhbach/generator/internal/draw"
)

// comparedMost is the number of units that a chart of commitments has room for.
const comparedMost = 20

// comparedHouseholds is what was promised in a unit and what came of it.
type comparedHouseholds struct {
	name string
	tally
}

// compareChart draws the households promised in each unit hollow, and those
// recognised solid within. ok is false where there are not two units to compare.
func (e *edition) compareChart(c compared) (chart Chart, ok bool) {
	var units []comparedHouseholds
	for _, row := range c.rows {
		if t := e.tally(row.commitments); t.promised > 0 {
			units = append(units, comparedHouseholds{e.unitTitle(row.unit), t})
		}
	}
	if len(units) < 2 {
		return Chart{}, false
	}
	slices.SortStableFunc(units, func(a, b comparedHouseholds) int { return cmp.Compare(b.promised, a.promised) })
	drawn := units[:min(len(units), comparedMost)]
	rows := rowsChart{tick: e.wholeTick}
	data := [][]string{{"unit", "promised", "recognised", "measured_in"}}
	for _, u := range drawn {
		row := chartRow{label: u.name, value: e.number(u.promised), kind: rowTarget, high: float64(u.promised)}
		recognised := ""
		if u.results > 0 {
			row.kind, row.low = rowPart, float64(u.recognised)
			row.value = e.say("compare_of", "recognised", e.number(u.recognised), "promised", e.number(u.promised))
			recognised = strconv.FormatInt(u.recognised, 10)
		}
		rows.rows = append(rows.rows, row)
		data = append(data, []string{u.name, strconv.FormatInt(u.promised, 10), recognised, "households"})
	}
	name := e.unitName(c.life)
	chart = Chart{
		ID:    "cam-ket-" + c.life.ID,
		Title: e.say("compare_chart", "unit", name, "period", e.validity(c.life.ValidFrom, c.life.ValidTo)),
		Wide:  rows.draw(chartWide), Narrow: rows.draw(chartNarrow), data: data,
		Legend: []Legend{{rowSample(rowTarget, false), e.say("compare_legend_promised")}, {rowSample(rowPart, false), e.say("compare_legend_recognised")}},
	}
	t := e.tally(c.all)
	recognised := e.say("compare_sentence_unpublished")
	if t.results > 0 {
		recognised = e.counted("compare_sentence_recognised", t.recognised)
	}
	chart.Sentence = e.say("compare_sentence", "most", lowerFirst(units[0].name), "number", e.counted("households", units[0].promised),
		"unit", name, "all", e.counted("households", t.promised), "recognised", recognised)
	if left := len(units) - len(drawn); left > 0 {
		chart.Sentence += " " + e.counted("compare_rest", int64(left), "most", e.number(comparedMost))
	}
	return chart, true
}

// part draws a bar of what was promised with what was recognised in it.
func (r chartRow) part(d *draw.Drawing, x scale, y float64) {
	d.Rect(draw.Hollow, x.start, y-barThick/2+1, x.at(r.high)-x.start, barThick-2)
	if r.low > 0 {
		d.Rect(draw.Solid, x.start, y-barThick/2+5, x.at(r.low)-x.start, barThick-10)
	}
}
