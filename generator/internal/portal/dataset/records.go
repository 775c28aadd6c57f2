package dataset

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
)

// ofRecords makes the dataset of one kind of record.
func ofRecords(b *book, k *kind, part *record.Set) *Dataset {
	columns, rows := b.columnsOf(k), k.rows(b, part)
	units := map[string]bool{}
	if k.places != nil {
		for _, r := range rows {
			for _, unit := range k.places(b, r.record) {
				units[unit] = true
			}
		}
	}
	d := &Dataset{
		ID: k.id, Kind: k.name, Title: k.title, Description: k.description, Keywords: k.keywords,
		Notes: append([]record.Text{k.rowIs}, recordNotes...), Rows: len(rows),
		each: func(yield func([]Value) bool) {
			row := make([]Value, len(columns))
			for _, r := range rows {
				for i := range columns {
					row[i] = columns[i].get(r)
				}
				if !yield(row) {
					return
				}
			}
		},
	}
	for _, col := range columns {
		d.Fields = append(d.Fields, col.Field)
	}
	d.cover(b, k, columns, rows, units)
	return d
}

// columnsOf are the columns of a kind, made once.
func (b *book) columnsOf(k *kind) []column {
	if made := b.columns[k.name]; made != nil {
		return made
	}
	c := &compiler{book: b, explode: k.explode, prefix: k.prefix}
	c.object(k.typ, k.shape(), "", record.Text{}, func(r source) (reflect.Value, bool) { return r.record, true }, true)
	columns := c.columns
	if k.computed != nil {
		columns = append(columns, k.computed(b)...)
	}
	columns = append(append(columns, addressColumns(b, k)...), c.last...)
	for i := range columns {
		columns[i].Key = slices.Contains(k.key, columns[i].Name)
	}
	b.columns[k.name] = columns
	return columns
}

// shape is the schema of a kind. News have their id from their address.
func (k *kind) shape() *shape {
	s := readShape(k.name)
	if k.name == "news" {
		s.Properties["id"] = readShape("units").Properties["id"]
		s.Required = append(s.Required, "id")
	}
	return s
}

// rows are the records, or the elements of their list.
func (k *kind) rows(b *book, part *record.Set) []source {
	var rows []source
	records := b.records[k.name]
	if part != b.set {
		records = k.records(b, part)
	}
	for _, r := range records {
		if k.explode == "" {
			rows = append(rows, source{record: r})
			continue
		}
		list := r.FieldByName(strings.ToUpper(k.explode[:1]) + k.explode[1:])
		for i := range list.Len() {
			rows = append(rows, source{r, list.Index(i)})
		}
	}
	return rows
}

// addressColumns lead from a row to its page and to its record in the API.
func addressColumns(b *book, k *kind) []column {
	id := func(r source) string { return idOf(r.record) }
	var columns []column
	if k.name != "people" && k.name != "vocab" { // they have no pages
		columns = append(columns, column{
			Field{Name: "page", Type: URI, Computed: true, Title: record.Text{VI: "Trang", EN: "Page"},
				Meaning: record.Text{VI: "Trang cho thấy bản ghi này.", EN: "The page that shows this record."}},
			func(r source) Value { return Text(b.page(k.name, id(r))) },
		})
	}
	return append(columns, column{
		Field{Name: "api", Type: URI, Computed: true, Required: true, Title: record.Text{VI: "Bản ghi JSON", EN: "JSON record"},
			Meaning: record.Text{VI: "Địa chỉ của bản ghi đầy đủ trong API.", EN: "Address of the full record in the API."}},
		func(r source) Value { return Text(b.origin + recordPath(k.name, id(r))) },
	})
}

// formulaNote is about CSV only.
var formulaNote = record.Text{
	VI: "Trong CSV, chữ bắt đầu bằng =, +, - hoặc @ có dấu nháy đơn (') đứng trước để phần mềm bảng tính không coi là công thức; các con số không bị thêm gì.",
	EN: "In CSV, a text that begins with =, +, - or @ has an apostrophe (') before it, so that a spreadsheet does not take it for a formula; numbers are left as they are.",
}

var recordNotes = []record.Text{
	{
		VI: "Ô trống nghĩa là nguồn không nêu; không phải là 0. Số 0 chỉ có khi nguồn ghi 0.",
		EN: "An empty cell means that the source does not say; it is not zero. There is a 0 only where the source prints 0.",
	},
	{
		VI: "Dữ liệu chép từ nguồn công khai, không có số nào bị giữ lại để bảo vệ hộ gia đình; các bảng thống kê có số bị giữ lại thì ghi rõ ở cột “status”.",
		EN: "These data are taken from public sources and no figure is withheld to protect households; statistical tables that withhold figures say so in the column “status”.",
	},
	{
		VI: "Trong CSV và Excel, nhiều giá trị trong một ô cách nhau bằng dấu chấm phẩy; các danh sách cùng tên đầu có cùng số giá trị và thứ tự. Dấu chấm phẩy nằm trong một giá trị được ghi là %3B.",
		EN: "In CSV and Excel, several values in one cell are separated by semicolons; lists whose names begin alike have the same number of values in the same order. A semicolon within a value is written %3B.",
	},
	formulaNote,
	{
		VI: "Ngày ghi theo thứ tự năm-tháng-ngày; số dùng dấu chấm thập phân. Tiền tính bằng đồng, số nguyên.",
		EN: "Dates are year-month-day; numbers have a decimal point. Money is in whole đồng.",
	},
}

// cover computes the time and the area that the rows are about: units, and those
// that the rows name.
func (d *Dataset) cover(b *book, k *kind, columns []column, rows []source, units map[string]bool) {
	var dates, places []column
	for _, col := range columns {
		if slices.Contains(k.dates, col.Name) {
			dates = append(dates, col)
		}
		if col.Name == k.unit {
			places = append(places, col)
		}
	}
	var period record.Period
	for _, row := range rows {
		for _, col := range dates {
			value := col.get(row)
			from, to := value.text, value.text
			if value.kind == isWhole {
				year := strconv.FormatInt(value.whole, 10)
				from, to = year+"-01-01", year+"-12-31"
			}
			if from == "" {
				continue
			}
			if period.From == "" || from < period.From {
				period.From = from
			}
			period.To = max(period.To, to)
		}
		for _, col := range places {
			if unit := col.get(row).text; unit != "" {
				units[unit] = true
			}
		}
	}
	if period.From != "" {
		d.Temporal = &period
	}
	d.Spatial = b.areas(units)
}
