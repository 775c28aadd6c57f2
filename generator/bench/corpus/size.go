package main

import (
	"fmt"
	"math"
	"strings"
)

// size is how much of each kind an instance holds.
type size struct {
	provinces, earlier int // from 1 July 2025, and before
	districts          int
	communes, parts    int // from 1 July 2025, and before
	commitments        int
	activities         int // of a commitment, on average
	news               int // items, each in every language
	rows               int // households in a year, over all years
}

var sizes = map[string]size{
	"provinces": {provinces: 3, earlier: 3, districts: 3, communes: 6, parts: 12, commitments: 90, activities: 4, news: 60, rows: 7_200},
	"province":  {provinces: 1, earlier: 2, districts: 9, communes: 33, parts: 100, commitments: 1_000, activities: 4, news: 2_000, rows: 60_000},
	"nation":    {provinces: 34, earlier: 63, districts: 696, communes: 3_321, parts: 10_035, commitments: 50_000, activities: 4, news: 20_000, rows: 6_500_000},
}

// times is a size with the same proportions, as far as there are codes for places.
// Places are nested: there is never more of what holds than of what is held.
func (s size) times(f float64) size {
	scaled := func(n, least int) int { return max(int(math.Round(float64(n)*f)), least) }
	s.provinces = scaled(s.provinces, 1)
	s.earlier = min(scaled(s.earlier, s.provinces), 99)
	s.provinces = min(s.provinces, s.earlier)
	s.districts = min(scaled(s.districts, s.earlier), 999)
	s.communes = scaled(s.communes, s.districts)
	s.parts = min(scaled(s.parts, s.communes), 99_999/partStep)
	s.commitments = scaled(s.commitments, 10)
	s.news = scaled(s.news, 1)
	s.rows = scaled(s.rows, 1)
	return s
}

// made counts what was written.
type made struct {
	kinds []string
	count map[string]int
	bytes int64
}

func (m *made) add(kind string, count int, bytes int64) {
	if m.count == nil {
		m.count = map[string]int{}
	}
	if _, ok := m.count[kind]; !ok {
		m.kinds = append(m.kinds, kind)
	}
	m.count[kind] += count
	m.bytes += bytes
}

func (m *made) String() string {
	var b strings.Builder
	for _, k := range m.kinds {
		fmt.Fprintf(&b, "%-16s %9d\n", k, m.count[k])
	}
	fmt.Fprintf(&b, "%-16s %9.1f\n", "MB", float64(m.bytes)/1e6)
	return b.String()
}
