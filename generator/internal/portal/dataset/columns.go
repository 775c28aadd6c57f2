package dataset

import (
	"reflect"
	"slices"
	"strings"
	"unicode"

	"minhbach/generator/internal/record"
)

// source is what one row is made from: a record and, where a dataset has a row
// for each element of a list, that element.
type source struct{ record, part reflect.Value }

// column is a field and how to find its value.
type column struct {
	Field
	get func(source) Value
}

// compiler flattens a record into columns, following the Go type and the schema
// side by side. Nested objects get a prefix, a bilingual text two columns, and
// a list of objects one list for each of their fields.
type compiler struct {
	book    *book
	explode string // property whose elements are rows; empty: a record is a row
	prefix  string // of the columns of these elements
	columns []column
	last    []column // the sources, which would push everything else out of sight
}

// find leads from a row to the structure that holds a property, ok is false
// where the row has none.
type find func(source) (v reflect.Value, ok bool)

var (
	textType    = reflect.TypeFor[record.Text]()
	wordingType = reflect.TypeFor[Wording]()
)

// object adds a column for every property of a structure.
func (c *compiler) object(typ reflect.Type, s *shape, prefix string, title record.Text, at find, required bool) {
	for _, f := range reflect.VisibleFields(typ) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		property := s.Properties[name]
		if f.Anonymous || property == nil || name == "$schema" {
			continue
		}
		c.property(f, property, prefix+snake(name), joinTitle(title, property.title()), at, required && slices.Contains(s.Required, name))
	}
}

func (c *compiler) property(f reflect.StructField, s *shape, name string, title record.Text, at find, required bool) {
	get := member(at, f.Index)
	typ := f.Type
	switch typ.Kind() {
	case reflect.Pointer:
		typ = typ.Elem()
	case reflect.Int, reflect.Int64, reflect.Float64:
		if strings.HasSuffix(f.Tag.Get("json"), ",omitempty") {
			get = leftOut(get)
		}
	}
	switch {
	case typ == textType:
		c.text(s, name, title, get, required)
	case typ == wordingType:
		c.text(s, name, title, get, false)
	case typ.Kind() == reflect.Struct:
		c.object(typ, s, name+"_", title, get, required)
	case typ.Kind() == reflect.Slice && name == c.explode:
		c.object(typ.Elem(), s.Items, c.prefix, record.Text{}, func(r source) (reflect.Value, bool) { return r.part, true }, true)
	case typ.Kind() == reflect.Slice && typ.Elem().Kind() == reflect.Struct:
		c.list(typ.Elem(), s.Items, name, title, get)
	case typ.Kind() == reflect.Slice:
		field := fieldOf(s.Items, name, title, s.meaning())
		field.List = true
		c.add(column{field, func(r source) Value {
			v, ok := get(r)
			if !ok {
				return Value{}
			}
			return List(each(v, scalar))
		}})
	default:
		// A code called "code" within the list of codes is the code itself.
		if c.prefix != "" && name == c.prefix+strings.TrimSuffix(c.prefix, "_") {
			name = strings.TrimSuffix(c.prefix, "_")
		}
		c.scalar(s, name, title, get, required)
	}
}

// scalar adds a single value, and beside an id or code what it is called.
func (c *compiler) scalar(s *shape, name string, title record.Text, get find, required bool) {
	field := fieldOf(s, name, title, s.meaning())
	field.Required = required
	field.Allowed = c.book.choices(s)
	value := func(r source) Value {
		v, ok := get(r)
		if !ok {
			return Value{}
		}
		return scalar(v)
	}
	c.add(column{field, value})
	var called func(string) record.Text
	suffix := "_label"
	switch {
	case s.Vocab != "":
		called = func(code string) record.Text { return c.book.label(s.Vocab, code) }
	case s.Reference != "" && named(s.Reference):
		called = func(id string) record.Text { return c.book.name(s.Reference, id) }
		suffix = "_name"
	default:
		return
	}
	c.inBoth(name+suffix, record.Text{VI: title.VI + ": tên", EN: title.EN + ": name"},
		record.Text{VI: "Tên gọi của mã ở cột “" + title.VI + "”.", EN: "What the code in “" + title.EN + "” is called."}, true,
		func(r source) record.Text { return called(value(r).text) })
}

// text adds a bilingual text.
func (c *compiler) text(s *shape, name string, title record.Text, get find, required bool) {
	first := len(c.columns)
	c.inBoth(name, title, s.meaning(), false, func(r source) record.Text {
		v, ok := get(r)
		if !ok {
			return record.Text{}
		}
		return v.Convert(textType).Interface().(record.Text)
	})
	c.columns[first].Required = required
}

