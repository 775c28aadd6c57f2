package portal

import (
	"fmt"
	"testing"

	"minhbach/generator/internal/record"
)

// nation is the village many times over: as many communes and commitments as a
// country has.
func nation(communes, perCommune int) *record.Set {
	set := village()
	for n := range communes {
		district := fmt.Sprintf("huyen-%d", n/15)
		if set.Units[district] == nil {
			set.Units[district] = &record.Unit{Head: record.Head{ID: district}, Name: both(district, district), Type: "district",
				Code: fmt.Sprint(1000 + n/15), Parent: "yen-bai-15", ValidTo: "2025-06-30"}
		}
		id := fmt.Sprintf("xa-%d", n)
		set.Units[id] = &record.Unit{Head: record.Head{ID: id}, Name: both("Động Quan "+id, id), Type: "commune",
			Code: fmt.Sprintf("%05d", 10000+n), Parent: district, ValidTo: "2025-06-30"}
		office := "ubnd-" + id
		set.Organizations[office] = &record.Organization{Head: record.Head{ID: office}, Name: both("UBND "+id, office), Line: "state", Level: "commune", Unit: id}
		for m := range perCommune {
			c := *set.Commitments["c"]
			c.ID, c.Unit, c.Organization = fmt.Sprintf("%s-%d", id, m), id, office
			set.Commitments[c.ID] = &c
			for k := range 4 {
				a := *set.Activities["done"]
				a.ID, a.Commitment, a.Order, a.Organizations = fmt.Sprintf("%s-%d", c.ID, k), c.ID, k, []string{office}
				set.Activities[a.ID] = &a
			}
		}
	}
	for n := range communes * 2 {
		item(set, "vi", fmt.Sprintf("tin-%d", n), record.News{Title: "Tin", Date: fmt.Sprintf("20%02d-%02d-01", n%10+15, n%12+1), Units: []string{fmt.Sprintf("xa-%d", n%communes)}})
	}
	return set
}

// BenchmarkBuild shows that work grows as the records do.
func BenchmarkBuild(b *testing.B) {
	for _, communes := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprint(communes), func(b *testing.B) {
			set := nation(communes, 5)
			b.ReportAllocs()
			for b.Loop() {
				if s, problems := wholeSite(set, villageSite(), Options{}); len(problems) > 0 || len(s.Pages) == 0 {
					b.Fatal(problems)
				}
			}
		})
	}
}
