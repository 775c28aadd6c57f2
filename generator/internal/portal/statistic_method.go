package portal

import (
	"cmp"
	"slices"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// methodAddress is the page that explains how statistics are protected.
const methodAddress = "/phuong-phap/"

// bundleLink leads to the audit file of the release, the same in all languages.
func (e *edition) bundleLink() Link {
	return Link{
		Text: e.say("statistic_bundle"),
		Href: strings.TrimSuffix(e.base, "/") + "/du-lieu/kiem-chung/" + e.statistics.Number + ".json",
	}
}

// partOf is a part in percent, with one decimal.
func (e *edition) partOf(part, whole int) string {
	if whole == 0 {
		return viet.Percent(0, e.lang)
	}
	return viet.Percent(float64(part*1000/whole)/10, e.lang)
}

// disclosure is the policy as it is set and what came of it in this release.
func (e *edition) disclosure() *Disclosure {
	d := &Disclosure{Rules: e.ruleTable(), Policy: e.policyFacts()}
	st := e.statistics
	if st == nil {
		return d
	}
	figures, withheld, changed := st.Release.Counts()
	d.Synthetic = st.Synthetic
	d.Summary = e.say("disclosure_summary", "release", st.Number, "all", e.number(int64(figures)),
		"ranges", e.number(int64(withheld)), "share", e.partOf(withheld, figures))
	if changed > 0 {
		d.Summary = e.say("disclosure_summary_changed", "release", st.Number, "all", e.number(int64(figures)),
			"ranges", e.number(int64(withheld)), "share", e.partOf(withheld, figures), "changed", e.number(int64(changed)))
	}
	d.Policy = append(d.Policy, e.methodFacts()...)
	d.Tables = e.releaseTable()
	d.Check = e.say("disclosure_check")
	d.Command = "minhbach audit " + e.site.BaseURL
	link := e.bundleLink()
	d.Bundle = &link
	return d
}

// ruleTable has the thresholds and widths of the policy.
func (e *edition) ruleTable() DisclosureTable {
	p := e.site.Disclosure
	t := DisclosureTable{Caption: e.say("disclosure_rules"), Head: []string{
		e.say("disclosure_rule"), e.say("disclosure_threshold"), e.say("disclosure_width"),
	}}
	cell := func(text string) TableCell { return TableCell{Text: text, Kind: cellNumber} }
	for _, r := range []struct {
		name             string
		threshold, width int64
	}{
		{e.say("disclosure_performance"), p.Threshold.Performance, p.Width.Performance},
		{e.say("disclosure_deprivation"), p.Threshold.Deprivation, p.Width.Deprivation},
		{e.say("disclosure_sensitive"), p.Threshold.Sensitive, p.Width.Sensitive},
	} {
		t.Rows = append(t.Rows, TableRow{Head: r.name, Cells: []TableCell{cell(e.counted("households", r.threshold)), cell(e.counted("households", r.width))}})
	}
	money := e.say("disclosure_money_width", "percent", e.number(p.MoneyPercent))
	t.Rows = append(t.Rows, TableRow{Head: e.say("disclosure_money"), Cells: []TableCell{
		cell(e.counted("households", p.Threshold.Money)), {Text: money, Kind: cellText},
	}})
	return t
}

func (e *edition) policyFacts() []Fact {
	p := e.site.Disclosure
	yes := func(on bool) string {
		if on {
			return e.say("disclosure_yes")
		}
		return e.say("disclosure_no")
	}
	zeros := e.say("disclosure_zeros_withhold")
	if p.Zeros == "publish" {
		zeros = e.say("disclosure_zeros_publish")
	}
	return []Fact{
		{Label: e.say("disclosure_group"), Text: e.counted("households", p.GroupMinimum)},
		{Label: e.say("disclosure_unit"), Text: e.money(p.MoneyUnit)},
		{Label: e.say("disclosure_zeros"), Text: zeros},
		{Label: e.say("disclosure_groups"), Text: yes(p.Groups)},
		{Label: e.say("disclosure_insiders"), Text: yes(p.Insiders)},
	}
}

// methodFacts say which tables change their counts, how, and what that does not
// promise.
func (e *edition) methodFacts() (facts []Fact) {
	for _, s := range e.statistics.tables {
		text := ""
		switch s.Method {
		case record.MethodRound:
			text = e.say("disclosure_rounding", "base", e.number(s.Base), "below", e.number(s.Base-1))
		case record.MethodCellKey:
			text = e.say("disclosure_cell_key", "d", e.number(s.Noise.Most), "v", viet.Decimal(s.Noise.Variance, e.lang))
		default:
			continue
		}
		facts = append(facts, Fact{Label: s.Title.In(e.lang), Text: text})
	}
	return facts
}

// releaseTable tells for each table how many figures are ranges, and their median
// width: what is lost to the reader.
func (e *edition) releaseTable() *DisclosureTable {
	t := &DisclosureTable{Caption: e.say("disclosure_tables"), Head: []string{
		e.say("disclosure_table"), e.say("disclosure_figures"), e.say("disclosure_ranges"), e.say("disclosure_share"), e.say("disclosure_median"),
	}}
	tables := slices.SortedStableFunc(slices.Values(e.statistics.tables), func(a, b *statistic) int {
		return cmp.Compare(b.figures, a.figures)
	})
	for _, s := range tables {
		row := TableRow{Head: s.Title.In(e.lang), Href: e.href("/so-lieu/" + s.ID + "/")}
		for _, text := range []string{e.number(int64(s.figures)), e.number(int64(s.withheld)), e.partOf(s.withheld, s.figures)} {
			row.Cells = append(row.Cells, TableCell{Text: text, Kind: cellNumber})
		}
		middle := TableCell{Text: signNotApplicable, Kind: cellNotApplicable, Explain: e.say("disclosure_no_ranges")}
		if n := len(s.widths); n > 0 {
			middle = TableCell{Text: e.amountInWords(s, s.widths[n/2]), Kind: cellNumber}
		}
		t.Rows = append(t.Rows, row)
		last := &t.Rows[len(t.Rows)-1]
		last.Cells = append(last.Cells, middle)
	}
	return t
}
