package dataset

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"

	"minhbach/generator/internal/record"
)

const (
	xlsxRows = 1<<20 - 1 // rows of a sheet without its header
	xlsxText = 32_767    // UTF-16 code units in a cell
)

// The styles of cells, by their place in xlsxStyles.
const (
	plainStyle = iota
	headStyle
	dateStyle
	textStyle // kept as text even when it is edited and begins like a formula
	wrapStyle
)

// writeXLSX writes a workbook of three sheets: data with one frozen header row,
// the data dictionary, and notes. Texts are inline strings, which no program
// takes for formulas; there is not one formula in the file.
func (d *Dataset) writeXLSX(w io.Writer) error {
	a := newArchive(w)
	constant := func(key, name string, write func(io.Writer) error) { a.constant(d.constants, key+name, name, write) }
	for _, part := range xlsxParts {
		constant("", part.name, content(xml.Header+part.content))
	}
	constant(d.form(), "docProps/core.xml", func(w io.Writer) error { return content(xml.Header + d.xlsxCore())(w) })
	a.add("xl/worksheets/sheet1.xml", func(w io.Writer) error { return writeSheet(w, d.dataSheet()) })
	dictionary := func(w io.Writer) error { return writeSheet(w, d.dictionarySheet()) }
	if d.Statistic == nil {
		constant(d.form(), "xl/worksheets/sheet2.xml", dictionary)
	} else { // of a part of a table it lists other units
		a.add("xl/worksheets/sheet2.xml", dictionary)
	}
	constant(d.form(), "xl/worksheets/sheet3.xml", func(w io.Writer) error { return writeSheet(w, d.noteSheet()) })
	if err := a.close(); err != nil {
		return fmt.Errorf("write %s: %w", d.ID, err)
	}
	return nil
}

// sheet is a sheet to be written: widths of columns, a header and rows.
type sheet struct {
	widths []int
	head   []string
	rows   func(yield func(cells []xlsxCell) bool)
	frozen bool // the header stays in sight and has filters
}

type xlsxCell struct {
	Value
	typ   Type
	style int
}

