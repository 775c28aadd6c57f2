package sheet

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"minhbach/generator/internal/edit"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

// listSheet holds the values to choose from; it is hidden.
const listSheet = "Danh mục"

// templateRows is how many rows of a template offer values to choose from.
const templateRows = 500

// longestCell is how many characters a cell can hold.
const longestCell = 32_767

// room is how many items of a list a template has columns for, beside one of each.
func room(list string) int {
	if list == "values" {
		return 3
	}
	return 1
}

// Template writes an empty spreadsheet for records of a kind: headings with notes,
// and the ids and codes of the project to choose from.
func Template(project *source.Project, kind edit.Kind) ([]byte, error) {
	return write(project, kind, nil, room)
}

// Export writes the records of a kind. Import reads them back as they are.
func Export(project *source.Project, kind edit.Kind) ([]byte, error) {
	shape := form.Of(kind.Schema)
	var records []form.Values
	most := map[string]int{}
	for _, f := range project.Files {
		if f.Kind != kind.Schema {
			continue
		}
		tree, problems := f.Tree()
		if len(problems) > 0 {
			return nil, fmt.Errorf("export %s: %w", f.Path, errUnreadableRecord)
		}
		values := shape.Split(tree)
		for path := range values {
			parts := strings.Split(path, ".")
			for i, part := range parts {
				if n, err := strconv.Atoi(part); err == nil {
					list := strings.Join(parts[:i], ".")
					most[list] = max(most[list], n)
				}
			}
		}
		records = append(records, values)
	}
	for list, n := range most {
		if n > mostItems {
			return nil, fmt.Errorf("export %s: %d items in %s, a spreadsheet has columns for %d", kind.Name, n, list, mostItems)
		}
	}
	return write(project, kind, records, func(list string) int { return max(room(list), most[list]) })
}

var errUnreadableRecord = fmt.Errorf("the record has problems, see the command check")

// writer fills one workbook.
type writer struct {
	*excelize.File
	sheet string
	lists *form.Lists
	ends  map[string]string // values to choose from: where they stand in the list sheet
	style struct{ head, text, date int }
}

func write(project *source.Project, kind edit.Kind, records []form.Values, count func(string) int) ([]byte, error) {
	w := writer{File: excelize.NewFile(), sheet: kind.Title().VI, lists: form.NewLists(project), ends: map[string]string{}}
	defer w.Close()
	if err := w.fill(form.Of(kind.Schema).Leaves(count), records); err != nil {
		return nil, fmt.Errorf("write spreadsheet: %w", err)
	}
	var b bytes.Buffer
	if err := w.Write(&b); err != nil {
		return nil, fmt.Errorf("write spreadsheet: %w", err)
	}
	return b.Bytes(), nil
}

func (w *writer) fill(leaves []form.Leaf, records []form.Values) error {
	if err := w.SetSheetName("Sheet1", w.sheet); err != nil {
		return err
	}
	if _, err := w.NewSheet(listSheet); err != nil {
		return err
	}
	if err := w.styles(); err != nil {
		return err
	}
	rows := max(templateRows, len(records)+templateRows/10)
	for i, leaf := range leaves {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.column(column, leaf, rows); err != nil {
			return err
		}
		for j, values := range records {
			if err := w.value(fmt.Sprintf("%s%d", column, j+2), leaf, values[leaf.Path]); err != nil {
				return err
			}
		}
	}
	if err := w.SetSheetVisible(listSheet, false); err != nil {
		return err
	}
	return w.SetPanes(w.sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func (w *writer) styles() error {
	days := "dd/mm/yyyy"
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&w.style.head, excelize.Style{
			Font:      &excelize.Font{Bold: true},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7EEF4"}},
			Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		}},
		{&w.style.text, excelize.Style{NumFmt: 49}}, // text: 2022-2025 must not become a date
		{&w.style.date, excelize.Style{CustomNumFmt: &days}},
	} {
		id, err := w.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.to = id
	}
	return nil
}

// column writes the heading of a column and how its cells behave.
func (w *writer) column(column string, leaf form.Leaf, rows int) error {
	switch leaf.Type {
	case form.Date:
		if err := w.SetColStyle(w.sheet, column, w.style.date); err != nil {
			return err
		}
	case form.Word, form.List:
		if err := w.SetColStyle(w.sheet, column, w.style.text); err != nil {
			return err
		}
	}
	if err := w.SetColWidth(w.sheet, column, column, 22); err != nil {
		return err
	}
	head := leaf.Name.VI
	if leaf.Required && leaf.Path != "id" && leaf.Path != "order" {
		head += " *"
	}
	if err := w.SetCellStr(w.sheet, column+"1", head); err != nil {
		return err
	}
	if err := w.SetCellStyle(w.sheet, column+"1", column+"1", w.style.head); err != nil {
		return err
	}
	if err := w.AddComment(w.sheet, excelize.Comment{Cell: column + "1", Author: "Minh Bạch", Text: note(leaf), Width: 320, Height: 140}); err != nil {
		return err
	}
	return w.choices(column, leaf, rows)
}

