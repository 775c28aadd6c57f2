package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"minhbach/generator/internal/diag"
)

// readCSV reads a table of text, its values apart by comma, semicolon or tab,
// whichever its first line has most of. Vietnamese programs write semicolons.
func readCSV(name string, data []byte) ([]grid, []diag.Problem) {
	text := strings.TrimPrefix(string(data), "\ufeff")
	if !utf8.ValidString(text) {
		return nil, []diag.Problem{{
			Pos: diag.Pos{Path: name}, Code: diag.CodeNotUTF8,
			Message: diag.Textf("tệp không phải UTF-8", "the file is not UTF-8"),
			Remedy:  diag.Textf("lưu lại dưới dạng “CSV UTF-8” hoặc “.xlsx”", "save it again as “CSV UTF-8” or “.xlsx”"),
		}}
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = separator(text), -1
	g := grid{file: name}
	filled, within := 0, 0 // rows that hold something; line ends within values
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return []grid{g}, nil
		}
		if wrong := (*csv.ParseError)(nil); errors.As(err, &wrong) {
			return nil, []diag.Problem{{
				Pos: diag.Pos{Path: name, Line: wrong.Line, Col: wrong.Column}, Code: diag.CodeSheetUnreadable,
				Message: diag.Textf("dấu ngoặc kép ở đây chưa đúng", "the quotation marks are wrong here"),
				Remedy:  diag.Textf("lưu lại tệp từ phần mềm bảng tính", "save the file again from the spreadsheet program"),
			}}
		}
		if filled++; err != nil || filled > maxRecords+50 || len(g.cells) >= maxRow || len(fields) > maxColumns {
			return nil, []diag.Problem{tooLarge(name)}
		}
		// The reader leaves out empty lines, and a value may hold line ends.
		line, _ := r.FieldPos(0)
		for len(g.cells) < min(line-1-within, maxRow) {
			g.cells = append(g.cells, nil)
		}
		row := make([]cell, len(fields))
		for i, field := range fields {
			row[i].text = field
			within += strings.Count(field, "\n")
			if strings.HasPrefix(field, "=") {
				row[i].refuse = diag.CodeSheetFormula
			}
		}
		g.cells = append(g.cells, row)
	}
}

func separator(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, candidate := range []rune{';', '\t'} {
		if strings.Count(line, string(candidate)) > strings.Count(line, string(best)) {
			best = candidate
		}
	}
	return best
}
