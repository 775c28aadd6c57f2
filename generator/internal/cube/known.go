package cube

import (
	"maps"
	"slices"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// A number that an office has published is known to everybody: withholding it
// would protect nothing, and it narrows what is withheld around it. That holds
// for real rows only; synthetic rows are not about the same households.

// figureClasses are the classes at the end of the year that a measure of
// official figures counts.
var figureClasses = map[string][]int32{
	"poor": {classPoor}, "near-poor": {classNear}, "multi": {classPoor, classNear},
}

// known marks the cells whose number stands in official figures or in recognised
// outcomes, and warns where a figure says something else.
func (w *writer) known(set *record.Set) []diag.Problem {
	var ps []diag.Problem
	for _, id := range slices.Sorted(maps.Keys(set.Figures)) {
		f := set.Figures[id]
		if f.Status == "target" || w.cube.Standards[f.Year] != f.Standard {
			continue
		}
		for _, v := range f.Values {
			if v.Households == nil {
				continue
			}
			cell, ok := w.official(f, v.Measure)
			if !ok {
				continue
			}
			c := &w.cube.Cells[cell]
			if c.Value != *v.Households {
				ps = append(ps, figureProblem(set, "figures/"+id))
				continue
			}
			c.Known = true
		}
	}
	w.knownOutcomes(set)
	return ps
}

// official finds the cell that a figure is about.
func (w *writer) official(f *record.Figure, measure string) (int32, bool) {
	unit, ok := w.units.index[f.Unit]
	if !ok {
		return 0, false
	}
	profile, found := int32(-1), false
	if measure == "fell-back" {
		set := w.families[axisFlow].where(0, func(atom int32) bool {
			_, _, fell, _ := flow(atom)
			return fell
		})
		k := key{}
		k.set[axisFlow] = set
		profile, found = w.system.index[k]
	} else if classes := figureClasses[measure]; classes != nil {
		profile, found = w.flow(func(_, end int32) bool { return slices.Contains(classes, end) })
	}
	if !found {
		return 0, false
	}
	for i, p := range w.places[:w.upTo[w.profiles[profile].level]] {
		if int(p.year) == f.Year && slices.Contains(p.units, unit) {
			return w.cell(profile, int32(i)), true
		}
	}
	return 0, false
}

// recognised is the status of an outcome that the year-end review confirmed.
const recognised = "recognised"

// outcomePlan counts the households that left poverty under each commitment with
// a recognised outcome; nil where there is none. It is no table.
func outcomePlan(l *lists, set *record.Set) *plan {
	with := map[string]bool{}
	for _, o := range set.Outcomes {
		if o.Status == recognised && o.Households != nil && set.Commitments[o.Commitment] != nil {
			with[o.Commitment] = true
		}
	}
	if len(with) == 0 {
		return nil
	}
	p, _, _, _ := newPlan(l, &record.Table{
		Head: record.Head{ID: "recognised-outcomes"},
		Universe: record.Universe{Where: map[string][]string{
			"transition": {outOfPoverty}, "commitment": slices.Sorted(maps.Keys(with)),
		}},
		Dimensions: []record.Dimension{
			{ID: "commitment", Total: true}, {ID: "year"},
		},
		Measure: record.Measure{Kind: "households", Rule: "performance"},
	})
	p.hidden = true
	return p
}

func (w *writer) knownOutcomes(set *record.Set) {
	out := w.families[axisFlow].where(0, func(atom int32) bool {
		start, end, fell, _ := flow(atom)
		return transitionCodes[transition(start, end, fell)] == outOfPoverty
	})
	bodies := int32(len(w.system.lists.bodies.codes))
	for _, id := range slices.Sorted(maps.Keys(set.Outcomes)) {
		o := set.Outcomes[id]
		commitment, ok := w.system.lists.commitments.index[o.Commitment]
		if !ok || o.Status != recognised || o.Households == nil || len(o.Date) < 4 {
			continue
		}
		k := key{}
		k.set[axisFlow] = out
		k.set[axisBody] = w.families[axisBody].where(0, func(atom int32) bool { return atom == bodies+commitment })
		profile, ok := w.system.index[k]
		if !ok {
			continue
		}
		year := set.Commitments[o.Commitment].Period.To
		for _, root := range w.roots {
			cell := w.cell(profile, w.geography.index[root])
			if c := &w.cube.Cells[cell]; len(year) >= 4 && lastDay(root.year)[:4] == year[:4] && c.Value == *o.Households {
				c.Known = true
			}
		}
	}
}
