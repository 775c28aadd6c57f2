package sheet

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

// project is a copy of this repository's records, without those of some kinds.
func project(t *testing.T, without ...string) *edit.Folder {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "data"), os.DirFS("../../../data")); err != nil {
		t.Fatal(err)
	}
	for _, kind := range without {
		if err := os.RemoveAll(filepath.Join(dir, "data", kind)); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := edit.Open(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { folder.Close() })
	return folder
}

func load(t *testing.T) *source.Project {
	t.Helper()
	p, _, err := source.Load("../../../", source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Records written into a spreadsheet and read back are the same files.
func TestRoundTrip(t *testing.T) {
	whole := load(t)
	for _, name := range Kinds {
		t.Run(name, func(t *testing.T) {
			kind, _ := KindOf(name)
			data, err := Export(whole, kind)
			if err != nil {
				t.Fatal(err)
			}
			result, problems, err := Import(project(t, name), "a.xlsx", data, Options{})
			if err != nil || diag.HasErrors(problems) {
				t.Fatalf("%v %v", err, problems)
			}
			got := map[string]string{}
			for _, f := range result.New {
				got[f.Path] = string(f.Data)
			}
			n := 0
			for _, f := range whole.Files {
				if f.Kind != name {
					continue
				}
				n++
				if got[f.Path] != f.Text {
					t.Errorf("%s came back as\n%s", f.Path, got[f.Path])
				}
			}
			if n == 0 || n != len(got) {
				t.Errorf("%d records went out, %d came back", n, len(got))
			}
			if result, _, err = Import(project(t), "a.xlsx", data, Options{}); err != nil || len(result.New) != 0 || result.Same != n {
				t.Errorf("over the same records: %d new, %d the same, %v", len(result.New), result.Same, err)
			}
		})
	}
}

func TestTemplateIsEmptyAndAccepted(t *testing.T) {
	for _, name := range Kinds {
		kind, _ := KindOf(name)
		data, err := Template(load(t), kind)
		if err != nil {
			t.Fatal(err)
		}
		grids, problems := read("a.xlsx", data)
		if len(problems) > 0 || len(grids) != 1 {
			t.Fatalf("%s: %d sheets, %v", name, len(grids), problems)
		}
		if _, columns, problems := grids[0].columns(kind); len(problems) > 0 || len(columns) < 10 {
			t.Errorf("%s: %d columns, %v", name, len(columns), problems)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		validations, err := f.GetDataValidations(kind.Title().VI)
		comments, err2 := f.GetComments(kind.Title().VI)
		if err != nil || err2 != nil || len(validations) < 3 || len(comments) < 10 {
			t.Errorf("%s: %d lists to choose from, %d notes, %v %v", name, len(validations), len(comments), err, err2)
		}
	}
}

// workbook makes a file from rows of cells.
func newWorkbook(t *testing.T, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func set(t *testing.T, f *excelize.File, cells map[string]any) {
	t.Helper()
	for at, value := range cells {
		if err := f.SetCellValue("Sheet1", at, value); err != nil {
			t.Fatal(err)
		}
	}
}

// An office's own table: its title above, headings without marks, days and
// numbers as people type them.
func TestOfficeTable(t *testing.T) {
	data := newWorkbook(t, func(f *excelize.File) {
		set(t, f, map[string]any{
			"A1": "UBND huyện", "A2": "Biểu tổng hợp năm 2023",
			"A4": "STT", "B4": "CAM KET", "C4": "Trạng thái", "D4": "ngày", "E4": "Số hộ", "F4": "Nguồn: Tên nguồn",
			"A5": 1, "B5": "khcn-15-ho-khanh-hoa-2022", "C5": "đang làm", "D5": "25/2/2023", "E5": "1.200", "F5": "Báo cáo",
		})
		if err := f.MergeCell("Sheet1", "A1", "F1"); err != nil {
			t.Fatal(err)
		}
	})
	result, problems, err := Import(project(t), "bieu.xlsx", data, Options{Kind: "ket-qua"})
	if err != nil || len(result.New) != 1 {
		t.Fatalf("%v %v", err, problems)
	}
	text := string(result.New[0].Data)
	for _, want := range []string{`"status": "in-progress"`, `"date": "2023-02-25"`, `"households": 1200`, `"vi": "Báo cáo"`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	if want := "data/outcomes/khcn-15-ho-khanh-hoa-2022-2023-02-25-in-progress.json"; result.New[0].Path != want {
		t.Errorf("path %s, want %s", result.New[0].Path, want)
	}
}

// Every mistake is told at its cell, and nothing comes of the file.
func TestProblemsByCell(t *testing.T) {
	folder := project(t)
	head := map[string]any{"A1": "Cam kết", "B1": "Trạng thái", "C1": "Ngày", "D1": "Số hộ", "E1": "Nguồn 1: Tên nguồn"}
	row := map[string]any{"A2": "khcn-15-ho-khanh-hoa-2022", "B2": "in-progress", "C2": "25/2/2023", "D2": 3, "E2": "Báo cáo"}
	for _, tt := range []struct {
		name, at, code string
		cells          map[string]any
	}{
		{"ambiguous number", "D2", diag.CodeNumber, map[string]any{"D2": "1,234"}},
		{"a decimal typed as text", "D2", diag.CodeNumber, map[string]any{"D2": "1.5"}},
		{"a decimal number", "D2", diag.CodeWrongType, map[string]any{"D2": 1.5}},
		{"month and day the other way", "C2", diag.CodeFormat, map[string]any{"C2": "2/25/2023"}},
		{"a number for a day", "C2", diag.CodeSheetDate, map[string]any{"C2": 2027}},
		{"unknown status", "B2", diag.CodeUnknownCode, map[string]any{"B2": "xong"}},
		{"unknown commitment", "A2", diag.CodeUnknownRecord, map[string]any{"A2": "khcn-15-ho"}},
		{"missing date", "C2", diag.CodeMissingKey, map[string]any{"C2": nil}},
		{"unknown heading", "F1", diag.CodeSheetHeading, map[string]any{"F1": "Ghi chú nội bộ"}},
		{"unclear heading", "F1", diag.CodeSheetHeading, map[string]any{"F1": "Địa chỉ"}},
		{"repeated heading", "F1", diag.CodeSheetHeading, map[string]any{"F1": "cam ket"}},
		{"no heading", "F2", diag.CodeSheetHeading, map[string]any{"F2": "x"}},
		{"missing column", "A1", diag.CodeSheetNoHeading, map[string]any{"E1": nil, "E2": nil}},
		{"a negative number", "D2", diag.CodeTooSmall, map[string]any{"D2": -3}},
		{"two rows of one record", "A3", diag.CodeDuplicateRecord, map[string]any{
			"A3": row["A2"], "B3": row["B2"], "C3": row["C2"], "D3": 4, "E3": row["E2"]}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := newWorkbook(t, func(f *excelize.File) {
				for _, cells := range []map[string]any{head, row, tt.cells} {
					set(t, f, cells)
				}
			})
			result, problems, err := Import(folder, "a.xlsx", data, Options{Kind: "outcomes"})
			if err != nil || len(result.New) > 0 {
				t.Fatalf("%d records, %v", len(result.New), err)
			}
			if len(problems) != 1 || problems[0].Path != "a.xlsx:Sheet1!"+tt.at || problems[0].Code != tt.code {
				t.Errorf("got %+v\nwant %s at %s", problems, tt.code, tt.at)
			}
		})
	}
}

func TestFormulasAndMergedCellsAreRefused(t *testing.T) {
	for code, spoil := range map[string]func(f *excelize.File) error{
		diag.CodeSheetFormula: func(f *excelize.File) error { return f.SetCellFormula("Sheet1", "D2", "1+1") },
		diag.CodeSheetMerged:  func(f *excelize.File) error { return f.MergeCell("Sheet1", "D2", "D3") },
	} {
		data := newWorkbook(t, func(f *excelize.File) {
			set(t, f, map[string]any{"A1": "Cam kết", "B1": "Trạng thái", "C1": "Ngày", "D1": "Số hộ", "E1": "Nguồn 1: Tên nguồn",
				"A2": "khcn-15-ho-khanh-hoa-2022", "B2": "in-progress", "C2": "25/2/2023", "D2": 3, "E2": "Báo cáo"})
			if err := spoil(f); err != nil {
				t.Fatal(err)
			}
		})
		_, problems, err := Import(project(t), "a.xlsx", data, Options{Kind: "outcomes"})
		if err != nil || len(problems) == 0 || problems[0].Code != code || problems[0].Path != "a.xlsx:Sheet1!D2" {
			t.Errorf("%s: %v %+v", code, err, problems)
		}
	}
}

func TestCSV(t *testing.T) {
	text := "\ufeffCam kết;Trạng thái;Ngày;Số hộ;Nguồn 1: Tên nguồn\r\n\r\nkhcn-15-ho-khanh-hoa-2022;Đang làm;25/02/2023;3;\"Báo cáo;\nphần hai\"\r\nkhcn-15-ho-khanh-hoa-2022;Đang làm;26/02/2023;=1+1;x\r\n"
	_, problems, err := Import(project(t), "ket-qua.csv", []byte(text), Options{})
	if err != nil || len(problems) != 1 || problems[0].Path != "ket-qua.csv:D4" {
		t.Fatalf("%v %+v", err, problems)
	}
	result, problems, err := Import(project(t), "ket-qua.csv", []byte(strings.Replace(text, "=1+1", "4", 1)), Options{})
	if err != nil || len(result.New) != 2 {
		t.Errorf("%d records, %v %+v", len(result.New), err, problems)
	}
}

// bomb is a workbook whose sheet is given by its XML.
func bomb(t testing.TB, sheet string) []byte {
	t.Helper()
	f := excelize.NewFile()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range in.File {
		w, err := z.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if part.Name == "xl/worksheets/sheet1.xml" {
			if _, err := w.Write([]byte(sheet)); err != nil {
				t.Fatal(err)
			}
			continue
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if _, err := text.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestHostileWorkbooks(t *testing.T) {
	const open, end = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, `</sheetData></worksheet>`
	for name, tt := range map[string]struct{ sheet, code string }{
		"a bomb of blanks":       {open + strings.Repeat(" ", maxContent+1) + end, diag.CodeSheetTooLarge},
		"the last row":           {open + `<row r="1048576"><c r="A1048576"><v>1</v></c></row>` + end, diag.CodeSheetTooLarge},
		"the last column":        {open + `<row r="1"><c r="XFD1"><v>1</v></c></row>` + end, diag.CodeSheetTooLarge},
		"too many cells":         {open + strings.Repeat(`<row>`+strings.Repeat("<c/>", 100)+`</row>`, maxCells/100+1) + end, diag.CodeSheetTooLarge},
		"ten thousand levels":    {strings.Repeat("<a>", 10_000), diag.CodeSheetTooLarge},
		"entities that multiply": {`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + open + `<row><c t="inlineStr"><is><t>&b;</t></is></c></row>` + end, diag.CodeSheetUnreadable},
		"a text without end":     {open + `<row><c t="inlineStr"><is><t>` + strings.Repeat("x", maxText+1) + `</t></is></c></row>` + end, diag.CodeSheetTooLarge},
		"no XML":                 {"\x00\xff<", diag.CodeSheetUnreadable},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := read("a.xlsx", bomb(t, tt.sheet))
			if len(problems) != 1 || problems[0].Code != tt.code {
				t.Errorf("got %+v, want %s", problems, tt.code)
			}
		})
	}
	for _, data := range []string{"", "PK", "không phải bảng tính"} {
		if _, problems := read("a.xlsx", []byte(data)); len(problems) != 1 || problems[0].Code != diag.CodeSheetUnreadable {
			t.Errorf("%q: %+v", data, problems)
		}
	}
	if _, problems := read("a.csv", bytes.Repeat([]byte("\n"), maxRow*2)); len(problems) > 0 {
		t.Errorf("empty lines: %+v", problems)
	}
	if _, problems := read("a.csv", bytes.Repeat([]byte("x\n"), maxRecords*2)); len(problems) != 1 || problems[0].Code != diag.CodeSheetTooLarge {
		t.Errorf("many lines: %+v", problems)
	}
}

// A file of some kilobytes can hold one long text in every cell.
func TestOneTextInEveryCell(t *testing.T) {
	f := excelize.NewFile()
	for row := range 1 + maxContent/20_000/100 {
		for column := range 100 {
			name, _ := excelize.CoordinatesToCellName(column+1, row+1)
			if err := f.SetCellStr("Sheet1", name, strings.Repeat("x", 20_000)); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if _, problems := read("a.xlsx", b.Bytes()); len(problems) != 1 || problems[0].Code != diag.CodeSheetTooLarge {
		t.Errorf("got %+v, want %s", problems, diag.CodeSheetTooLarge)
	}
}

// Any text that a record may hold comes back from its cell.
func TestTextsComeBackFromTheirCells(t *testing.T) {
	kind, _ := KindOf("outcomes")
	var records []form.Values
	texts := []string{
		"=1+1", "+1", "-1", "@x", "'x", "001", "1.5", "1,234", "true", "2022-2025", "1/2", "25/2/2022", "_x000D_", "_x0041_", "<b>&amp;</b>", "a\nb", "\"",
		"🐃 trâu", "\U0001F1FB\U0001F1F3", "x\ty", strings.Repeat("dài ", 1000) + "x", "#REF!", "]]>",
	}
	for _, text := range texts {
		records = append(records, form.Values{"reason.vi": {Kind: source.String, Text: text}, "households": {Kind: source.Number, Text: "100000000"}})
	}
	data, err := write(&source.Project{}, kind, records, form.One)
	if err != nil {
		t.Fatal(err)
	}
	grids, problems := read("a.xlsx", data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	_, columns, problems := grids[0].columns(kind)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for i, want := range texts {
		for _, c := range columns {
			switch c.leaf.Path {
			case "reason.vi":
				value, mistake := grids[0].cell(i+1, c.index).value(c.leaf.Field)
				if mistake.Code != "" || value.Text != want {
					t.Errorf("%q came back as %+v %s", want, value, mistake.Message.VI)
				}
			case "households":
				if value, mistake := grids[0].cell(i+1, c.index).value(c.leaf.Field); mistake.Code != "" || value.Text != "100000000" {
					t.Errorf("a number came back as %+v %s", value, mistake.Message.VI)
				}
			}
		}
	}
}

// Programs other than ours write numbers and days in ways of their own.
func TestNumbersAndDaysOfOtherPrograms(t *testing.T) {
	date, rate := form.Of("figures").Get("asOf"), form.Of("figures").Get("values").Item.Get("rate")
	sheet := `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">` +
		`<c r="A1"><v>9.1600000000000001</v></c><c r="B1" t="n"><v>1E1</v></c><c r="C1" t="d"><v>2022-02-25T00:00:00</v></c>` +
		`<c r="D1" t="str"><f>1+1</f><v>2</v></c><c r="E1" t="e"><v>#REF!</v></c></row></sheetData></worksheet>`
	grids, problems := read("a.xlsx", bomb(t, sheet))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for column, want := range map[int]string{0: "9.16", 1: "10"} {
		if value, mistake := grids[0].cell(0, column).value(rate); mistake.Code != "" || value.Text != want {
			t.Errorf("column %d: %+v %s, want %s", column, value, mistake.Message.VI, want)
		}
	}
	if value, mistake := grids[0].cell(0, 2).value(date); mistake.Code != "" || value.Text != "2022-02-25" {
		t.Errorf("day: %+v %s", value, mistake.Message.VI)
	}
	for _, column := range []int{3, 4} {
		if got := grids[0].cell(0, column).refuse; got != diag.CodeSheetFormula {
			t.Errorf("column %d is refused as %q", column, got)
		}
	}
}

// FuzzSheet writes the XML of a sheet, which fuzzing the packed file hardly reaches.
func FuzzSheet(f *testing.F) {
	kind, _ := KindOf("figures")
	f.Add(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="B2" t="d"><v>2022-02-25T00:00:00</v></c><c t="e"><v>#REF!</v></c></row></sheetData></worksheet>`)
	f.Add(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>Nơi</t></is></c><c t="inlineStr"><is><t>Năm</t></is></c></row><row r="3"><c t="s"><v>99</v></c><c s="7"><f t="shared" si="0"/><v>1e309</v></c></row></sheetData><mergeCells><mergeCell ref="B2:A1"/></mergeCells></worksheet>`)
	f.Fuzz(func(t *testing.T, sheet string) { readAll(t, kind, "a.xlsx", bomb(t, sheet)) })
}

// Whatever the bytes, reading ends with cells or a problem.
func FuzzRead(f *testing.F) {
	kind, _ := KindOf("figures")
	p, _, err := source.Load("../../../", source.Options{})
	if err != nil {
		f.Fatal(err)
	}
	data, err := Template(p, kind)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, true)
	f.Add(bomb(f, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="B2" t="d"><v>2022-02-25T00:00:00</v></c><c t="e"><v>#REF!</v></c></row></sheetData></worksheet>`), true)
	f.Add([]byte("Nơi;Năm\n\"a\nb\";2023\n\n=1;x\n"), false)
	f.Fuzz(func(t *testing.T, data []byte, packed bool) {
		name := "a.csv"
		if packed {
			name = "a.xlsx"
		}
		readAll(t, kind, name, data)
	})
}

// readAll reads every cell of a file; each is a value or a mistake.
func readAll(t *testing.T, kind edit.Kind, name string, data []byte) {
	grids, _ := read(name, data)
	for _, g := range grids {
		head, columns, _ := g.columns(kind)
		for row := head + 1; row < len(g.cells); row++ {
			for _, c := range columns {
				if value, mistake := g.cell(row, c.index).value(c.leaf.Field); value == nil && mistake.Code == "" {
					t.Errorf("%s: neither value nor mistake", g.at(row, c.index))
				}
			}
		}
	}
}
