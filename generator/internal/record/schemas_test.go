package record_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
	"minhbach/schemas"
)

// types are the Go types of the kinds of record.
var types = map[string]reflect.Type{
	"site":          reflect.TypeFor[record.Site](),
	"units":         reflect.TypeFor[record.Unit](),
	"organizations": reflect.TypeFor[record.Organization](),
	"people":        reflect.TypeFor[record.Person](),
	"plans":         reflect.TypeFor[record.Plan](),
	"commitments":   reflect.TypeFor[record.Commitment](),
	"activities":    reflect.TypeFor[record.Activity](),
	"outcomes":      reflect.TypeFor[record.Outcome](),
	"figures":       reflect.TypeFor[record.Figure](),
	"vocab":         reflect.TypeFor[record.Vocab](),
	"tables":        reflect.TypeFor[record.Table](),
	"corrections":   reflect.TypeFor[record.Correction](),
	"addresses":     reflect.TypeFor[record.Address](),
	"releases":      reflect.TypeFor[record.Release](),
	"news":          reflect.TypeFor[record.News](),
	"page":          reflect.TypeFor[record.Page](),
}

// A field in one and not in the other would be refused by check or lost by the
// program; a required field must be one that is always written.
func TestTypesAgreeWithSchemas(t *testing.T) {
	for kind, typ := range types {
		t.Run(kind, func(t *testing.T) {
			schema := readSchema(t, kind)
			if kind == "site" { // settings carry no Head
				delete(schema["properties"].(map[string]any), "$schema")
				schema["required"] = slices.DeleteFunc(schema["required"].([]any), func(f any) bool { return f == "$schema" })
			}
			agree(t, kind, typ, schema)
		})
	}
}

// agree compares a Go type with a schema, and what they hold.
func agree(t *testing.T, path string, typ reflect.Type, schema map[string]any) {
	t.Helper()
	schema = resolve(t, schema)
	want := schema["type"]
	if want == nil {
		want = "string" // a constant
	}
	switch typ.Kind() {
	case reflect.Pointer:
		agree(t, path, typ.Elem(), schema)
		return
	case reflect.Struct:
		agreeFields(t, path, typ, schema)
	case reflect.Slice:
		agree(t, path+"[]", typ.Elem(), schema["items"].(map[string]any))
	case reflect.Map:
		if open, ok := schema["additionalProperties"].(map[string]any); ok {
			agree(t, path+"{}", typ.Elem(), open)
		}
		properties, _ := schema["properties"].(map[string]any)
		for name, property := range properties {
			agree(t, path+"{"+name+"}", typ.Elem(), property.(map[string]any))
		}
	}
	got := map[reflect.Kind]string{
		reflect.Struct: "object", reflect.Map: "object", reflect.Slice: "array",
		reflect.String: "string", reflect.Bool: "boolean",
		reflect.Int: "integer", reflect.Int64: "integer", reflect.Float64: "number",
	}[typ.Kind()]
	if got != want {
		t.Errorf("%s is %s in Go and %v in the schema", path, typ, want)
	}
}

func agreeFields(t *testing.T, path string, typ reflect.Type, schema map[string]any) {
	t.Helper()
	properties, _ := schema["properties"].(map[string]any)
	required, _ := schema["required"].([]any)
	known := map[string]bool{}
	for _, field := range reflect.VisibleFields(typ) {
		if field.Anonymous {
			continue
		}
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		known[name] = true
		property, ok := properties[name].(map[string]any)
		if !ok {
			t.Errorf("%s.%s is not in the schema", path, name)
			continue
		}
		if (options != "omitempty") != slices.Contains(required, any(name)) {
			t.Errorf("%s.%s: omitempty in Go and required in the schema must be opposites", path, name)
		}
		agree(t, path+"."+name, field.Type, property)
	}
	for name := range properties {
		if !known[name] {
			t.Errorf("%s.%s is not in the Go type", path, name)
		}
	}
}

// readSchema reads the schema called name.
func readSchema(t *testing.T, name string) map[string]any {
	t.Helper()
	data, err := schemas.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

// resolve follows a reference to a shared part.
func resolve(t *testing.T, schema map[string]any) map[string]any {
	t.Helper()
	ref, ok := schema["$ref"].(string)
	if !ok {
		return schema
	}
	_, name, _ := strings.Cut(ref, "#/$defs/")
	part, ok := readSchema(t, schemas.Defs)["$defs"].(map[string]any)[name].(map[string]any)
	if !ok {
		t.Fatalf("no part called %s", ref)
	}
	return resolve(t, part)
}

// Every record of the repository decodes without a field left over.
func TestDataDecodes(t *testing.T) {
	root := filepath.FromSlash("../../../data")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		typ, ok := types[filepath.Base(filepath.Dir(path))]
		if !ok || filepath.Ext(path) != ".json" {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		decoder := json.NewDecoder(bytes.NewReader(data))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(reflect.New(typ).Interface()); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
