package check

import (
	"crypto/sha256"
	"fmt"
	"os"
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

// BenchmarkValidate is the part of the schemas in judging a record of about 1 KB;
// BenchmarkDigest is the least that looking up its verdict costs where it must be read.
func BenchmarkValidate(b *testing.B) {
	tree, problems := model1KB(b).Tree()
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	contracts() // compiled once for all files
	b.ReportAllocs()
	for b.Loop() {
		if found := Value("activities", tree); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

func BenchmarkDigest(b *testing.B) {
	text := model1KB(b).Text
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if sum := sha256.Sum256([]byte(text)); sum[0] == 0 && sum[1] == 0 && sum[2] == 0 && sum[3] == 0 {
			b.Fatal("an unlikely digest")
		}
	}
}

func model1KB(b *testing.B) *source.File {
	b.Helper()
	data, err := os.ReadFile("../../../data/activities/khcn-khanh-hoa-2022-01.json")
	if err != nil {
		b.Fatal(err)
	}
	return &source.File{Path: "data/activities/a.json", Kind: "activities", ID: "a", Text: string(data)}
}
