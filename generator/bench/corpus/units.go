package main

import (
	"fmt"
	"strings"

	"minhbach/generator/internal/record"
)

// country holds the provinces; it is real, and nothing is said of it.
const country = "viet-nam"

// invented is the source of every record.
func (c *corpus) invented() []record.Source {
	return []record.Source{{
		Title: record.Text{
			VI: fmt.Sprintf("Dữ liệu mô phỏng do chương trình sinh ra để đo tốc độ, không nói về nơi nào hay ai có thật (mầm %d)", c.seed),
			EN: fmt.Sprintf("Synthetic data that a program made to measure speed; not about any real place or person (seed %d)", c.seed),
		},
		Publisher: &record.Text{VI: "Chương trình đo tốc độ của Minh Bạch", EN: "The benchmark program of Minh Bạch"},
		Date:      dataAsOf,
	}}
}

func (c *corpus) life(p place, from, to, parent string, successors []string) *record.Unit {
	return &record.Unit{
		Head: head("units", p.id), Code: p.code, Name: p.name, Type: p.kind, Parent: parent,
		ValidFrom: from, ValidTo: to, Successors: successors, Sources: c.invented(),
	}
}

func (c *corpus) units() error {
	var all []*record.Unit
	all = append(all, &record.Unit{
		Head: head("units", country), Code: "VN", Name: record.Text{VI: "Việt Nam", EN: "Viet Nam"}, Type: "country", Sources: c.invented(),
	})
	for i, p := range c.provinces {
		u := c.life(p, firstDay, "", country, nil)
		u.LegalBasis = "1/2025/QH15"
		u.Note = formed(c.earlier[p.from:p.to])
		all = append(all, u, c.life(c.earlier[p.from], "", lastDay, country, []string{p.id}))
		for _, e := range c.earlier[p.from+1 : p.to] {
			all = append(all, c.life(e, "", lastDay, country, []string{c.provinces[i].id}))
		}
	}
	for _, d := range c.districts {
		var next []string
		for _, p := range c.communes[d.from:d.to] {
			next = append(next, p.id)
		}
		all = append(all, c.life(d, "", lastDay, c.earlier[d.up].id, next))
	}
	for i, p := range c.communes {
		chance := c.chance(streamUnits, i)
		u := c.life(p, firstDay, "", c.provinces[p.up].id, nil)
		u.LegalBasis = fmt.Sprintf("%d/NQ-UBTVQH15", 1+p.up)
		u.AreaKm2 = float64(chance.Between(900, 24_000)) / 100
		u.Population = &record.UnitPeople{
			Value: int64(chance.Between(4_000, 40_000)),
			Note:  record.Text{VI: "Số mô phỏng.", EN: "A synthetic number."},
		}
		u.Note = formed(c.parts[p.from:p.to])
		all = append(all, u)
	}
	for i, p := range c.parts {
		all = append(all, c.life(p, "", lastDay, c.districts[p.up].id, []string{c.communes[c.partOf[i]].id}))
	}
	return c.batch("data/units", len(all), func(i int, b *batch) error { return b.record(all[i].ID, all[i]) })
}

// formed says what a place is made of.
func formed(of []place) *record.Text {
	if len(of) == 1 {
		return &record.Text{VI: "Giữ nguyên địa bàn của đơn vị cũ cùng tên.", EN: "It keeps the area of the former unit of the same name."}
	}
	names := make([]string, len(of))
	for i, p := range of {
		names[i] = bare(p.name)
	}
	most, last := strings.Join(names[:len(names)-1], ", "), names[len(names)-1]
	return &record.Text{
		VI: "Thành lập từ các đơn vị cũ " + most + " và " + last + ".",
		EN: "Formed from the former units " + most + " and " + last + ".",
	}
}

// called is a place in running text with its type: "xã Hòa Mẫu 0123".
func called(p place) record.Text {
	t := typeWords[p.kind]
	return record.Text{VI: t.VI + " " + bare(p.name), EN: bare(p.name) + " " + t.EN}
}

// full is called with the word that the place is synthetic.
func full(p place) record.Text {
	t := typeWords[p.kind]
	return record.Text{VI: t.VI + " " + p.name.VI, EN: p.name.EN[:len(p.name.EN)-len(" (synthetic)")] + " " + t.EN + " (synthetic)"}
}

var typeWords = map[string]record.Text{
	"province": {VI: "tỉnh", EN: "province"}, "district": {VI: "huyện", EN: "district"},
	"provincial-city": {VI: "thành phố", EN: "city"}, "town": {VI: "thị xã", EN: "town"},
	"commune": {VI: "xã", EN: "commune"}, "ward": {VI: "phường", EN: "ward"}, "township": {VI: "thị trấn", EN: "township"},
}