func writeSheet(w io.Writer, s sheet) error {
	b := bufio.NewWriter(w)
	b.WriteString(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
	if s.frozen {
		b.WriteString(`<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`)
	}
	b.WriteString("<cols>")
	for i, width := range s.widths {
		fmt.Fprintf(b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	b.WriteString("</cols><sheetData>")
	head := make([]xlsxCell, len(s.head))
	for i, text := range s.head {
		head[i] = xlsxCell{Text(text), String, headStyle}
	}
	n := 1
	writeRow(b, n, head)
	for cells := range s.rows {
		n++
		if err := writeRow(b, n, cells); err != nil {
			return err
		}
	}
	b.WriteString("</sheetData>")
	if s.frozen {
		fmt.Fprintf(b, `<autoFilter ref="A1:%s%d"/>`, columnName(len(s.head)-1), n)
	}
	b.WriteString("</worksheet>")
	return b.Flush()
}

func writeRow(b *bufio.Writer, n int, cells []xlsxCell) error {
	row := strconv.Itoa(n)
	b.WriteString(`<row r="` + row + `">`)
	for i, c := range cells {
		if c.Known() {
			c.write(b, columnName(i), row)
		}
	}
	_, err := b.WriteString("</row>")
	return err
}

// write writes one cell with its type: a number, a date, yes or no, else text.
func (c xlsxCell) write(b *bufio.Writer, column, row string) {
	put := func(parts ...string) {
		for _, part := range parts {
			b.WriteString(part)
		}
	}
	put(`<c r="`, column, row)
	switch {
	case c.kind == isWhole || c.kind == isReal:
		put(`"><v>`, c.String(), `</v></c>`)
		return
	case c.kind == isTruth:
		put(`" t="b"><v>`, strconv.FormatInt(c.whole, 10), `</v></c>`)
		return
	case c.kind == isText && c.typ == Date:
		if serial, ok := excelDate(c.text); ok {
			put(`" s="`, strconv.Itoa(dateStyle), `"><v>`, strconv.Itoa(int(serial)), `</v></c>`)
			return
		}
	}
	text, style := c.String(), c.style
	if style == plainStyle && isFormula(text) {
		style = textStyle
	}
	put(`" s="`, strconv.Itoa(style), `" t="inlineStr"><is><t xml:space="preserve">`)
	// Of what is plain in JSON, XML escapes these and has no runes at the end of the plane.
	if text = escapeXLSX(cut(text)); isPlain(text) && !strings.ContainsAny(text, "&<>'") && !strings.Contains(text, "\xef\xbf") {
		b.WriteString(text)
	} else {
		xml.EscapeText(b, []byte(text))
	}
	b.WriteString("</t></is></c>")
}

// excelDate is a day as Excel counts them. Its calendar is wrong before March
// 1900, so older days stay text.
func excelDate(iso string) (serial int32, ok bool) {
	day, ok := days(iso)
	serial = day + 25_569
	return serial, ok && serial > 60
}

// hexEscape is what a spreadsheet takes for an escaped character.
var hexEscape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

func escapeXLSX(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return hexEscape.ReplaceAllStringFunc(s, func(m string) string { return "_x005F" + m })
}

// cut shortens a text that a cell cannot hold, and says so.
func cut(s string) string {
	if len(s) <= xlsxText { // bytes are never fewer than code units
		return s
	}
	units := utf16.Encode([]rune(s))
	if len(units) <= xlsxText {
		return s
	}
	const note = "… (quá dài cho một ô, xem tệp CSV)"
	return string(utf16.Decode(units[:xlsxText-2*len(note)])) + note
}

// letters name the first columns.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// columnName is the letters of a column: A, B, … Z, AA.
func columnName(i int) string {
	if i < len(letters) {
		return letters[i : i+1]
	}
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

func (d *Dataset) dataSheet() sheet {
	s := sheet{frozen: true}
	for _, f := range d.Fields {
		width := 14
		if f.Type == String || f.Type == URI {
			width = 28
		}
		s.widths = append(s.widths, width)
		s.head = append(s.head, f.Title.VI)
	}
	s.rows = func(yield func([]xlsxCell) bool) {
		cells := make([]xlsxCell, len(d.Fields))
		for row := range d.each {
			for i, v := range row {
				cells[i] = xlsxCell{v, d.Fields[i].Type, plainStyle}
			}
			if !yield(cells) {
				return
			}
		}
	}
	return s
}

func (d *Dataset) dictionarySheet() sheet {
	s := sheet{
		frozen: true, widths: []int{34, 26, 34, 60, 60, 16, 16, 14, 60},
		head: []string{"Cột", "Tên trong CSV / Name", "Column", "Ý nghĩa", "Meaning", "Kiểu / Type", "Đơn vị / Unit", "Bắt buộc / Required", "Giá trị cho phép / Allowed values"},
	}
	s.rows = func(yield func([]xlsxCell) bool) {
		for _, f := range d.Fields {
			typ := string(f.Type)
			if f.List {
				typ += " ; …"
			}
			row := wrapped(f.Title.VI, f.Name, f.Title.In("en"), f.Meaning.VI, f.Meaning.In("en"), typ, f.Unit.VI)
			row = append(row, xlsxCell{Truth(f.Required), Boolean, plainStyle})
			if !yield(append(row, wrapped(allowed(f))...)) {
				return
			}
		}
	}
	return s
}

// allowed is the list of codes in one cell, each on its line.
func allowed(f Field) string {
	lines := make([]string, 0, len(f.Allowed))
	for _, c := range f.Allowed {
		line := c.Code
		if c.Label.VI != "" {
			line += ": " + c.Label.VI
		}
		if c.Label.EN != "" && c.Label.EN != c.Label.VI {
			line += " / " + c.Label.EN
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (d *Dataset) noteSheet() sheet {
	rows := [][]xlsxCell{
		wrapped(d.Title.VI, d.Title.In("en")),
		wrapped(d.Description.VI, d.Description.In("en")),
		wrapped("Nơi công bố: "+d.Publisher.Name.VI, "Publisher: "+d.Publisher.Name.In("en")),
		wrapped("Giấy phép: "+d.Licence.Name.VI+", "+d.Licence.URL, "Licence: "+d.Licence.Name.In("en")+", "+d.Licence.URL),
		wrapped("Dữ liệu tính đến ngày "+d.AsOf+", phiên bản "+d.Version, "Data as of "+d.AsOf+", version "+d.Version),
	}
	for _, n := range d.Notes {
		if n == formulaNote {
			continue // nothing is added to texts in this file
		}
		rows = append(rows, wrapped(n.VI, n.In("en")))
	}
	return sheet{
		widths: []int{90, 90}, head: []string{"Ghi chú", "Notes"},
		rows: func(yield func([]xlsxCell) bool) {
			for _, row := range rows {
				if !yield(row) {
					return
				}
			}
		},
	}
}

func wrapped(texts ...string) []xlsxCell {
	cells := make([]xlsxCell, len(texts))
	for i, t := range texts {
		cells[i] = xlsxCell{Text(t), String, wrapStyle}
	}
	return cells
}

func (d *Dataset) xlsxCore() string {
	var b strings.Builder
	escape := func(t record.Text) { xml.EscapeText(&b, []byte(t.VI)) }
	b.WriteString(`<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`)
	escape(d.Title)
	b.WriteString(`</dc:title><dc:description>`)
	escape(d.Description)
	b.WriteString(`</dc:description><dc:creator>`)
	escape(d.Publisher.Name)
	b.WriteString(`</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">` + d.AsOf + `T00:00:00Z</dcterms:created><dc:language>vi</dc:language></cp:coreProperties>`)
	return b.String()
}
