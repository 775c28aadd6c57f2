package dataset

import (
	"html/template"
	"io"
	"slices"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// printed are the columns that a sheet for the notice board shows of a dataset,
// the first ones that say what a row is. What is not here is in the other files
// of the archive.
var printed = map[string][]string{
	"commitments": {"title_vi", "organization_name_vi", "plan_name_vi", "period_to", "status_label_vi"},
	"activities":  {"title_vi", "date", "households", "status_label_vi"},
	"outcomes":    {"date", "status_label_vi", "households", "reason_vi"},
	"figures":     {"year", "standard", "status_label_vi", "measure_label_vi", "households", "rate"},
}

// printStatistic are the columns of a table that hold figures.
var printStatistic = []string{"value", "lower", "upper", "status"}

type printTable struct {
	Title string
	Head  []string
	Rows  [][]string
}

// writePrint writes a page of A4 that needs nothing but itself: it opens in any
// browser without a network and is in Vietnamese, as the notice board is.
func (c *Catalog) writePrint(w io.Writer, title record.Text, datasets []*Dataset) error {
	page := struct {
		Title, Site, Day, Address, Licence string
		Synthetic                          string
		Tables                             []printTable
	}{
		Title: title.VI, Site: c.site.Title.VI, Day: viet.Date(c.site.DataAsOf), Address: c.site.BaseURL,
		Licence: c.site.Licence.Name.VI,
	}
	for _, d := range datasets {
		columns := printed[d.Kind]
		if d.Statistic != nil {
			columns = d.printColumns()
			if d.Synthetic {
				page.Synthetic = syntheticWarning.VI
			}
		}
		if len(columns) > 0 {
			page.Tables = append(page.Tables, d.printTable(columns))
		}
	}
	return printTemplate.Execute(w, page)
}

// printColumns are the labels of the dimensions, then the figure.
func (d *Dataset) printColumns() []string {
	var columns []string
	for _, f := range d.Fields {
		if name := f.Name; len(name) > 9 && name[len(name)-9:] == "_label_vi" {
			columns = append(columns, name)
		}
	}
	return append(columns, printStatistic...)
}

func (d *Dataset) printTable(names []string) printTable {
	t := printTable{Title: d.Title.VI}
	var columns []int
	for _, name := range names {
		i := slices.IndexFunc(d.Fields, func(f Field) bool { return f.Name == name })
		if i >= 0 {
			columns = append(columns, i)
			t.Head = append(t.Head, d.Fields[i].ShortTitle().VI)
		}
	}
	for row := range d.each {
		cells := make([]string, len(columns))
		for i, column := range columns {
			cells[i] = d.Fields[column].printed(row[column])
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// printed is a value as a reader on paper reads it.
func (f Field) printed(v Value) string {
	text := v.String()
	switch {
	case text == "":
		return ""
	case f.Type == Date:
		return viet.Date(text)
	case f.Type == Integer && f.Unit.VI != "": // a number without a unit may be a year
		return viet.Number(v.whole, "vi")
	}
	for _, c := range f.Allowed {
		if c.Code == text && c.Label.VI != "" {
			return c.Label.VI
		}
	}
	return text
}

var printTemplate = template.Must(template.New("print").Parse(`<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} – {{.Site}}</title>
<style>
@page { size: A4; margin: 16mm }
body { font: 11pt/1.5 system-ui, sans-serif; max-width: 60rem; margin: 1rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; font-size: 10pt }
caption { font-weight: 700; text-align: left; padding: .5rem 0; break-after: avoid }
th, td { border: 1px solid #777; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
tr { break-inside: avoid }
.notice { border: 2px dashed; padding: .5rem 1rem; font-weight: 700 }
@media print { body { margin: 0; padding: 0; max-width: none } }
</style>
<h1>{{.Title}}</h1>
<p>{{.Site}}, dữ liệu tính đến ngày {{.Day}}. Trang gốc: {{.Address}}. Giấy phép: {{.Licence}}.</p>
{{- with .Synthetic}}
<p class="notice">Bảng nào ghi “Dữ liệu mô phỏng”: {{.}}</p>
{{- end}}
{{- range .Tables}}
<table>
<caption>{{.Title}}</caption>
<thead><tr>{{range .Head}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>
{{- range .Rows}}
<tr>{{range .}}<td>{{.}}</td>{{end}}</tr>
{{- end}}
</tbody>
</table>
{{- end}}
</html>
`))
