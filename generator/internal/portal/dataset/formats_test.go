package dataset

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"minhbach/generator/internal/record"
)

// tricky has every type of field, and texts that break careless writers.
func tricky() *Dataset {
	fields := []Field{
		{Name: "text", Type: String}, {Name: "whole", Type: Integer}, {Name: "real", Type: Number}, {Name: "yes", Type: Boolean},
		{Name: "day", Type: Date}, {Name: "texts", Type: String, List: true}, {Name: "wholes", Type: Integer, List: true},
	}
	for i := range fields {
		fields[i].Title = record.Text{VI: "Cột " + fields[i].Name, EN: fields[i].Name}
	}
	rows := [][]Value{
		{Text("Nghèo, \"cận nghèo\"\r\nvà đủ"), Whole(0), Real(-5.15), Truth(true), Text("2022-02-25"), List([]Value{Text("a;b"), {}, Text("c")}), List([]Value{Whole(1), Whole(-2)})},
		{Text("=1+1"), Whole(-7), Real(0), Truth(false), Text("1899-12-31"), List([]Value{Text("=x"), Text("y")}), {}},
		{Text(" @SUM(A1)"), Whole(1_000_000_000_000_000), Real(18.07), {}, {}, {}, List([]Value{{}, Whole(3)})},
		{},
		{Text("_x0041_ <&> '"), {}, {}, {}, {}, {}, {}},
	}
	rows[3] = make([]Value, len(fields))
	return &Dataset{
		constants: newConstants(),
		ID:        "thu", Title: record.Text{VI: "Thử"}, Fields: fields, Rows: len(rows), AsOf: "2026-11-23",
		each: func(yield func([]Value) bool) {
			for _, row := range rows {
				if !yield(row) {
					return
				}
			}
		},
	}
}

// flat is what every flat file must say: the values as texts.
func flat(d *Dataset) [][]string {
	var rows [][]string
	for row := range d.Each() {
		texts := make([]string, len(row))
		for i, v := range row {
			texts[i] = v.String()
		}
		rows = append(rows, texts)
	}
	return rows
}

func write(t *testing.T, d *Dataset, f Format) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.WriteAs(f, &b); err != nil {
		t.Fatalf("write %s as %s: %v", d.ID, f.ID, err)
	}
	return b.Bytes()
}

// readers read each format with another library than wrote it, back into texts.
var readers = map[string]func(*testing.T, *Dataset, []byte) [][]string{
	"csv": readCSV,
	"csv-excel": func(t *testing.T, d *Dataset, data []byte) [][]string {
		rest, found := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
		if !found {
			t.Errorf("%s: no byte order mark", d.ID)
		}
		return readCSV(t, d, rest)
	},
	"json": readJSON, "jsonl": readJSONLines, "xlsx": readXLSX, "parquet": readParquet,
}

// The same numbers stand in every format.
func TestFormatsAgree(t *testing.T) {
	set, site := realSet(t)
	datasets := append(All(set, site, Options{Statistics: []Statistic{villageTable()}}), tricky())
	for _, d := range datasets {
		want := flat(d)
		if len(want) != d.Rows {
			t.Errorf("%s has %d rows and says %d", d.ID, len(want), d.Rows)
		}
		for _, f := range d.Formats() {
			read := readers[f.ID]
			if read == nil {
				continue // JSON-stat has its own test
			}
			got := read(t, d, write(t, d, f))
			if !slices.EqualFunc(got, want, slices.Equal) {
				t.Errorf("%s as %s differs:\n got %q\nwant %q", d.ID, f.ID, first(got, want), first(want, got))
			}
		}
	}
}

// first is the first row that differs.
func first(a, b [][]string) []string {
	for i := range a {
		if i >= len(b) || !slices.Equal(a[i], b[i]) {
			return a[i]
		}
	}
	return nil
}

func readCSV(t *testing.T, d *Dataset, data []byte) [][]string {
	t.Helper()
	if n := bytes.Count(data, []byte("\n")); n != bytes.Count(data, []byte("\r\n")) && d.ID != "thu" {
		t.Errorf("%s: %d lines, not all end in CRLF", d.ID, n)
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", d.ID, err)
	}
	for i, f := range d.Fields {
		if rows[0][i] != f.Name {
			t.Errorf("%s: header %q, want %q", d.ID, rows[0][i], f.Name)
		}
	}
	for _, row := range rows[1:] {
		for i, s := range row {
			if bare, found := strings.CutPrefix(s, "'"); found && isFormula(bare) {
				row[i] = bare
			}
			row[i] = strings.ReplaceAll(row[i], "\nvà", "\r\nvà") // encoding/csv drops the CR of a quoted line end
		}
	}
	return rows[1:]
}

