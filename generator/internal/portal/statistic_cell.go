package portal

import (
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
	"minhbach/generator/internal/viet"
)

// Kinds of cells. A range never says why the figure is not given.
const (
	cellNumber        = "number"
	cellText          = "text"
	cellRange         = "range"
	cellRounded       = "rounded"   // a count changed by rounding
	cellPerturbed     = "perturbed" // a count changed by noise
	cellZero          = "zero"
	cellMissing       = "missing"
	cellNotApplicable = "not-applicable"
	cellUntold        = "withheld" // a difference that is not computed
)

// Signs of cells without a figure; those of statistical yearbooks.
const (
	signMissing       = "…"
	signNotApplicable = "×"
)

// million is the unit in which sums of money are shown.
const million = 1_000_000

// amount is a figure without its unit: households, or millions of đồng.
func (e *edition) amount(s *statistic, n int64) string {
	switch {
	case !s.money():
		return e.number(n)
	case n%million == 0:
		return e.number(n / million)
	}
	return viet.Decimal(float64(n)/million, e.lang)
}

// amountInWords is a figure with its unit: "15 hộ", "1.200 triệu đồng".
func (e *edition) amountInWords(s *statistic, n int64) string {
	if s.money() {
		return e.say("statistic_millions", "n", e.amount(s, n))
	}
	return e.counted("households", n)
}

// rangeInWords is a range as a screen reader says it, with its unit.
func (e *edition) rangeInWords(s *statistic, f sdc.Figure) string {
	lower, upper, bounded := f.Range()
	if !bounded {
		return e.say("statistic_at_least", "lower", e.amountInWords(s, lower))
	}
	return e.say("statistic_between", "lower", e.amount(s, lower), "upper", e.amountInWords(s, upper))
}

// changedInWords is what a method put in place of a count, and what is known of
// the true one.
func (e *edition) changedInWords(s *statistic, f sdc.Figure) string {
	n, _ := f.Shown()
	if f.Kind() == sdc.Perturbed {
		return e.say("statistic_perturbed_words", "n", e.amountInWords(s, n), "range", e.rangeInWords(s, f))
	}
	return e.say("statistic_rounded_words", "n", e.amountInWords(s, n), "range", e.rangeInWords(s, f))
}

// signAbout stands before a count that a method changed.
const signAbout = "≈"

// inWords is a published figure or its range in a sentence.
func (e *edition) inWords(s *statistic, f sdc.Figure) string {
	if n, exact := f.Value(); exact {
		return e.amountInWords(s, n)
	}
	if _, changed := f.Shown(); changed {
		return e.changedInWords(s, f)
	}
	return e.rangeInWords(s, f)
}

// short is a published figure or its range as it stands in a table.
func (e *edition) short(s *statistic, f sdc.Figure) string {
	if n, exact := f.Value(); exact {
		return e.amount(s, n)
	}
	if n, changed := f.Shown(); changed {
		return signAbout + e.amount(s, n)
	}
	lower, upper, bounded := f.Range()
	if !bounded {
		return "≥" + e.amount(s, lower)
	}
	return e.amount(s, lower) + "–" + e.amount(s, upper)
}

// statisticCell shows a figure.
func (e *edition) statisticCell(s *statistic, f sdc.Figure) TableCell {
	n, exact := f.Value()
	switch {
	case f.Kind() == sdc.Rounded:
		return TableCell{Text: e.short(s, f), Kind: cellRounded, Explain: e.changedInWords(s, f)}
	case f.Kind() == sdc.Perturbed:
		return TableCell{Text: e.short(s, f), Kind: cellPerturbed, Explain: e.changedInWords(s, f)}
	case !exact:
		return TableCell{Text: e.short(s, f), Kind: cellRange, Explain: e.say("statistic_range_words", "range", e.rangeInWords(s, f))}
	case f.Kind() == sdc.StructuralZero:
		return TableCell{Text: signNotApplicable, Kind: cellNotApplicable, Explain: e.say("statistic_impossible")}
	case n == 0 && s.money():
		return TableCell{Text: "0", Kind: cellZero, Explain: e.say("statistic_zero_money")}
	case n == 0:
		return TableCell{Text: "0", Kind: cellZero, Explain: e.say("statistic_zero")}
	}
	return TableCell{Text: e.amount(s, n), Kind: cellNumber}
}

