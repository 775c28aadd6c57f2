package main

import (
	"fmt"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
	"minhbach/generator/synth/simulation"
)

// The reform that every instance goes through.
const (
	lastDay  = "2025-06-30"
	firstDay = "2025-07-01"
)

// partStep is the distance of the codes of communes, which leave room in between.
const partStep = 3

// place is an administrative unit of the time before or after the reform.
type place struct {
	id   string
	code string
	name record.Text // "Hòa Mẫu 0123 (mô phỏng)"
	kind string      // vocab unit-types
	up   int         // the place around it
	from int         // first of what it is made of
	to   int         // and one after the last
}

// land is where everything happens. Before the reform communes lie in districts
// and districts in provinces; after it communes lie in provinces.
type land struct {
	provinces []place // after; from and to in earlier
	communes  []place // after, up in provinces; from and to in parts
	earlier   []place // before; up in provinces; from and to in districts
	districts []place // up in earlier; from and to in communes
	parts     []place // before; up in districts
	partOf    []int   // commune that each part became part of
}

// first words of names: common in names of places, and of none in particular.
var firstWords = []string{
	"An", "Bình", "Cao", "Châu", "Chi", "Đại", "Đông", "Đức", "Hải", "Hòa", "Hồng", "Hợp", "Hưng", "Khánh", "Kim", "Lâm",
	"Liên", "Long", "Lương", "Minh", "Mỹ", "Nam", "Nghĩa", "Ngọc", "Phong", "Phú", "Phước", "Quang", "Sơn", "Tân", "Thanh",
	"Thiện", "Thịnh", "Thượng", "Thủy", "Trung", "Trường", "Vĩnh", "Xuân", "Yên",
}

func name(c simulation.Chance, digits, number int) record.Text {
	proper := fmt.Sprintf("%s Mẫu %0*d", firstWords[c.Below(len(firstWords))], digits, number)
	return record.Text{VI: proper + " (mô phỏng)", EN: proper + " (synthetic)"}
}

// bare is a name without the word that it is synthetic, for texts that have said so.
func bare(n record.Text) string { return n.VI[:len(n.VI)-len(" (mô phỏng)")] }

func newPlace(c simulation.Chance, kind, code string, digits, number, up int) place {
	n := name(c, digits, number)
	return place{id: viet.Slug(n.VI) + "-" + code, code: code, name: n, kind: kind, up: up}
}

// later is the life of a place after the reform: as in the records of this
// repository it keeps the name and the code of the first that it is made of.
func later(first place, kind string, up int) place {
	first.id += "-2025"
	first.kind, first.up = kind, up
	return first
}

// newLand lays out the places of a size; what holds is filled evenly, and a
// commune is made of one to nine.
func newLand(s size, c simulation.Chance) *land {
	l := &land{partOf: make([]int, s.parts)}
	share := func(i, of, among int) int { return i * among / of }
	for i := range s.earlier {
		l.earlier = append(l.earlier, newPlace(c, "province", fmt.Sprintf("%02d", i+1), 2, i+1, share(i, s.earlier, s.provinces)))
	}
	for i := range s.districts {
		kind := []string{"district", "provincial-city", "town"}[c.Weighted([]float64{8, 1, 1})]
		l.districts = append(l.districts, newPlace(c, kind, fmt.Sprintf("%03d", i+1), 3, i+1, share(i, s.districts, s.earlier)))
	}
	part := 0
	for i, n := range portions(c, s.parts, s.communes) {
		district := share(i, s.communes, s.districts)
		from := part
		for range n {
			kind := []string{"commune", "ward", "township"}[c.Weighted([]float64{80, 14, 6})]
			l.partOf[part] = i
			l.parts = append(l.parts, newPlace(c, kind, fmt.Sprintf("%05d", (part+1)*partStep), 4, part+1, district))
			part++
		}
		kind := []string{"commune", "ward"}[c.Weighted([]float64{78, 22})]
		p := later(l.parts[from], kind, l.earlier[l.districts[district].up].up)
		p.from, p.to = from, part
		l.communes = append(l.communes, p)
	}
	for i := range s.provinces {
		l.provinces = append(l.provinces, place{up: -1})
		for j := range l.earlier {
			if l.earlier[j].up == i {
				if l.provinces[i].up < 0 {
					l.provinces[i] = later(l.earlier[j], "province", 0)
					l.provinces[i].from = j
				}
				l.provinces[i].to = j + 1
			}
		}
	}
	span(l.earlier, l.districts, func(i int) int { return l.districts[i].up })
	span(l.districts, l.communes, func(i int) int { return l.parts[l.communes[i].from].up })
	return l
}

// span notes for each outer place the first and last of its inner ones, which
// stand in order.
func span(outer, inner []place, up func(int) int) {
	for i := range inner {
		o := &outer[up(i)]
		if o.to == 0 {
			o.from = i
		}
		o.to = i + 1
	}
}

// portions divides n into k parts of one to nine.
func portions(c simulation.Chance, n, k int) []int {
	const most = 9
	parts := make([]int, k)
	for i := range parts {
		parts[i] = 1
	}
	for left := n - k; left > 0; {
		if i := c.Below(k); parts[i] < most {
			parts[i]++
			left--
		}
	}
	return parts
}