func readJSON(t *testing.T, d *Dataset, data []byte) [][]string {
	t.Helper()
	var file struct {
		Rows []map[string]any `json:"rows"`
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&file); err != nil {
		t.Fatalf("%s: %v", d.ID, err)
	}
	return texts(t, d, file.Rows)
}

func readJSONLines(t *testing.T, d *Dataset, data []byte) [][]string {
	t.Helper()
	var rows []map[string]any
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row map[string]any
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.UseNumber()
		if err := decoder.Decode(&row); err != nil {
			t.Fatalf("%s: %v", d.ID, err)
		}
		rows = append(rows, row)
	}
	return texts(t, d, rows)
}

func texts(t *testing.T, d *Dataset, objects []map[string]any) [][]string {
	t.Helper()
	var text func(v any) string
	text = func(v any) string {
		switch v := v.(type) {
		case nil:
			return ""
		case string:
			return v
		case bool:
			return strconv.FormatBool(v)
		case json.Number:
			return v.String()
		case []any:
			parts := make([]string, len(v))
			for i := range v {
				parts[i] = strings.ReplaceAll(text(v[i]), ";", "%3B")
			}
			return strings.Join(parts, ";")
		}
		t.Fatalf("%s: unexpected %T", d.ID, v)
		return ""
	}
	var rows [][]string
	for _, o := range objects {
		row := make([]string, len(d.Fields))
		for i, f := range d.Fields {
			value, ok := o[f.Name]
			if !ok {
				t.Errorf("%s: a row lacks %s", d.ID, f.Name)
			}
			row[i] = text(value)
		}
		rows = append(rows, row)
	}
	return rows
}

