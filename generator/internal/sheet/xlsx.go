package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"minhbach/generator/internal/diag"
)

// errTooLarge is the reason to refuse a file that would take too much to read.
var errTooLarge = errors.New("spreadsheet too large")

// readXLSX reads the visible sheets of a workbook.
func readXLSX(name string, data []byte) (grids []grid, problems []diag.Problem) {
	defer func() {
		if recover() != nil { // the library met something nobody thought of
			grids, problems = nil, []diag.Problem{unreadable(name)}
		}
	}()
	switch err := guard(data); {
	case errors.Is(err, errTooLarge):
		return nil, []diag.Problem{tooLarge(name)}
	case err != nil:
		return nil, []diag.Problem{unreadable(name)}
	}
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxContent, UnzipXMLSizeLimit: maxContent,
	})
	if err != nil {
		return nil, []diag.Problem{unreadable(name)}
	}
	defer f.Close()
	w := workbook{File: f, styles: map[int]bool{}}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.from1904 = *props.Date1904
	}
	for _, sheet := range f.GetSheetList() {
		if visible, err := f.GetSheetVisible(sheet); err != nil || !visible {
			continue
		}
		g, err := w.read(name, sheet)
		switch {
		case errors.Is(err, errTooLarge):
			problems = append(problems, tooLarge(name+":"+sheet))
		case err != nil:
			problems = append(problems, unreadable(name+":"+sheet))
		default:
			grids = append(grids, g)
		}
	}
	return grids, problems
}

