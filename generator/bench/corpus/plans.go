package main

import (
	"fmt"

	"minhbach/generator/internal/record"
)

// Years of commitments. The last is the first after the reform.
const (
	firstYear = 2022
	lastYear  = 2026
)

// plan is a document that gives offices their tasks: each district had one a year,
// and each new province has one for the last year. The districts' rest on a
// resolution of their province.
type plan struct{ id, symbol, issuer, date string }

func (c *corpus) districtPlan(district, year int) plan {
	p := c.districts[district]
	date := fmt.Sprintf("%d-02-%02d", year, 10+district%15)
	number := 10 + district%80
	return plan{
		id:     fmt.Sprintf("%d-kh-ubnd-%d-%s", number, year, p.id),
		symbol: fmt.Sprintf("%d/KH-UBND", number), issuer: office(committee, p), date: date,
	}
}

func (c *corpus) provincePlan(province int) plan {
	p := c.provinces[province]
	number := 10 + province
	return plan{
		id:     fmt.Sprintf("%d-kh-tu-%d-%s", number, lastYear, p.id),
		symbol: fmt.Sprintf("%d-KH/TU", number), issuer: office(party, p), date: fmt.Sprintf("%d-01-12", lastYear),
	}
}

func (c *corpus) resolution(earlier int) plan {
	p := c.earlier[earlier]
	number := 20 + earlier
	return plan{
		id:     fmt.Sprintf("%d-nq-tu-%s", number, p.id),
		symbol: fmt.Sprintf("%d-NQ/TU", number), issuer: office(party, p), date: "2021-10-20",
	}
}

func (p plan) record(c *corpus, kind string, title record.Text, from, to int) *record.Plan {
	return &record.Plan{
		Head: head("plans", p.id), Symbol: p.symbol, Issuer: p.issuer, Date: p.date, Title: title, Kind: kind,
		Period: &record.Period{From: fmt.Sprintf("%d-01-01", from), To: fmt.Sprintf("%d-12-31", to)}, Sources: c.invented(),
	}
}

func (c *corpus) plans() error {
	var all []*record.Plan
	rests := func(on int) []record.Relation {
		r := c.resolution(on)
		return []record.Relation{{
			Type: "implements", Plan: r.id, Level: "stated",
			Basis: record.Text{VI: "Phần căn cứ của kế hoạch nêu Nghị quyết số " + r.symbol + ".", EN: "The plan names Resolution " + r.symbol + " among its grounds."},
		}}
	}
	for i, p := range c.earlier {
		where := full(p)
		all = append(all, c.resolution(i).record(c, "nghi-quyet", record.Text{
			VI: "Về giảm nghèo bền vững giai đoạn 2021–2025 của " + where.VI,
			EN: "On sustainable poverty reduction in 2021–2025, " + where.EN,
		}, 2021, 2025))
	}
	yearly := func(p plan, at place, year, on int) {
		where := full(at)
		r := p.record(c, "ke-hoach", record.Text{
			VI: fmt.Sprintf("Về thực hiện mục tiêu giảm nghèo bền vững năm %d của %s", year, where.VI),
			EN: fmt.Sprintf("On carrying out the goal of sustainable poverty reduction in %d, %s", year, where.EN),
		}, year, year)
		r.Relations = rests(on)
		value := int64(40 + 7*(year-firstYear) + len(all)%160)
		r.Targets = []record.Target{{
			ID: "t1", Measure: measureHouseholds, Value: &value, Unit: at.id, Due: fmt.Sprintf("%d-12-31", year),
			Text: record.Text{VI: fmt.Sprintf("Ít nhất %d hộ nghèo thoát nghèo trong năm %d", value, year), EN: fmt.Sprintf("At least %d poor households out of poverty in %d", value, year)},
		}}
		all = append(all, r)
	}
	for i, d := range c.districts {
		for year := firstYear; year < lastYear; year++ {
			yearly(c.districtPlan(i, year), d, year, d.up)
		}
	}
	for i, p := range c.provinces {
		yearly(c.provincePlan(i), p, lastYear, p.from)
	}
	return c.batch("data/plans", len(all), func(i int, b *batch) error { return b.record(all[i].ID, all[i]) })
}
