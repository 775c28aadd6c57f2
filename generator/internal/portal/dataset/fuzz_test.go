package dataset

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Whatever an editor types, no cell of a CSV begins like a formula, a
// spreadsheet holds no formula, and the text is still there.
func FuzzTextsNeverBecomeFormulas(f *testing.F) {
	for _, seed := range []string{"=1+1", "+84", "-5.15", "@x", "\t=1", " =1", "a,b\"c", "xã", "_x003D_1", "\u200b=1", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, '\r') {
			return // records are valid text with plain line ends
		}
		d := &Dataset{constants: newConstants(), ID: "thu", Rows: 1, Fields: []Field{{Name: "text", Type: String}, {Name: "end", Type: Integer}}, each: func(yield func([]Value) bool) {
			yield([]Value{Text(text), Whole(-1)})
		}}
		rows, err := csv.NewReader(bytes.NewReader(write(t, d, formatCSV))).ReadAll()
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if got := rows[1][0]; isFormula(got) || strings.TrimPrefix(got, "'") != strings.TrimPrefix(text, "'") || rows[1][1] != "-1" {
			t.Errorf("%q became %q", text, rows[1])
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF }) {
			return // XML has no such characters
		}
		book, err := excelize.OpenReader(bytes.NewReader(write(t, d, formatXLSX)))
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		formula, err := book.GetCellFormula("Dữ liệu", "A2")
		if err != nil || formula != "" {
			t.Errorf("%q became the formula %q (%v)", text, formula, err)
		}
		if got, err := book.GetCellValue("Dữ liệu", "A2"); err != nil || got != text {
			t.Errorf("%q became %q in the spreadsheet (%v)", text, got, err)
		}
	})
}
