package main

import (
	"fmt"

	"minhbach/generator/internal/record"
)

// figures are official numbers of the time before the reform: each province in
// three years, and in one of them its districts, which add up to it.
func (c *corpus) figures() error {
	const standard, parted = "2022-2025", 2023
	type counts struct{ poor, near int64 }
	figure := func(p place, year int, n counts, families float64) *record.Figure {
		percent := func(households int64) *float64 {
			rate := float64(int(float64(households)/families*10_000)) / 100
			return &rate
		}
		both := n.poor + n.near
		return &record.Figure{
			Head: head("figures", fmt.Sprintf("%s-%d-%s", p.id, year, standard)), Unit: p.id, Year: year, Standard: standard, Status: "approved",
			Values: []record.FigureValue{
				{Measure: "poor", Households: &n.poor, Rate: percent(n.poor)},
				{Measure: "near-poor", Households: &n.near, Rate: percent(n.near)},
				{Measure: "multi", Households: &both, Rate: percent(both)},
			},
			Note: &record.Text{VI: "Số mô phỏng.", EN: "Synthetic numbers."}, Sources: c.invented(),
		}
	}
	var all []*record.Figure
	for i, p := range c.earlier {
		chance := c.chance(streamFigures, i)
		var sum counts
		var parts []string
		families := 0.0
		for _, d := range c.districts[p.from:p.to] {
			n := counts{int64(chance.Between(200, 4_000)), int64(chance.Between(200, 3_000))}
			here := float64(chance.Between(18_000, 45_000))
			sum.poor, sum.near, families = sum.poor+n.poor, sum.near+n.near, families+here
			f := figure(d, parted, n, here)
			parts = append(parts, f.ID)
			all = append(all, f)
		}
		for i, change := range []float64{1.3, 1, 0.75} {
			year := parted - 1 + i
			f := figure(p, year, counts{int64(float64(sum.poor) * change), int64(float64(sum.near) * change)}, families)
			if year == parted {
				f.Parts = parts
			}
			all = append(all, f)
		}
	}
	return c.batch("data/figures", len(all), func(i int, b *batch) error { return b.record(all[i].ID, all[i]) })
}
