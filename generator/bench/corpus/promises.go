package main

import (
	"fmt"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

const (
	measureHouseholds = "households-out-of-poverty"
	measureMoney      = "money"
	measureActivity   = "activity"
)

// promise is what a commitment says, worked out from its number alone.
type promise struct {
	id       string
	year     int
	unit     place
	after    string // id of the unit from the reform on
	province place
	dept     department
	plan     plan
	decider  string // body that recognises the result
	measure  string
	value    int64
}

// promise works out the commitment of a number. Nine of ten are about a commune
// before the reform, in turn; the tenth about one after it.
func (c *corpus) promise(i int) promise {
	chance := c.chance(streamCommitments, i)
	var p promise
	if i%10 == 9 {
		n := i / 10 % len(c.communes)
		p.dept = departments[i/10%len(departments)]
		p.unit, p.year = c.communes[n], lastYear
		p.after, p.province = p.unit.id, c.provinces[p.unit.up]
		p.plan, p.decider = c.provincePlan(p.unit.up), office(committee, p.unit)
	} else {
		n := i/10*9 + i%10
		p.dept = departments[n%len(departments)]
		p.unit = c.parts[n%len(c.parts)]
		p.after = c.communes[c.partOf[n%len(c.parts)]].id
		p.year = firstYear + (n/len(c.parts)+n)%(lastYear-firstYear)
		district := c.districts[p.unit.up]
		p.province = c.earlier[district.up]
		p.plan, p.decider = c.districtPlan(p.unit.up, p.year), office(committee, district)
	}
	p.id = fmt.Sprintf("%s-%s-%d-%05d", p.dept.id, p.unit.code, p.year, i)
	p.measure = []string{measureHouseholds, measureMoney, measureActivity}[chance.Weighted([]float64{7, 1, 2})]
	switch p.measure {
	case measureHouseholds:
		p.value = int64(chance.Between(4, 35))
	case measureMoney:
		p.value = int64(chance.Between(5, 90)) * 10_000_000
	}
	return p
}

func (p promise) organization() string { return office(p.dept.id, p.province) }

// money is an amount with a space that breaks, as people type it.
func money(amount int64, lang string) string {
	return strings.ReplaceAll(viet.Money(amount, lang), "\u00a0", " ")
}

// title and text are the promise in words.
func (p promise) title() record.Text {
	where := full(p.unit)
	switch p.measure {
	case measureHouseholds:
		return record.Text{
			VI: fmt.Sprintf("%d hộ nghèo %s thoát nghèo năm %d", p.value, where.VI, p.year),
			EN: fmt.Sprintf("%d poor households of %s out of poverty in %d", p.value, where.EN, p.year),
		}
	case measureMoney:
		return record.Text{
			VI: fmt.Sprintf("Ủng hộ %s cho hộ nghèo %s năm %d", money(p.value, "vi"), where.VI, p.year),
			EN: fmt.Sprintf("%s for poor households of %s in %d", money(p.value, "en"), where.EN, p.year),
		}
	}
	return record.Text{
		VI: fmt.Sprintf("Tập huấn và giúp kỹ thuật cho hộ nghèo %s năm %d", where.VI, p.year),
		EN: fmt.Sprintf("Training and technical help for poor households of %s in %d", where.EN, p.year),
	}
}

func (p promise) text() record.Text {
	where, by := called(p.unit), p.dept.named(p.province)
	vi := fmt.Sprintf("Kế hoạch số %s giao %s ", p.plan.symbol, by.VI)
	en := fmt.Sprintf("Plan %s asks %s ", p.plan.symbol, by.EN)
	switch p.measure {
	case measureHouseholds:
		vi += fmt.Sprintf("giúp %d hộ nghèo của %s thoát nghèo trong năm %d.", p.value, where.VI, p.year)
		en += fmt.Sprintf("to help %d poor households of %s out of poverty in %d.", p.value, where.EN, p.year)
	case measureMoney:
		vi += fmt.Sprintf("vận động và ủng hộ %s cho các hộ nghèo của %s trong năm %d.", money(p.value, "vi"), where.VI, p.year)
		en += fmt.Sprintf("to raise and give %s for the poor households of %s in %d.", money(p.value, "en"), where.EN, p.year)
	default:
		vi += fmt.Sprintf("tập huấn và hướng dẫn kỹ thuật cho các hộ nghèo của %s trong năm %d.", where.VI, p.year)
		en += fmt.Sprintf("to train and guide the poor households of %s in %d.", where.EN, p.year)
	}
	return record.Text{VI: vi, EN: en}
}

// commitmentRecords writes the commitments, then what was done and what came of them.
func (c *corpus) commitmentRecords() error {
	err := c.batch("data/commitments", c.size.commitments, func(i int, b *batch) error {
		p := c.promise(i)
		r := &record.Commitment{
			Head: head("commitments", p.id), Title: p.title(), Plan: p.plan.id, Organization: p.organization(),
			Partners: []string{office(committee, p.unit)}, Unit: p.unit.id,
			Period:  record.Period{From: fmt.Sprintf("%d-01-01", p.year), To: fmt.Sprintf("%d-12-31", p.year)},
			Promise: record.Promise{Measure: p.measure}, Text: p.text(), Sources: c.invented(),
		}
		if p.value > 0 {
			r.Promise.Value = &p.value
		}
		if p.measure == measureHouseholds {
			r.Standard = "2022-2025"
			r.Promise.Qualifier = &record.Text{VI: "thoát nghèo bền vững", EN: "out of poverty for good"}
			r.Note = &record.Text{
				VI: "Danh sách hộ do xã lập và không bao giờ được công bố ở đây. Số nhân khẩu: chưa công bố.",
				EN: "The commune keeps the list of households; it will never be published here. Number of people: unpublished.",
			}
		}
		return b.record(p.id, r)
	})
	if err != nil {
		return err
	}
	err = c.batch("data/activities", c.size.commitments, func(i int, b *batch) error {
		for _, a := range c.activitiesOf(i) {
			if err := b.record(a.ID, a); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.batch("data/outcomes", c.size.commitments, func(i int, b *batch) error {
		for _, o := range c.outcomesOf(i) {
			if err := b.record(o.ID, o); err != nil {
				return err
			}
		}
		return nil
	})
}