func readXLSX(t *testing.T, d *Dataset, data []byte) [][]string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", d.ID, err)
	}
	sheets := book.GetSheetList()
	if want := []string{"Dữ liệu", "Từ điển dữ liệu", "Ghi chú"}; !slices.Equal(sheets, want) {
		t.Errorf("%s: sheets %q, want %q", d.ID, sheets, want)
	}
	if panes, err := book.GetPanes(sheets[0]); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("%s: the header is not frozen: %+v %v", d.ID, panes, err)
	}
	dictionary, err := book.GetRows(sheets[1])
	if err != nil || len(dictionary) != len(d.Fields)+1 {
		t.Errorf("%s: dictionary of %d rows for %d fields (%v)", d.ID, len(dictionary), len(d.Fields), err)
	}
	head, err := book.GetRows(sheets[0], excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("%s: %v", d.ID, err)
	}
	var rows [][]string
	for i := range d.Rows {
		row := make([]string, len(d.Fields))
		for j, f := range d.Fields {
			if i+1 < len(head) && j < len(head[i+1]) {
				at, _ := excelize.CoordinatesToCellName(j+1, i+2)
				row[j] = xlsxCellText(t, book, sheets[0], at, f, head[i+1][j])
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// xlsxCellText is a cell as the flat files write it; its type must be that of
// the field.
func xlsxCellText(t *testing.T, book *excelize.File, sheet, at string, f Field, raw string) string {
	t.Helper()
	if formula, _ := book.GetCellFormula(sheet, at); formula != "" {
		t.Errorf("%s is the formula %s", at, formula)
	}
	kind, err := book.GetCellType(sheet, at)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case raw == "":
		return ""
	case kind == excelize.CellTypeBool:
		return strconv.FormatBool(raw == "1" || raw == "TRUE")
	case kind == excelize.CellTypeInlineString:
		if !f.List && (f.Type == Integer || f.Type == Number || f.Type == Boolean) {
			t.Errorf("%s: %s is text in field %s of type %s", at, raw, f.Name, f.Type)
		}
		return raw
	case f.Type == Date:
		serial, err := strconv.Atoi(raw)
		if err != nil {
			t.Fatalf("%s: %v", at, err)
		}
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, serial).Format(time.DateOnly)
	}
	return raw
}

func readParquet(t *testing.T, d *Dataset, data []byte) [][]string {
	t.Helper()
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", d.ID, err)
	}
	for i, column := range file.Root().Columns() {
		if column.Name() != d.Fields[i].Name {
			t.Errorf("%s: column %d is %s, want %s", d.ID, i, column.Name(), d.Fields[i].Name)
		}
	}
	var rows [][]string
	for _, group := range file.RowGroups() {
		reader := group.Rows()
		batch := make([]parquet.Row, 64)
		for {
			n, err := reader.ReadRows(batch)
			for _, row := range batch[:n] {
				rows = append(rows, parquetTexts(d, row))
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", d.ID, err)
			}
		}
		if err := reader.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return rows
}

func parquetTexts(d *Dataset, row parquet.Row) []string {
	texts := make([]string, len(d.Fields))
	for _, v := range row {
		f := d.Fields[v.Column()]
		text := ""
		if !v.IsNull() {
			switch f.Type {
			case Integer:
				text = strconv.FormatInt(v.Int64(), 10)
			case Number:
				text = strconv.FormatFloat(v.Double(), 'f', -1, 64)
			case Boolean:
				text = strconv.FormatBool(v.Boolean())
			case Date:
				text = time.Unix(int64(v.Int32())*86_400, 0).UTC().Format(time.DateOnly)
			default:
				text = v.String()
			}
		}
		if f.List {
			text = strings.ReplaceAll(text, ";", "%3B")
			if v.RepetitionLevel() > 0 {
				text = texts[v.Column()] + ";" + text
			}
		}
		texts[v.Column()] = text
	}
	return texts
}

func TestSpreadsheetsTakeNoTextForAFormula(t *testing.T) {
	for _, tt := range []struct {
		name  string
		value Value
		want  string
	}{
		{"equals", Text("=1+1"), "'=1+1"},
		{"plus", Text("+84 216 3852 000"), "'+84 216 3852 000"},
		{"minus in a text", Text("-2"), "'-2"},
		{"at", Text("@SUM(1)"), "'@SUM(1)"},
		{"tab", Text("\tx"), "'\tx"},
		{"return", Text("\rx"), "'\rx"},
		{"hidden behind spaces", Text("  =1"), "'  =1"},
		{"hidden behind a mark without width", Text("\u200b=1"), "'\u200b=1"},
		{"full width", Text("＝1"), "'＝1"},
		{"first of a list", List([]Value{Text("=a"), Text("b")}), "'=a;b"},
		{"negative whole", Whole(-2), "-2"},
		{"negative real", Real(-5.15), "-5.15"},
		{"plain", Text("xã A = B"), "xã A = B"},
		{"nothing", Value{}, ""},
	} {
		if got := tt.value.safe(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestCellsTellStatusesApart(t *testing.T) {
	set, site := realSet(t)
	datasets := All(set, site, Options{Statistics: []Statistic{villageTable()}})
	table := datasets[len(datasets)-1]
	var got []string
	for _, row := range flat(table) {
		got = append(got, strings.Join(row[len(row)-5:], " "))
	}
	want := []string{
		"42   published true", " 1 9 withheld true", "0   zero true", "0   structural-zero true",
		"   missing true", "   not-applicable true", "42   published true", " 12  withheld true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("value, lower, upper, status, synthetic are\n%q, want\n%q", got, want)
	}

	var stat struct {
		Version string            `json:"version"`
		Class   string            `json:"class"`
		ID      []string          `json:"id"`
		Size    []int             `json:"size"`
		Value   map[string]int64  `json:"value"`
		Status  map[string]Status `json:"status"`
		Label   string            `json:"label"`
	}
	if err := json.Unmarshal(write(t, table, formatJSONStat), &stat); err != nil {
		t.Fatal(err)
	}
	if stat.Version != "2.0" || stat.Class != "dataset" || !slices.Equal(stat.ID, []string{"unit", "year"}) || !slices.Equal(stat.Size, []int{4, 2}) {
		t.Errorf("not the table as JSON-stat 2.0: %+v", stat)
	}
	statuses := []Status{Published, Withheld, Zero, StructuralZero, Missing, NotApplicable, Published, Withheld}
	for i, status := range statuses {
		at := strconv.Itoa(i)
		value, shown := stat.Value[at]
		if stat.Status[at] != status {
			t.Errorf("cell %d is %s, want %s", i, stat.Status[at], status)
		}
		if known := status == Published || status == Zero || status == StructuralZero; shown != known {
			t.Errorf("cell %d (%s): value %d shown is %t, want %t", i, status, value, shown, known)
		}
	}
}

// Whoever has one file alone must see that its rows are invented.
func TestSyntheticRowsSayItInEveryFile(t *testing.T) {
	set, site := realSet(t)
	datasets := All(set, site, Options{Statistics: []Statistic{villageTable()}})
	table := datasets[len(datasets)-1]
	if !strings.Contains(table.Title.VI, "mô phỏng") || !strings.Contains(table.Title.EN, "Synthetic") {
		t.Errorf("title %+v does not say it", table.Title)
	}
	if !strings.HasPrefix(table.Description.VI, syntheticWarning.VI) {
		t.Errorf("description %q does not say it", table.Description.VI)
	}
	for _, f := range table.Formats() {
		data := write(t, table, f)
		if f.ID == "xlsx" {
			data = []byte(strings.Join(allCells(t, data), "\n"))
			if !strings.Contains(string(data), "Mô phỏng") {
				t.Errorf("%s has no column for it", f.ID)
			}
			continue
		}
		if !bytes.Contains(data, []byte("synthetic")) {
			t.Errorf("%s does not say it", f.ID)
		}
	}
}

func allCells(t *testing.T, data []byte) []string {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var cells []string
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			cells = append(cells, row...)
		}
	}
	return cells
}
