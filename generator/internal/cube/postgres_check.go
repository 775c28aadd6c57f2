package cube

import (
	"context"
	"fmt"
	"strings"

	"minhbach/generator/internal/diag"
)

// check judges the rows by the rules that hold for rows of files. It asks for
// combinations of codes and for numbers of rows; values of a row stay where they
// are.
func (p *Postgres) check(ctx context.Context) ([]diag.Problem, error) {
	c := &tableCheck{Postgres: p, ctx: ctx, dec: decoder{lists: p.areas.lists, scope: p.scope}}
	c.missing()
	if len(c.problems) == 0 { // the rest takes for granted that nothing is missing
		c.rows()
		c.places()
		c.households()
		c.codes()
		c.money()
		c.years()
	}
	return c.problems, c.err
}

// tableCheck collects what is wrong with the rows of a database.
type tableCheck struct {
	*Postgres
	ctx      context.Context
	dec      decoder
	problems []diag.Problem
	err      error
}

// report tells a rule that some rows break.
func (c *tableCheck) report(f field, what rule, list string, rows int64) {
	if rows == 0 || len(c.problems) > maxProblems {
		return
	}
	problem := fault{field: f, rule: what, list: list}.problem(c.name, 0, nil)
	problem.Pos.Line, problem.Pos.Col, problem.Count = 0, 0, int(rows)
	c.problems = append(c.problems, problem)
}

// reportAll tells what the decoder found in a combination that some rows have.
func (c *tableCheck) reportAll(rows int64) {
	for _, f := range c.dec.faults {
		c.report(f.field, f.rule, f.list, rows)
	}
	c.dec.faults = c.dec.faults[:0]
}

// query calls use for each row of a result until something fails.
func (c *tableCheck) query(sql string, to []any, use func()) {
	if c.err == nil {
		c.err = c.each(c.ctx, sql, nil, to, use)
	}
}

// breaking tells how many rows break a rule.
func (c *tableCheck) breaking(f field, what rule, from string) {
	var n int64
	c.query("SELECT count(*) FROM "+from, []any{&n}, func() { c.report(f, what, "", n) })
}

const allRows = "minhbach_households h"

// requiredColumns must have a value in every row.
var requiredColumns = map[field]string{
	fieldPseudonym: "pseudonym", fieldCode: "unit_code", fieldUnit: "unit", fieldYear: `"year"`, fieldStandard: "standard",
	fieldStart: "class_start", fieldEnd: "class_end", fieldFellBack: "fell_back", fieldDeprived: "deprived",
	fieldTraits: "characteristics", fieldSize: "size_band", fieldSupports: "supports", fieldMoney: "money",
}

func (c *tableCheck) missing() {
	for f := range fieldCount {
		if column, ok := requiredColumns[f]; ok {
			c.breaking(f, ruleMissing, allRows+" WHERE "+column+" IS NULL")
		}
	}
}

// rows checks pseudonyms, and that a household has one row in a year.
func (c *tableCheck) rows() {
	c.breaking(fieldPseudonym, rulePattern, allRows+" WHERE pseudonym !~ '^[0-9a-f]{16}$'")
	c.breaking(fieldPseudonym, ruleDuplicate, `(SELECT 1 FROM minhbach_households GROUP BY pseudonym, "year" HAVING count(*) > 1) d`)
	c.breaking(fieldYear, ruleBounds, fmt.Sprintf(`%s WHERE "year" < %d OR "year" > %d`, allRows, firstYear, lastYear))
}

// find gives the place of a code in its list, or tells that it has none.
func (c *tableCheck) find(f field, l *list, code string) int32 {
	i, ok := l.index[code]
	if !ok {
		c.dec.faults = append(c.dec.faults, fault{field: f, rule: ruleCode, list: l.id})
		return -1
	}
	return i
}