// guard looks through everything that is packed in the file before the library
// sees it, since that makes room for every row and column up to the last one.
func guard(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	if len(z.File) > maxParts {
		return errTooLarge
	}
	left := int64(maxContent)
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			return err
		}
		in := &io.LimitedReader{R: r, N: left + 1}
		if strings.HasSuffix(strings.ToLower(part.Name), ".xml") {
			err = scan(in)
		}
		if err == nil {
			_, err = io.Copy(io.Discard, in)
		}
		r.Close()
		if left = in.N - 1; left < 0 {
			return errTooLarge
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// scan bounds the rows, columns and cells of one part.
func scan(r io.Reader) error {
	d := xml.NewDecoder(r)
	column, cells, depth := 0, 0, 0
	text := maxContent // bytes that the cell or shared text may still hold
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			switch t := token.(type) {
			case xml.EndElement:
				if depth--; t.Name.Local == "c" || t.Name.Local == "si" {
					text = maxContent
				}
			case xml.CharData:
				if text -= len(t); text < 0 {
					return errTooLarge
				}
			}
			continue
		}
		if depth++; depth > 100 {
			return errTooLarge
		}
		switch start.Name.Local {
		case "si":
			text = maxText
		case "row":
			column = 0
			if n, err := strconv.Atoi(attribute(start, "r")); err == nil && n > maxRow {
				return errTooLarge
			}
		case "c":
			cells++
			column++
			text = maxText
			if c, _, err := excelize.CellNameToCoordinates(attribute(start, "r")); err == nil {
				column = c
			}
			if column > maxColumns || cells > maxCells {
				return errTooLarge
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// workbook is an open file with what was learned about it.
type workbook struct {
	*excelize.File
	styles   map[int]bool // style: whether it shows a day
	text     int          // bytes of all cells; many may share one text
	from1904 bool         // days count from 1904, as old Macs did
}

func (w *workbook) read(file, sheet string) (grid, error) {
	g := grid{file: file, name: sheet}
	rows, err := w.Rows(sheet)
	if err != nil {
		return g, err
	}
	defer rows.Close()
	filled := 0
	for row := 0; rows.Next(); row++ {
		texts, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return g, err
		}
		if len(texts) > 0 {
			filled++
		}
		for _, text := range texts {
			w.text += len(text)
		}
		if row > maxRow || filled > maxRecords+50 || len(texts) > maxColumns || w.text > maxContent {
			return g, errTooLarge
		}
		cells := make([]cell, len(texts))
		for column := range texts {
			if cells[column], err = w.cell(sheet, row, column, texts[column]); err != nil {
				return g, err
			}
		}
		g.cells = append(g.cells, cells)
	}
	if err := rows.Error(); err != nil {
		return g, err
	}
	return g, w.merged(sheet, &g)
}

// cell finds out what a value is beside its text.
func (w workbook) cell(sheet string, row, column int, text string) (cell, error) {
	c := cell{text: text}
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return c, err
	}
	formula, err := w.GetCellFormula(sheet, name)
	if err != nil {
		return c, err
	}
	kind, err := w.GetCellType(sheet, name)
	if err != nil {
		return c, err
	}
	switch {
	case formula != "" || kind == excelize.CellTypeFormula || kind == excelize.CellTypeError:
		c.refuse = diag.CodeSheetFormula
		return c, nil
	case text == "" || kind != excelize.CellTypeUnset && kind != excelize.CellTypeNumber && kind != excelize.CellTypeDate:
		return c, nil
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		if day, _, ok := strings.Cut(text, "T"); ok && kind == excelize.CellTypeDate {
			c.text, c.date = day, day
		}
		return c, nil
	}
	// Programs write the double nearest to what was typed, with all its digits.
	c.text, c.number = shortest(value), true
	style, err := w.GetCellStyle(sheet, name)
	if err != nil {
		return c, err
	}
	if w.showsDay(style) {
		day, err := excelize.ExcelDateToTime(math.Floor(value), w.from1904)
		if err == nil && value >= 1 && value < 2_958_466 { // the year 9999
			c.date = day.Format(time.DateOnly)
		}
	}
	return c, nil
}

// shortest writes a number with the fifteen digits that spreadsheets keep.
func shortest(value float64) string {
	if rounded, err := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 15, 64), 64); err == nil {
		value = rounded
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

// showsDay reports whether numbers of a style are shown as days.
func (w workbook) showsDay(style int) bool {
	if known, ok := w.styles[style]; ok {
		return known
	}
	shows := false
	if s, err := w.GetStyle(style); err == nil {
		format := s.NumFmt
		shows = 14 <= format && format <= 17 || format == 22 || 27 <= format && format <= 31 || format == 36 || 50 <= format && format <= 58
		if s.CustomNumFmt != nil {
			code := strings.ToLower(withoutQuotes(*s.CustomNumFmt))
			shows = strings.Contains(code, "d") && strings.Contains(code, "m") || strings.Contains(code, "yy")
		}
	}
	w.styles[style] = shows
	return shows
}

// withoutQuotes drops the words and colours of a number format.
func withoutQuotes(format string) string {
	var b strings.Builder
	var until rune
	for _, r := range format {
		switch {
		case until != 0:
			if r == until {
				until = 0
			}
		case r == '"':
			until = '"'
		case r == '[':
			until = ']'
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// merged marks the cells that were merged with others: nobody can tell which
// row their value belongs to.
func (w workbook) merged(sheet string, g *grid) error {
	areas, err := w.GetMergeCells(sheet)
	if err != nil {
		return err
	}
	for _, area := range areas {
		left, top, err := excelize.CellNameToCoordinates(area.GetStartAxis())
		if err != nil {
			return err
		}
		right, bottom, err := excelize.CellNameToCoordinates(area.GetEndAxis())
		if err != nil {
			return err
		}
		for row := top - 1; row < min(bottom, len(g.cells)); row++ {
			for column := left - 1; column < min(right, len(g.cells[row])); column++ {
				g.cells[row][column].refuse = diag.CodeSheetMerged
			}
		}
	}
	return nil
}

func unreadable(name string) diag.Problem {
	return diag.Problem{
		Pos: diag.Pos{Path: name}, Code: diag.CodeSheetUnreadable,
		Message: diag.Textf("không đọc được bảng tính này", "this spreadsheet cannot be read"),
		Remedy:  diag.Textf("mở bằng Excel hoặc LibreOffice, lưu lại dưới dạng “.xlsx” không đặt mật khẩu", "open it in Excel or LibreOffice and save it again as “.xlsx” without a password"),
	}
}

func tooLarge(name string) diag.Problem {
	return diag.Problem{
		Pos: diag.Pos{Path: name}, Code: diag.CodeSheetTooLarge,
		Message: diag.Textf("bảng tính quá lớn: nhiều nhất %d hàng, %d cột, %d MB", "the spreadsheet is too large: at most %d rows, %d columns, %d MB", maxRecords, maxColumns, MaxBytes>>20),
		Remedy:  diag.Textf("chia thành nhiều tệp, xóa các hàng và cột trống ở xa, bỏ hình ảnh", "split it into several files, delete empty rows and columns far away, and pictures"),
	}
}

// read reads a spreadsheet. name ends in .xlsx or .csv.
func read(name string, data []byte) ([]grid, []diag.Problem) {
	if len(data) > MaxBytes {
		return nil, []diag.Problem{tooLarge(name)}
	}
	if strings.HasSuffix(strings.ToLower(name), ".csv") {
		return readCSV(name, data)
	}
	return readXLSX(name, data)
}