// cellFor shows the figure of a unit in a year, or why there is none: the unit
// did not exist at the end of that year, or nobody has the figure.
func (e *edition) cellFor(s *statistic, unit string, year, category int) TableCell {
	if row := s.row(unit, year, category); row >= 0 {
		cell := e.statisticCell(s, s.safe.Figure(row))
		cell.Cell = s.safe.CellID(row)
		if s.money() {
			cell.Per = million
		}
		return cell
	}
	if u := e.set.Units[unit]; u != nil && !existsIn(u, year) {
		return TableCell{Text: signNotApplicable, Kind: cellNotApplicable, Explain: e.say("statistic_no_unit")}
	}
	return TableCell{Text: signMissing, Kind: cellMissing, Explain: e.say("statistic_missing")}
}

// existsIn reports whether a unit exists at the end of a year, when households
// are classed.
func existsIn(u *record.Unit, year int) bool {
	day := strconv.Itoa(year) + "-12-31"
	return u.ValidFrom <= day && (u.ValidTo == "" || u.ValidTo >= day)
}

// changeCell is the difference between two years: only of two exact figures,
// from which everybody can compute it anyway.
func (e *edition) changeCell(s *statistic, unit string, from, to, category int) TableCell {
	f, haveFrom := s.figure(unit, from, category)
	g, haveTo := s.figure(unit, to, category)
	a, exactA := f.Value()
	b, exactB := g.Value()
	switch {
	case !haveFrom || !haveTo:
		return TableCell{Text: signMissing, Kind: cellMissing, Explain: e.say("statistic_change_missing")}
	case !exactA || !exactB:
		return TableCell{Text: e.say("statistic_untold"), Kind: cellUntold, Explain: e.say("statistic_untold_words")}
	case b > a:
		return TableCell{Text: "+" + e.amount(s, b-a), Kind: cellNumber, Explain: e.say("statistic_up", "n", e.amountInWords(s, b-a))}
	case b < a:
		return TableCell{Text: "−" + e.amount(s, a-b), Kind: cellNumber, Explain: e.say("statistic_down", "n", e.amountInWords(s, a-b))}
	}
	return TableCell{Text: "0", Kind: cellZero, Explain: e.say("statistic_level")}
}

// categoryLink names a category: an entry of a code list, a body, a commitment.
func (e *edition) categoryLink(s *statistic, c category) Link {
	var names []string
	link := Link{}
	for i, code := range c.codes {
		if code == "" {
			continue
		}
		link = e.codeLink(s.Dimensions[i], code)
		names = append(names, link.Text)
	}
	switch {
	case len(names) == 0 && s.additive:
		return Link{Text: e.say("statistic_total")}
	case len(names) == 0:
		return Link{Text: e.say("statistic_everyone")}
	case len(names) > 1:
		return Link{Text: strings.Join(names, " – ")}
	}
	return link
}

func (e *edition) codeLink(d record.Dimension, code string) Link {
	const nobody = "none"
	switch d.ID {
	case dimensionOrganization:
		if code == nobody {
			return Link{Text: e.say("statistic_no_body")}
		}
		if made := e.codes["synthetic-bodies"][code]; made != nil {
			return Link{Text: e.say("statistic_invented_body", "name", made.Label.In(e.lang))}
		}
		return e.organizationLink(code)
	case dimensionCommitment:
		if code == nobody {
			return Link{Text: e.say("statistic_no_commitment")}
		}
		if c := e.set.Commitments[code]; c != nil {
			title, lang := e.text(c.Title)
			return Link{Text: title, Lang: lang, Href: e.href(commitmentAddress(code))}
		}
	}
	return Link{Text: e.label(d.Vocab, code)}
}

// signs explain the forms of cells that tables use: a range always, for that is
// what readers of statistics do not know.
func (e *edition) signs(tables ...StatisticTable) []StatisticSign {
	used := []string{cellRange}
	for _, t := range tables {
		for _, g := range t.Groups {
			for _, r := range g.Rows {
				for _, c := range r.Cells {
					used = append(used, c.Kind)
				}
			}
		}
	}
	var signs []StatisticSign
	for _, s := range []StatisticSign{
		{TableCell{Text: "11–15", Kind: cellRange}, e.say("statistic_sign_range")},
		{TableCell{Text: signAbout + "5", Kind: cellRounded}, e.say("statistic_sign_rounded")},
		{TableCell{Text: signAbout + "7", Kind: cellPerturbed}, e.say("statistic_sign_perturbed")},
		{TableCell{Text: "0", Kind: cellZero}, e.say("statistic_sign_zero")},
		{TableCell{Text: signMissing, Kind: cellMissing}, e.say("statistic_sign_missing")},
		{TableCell{Text: signNotApplicable, Kind: cellNotApplicable}, e.say("statistic_sign_not_applicable")},
		{TableCell{Text: e.say("statistic_untold"), Kind: cellUntold}, e.say("statistic_sign_untold")},
	} {
		if slices.Contains(used, s.Cell.Kind) {
			signs = append(signs, s)
		}
	}
	return signs
}
