package dataset

import (
	"strings"

	"minhbach/generator/internal/record"
)

// Type is what a field holds, or each value of a list.
type Type string

// The types, called as JSON Schema and Table Schema call them.
const (
	String  Type = "string"
	Date    Type = "date"
	URI     Type = "uri"
	Integer Type = "integer"
	Number  Type = "number"
	Boolean Type = "boolean"
)

// Field is one column with its entry in the data dictionary.
type Field struct {
	Name      string // snake_case, permanent
	Title     record.Text
	Meaning   record.Text
	Type      Type
	List      bool        // several values, joined by ";" in flat files
	Unit      record.Text // of measure: hộ, đồng, %
	Allowed   []Choice    // the codes it may hold; empty where any value may stand
	Vocab     string      // code list of Allowed
	Reference string      // kind of the record whose id it holds
	Required  bool        // never empty
	Key       bool        // no two rows agree in all key fields
	Computed  bool        // made by the program from other records, not written by an editor
	Pattern   string
	Minimum   *float64
	Maximum   *float64
}

// Choice is a code that a field may hold.
type Choice struct {
	Code    string
	Label   record.Text
	Meaning record.Text
}

// keys are the names of the key fields.
func (d *Dataset) keys() []string {
	var names []string
	for _, f := range d.Fields {
		if f.Key {
			names = append(names, f.Name)
		}
	}
	return names
}

// ShortTitle leaves out of the title of a column what only tells it from the
// column of codes and from the one in the other language.
func (f Field) ShortTitle() record.Text {
	return record.Text{VI: shortVI.Replace(f.Title.VI), EN: shortEN.Replace(f.Title.EN)}
}

var (
	shortVI = strings.NewReplacer(inVietnamese(record.Text{}).VI, "", inEnglish(record.Text{}).VI, "", ": "+calledTitle.VI, "")
	shortEN = strings.NewReplacer(inVietnamese(record.Text{}).EN, "", inEnglish(record.Text{}).EN, "", ": "+calledTitle.EN, "")
)
