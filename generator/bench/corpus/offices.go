package main

import (
	"fmt"

	"minhbach/generator/internal/record"
)

// department is a kind of provincial office that is given households to help.
type department struct{ id, vi, en, line string }

var departments = []department{
	{"so-noi-vu", "Sở Nội vụ", "Department of Home Affairs", "state"},
	{"so-tai-chinh", "Sở Tài chính", "Department of Finance", "state"},
	{"so-cong-thuong", "Sở Công Thương", "Department of Industry and Trade", "state"},
	{"so-y-te", "Sở Y tế", "Department of Health", "state"},
	{"so-giao-duc-va-dao-tao", "Sở Giáo dục và Đào tạo", "Department of Education and Training", "state"},
	{"so-khoa-hoc-va-cong-nghe", "Sở Khoa học và Công nghệ", "Department of Science and Technology", "state"},
	{"so-nong-nghiep", "Sở Nông nghiệp và Môi trường", "Department of Agriculture and Environment", "state"},
	{"so-xay-dung", "Sở Xây dựng", "Department of Construction", "state"},
	{"so-tu-phap", "Sở Tư pháp", "Department of Justice", "state"},
	{"so-van-hoa", "Sở Văn hóa, Thể thao và Du lịch", "Department of Culture, Sports and Tourism", "state"},
	{"mat-tran", "Ủy ban Mặt trận Tổ quốc", "Fatherland Front Committee", "mass"},
	{"hoi-phu-nu", "Hội Liên hiệp Phụ nữ", "Women’s Union", "mass"},
	{"hoi-nong-dan", "Hội Nông dân", "Farmers’ Union", "mass"},
	{"doan-thanh-nien", "Đoàn Thanh niên", "Youth Union", "mass"},
}

// office is the id of a body of a place.
func office(kind string, p place) string { return kind + "-" + p.id }

const (
	party     = "tinh-uy" // of a province
	committee = "ubnd"    // of any place
)

// organizations writes the bodies of every place: those of provinces and communes
// before the reform have a successor after it.
func (c *corpus) organizations() error {
	type body struct {
		place
		next, parent, level string
		after               bool
	}
	var all []body
	for _, p := range c.provinces {
		all = append(all, body{place: p, level: "province", after: true})
	}
	for _, p := range c.earlier {
		all = append(all, body{place: p, level: "province", next: c.provinces[p.up].id})
	}
	for _, p := range c.districts {
		all = append(all, body{place: p, level: "district", parent: office(committee, c.earlier[p.up])})
	}
	for _, p := range c.communes {
		all = append(all, body{place: p, level: "commune", parent: office(committee, c.provinces[p.up]), after: true})
	}
	for i, p := range c.parts {
		all = append(all, body{place: p, level: "commune", parent: office(committee, c.districts[p.up]), next: c.communes[c.partOf[i]].id})
	}
	return c.batch("data/organizations", len(all), func(i int, b *batch) error {
		p := all[i]
		where := full(p.place)
		write := func(kind, vi, en, line, parent, symbol string) error {
			o := &record.Organization{
				Head: head("organizations", office(kind, p.place)),
				Name: record.Text{VI: vi + " " + where.VI, EN: en + " of " + where.EN},
				Line: line, Level: p.level, Parent: parent, Unit: p.id, Symbol: symbol, Sources: c.invented(),
			}
			if p.after {
				o.ValidFrom = firstDay
			} else {
				o.ValidTo = lastDay
			}
			if p.next != "" {
				o.Successor = kind + "-" + p.next
			}
			return b.record(o.ID, o)
		}
		if err := write(committee, "Ủy ban nhân dân", "People’s Committee", "state", p.parent, "UBND"); err != nil || p.level != "province" {
			return err
		}
		if err := write(party, "Tỉnh ủy", "Party Committee", "party", "", "TU"); err != nil {
			return err
		}
		for _, d := range departments {
			parent := ""
			if d.line == "state" {
				parent = office(committee, p.place)
			}
			if err := write(d.id, d.vi, d.en, d.line, parent, ""); err != nil {
				return err
			}
		}
		return nil
	})
}

// named is an office in running text.
func (d department) named(p place) record.Text {
	where := called(p)
	return record.Text{VI: d.vi + " " + where.VI, EN: fmt.Sprintf("the %s of %s", d.en, where.EN)}
}
