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

// references are the records that a record names, field by field.
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
			for _, f := range reflect.VisibleFields(v.Type()) {
				name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
				if inner := s.Properties[name]; inner != nil && !f.Anonymous {
					walk(v.FieldByIndex(f.Index), inner, strings.TrimPrefix(path+"."+name, "."), many)
				}
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
