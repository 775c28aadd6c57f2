package dataset

import (
	"io"

	"minhbach/generator/internal/record"
)

// Format is one way to write a dataset.
type Format struct {
	ID        string // csv, csv-excel, …
	Suffix    string // of the file's name, after the id of the dataset
	MediaType string
	Title     record.Text
	Note      record.Text // whom it is for
	write     func(*Dataset, io.Writer) error
}

// Formats are the formats of the dataset, for people first.
func (d *Dataset) Formats() []Format {
	var list []Format
	if d.Rows <= xlsxRows {
		list = append(list, formatXLSX)
	}
	list = append(list, formatCSVExcel, formatCSV, formatJSON, formatJSONLines, formatParquet)
	if d.Statistic != nil {
		list = append(list, formatJSONStat)
	}
	return list
}

// WriteAs writes the dataset in one format.
func (d *Dataset) WriteAs(f Format, w io.Writer) error { return f.write(d, w) }

// Path is the place of a file of the dataset below the output folder.
func (d *Dataset) Path(f Format) string { return "du-lieu/" + d.ID + "/" + d.ID + f.Suffix }

var (
	formatXLSX = Format{
		ID: "xlsx", Suffix: ".xlsx", MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write: (*Dataset).writeXLSX,
		Title: record.Text{VI: "Bảng tính Excel (XLSX)", EN: "Spreadsheet (XLSX)"},
		Note:  record.Text{VI: "Mở được ngay bằng Excel, LibreOffice; kèm từ điển dữ liệu.", EN: "Opens in Excel and LibreOffice; includes the data dictionary."},
	}
	formatCSVExcel = Format{
		ID: "csv-excel", Suffix: "-excel.csv", MediaType: "text/csv", write: (*Dataset).writeCSVExcel,
		Title: record.Text{VI: "CSV cho Excel", EN: "CSV for Excel"},
		Note:  record.Text{VI: "CSV có dấu BOM để Excel hiện đúng chữ Việt.", EN: "CSV with a byte order mark, so that Excel shows Vietnamese right."},
	}
	formatCSV = Format{
		ID: "csv", Suffix: ".csv", MediaType: "text/csv", write: (*Dataset).writeCSV,
		Title: record.Text{VI: "CSV", EN: "CSV"},
		Note:  record.Text{VI: "Văn bản UTF-8 theo RFC 4180, cho phần mềm thống kê.", EN: "UTF-8 text after RFC 4180, for statistical software."},
	}
	formatJSON = Format{
		ID: "json", Suffix: ".json", MediaType: "application/json", write: (*Dataset).writeJSON,
		Title: record.Text{VI: "JSON", EN: "JSON"},
		Note:  record.Text{VI: "Cả tập dữ liệu kèm từ điển trong một tệp.", EN: "The whole dataset with its dictionary in one file."},
	}
	formatJSONLines = Format{
		ID: "jsonl", Suffix: ".jsonl", MediaType: "application/jsonl", write: (*Dataset).writeJSONLines,
		Title: record.Text{VI: "JSON từng dòng", EN: "JSON Lines"},
		Note:  record.Text{VI: "Mỗi dòng là một đối tượng JSON, để đọc dần.", EN: "One JSON object on each line, to be read as a stream."},
	}
	formatParquet = Format{
		ID: "parquet", Suffix: ".parquet", MediaType: "application/vnd.apache.parquet", write: (*Dataset).writeParquet,
		Title: record.Text{VI: "Parquet", EN: "Parquet"},
		Note:  record.Text{VI: "Nhỏ gọn, có kiểu dữ liệu, cho Python, R, DuckDB.", EN: "Compact and typed, for Python, R and DuckDB."},
	}
	formatJSONStat = Format{
		ID: "json-stat", Suffix: ".json-stat.json", MediaType: "application/json", write: (*Dataset).writeJSONStat,
		Title: record.Text{VI: "JSON-stat 2.0", EN: "JSON-stat 2.0"},
		Note:  record.Text{VI: "Bảng nhiều chiều kèm tình trạng của từng số.", EN: "The table with its dimensions and the status of each figure."},
	}
)
