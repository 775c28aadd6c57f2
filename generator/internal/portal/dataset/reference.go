package dataset

import (
	"reflect"
	"strings"
)

// reference is a field of a record that names other records.
type reference struct {
	field string // path of the field: "plan", "relations.plan"
	kind  string // kind of the records named
	ids   []string
	many  bool // the field, or one around it, is a list
}

// leading is a property that names records, or holds one that does.
type leading struct {
	name  string
	index []int
	shape *shape
}

// bind finds the properties of a type that lead to names of records, so that they
// need not be looked for in every record.
func (s *shape) bind(typ reflect.Type) (leads bool) {
	switch typ.Kind() {
	case reflect.Pointer:
		return s.bind(typ.Elem())
	case reflect.Slice:
		return s.Items != nil && s.Items.bind(typ.Elem())
	case reflect.Struct:
		for _, f := range reflect.VisibleFields(typ) {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if inner := s.Properties[name]; inner != nil && !f.Anonymous && inner.bind(f.Type) {
				s.leading = append(s.leading, leading{name, f.Index, inner})
			}
		}
		return len(s.leading) > 0
	}
	return typ.Kind() == reflect.String && s.Reference != ""
}

// references are the records that a record names, field by field. The shape must
// be bound to its type.
func references(v reflect.Value, s *shape) []reference {
	var found []reference
	at := map[string]int{}
	var walk func(v reflect.Value, s *shape, path string, many bool)
	walk = func(v reflect.Value, s *shape, path string, many bool) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				walk(v.Elem(), s, path, many)
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i), s.Items, path, true)
			}
		case reflect.Struct:
			for _, f := range s.leading {
				walk(v.FieldByIndex(f.index), f.shape, strings.TrimPrefix(path+"."+f.name, "."), many)
			}
		case reflect.String:
			if s.Reference == "" || v.String() == "" {
				return
			}
			i, ok := at[path]
			if !ok {
				i = len(found)
				at[path] = i
				found = append(found, reference{field: path, kind: s.Reference, many: many})
			}
			found[i].ids = append(found[i].ids, v.String())
		}
	}
	walk(v, s, "", false)
	return found
}
