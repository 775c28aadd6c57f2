package dataset

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/parquet-go/parquet-go"
)

// rowGroup is the number of rows that are kept in memory while a Parquet file
// is written.
const rowGroup = 20_000

// writeParquet writes typed columns in the order of the fields. Every column
// may be null, lists are real lists.
func (d *Dataset) writeParquet(w io.Writer) error {
	schema := d.parquetSchema()
	options := []parquet.WriterOption{
		schema, parquet.Compression(&parquet.Snappy), parquet.MaxRowsPerRowGroup(rowGroup),
		parquet.CreatedBy("minhbach", "1", ""),
		parquet.KeyValueMetadata("title", d.Title.VI), parquet.KeyValueMetadata("version", d.Version),
		parquet.KeyValueMetadata("licence", d.Licence.URL), parquet.KeyValueMetadata("publisher", d.Publisher.Name.VI),
	}
	if d.Synthetic {
		options = append(options, parquet.KeyValueMetadata("synthetic", "true"))
	}
	out := parquet.NewGenericWriter[any](w, options...)
	var cells parquet.Row
	batch := make([]parquet.Row, 1)
	for row := range d.each {
		cells = cells[:0]
		for i, v := range row {
			cells = appendCells(cells, d.Fields[i], i, v)
		}
		batch[0] = cells
		if _, err := out.WriteRows(batch); err != nil {
			return fmt.Errorf("write %s: %w", d.ID, err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("write %s: %w", d.ID, err)
	}
	return nil
}

// appendCells adds the values of one column. In a list of the standard form the
// definition levels are: 0 no list, 1 an empty one, 2 a null in it, 3 a value.
func appendCells(cells parquet.Row, f Field, column int, v Value) parquet.Row {
	if !v.Known() {
		return append(cells, parquet.NullValue().Level(0, 0, column))
	}
	values, level := []Value{v}, 1
	if f.List {
		values, level = v.list, 3
	}
	for i, one := range values {
		repetition := min(i, 1)
		if cell, ok := parquetValue(f.Type, one); ok {
			cells = append(cells, cell.Level(repetition, level, column))
		} else {
			cells = append(cells, parquet.NullValue().Level(repetition, level-1, column))
		}
	}
	return cells
}

// parquetValue is ok where there is a value of the type.
func parquetValue(t Type, v Value) (cell parquet.Value, ok bool) {
	if !v.Known() {
		return cell, false
	}
	switch t {
	case Integer:
		return parquet.Int64Value(v.whole), true
	case Number:
		return parquet.DoubleValue(v.number()), true
	case Boolean:
		return parquet.BooleanValue(v.whole != 0), true
	case Date:
		day, ok := days(v.text)
		return parquet.Int32Value(day), ok
	}
	return parquet.ByteArrayValue([]byte(v.text)), true
}

// number is a whole or real value as a real one.
func (v Value) number() float64 {
	if v.kind == isWhole {
		return float64(v.whole)
	}
	return v.real
}

// days is a date as days since 1970-01-01.
func days(iso string) (int32, bool) {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return 0, false
	}
	return int32(day.Unix() / (24 * 60 * 60)), true
}

func (d *Dataset) parquetSchema() *parquet.Schema {
	root := ordered{Group: make(parquet.Group, len(d.Fields))}
	for _, f := range d.Fields {
		node := parquetNode(f.Type)
		if f.List {
			node = parquet.Optional(parquet.List(parquet.Optional(node)))
		} else {
			node = parquet.Optional(node)
		}
		root.Group[f.Name] = node
		root.names = append(root.names, f.Name)
	}
	return parquet.NewSchema(d.ID, root)
}

func parquetNode(t Type) parquet.Node {
	switch t {
	case Integer:
		return parquet.Int(64)
	case Number:
		return parquet.Leaf(parquet.DoubleType)
	case Boolean:
		return parquet.Leaf(parquet.BooleanType)
	case Date:
		return parquet.Date()
	}
	return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
}

// ordered is a group that keeps the order in which its fields were added; a
// plain one sorts them by name.
type ordered struct {
	parquet.Group
	names []string
}

// Fields are the columns in the order of the dataset.
func (o ordered) Fields() []parquet.Field {
	fields := o.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int {
		return slices.Index(o.names, a.Name()) - slices.Index(o.names, b.Name())
	})
	return fields
}
