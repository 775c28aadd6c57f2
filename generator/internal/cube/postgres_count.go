package cube

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"minhbach/generator/internal/diag"
)

// columns of minhbach_households that hold an attribute of which a household may
// have several codes; money is an object of amounts by source.
var multiColumns = [multiCount]string{"deprived", "characteristics", "supports", "money"}

// axisColumns are the columns that place a household on each axis.
var axisColumns = [axisCount][]string{{"class_start", "class_end", "fell_back"}, {"organization", "commitment"}, {"size_band"}}

// count checks the rows where they are, then counts those of every table.
func (p *Postgres) count(ctx context.Context, n *count) ([]diag.Problem, error) {
	if n.keys != nil {
		return []diag.Problem{p.problem(
			diag.Text{VI: "bảng dùng khóa ô không tính được trong cơ sở dữ liệu: khóa bí mật không được rời chương trình này", EN: "a table with cell keys cannot be counted in a database: the secret must not leave this program"},
			diag.Text{VI: "dùng tệp dữ liệu hộ, hoặc chọn cách bảo vệ khác cho bảng", EN: "use microdata files, or another method for the table"})}, nil
	}
	ps, err := p.check(ctx)
	if err == nil && len(ps) == 0 {
		err = p.countAll(ctx, n)
	}
	if err != nil {
		return nil, p.failed(err)
	}
	return ps, nil
}

func (p *Postgres) countAll(ctx context.Context, n *count) error {
	if err := p.totals(ctx, n); err != nil {
		return err
	}
	for _, t := range n.plans {
		if err := p.fill(ctx, n, t); err != nil {
			return err
		}
	}
	return nil
}

// totals counts the households of each slot and finds who helps.
func (p *Postgres) totals(ctx context.Context, n *count) error {
	var unit string
	var year int32
	var households int64
	err := p.each(ctx, `SELECT unit, "year", count(*) FROM minhbach_households GROUP BY 1, 2`, nil, []any{&unit, &year, &households}, func() {
		n.total[n.slots.of[n.slots.yearAt(year)][n.lists.units.index[unit]]] += households
	})
	if err != nil {
		return err
	}
	g := counted{lists: n.lists}
	return p.each(ctx, `SELECT DISTINCT organization, commitment FROM minhbach_households`, nil, []any{&g.body, &g.commitment}, func() {
		n.bodies[g.atoms()[axisBody]] = true
	})
}

// fill counts the households of one table, and those with each code where a
// household may have several.
func (p *Postgres) fill(ctx context.Context, n *count, t *plan) error {
	if err := p.fillCodes(ctx, n, t, false); err != nil || t.multi == nil {
		return err
	}
	return p.fillCodes(ctx, n, t, true)
}

func (p *Postgres) fillCodes(ctx context.Context, n *count, t *plan, byCode bool) error {
	g := counted{lists: n.lists}
	sql, args, to := g.query(t, p.salt, byCode)
	return p.each(ctx, sql, args, to, func() {
		year := n.slots.yearAt(g.year)
		slot := int32(0)
		if t.unit >= 0 {
			slot = n.slots.of[year][n.lists.units.index[g.unit]]
		}
		at, ok := t.place(g.atoms(), slot, int32(year))
		if !ok {
			return
		}
		if byCode {
			list := [multiCount]*list{n.lists.indicators, n.lists.traits, n.lists.supports, n.lists.sources}[t.multi.multi]
			at += 1 + list.index[g.code]
		}
		by := who{sole: p.number(g.alone), body: mixed}
		if g.helper != nil {
			by.body = n.lists.bodies.index[*g.helper] + 1
		}
		if !t.money {
			t.counts[at].join(number{g.count, by})
			return
		}
		most := [2]int64{g.most}
		if g.second != nil {
			most[1] = *g.second
		}
		t.sums[at].join(sum{g.value, g.count, most, by})
	})
}

// counted is what comes back for one combination of codes: the codes by which the
// table needs the rows sorted, and numbers of the households that have them.
type counted struct {
	lists *lists

	year             int32
	unit             string
	start, end, size string
	fell             bool
	body, commitment *string
	code             string

	count       int64
	helper      *string // organisation that helps all of them
	alone       *string // hash of the only one
	value, most int64   // money in all, and the largest amount
	second      *int64  // the second largest, none for a single household
}