// places checks where, when and by which standard rows are.
func (c *tableCheck) places() {
	var unit, code, standard string
	var year int32
	var n int64
	l := c.dec.lists
	c.query(`SELECT unit, unit_code, "year", standard, count(*) FROM minhbach_households GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
		[]any{&unit, &code, &year, &standard, &n}, func() {
			r := row{year: year, unit: c.find(fieldUnit, l.units, unit), standard: c.find(fieldStandard, l.standards, standard)}
			if r.unit >= 0 && r.standard >= 0 && firstYear <= year && year <= lastYear {
				c.dec.code = []byte(code)
				c.dec.judgePlace(&r)
			}
			c.reportAll(n)
		})
}

// households checks classes, sizes and who helps.
func (c *tableCheck) households() {
	g := counted{lists: c.dec.lists}
	l := c.dec.lists
	c.query(`SELECT class_start, class_end, fell_back, size_band, organization, commitment, count(*) FROM minhbach_households
GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`,
		[]any{&g.start, &g.end, &g.fell, &g.size, &g.body, &g.commitment, &g.count}, func() {
			r := row{
				start: c.find(fieldStart, l.classes, g.start), end: c.find(fieldEnd, l.classes, g.end),
				size: c.find(fieldSize, l.sizes, g.size), fellBack: g.fell, body: -1, commitment: -1,
			}
			if g.body != nil {
				r.body = c.find(fieldBody, l.bodies, *g.body)
			}
			if g.commitment != nil {
				r.commitment = c.find(fieldCommitment, l.commitments, *g.commitment)
			}
			if len(c.dec.faults) == 0 {
				c.dec.judgeHousehold(&r)
			}
			c.reportAll(g.count)
		})
}

// codes checks the lists of which a household has several codes.
func (c *tableCheck) codes() {
	l := c.dec.lists
	for f, list := range map[field]*list{fieldDeprived: l.indicators, fieldTraits: l.traits, fieldSupports: l.supports} {
		column := map[field]string{fieldDeprived: multiColumns[multiIndicator], fieldTraits: multiColumns[multiTrait], fieldSupports: multiColumns[multiSupport]}[f]
		var code *string
		var n int64
		c.query("SELECT x.code, count(*) FROM "+allRows+" CROSS JOIN LATERAL unnest(h."+column+") AS x(code) GROUP BY 1 ORDER BY 1",
			[]any{&code, &n}, func() {
				if code == nil {
					c.report(f, ruleString, "", n)
					return
				}
				c.find(f, list, *code)
				c.reportAll(n)
			})
		c.breaking(f, ruleRepeat, allRows+" WHERE cardinality("+column+") > (SELECT count(DISTINCT x.code) FROM unnest(h."+column+") AS x(code))")
	}
}

// money checks the amounts: whole đồng above zero, by known sources.
func (c *tableCheck) money() {
	c.breaking(fieldMoney, ruleObject, allRows+" WHERE jsonb_typeof(money) <> 'object'")
	if len(c.problems) > 0 {
		return
	}
	var source string
	var n, bad int64
	amount := fmt.Sprintf(`CASE WHEN jsonb_typeof(v.value) = 'number' AND v.value::text ~ '^[0-9]{1,12}$' THEN v.value::text::bigint BETWEEN 1 AND %d ELSE false END`, maxAmount)
	c.query(`SELECT v.key, count(*), count(*) FILTER (WHERE NOT `+amount+`) FROM `+allRows+` CROSS JOIN LATERAL jsonb_each(h.money) v GROUP BY 1 ORDER BY 1`,
		[]any{&source, &n, &bad}, func() {
			c.find(fieldMoney, c.dec.lists.sources, source)
			c.reportAll(n)
			c.report(fieldMoney, ruleBounds, "", bad)
		})
}

// years checks each row against the earlier ones of its household.
func (c *tableCheck) years() {
	poor := "'" + strings.ReplaceAll(c.dec.lists.classes.codes[classPoor], "'", "''") + "'"
	before := ` (SELECT h.*, lag("year") OVER w AS year_before, lag(standard) OVER w AS standard_before, lag(class_end) OVER w AS end_before,
bool_or(class_start = ` + poor + ` AND class_end <> ` + poor + `) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS left_poverty
FROM ` + allRows + ` WINDOW w AS (PARTITION BY pseudonym ORDER BY "year")) h WHERE `
	follows := `(year_before = "year" - 1 AND standard_before = standard AND end_before <> class_start)`
	c.breaking(fieldStart, ruleClassBefore, before+`coalesce(`+follows+`, false)`)
	c.breaking(fieldFellBack, ruleFellBackMissing, before+`NOT coalesce(`+follows+`, false) AND coalesce(left_poverty, false) AND class_start <> `+poor+` AND class_end = `+poor+` AND NOT fell_back`)
}
