package dataset

import (
	"time"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// Frequency is how often new data are promised.
type Frequency struct {
	Label  record.Text
	us     string // as DCAT-US writes it
	eu     string // code of the list of the European Union
	months int
}

// frequencies by their ISO 8601 duration in the settings; empty is no promise.
var frequencies = map[string]Frequency{
	"":    {record.Text{VI: "không định kỳ", EN: "irregular"}, "irregular", "IRREG", 0},
	"P1M": {record.Text{VI: "hằng tháng", EN: "monthly"}, "R/P1M", "MONTHLY", 1},
	"P3M": {record.Text{VI: "hằng quý", EN: "quarterly"}, "R/P3M", "QUARTERLY", 3},
	"P6M": {record.Text{VI: "nửa năm một lần", EN: "twice a year"}, "R/P6M", "ANNUAL_2", 6},
	"P1Y": {record.Text{VI: "hằng năm", EN: "yearly"}, "R/P1Y", "ANNUAL", 12},
}

// promise notes how often the publisher promises new data, and until when.
func (d *Dataset) promise(every string) {
	d.Frequency = frequencies[every]
	if day, ok := viet.ParseDate(d.AsOf); ok && d.Frequency.months > 0 {
		d.NextUpdate = monthsLater(day, d.Frequency.months).Format(time.DateOnly)
	}
}

// monthsLater is the same day of a later month, or the last day of a month that
// is shorter.
func monthsLater(day time.Time, months int) time.Time {
	later := day.AddDate(0, months, 0)
	if later.Day() != day.Day() {
		later = later.AddDate(0, 0, -later.Day())
	}
	return later
}
