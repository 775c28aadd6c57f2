package portal

import (
	"slices"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// column is one column of a table of figures.
type column struct {
	head string
	cell func(*record.Figure) (text string, known bool)
}

// valueOf is what a figure prints for a measure, nil when it prints nothing.
func valueOf(f *record.Figure, measure string) *record.FigureValue {
	for i := range f.Values {
		if f.Values[i].Measure == measure {
			return &f.Values[i]
		}
	}
	return nil
}

// poorRate is the poverty rate that a figure prints.
func poorRate(f *record.Figure) (rate float64, known bool) {
	v := valueOf(f, measurePoor)
	if v == nil || v.Rate == nil {
		return 0, false
	}
	return *v.Rate, true
}

// reading is a column that prints one thing of one measure; read returns empty
// for what a figure does not say.
func reading(head, measure string, read func(*record.FigureValue) string) column {
	return column{head, func(f *record.Figure) (string, bool) {
		v := valueOf(f, measure)
		if v == nil {
			return "", false
		}
		text := read(v)
		return text, text != ""
	}}
}

// stock are the columns of how many households there are.
func (e *edition) stock() []column {
	var columns []column
	for _, measure := range []string{measurePoor, measureNear, measureMulti} {
		name := e.label("measures", measure)
		columns = append(columns,
			reading(e.say("column_households", "measure", name), measure, e.householdsOf),
			reading(e.say("column_rate", "measure", name), measure, func(v *record.FigureValue) string { return e.percent(v.Rate) }))
	}
	return columns
}

// flow are the columns of what changed.
func (e *edition) flow() []column {
	var columns []column
	for _, measure := range []string{measurePoor, measureNear, measureMulti} {
		columns = append(columns, reading(e.say("column_change", "measure", e.label("measures", measure)), measure, e.changeOf))
	}
	fell, achieved := e.label("measures", measureFell), e.label("measures", measureAchieve)
	return append(columns,
		reading(e.say("column_households", "measure", fell), measureFell, e.householdsOf),
		reading(achieved, measureAchieve, func(v *record.FigureValue) string { return e.percent(v.Percent) }))
}

func (e *edition) householdsOf(v *record.FigureValue) string {
	if v.Households == nil {
		return ""
	}
	return e.number(*v.Households)
}

func (e *edition) percent(n *float64) string {
	if n == nil {
		return ""
	}
	return viet.Percent(*n, e.lang)
}

func (e *edition) changeOf(v *record.FigureValue) string {
	if v.ChangePoints == nil {
		return ""
	}
	return e.points(*v.ChangePoints)
}

// points is a change in percentage points: "giảm 5,15 điểm phần trăm".
func (e *edition) points(change float64) string {
	switch {
	case change < 0:
		return e.say("points_down", "n", viet.Decimal(-change, e.lang))
	case change > 0:
		return e.say("points_up", "n", viet.Decimal(change, e.lang))
	}
	return e.say("points_same")
}

// filled are the columns in which at least one figure prints something.
func (e *edition) filled(figures []*record.Figure, columns []column) []column {
	return slices.DeleteFunc(columns, func(c column) bool {
		return !slices.ContainsFunc(figures, func(f *record.Figure) bool { _, known := c.cell(f); return known })
	})
}

func (e *edition) cells(f *record.Figure, columns []column) []TableCell {
	cells := make([]TableCell, 0, len(columns))
	for _, c := range columns {
		text, known := c.cell(f)
		if !known {
			cells = append(cells, TableCell{Text: e.say("cell_missing"), Kind: "missing", Explain: e.say("cell_missing_explain")})
			continue
		}
		cells = append(cells, TableCell{Text: text, Kind: "number"})
	}
	return cells
}