// inBoth adds a text in Vietnamese and in English.
func (c *compiler) inBoth(name string, title, meaning record.Text, computed bool, get func(source) record.Text) {
	vi := Field{Name: name + "_vi", Title: inVietnamese(title), Meaning: meaning, Type: String, Computed: computed}
	en := Field{Name: name + "_en", Title: inEnglish(title), Meaning: meaning, Type: String, Computed: computed}
	c.add(column{vi, func(r source) Value { return Text(get(r).VI) }})
	c.add(column{en, func(r source) Value { return Text(get(r).EN) }})
}

// list adds one list for each field of the objects in a list. The lists have
// the same length: the n-th values belong together.
func (c *compiler) list(typ reflect.Type, s *shape, name string, title record.Text, get find) {
	into := &compiler{book: c.book}
	into.object(typ, s, name+"_", title, func(r source) (reflect.Value, bool) { return r.part, true }, false)
	for _, inner := range into.columns {
		if inner.Computed {
			continue
		}
		inner.Field.List, inner.Required = true, false
		one := inner.get
		inner.get = func(r source) Value {
			v, ok := get(r)
			if !ok {
				return Value{}
			}
			return sparse(each(v, func(part reflect.Value) Value { return one(source{part: part}) }))
		}
		if name == "sources" {
			c.last = append(c.last, inner)
		} else {
			c.add(inner)
		}
	}
}

func (c *compiler) add(col column) { c.columns = append(c.columns, col) }

// sparse is a list whose values may be missing, nothing where all are.
func sparse(values []Value) Value {
	for _, v := range values {
		if v.Known() {
			return List(values)
		}
	}
	return Value{}
}

// member is a step down into a field; a nil pointer and a list without
// elements lead nowhere.
func member(at find, index []int) find {
	return func(r source) (reflect.Value, bool) {
		v, ok := at(r)
		if !ok {
			return v, false
		}
		v = v.FieldByIndex(index)
		if v.Kind() == reflect.Pointer {
			return v.Elem(), !v.IsNil()
		}
		return v, true
	}
}

// leftOut takes zero for a number that was left out. Numbers that may be zero
// are pointers in package record, so that the two are told apart.
func leftOut(get find) find {
	return func(r source) (reflect.Value, bool) {
		v, ok := get(r)
		return v, ok && !v.IsZero()
	}
}

func each(v reflect.Value, of func(reflect.Value) Value) []Value {
	values := make([]Value, v.Len())
	for i := range values {
		values[i] = of(v.Index(i))
	}
	return values
}

// scalar is a Go value as a cell.
func scalar(v reflect.Value) Value {
	switch v.Kind() {
	case reflect.String:
		return Text(v.String())
	case reflect.Bool:
		return Truth(v.Bool())
	case reflect.Int, reflect.Int64:
		return Whole(v.Int())
	case reflect.Float64:
		return Real(v.Float())
	}
	panic("no cell for " + v.Type().String())
}

func fieldOf(s *shape, name string, title, meaning record.Text) Field {
	f := Field{
		Name: name, Title: title, Meaning: meaning, Type: Type(s.Type), Unit: unitOf(s.part, name),
		Vocab: s.Vocab, Reference: s.Reference, Pattern: s.Pattern, Minimum: s.Minimum, Maximum: s.Maximum,
	}
	switch s.Format {
	case "date":
		f.Type, f.Pattern = Date, ""
	case "uri":
		f.Type, f.Pattern = URI, ""
	}
	return f
}

// unitOf is the unit of measure, from the shared part or from the name.
func unitOf(part, name string) record.Text {
	switch {
	case part == "households":
		return record.Text{VI: "hộ", EN: "households"}
	case part == "money":
		return record.Text{VI: "đồng", EN: "đồng"}
	case name == "rate" || name == "percent":
		return record.Text{VI: "%", EN: "%"}
	case name == "change_points":
		return record.Text{VI: "điểm phần trăm", EN: "percentage points"}
	case name == "area_km2":
		return record.Text{VI: "km²", EN: "km²"}
	case name == "population_value":
		return record.Text{VI: "người", EN: "people"}
	}
	return record.Text{}
}

func joinTitle(outer, inner record.Text) record.Text {
	if outer.VI == "" {
		return inner
	}
	return record.Text{VI: outer.VI + ": " + inner.VI, EN: outer.EN + ": " + inner.EN}
}

func inVietnamese(t record.Text) record.Text {
	return record.Text{VI: t.VI + " (tiếng Việt)", EN: t.EN + " (Vietnamese)"}
}

func inEnglish(t record.Text) record.Text {
	return record.Text{VI: t.VI + " (tiếng Anh)", EN: t.EN + " (English)"}
}

// snake turns camelCase into snake_case.
func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