// query writes the SQL for one table, with the arguments and where the columns of
// its result go. byCode sorts by the codes of which a household may have several.
func (g *counted) query(t *plan, salt string, byCode bool) (sql string, args, to []any) {
	var helpers []string
	for _, body := range g.lists.helper {
		code := ""
		if body >= 0 {
			code = g.lists.bodies.codes[body]
		}
		helpers = append(helpers, code)
	}
	args = []any{salt, g.lists.commitments.codes, helpers}
	columns, to := []string{`h."year"`}, []any{&g.year}
	if t.unit >= 0 {
		columns, to = append(columns, "h.unit"), append(to, &g.unit)
	}
	for axis, names := range axisColumns {
		if !t.sorts(axis) {
			continue
		}
		for i, name := range names {
			columns = append(columns, "h."+name)
			to = append(to, [axisCount][]any{{&g.start, &g.end, &g.fell}, {&g.body, &g.commitment}, {&g.size}}[axis][i])
		}
	}
	from := `minhbach_households h LEFT JOIN unnest($2::text[], $3::text[]) AS m(id, body) ON m.id = h.commitment`
	var where []string
	source := ""
	for m, code := range t.need {
		if code < 0 {
			continue
		}
		list := [multiCount]*list{g.lists.indicators, g.lists.traits, g.lists.supports, g.lists.sources}[m]
		args = append(args, list.codes[code])
		at := fmt.Sprintf("$%d", len(args))
		if m == multiSource {
			source = " WHERE v.key = " + at
			where = append(where, "h.money ->> "+at+" IS NOT NULL")
			continue
		}
		where = append(where, at+" = ANY(h."+multiColumns[m]+")")
	}
	switch {
	case byCode && t.multi.multi == multiSource:
		from += ` CROSS JOIN LATERAL (SELECT v.key AS code, v.value::bigint AS amount FROM jsonb_each_text(h.money) v) x`
	case byCode:
		from += ` CROSS JOIN LATERAL unnest(h.` + multiColumns[t.multi.multi] + `) AS x(code)`
	case t.money:
		from += ` CROSS JOIN LATERAL (SELECT sum(v.value::bigint)::bigint AS amount FROM jsonb_each_text(h.money) v` + source + `) x`
		where = append(where, "x.amount > 0")
	}
	if byCode {
		columns, to = append(columns, "x.code"), append(to, &g.code)
	}
	by := strings.Join(columns, ", ")
	const helper = `coalesce(h.organization, nullif(m.body, ''))`
	columns = append(columns, "count(*)",
		`CASE WHEN count(`+helper+`) = count(*) AND min(`+helper+`) = max(`+helper+`) THEN min(`+helper+`) END`,
		`CASE WHEN count(*) = 1 THEN min(md5($1::text || h.pseudonym)) END`)
	to = append(to, &g.count, &g.helper, &g.alone)
	if t.money {
		const sorted = `(array_agg(x.amount ORDER BY x.amount DESC))`
		columns = append(columns, "sum(x.amount)::bigint", sorted+"[1]", sorted+"[2]")
		to = append(to, &g.value, &g.most, &g.second)
	}
	sql = "SELECT " + strings.Join(columns, ", ") + " FROM " + from
	if len(where) > 0 {
		sql += " WHERE " + strings.Join(where, " AND ")
	}
	return sql + " GROUP BY " + by + " ORDER BY " + by, args, to
}

// sorts reports whether a table needs its rows sorted along an axis.
func (p *plan) sorts(axis int) bool {
	return p.where[axis] != nil || slices.ContainsFunc(p.dims, func(d dim) bool { return d.axis == axis })
}

// atoms are the places of the group on the axes; along those by which the rows
// were not sorted they mean nothing.
func (g *counted) atoms() *[axisCount]int32 {
	r := row{
		start: g.lists.classes.index[g.start], end: g.lists.classes.index[g.end], fellBack: g.fell,
		size: g.lists.sizes.index[g.size], body: -1, commitment: -1,
	}
	if g.body != nil {
		r.body = g.lists.bodies.index[*g.body]
	}
	if g.commitment != nil {
		r.commitment = g.lists.commitments.index[*g.commitment]
	}
	atoms := g.lists.atoms(&r)
	return &atoms
}
