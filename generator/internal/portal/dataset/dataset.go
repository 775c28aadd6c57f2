// Package dataset makes the files of the data portal: every public kind of
// record and every statistical table as a documented dataset in several
// formats, the catalogs that describe them, a static API and archives. It is
// part of stage portal. It receives records and safe tables, writes to the
// writers that it is given, and never does input or output of its own.
//
// Rows are streamed: what a file costs in memory does not grow with its size.
// The same records give the same bytes.
package dataset

import (
	"io"
	"iter"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
)

// Dataset is one collection of rows, all with the same fields, and what a
// reader must know to use it. A Dataset is read-only once made.
type Dataset struct {
	ID          string // part of its address, /du-lieu/<ID>/, and of its files' names
	Kind        string // kind of record that it was made from; empty for a statistical table
	Title       record.Text
	Description record.Text
	Keywords    []record.Text
	Notes       []record.Text // how to read the rows, what an empty cell means
	Fields      []Field
	Rows        int
	Temporal    *record.Period // nil where no row has a date
	Spatial     []record.Text  // areas covered, the largest that say it all
	Publisher   record.Publisher
	Licence     record.Licence
	AsOf        string // day up to which the records were kept
	Frequency   Frequency
	NextUpdate  string // day before which new data are promised; empty where nothing is
	Version     string
	Synthetic   bool       // made by a program: every file says so
	Statistic   *Statistic // nil for records

	each      func(yield func(row []Value) bool)
	constants *constants
}

// form tells datasets apart whose files differ in more than their rows. The version
// is one of the two that a catalog has: that of a release, or the day.
func (d *Dataset) form() string { return d.ID + "/" + d.Version + "/" }

// heldCells is how many values are kept in memory while a dataset is written in
// all its formats; of more the rows are found anew for each.
const heldCells = 200_000

// held is the dataset with its rows in memory, if they are not too many.
func (d *Dataset) held() *Dataset {
	width := len(d.Fields)
	if d.Rows*width > heldCells {
		return d
	}
	cells := make([]Value, 0, d.Rows*width)
	for row := range d.each {
		cells = append(cells, row...)
	}
	h := *d
	h.each = func(yield func([]Value) bool) {
		for rest := cells; len(rest) > 0; rest = rest[width:] {
			if !yield(rest[:width:width]) {
				return
			}
		}
	}
	return &h
}

// Each goes through the rows. A row has one value for each field and is valid
// until the next one.
func (d *Dataset) Each() iter.Seq[[]Value] { return d.each }

// Options are what a set of records does not say of itself.
type Options struct {
	// Version of the data: the number of the release. Empty: the day up to which
	// the records were kept. The files about one commune always have the day, so
	// that a release sends again only those that tell something new.
	Version string
	// Statistics are the safe tables to publish beside the records.
	Statistics []Statistic
	// Memory is what the last build made.
	Memory kept.Memory
	// Written opens a file that was written, Last one of the last output. Where they
	// are nil, what is needed twice is made twice.
	Written, Last Open
}

// Open opens a file of the site by its path below the output folder.
type Open func(path string) (File, error)

// File is a file that can be read.
type File interface {
	io.ReadCloser
	io.ReaderAt
}

// All makes every dataset of the site, those of records first, in a fixed order.
func All(set *record.Set, site record.Site, o Options) []*Dataset {
	return all(newBook(set, site), set, site, o)
}

// all makes the datasets of the records in part, which may be a part of those
// that book knows: names of others are still found.
func all(b *book, part *record.Set, site record.Site, o Options) []*Dataset {
	var made []*Dataset
	for _, k := range kinds {
		made = append(made, ofRecords(b, k, part))
	}
	for i := range o.Statistics {
		made = append(made, ofStatistic(b, &o.Statistics[i]))
	}
	for _, d := range made {
		d.Publisher, d.Licence, d.AsOf, d.Version = site.Publisher, site.Licence, site.DataAsOf, o.Version
		d.constants = b.constants
		d.Frequency, d.NextUpdate = frequencies[site.UpdateEvery], site.NextUpdate()
		if d.Version == "" {
			d.Version = site.DataAsOf
		}
		if d.Synthetic {
			d.markSynthetic()
		}
	}
	return made
}

// markSynthetic makes every file of the dataset say that its rows are invented:
// in the title, in the description and in a column.
func (d *Dataset) markSynthetic() {
	d.Title = record.Text{VI: "[Dữ liệu mô phỏng] " + d.Title.VI, EN: "[Synthetic data] " + d.Title.In("en")}
	d.Description = record.Text{
		VI: syntheticWarning.VI + " " + d.Description.VI,
		EN: syntheticWarning.EN + " " + d.Description.In("en"),
	}
	d.Notes = append([]record.Text{syntheticWarning}, d.Notes...)
	d.Fields = append(d.Fields, Field{
		Name: "synthetic", Type: Boolean, Required: true, Computed: true,
		Title: record.Text{VI: "Mô phỏng", EN: "Synthetic"}, Meaning: syntheticWarning,
	})
	each := d.each
	d.each = func(yield func([]Value) bool) {
		var wide []Value
		for row := range each {
			wide = append(append(wide[:0], row...), Truth(true))
			if !yield(wide) {
				return
			}
		}
	}
}

var syntheticWarning = record.Text{
	VI: "Đây là dữ liệu mô phỏng do chương trình tạo ra để thử, không phải số liệu thật.",
	EN: "These are synthetic data made by a program for trial; they are not real figures.",
}
