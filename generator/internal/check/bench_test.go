package check

import (
	"fmt"
	"strings"
	"testing"

	"minhbach/generator/internal/source"
)

// BenchmarkProject checks a project of five thousand records of about 1 KB, from
// memory: parsing, schemas, references, rules and decoding.
func BenchmarkProject(b *testing.B) {
	fsys := base(b)
	const records = 5000
	model := "data/activities/khcn-khanh-hoa-2022-01.json"
	text := string(fsys[model].Data)
	for i := range records {
		id := fmt.Sprintf("khcn-khanh-hoa-2022-a%05d", i)
		file := *fsys[model]
		file.Data = []byte(strings.Replace(text, "khcn-khanh-hoa-2022-01", id, 1))
		fsys["data/activities/"+id+".json"] = &file
	}
	p, found, err := source.LoadFS(fsys, source.Options{})
	if err != nil || len(found) > 0 {
		b.Fatal(err, found)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := Project(p, Options{Today: today}); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
	b.ReportMetric(float64(records*b.N)/b.Elapsed().Seconds(), "records/s")
}
