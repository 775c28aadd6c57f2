package sheet

import (
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

// value turns a cell into the value of a field. What the sheet knows to be a
// number or a day needs no reading.
func (c cell) value(f *form.Field) (*source.Node, form.Mistake) {
	switch {
	case f.Type == form.Date && c.date != "":
		return &source.Node{Kind: source.String, Text: c.date}, form.Mistake{}
	case f.Type == form.Date && c.number:
		return nil, form.Mistake{Code: diag.CodeSheetDate,
			Message: diag.Textf("ô này là số %s, không phải ngày", "this cell is the number %s, no day", c.text),
			Remedy:  diag.Textf("gõ lại ngày, như 25/02/2022, hoặc định dạng ô là ngày tháng", "type the day again, such as 25/02/2022, or format the cell as a date")}
	case c.date != "" && (f.Type == form.Integer || f.Type == form.Number || c.number && f.Type != form.Date):
		return nil, form.Mistake{Code: diag.CodeSheetDate,
			Message: diag.Textf("phần mềm bảng tính đã đổi ô này thành ngày %s", "the spreadsheet program has turned this cell into the date %s", day(c.date)),
			Remedy:  diag.Textf("định dạng ô là văn bản rồi gõ lại", "format the cell as text and type it again")}
	case (f.Type == form.Integer || f.Type == form.Number) && c.number:
		if f.Type == form.Integer && strings.Contains(c.text, ".") {
			return nil, form.Mistake{Code: diag.CodeWrongType,
				Message: diag.Textf("%s không phải là số nguyên", "%s is no whole number", strings.Replace(c.text, ".", ",", 1)),
				Remedy:  diag.Textf("viết một số nguyên, như 15", "write a whole number, such as 15")}
		}
		return &source.Node{Kind: source.Number, Text: c.text}, form.Mistake{}
	}
	return f.Read(c.text)
}

// day writes an ISO date as people read it.
func day(iso string) string {
	if len(iso) != len("2022-02-25") {
		return iso
	}
	return iso[8:] + "/" + iso[5:7] + "/" + iso[:4]
}
