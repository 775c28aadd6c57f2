package cube

import (
	"fmt"
	"path/filepath"
	"testing"

	"minhbach/generator/internal/record"
)

// BenchmarkDecode reads one row again and again: validation without counting.
func BenchmarkDecode(b *testing.B) {
	l, _ := newLists(testSet())
	s, _ := readHeader([]byte(header(false, 2024)), newAreas(l))
	d := decoder{lists: l, scope: s}
	line, r := []byte(goodRow), new(row)
	b.ReportAllocs()
	for b.Loop() {
		if !d.decode(line, r) {
			b.Fatal(d.faults)
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkProject builds the cube of the synthetic set of this repository.
func BenchmarkProject(b *testing.B) {
	set, policy := projectSet(b), projectPolicy(b)
	files, ps, err := Find(filepath.Join(project, "data", "microdata"), project, "")
	if err != nil || len(ps) > 0 {
		b.Fatal(err, places(ps))
	}
	for b.Loop() {
		if c := buildWith(b, set, policy, files); len(c.Cells) == 0 {
			b.Fatal("no cells")
		}
	}
}

// BenchmarkReading measures rows read, validated and grouped into the tables of
// this repository, as many rows as b.N asks for.
func BenchmarkReading(b *testing.B) {
	set := projectSet(b)
	l, ps := newLists(set)
	if len(ps) > 0 {
		b.Fatal(places(ps))
	}
	files, _, err := Find(filepath.Join(project, "data", "microdata"), project, "")
	if err != nil {
		b.Fatal(err)
	}
	rows := 0
	b.ReportAllocs()
	for b.Loop() {
		a := newAreas(l)
		source := NewFiles(files)
		all, ps, err := source.open(b.Context(), a)
		if err != nil || len(ps) > 0 {
			b.Fatal(err, places(ps))
		}
		var tables []*record.Table
		for _, t := range set.Tables {
			tables = append(tables, t)
		}
		plans, _ := newPlans(l, set, tables)
		t := newSlots(all)
		for _, p := range plans {
			p.reserve(t)
		}
		n := newCount(l, t, plans)
		merge(source.readers, func(r *row) { n.add(r); rows++ })
		source.close()
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkNation makes the cells of 10,000 communes, 5 years and 10 tables out
// of one household, so that nothing but the cells is measured.
func BenchmarkNation(b *testing.B) {
	set := testSet(testTables()...)
	set.Vocab["indicators"] = &record.Vocab{}
	for i := range 12 {
		set.Vocab["indicators"].Codes = append(set.Vocab["indicators"].Codes, record.Code{Code: fmt.Sprint("i", i)})
	}
	for _, t := range []*record.Table{
		table("sizes", "households", "performance", nil, "unit", "year", "size-band"),
		table("starts", "households", "performance", nil, "unit", "year", "class-start"),
		table("helped", "households", "performance", nil, "unit", "year", "support"),
	} {
		set.Tables[t.ID] = t
	}
	set.Units = map[string]*record.Unit{"viet-nam": {Type: "country"}}
	set.Vocab["unit-types"].Codes = append(set.Vocab["unit-types"].Codes, record.Code{Code: "country", Parent: "central"})
	add := func(id, kind, parent string) {
		set.Units[id] = &record.Unit{Head: record.Head{ID: id}, Code: "00097", Type: kind, Parent: parent}
	}
	for i := range 10_000 {
		province, district := fmt.Sprintf("tinh-%02d", i/160), fmt.Sprintf("huyen-%03d", i/14)
		if i/14*14/160 != i/160 {
			province = fmt.Sprintf("tinh-%02d", i/14*14/160)
		}
		add(province, "province", "viet-nam")
		add(district, "district", province)
		add(fmt.Sprintf("xa-truong-ten-dai-%05d", i), "commune", district)
	}
	text := `{"schema":"s","synthetic":true,"coverage":["viet-nam"],"years":[2021,2022,2023,2024,2025],"seed":1,"generator":"b"}` + "\n" +
		`{"pseudonym":"0000000000000001","unitCode":"00097","unit":"xa-truong-ten-dai-00000","year":2024,"standard":"2022-2025","classStart":"ho-ngheo","classEnd":"ho-ngheo","deprived":[],"characteristics":[],"sizeBand":"1-2"}` + "\n"
	b.ReportAllocs()
	for b.Loop() {
		c := buildWith(b, set, testPolicy(0), []File{Bytes("x", []byte(text))})
		b.ReportMetric(float64(len(c.Cells)), "cells")
		b.ReportMetric(float64(len(c.Equations)), "equations")
	}
}

func buildWith(b *testing.B, set *record.Set, policy record.Disclosure, files []File) *Cube {
	b.Helper()
	c, ps, err := Build(b.Context(), Input{Source: NewFiles(files), Set: set, Policy: policy})
	if err != nil || c == nil {
		b.Fatal(err, places(ps))
	}
	return c
}