// note explains a column in both languages.
func note(leaf form.Leaf) string {
	vi, en := []string{leaf.Help().VI}, []string{leaf.Name.EN + ". " + leaf.Help().EN}
	if leaf.Pattern.VI != "" && leaf.Pattern != leaf.Help() {
		vi, en = append(vi, leaf.Pattern.VI), append(en, leaf.Pattern.EN)
	}
	if leaf.Required && leaf.Path != "id" && leaf.Path != "order" {
		vi, en = append(vi, "Bắt buộc."), append(en, "Required.")
	}
	if leaf.Path == "id" {
		vi, en = append(vi, "Để trống thì chương trình tự đặt."), append(en, "Left empty, the program makes one.")
	}
	if leaf.Type == form.List {
		vi, en = append(vi, "Nhiều giá trị thì viết cách nhau bằng dấu chấm phẩy."), append(en, "Several values are written with semicolons between them.")
	}
	return strings.Join(vi, " ") + "\n" + strings.Join(en, " ")
}

// choices offers the ids or codes of a column. The list is advice: a value may be
// typed that the project does not have yet.
func (w *writer) choices(column string, leaf form.Leaf, rows int) error {
	options := w.lists.Options(leaf.Field)
	if len(options) == 0 || leaf.Type == form.List {
		return nil
	}
	name := leaf.Reference + "/" + leaf.Vocab + strings.Join(leaf.Enum, ",")
	if w.ends[name] == "" {
		place, err := w.list(len(w.ends)*2+1, leaf, options)
		if err != nil {
			return err
		}
		w.ends[name] = place
	}
	v := excelize.NewDataValidation(true)
	v.SetSqref(fmt.Sprintf("%[1]s2:%[1]s%[2]d", column, rows))
	v.SetSqrefDropList(w.ends[name])
	v.SetError(excelize.DataValidationErrorStyleInformation, "Minh Bạch", "Giá trị này chưa có trong danh sách.")
	return w.AddDataValidation(w.sheet, v)
}

// list writes options into two columns of the list sheet, codes and labels.
func (w *writer) list(column int, leaf form.Leaf, options []form.Option) (place string, err error) {
	code, err := excelize.ColumnNumberToName(column)
	if err != nil {
		return "", err
	}
	label, err := excelize.ColumnNumberToName(column + 1)
	if err != nil {
		return "", err
	}
	cells := [][2]string{{code + "1", leaf.Name.VI}}
	for i, o := range options {
		cells = append(cells, [2]string{fmt.Sprintf("%s%d", code, i+2), o.Code}, [2]string{fmt.Sprintf("%s%d", label, i+2), o.Label})
	}
	for _, c := range cells {
		if err := w.SetCellStr(listSheet, c[0], c[1]); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("'%[1]s'!$%[2]s$2:$%[2]s$%[3]d", listSheet, code, len(options)+1), nil
}

// escaped is how spreadsheets write a character by its code. Where a text itself
// looks so, its first sign is written that way.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// value writes one value of a record.
func (w *writer) value(at string, leaf form.Leaf, n *source.Node) error {
	if n == nil {
		return nil
	}
	text := n.Text
	switch {
	case n.Kind == source.Array:
		var items []string
		for _, item := range n.Items {
			items = append(items, item.Text)
		}
		text = strings.Join(items, "; ")
	case n.Kind == source.Number:
		value, err := strconv.ParseFloat(n.Text, 64)
		if err != nil {
			return err
		}
		return w.SetCellFloat(w.sheet, at, value, -1, 64)
	case n.Kind == source.Bool:
		text = map[string]string{"true": "có", "false": "không"}[n.Text]
	case leaf.Type == form.Date:
		// Spreadsheets count days right from March 1900 on.
		date, err := time.Parse(time.DateOnly, n.Text)
		if err == nil && date.Year() > 1900 {
			serial := date.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
			if err := w.SetCellFloat(w.sheet, at, serial, -1, 64); err != nil {
				return err
			}
			return w.SetCellStyle(w.sheet, at, at, w.style.date)
		}
	}
	if len([]rune(text)) > longestCell {
		return fmt.Errorf("cell %s: longer than %d characters", at, longestCell)
	}
	if err := w.SetCellStr(w.sheet, at, escaped.ReplaceAllString(text, "_x005F$0")); err != nil {
		return err
	}
	return w.SetCellStyle(w.sheet, at, at, w.style.text)
}
