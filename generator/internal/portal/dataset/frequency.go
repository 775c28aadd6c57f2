package dataset

import "minhbach/generator/internal/record"

// Frequency is how often new data are promised.
type Frequency struct {
	Label record.Text
	us    string // as DCAT-US writes it
	eu    string // code of the list of the European Union
}

// frequencies by their ISO 8601 duration in the settings; empty is no promise.
var frequencies = map[string]Frequency{
	"":    {record.Text{VI: "không định kỳ", EN: "irregular"}, "irregular", "IRREG"},
	"P1M": {record.Text{VI: "hằng tháng", EN: "monthly"}, "R/P1M", "MONTHLY"},
	"P3M": {record.Text{VI: "hằng quý", EN: "quarterly"}, "R/P3M", "QUARTERLY"},
	"P6M": {record.Text{VI: "nửa năm một lần", EN: "twice a year"}, "R/P6M", "ANNUAL_2"},
	"P1Y": {record.Text{VI: "hằng năm", EN: "yearly"}, "R/P1Y", "ANNUAL"},
}
