package dataset

import (
	"io"
	"runtime"
	"strconv"
	"testing"

	"minhbach/generator/internal/record"
)

// large has rows that are made while they are read; every tenth of them notes
// the memory in use.
func large(rows int, peak *uint64) *Dataset {
	fields := []Field{{Name: "id", Type: String}, {Name: "households", Type: Integer}, {Name: "rate", Type: Number}, {Name: "day", Type: Date}, {Name: "units", Type: String, List: true}}
	return &Dataset{
		constants: newConstants(),
		ID:        "lon", Title: record.Text{VI: "Lớn"}, Fields: fields, Rows: rows, AsOf: "2026-11-23",
		each: func(yield func([]Value) bool) {
			row := make([]Value, len(fields))
			for i := range rows {
				id := "xa-" + strconv.Itoa(i)
				row[0], row[1], row[2], row[3] = Text(id), Whole(int64(i)), Real(float64(i)/7), Text("2022-02-25")
				row[4] = List([]Value{Text(id), Text("huyen")})
				if i%(rows/5) == rows/5-1 {
					var m runtime.MemStats
					runtime.GC()
					runtime.ReadMemStats(&m)
					*peak = max(*peak, m.HeapAlloc)
				}
				if !yield(row) {
					return
				}
			}
		},
	}
}

// A file of 200,000 rows needs no more memory than one of 40,000.
func TestMemoryDoesNotGrowWithTheRows(t *testing.T) {
	for _, f := range []Format{formatXLSX, formatCSVExcel, formatJSON, formatJSONLines, formatParquet} {
		var small, big uint64
		for rows, peak := range map[int]*uint64{40_000: &small, 200_000: &big} {
			if err := large(rows, peak).WriteAs(f, io.Discard); err != nil {
				t.Fatal(err)
			}
		}
		const allowance = 6 << 20 // one row group more or less of Parquet
		if big > small+allowance {
			t.Errorf("%s: %d bytes in use for 200,000 rows, %d for 40,000", f.ID, big, small)
		}
	}
}

// BenchmarkPeak tells the memory in use while files of ever more rows are
// written: the metric MB does not grow.
func BenchmarkPeak(b *testing.B) {
	for _, f := range []Format{formatXLSX, formatCSVExcel, formatJSON, formatJSONLines, formatParquet} {
		for _, rows := range []int{10_000, 100_000, 1_000_000} {
			b.Run(f.ID+"/"+strconv.Itoa(rows), func(b *testing.B) {
				var peak uint64
				for b.Loop() {
					if err := large(rows, &peak).WriteAs(f, io.Discard); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(peak)/1e6, "MB")
			})
		}
	}
}
