package schemas_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/schemas"
)

// compiler knows every schema under its $id and asserts formats, as the
// program does.
func compiler(t *testing.T) *jsonschema.Compiler {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	for _, name := range schemas.Names() {
		data, err := schemas.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(schemas.ID(name), bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// decode reads JSON and keeps numbers as they are written.
func decode(t *testing.T, data []byte) any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// each calls f for every schema that describes a value, with its JSON pointer:
// the roots, the properties, the items and the shared parts. Conditions (if,
// then, anyOf) add to a schema that is visited already.
func each(schema map[string]any, pointer string, f func(pointer string, schema map[string]any)) {
	f(pointer, schema)
	for _, keyword := range []string{"properties", "$defs"} {
		children, _ := schema[keyword].(map[string]any)
		for _, name := range slices.Sorted(maps.Keys(children)) {
			each(children[name].(map[string]any), pointer+"/"+keyword+"/"+name, f)
		}
	}
	for _, keyword := range []string{"items", "additionalProperties"} {
		if child, ok := schema[keyword].(map[string]any); ok {
			each(child, pointer+"/"+keyword, f)
		}
	}
}

// all calls f for every describing schema of every file.
func all(t *testing.T, f func(t *testing.T, name, pointer string, schema map[string]any)) {
	for _, name := range schemas.Names() {
		t.Run(name, func(t *testing.T) {
			data, err := schemas.Read(name)
			if err != nil {
				t.Fatal(err)
			}
			each(decode(t, data).(map[string]any), "", func(pointer string, schema map[string]any) {
				f(t, name, pointer, schema)
			})
		})
	}
}

func TestNamesKnowEveryKind(t *testing.T) {
	names := schemas.Names()
	for _, kind := range strings.Fields("site units organizations people plans commitments activities outcomes figures tables vocab news page defs") {
		if !slices.Contains(names, kind) {
			t.Errorf("no schema for %s", kind)
		}
	}
	if _, err := schemas.Read("no-such-kind"); err == nil {
		t.Error("Read of an unknown schema gave no error")
	}
}

func TestSchemasAreValidAndKnowTheirAddress(t *testing.T) {
	c := compiler(t)
	for _, name := range schemas.Names() {
		s, err := c.Compile(schemas.ID(name))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		data, _ := schemas.Read(name)
		root := decode(t, data).(map[string]any)
		if got, want := root["$id"], schemas.ID(name); got != want {
			t.Errorf("%s: $id = %v, want %v", name, got, want)
		}
		if got, want := root["$schema"], s.Draft.URL(); got != want {
			t.Errorf("%s: $schema = %v, want %v", name, got, want)
		}
		if examples, _ := root["examples"].([]any); len(examples) == 0 && name != schemas.Defs {
			t.Errorf("%s has no examples", name)
		}
	}
}

func TestExamplesValidate(t *testing.T) {
	c := compiler(t)
	all(t, func(t *testing.T, name, pointer string, schema map[string]any) {
		examples, ok := schema["examples"].([]any)
		if !ok {
			return
		}
		s, err := c.Compile(schemas.ID(name) + "#" + pointer)
		if err != nil {
			t.Errorf("%s: %v", pointer, err)
			return
		}
		for _, example := range examples {
			if err := s.Validate(example); err != nil {
				t.Errorf("example of %q: %#v", pointer, err)
			}
		}
	})
}

func TestObjectsAreClosed(t *testing.T) {
	all(t, func(t *testing.T, name, pointer string, schema map[string]any) {
		if schema["type"] != "object" {
			return
		}
		// Universe.where is a map: its keys are attributes of microdata rows.
		if name == "tables" && strings.HasSuffix(pointer, "/where") {
			return
		}
		if schema["additionalProperties"] != false {
			t.Errorf("%q accepts unknown fields", pointer)
		}
	})
}

func TestEveryPropertySpeaksBothLanguages(t *testing.T) {
	all(t, func(t *testing.T, name, pointer string, schema map[string]any) {
		parent := path.Base(path.Dir(pointer))
		if pointer != "" && parent != "properties" && parent != "$defs" {
			return
		}
		en, _ := schema["x-en"].(map[string]any)
		for what, text := range map[string]any{
			"title": schema["title"], "description": schema["description"],
			"English title": en["title"], "English description": en["description"],
		} {
			if s, _ := text.(string); strings.TrimSpace(s) == "" {
				t.Errorf("%q has no %s", pointer, what)
			}
		}
	})
}

// Patterns and conditions say in words what they expect, since nobody should
// have to read a regular expression in a message.
func TestPatternsAndRulesAreSaidInWords(t *testing.T) {
	inWords := func(schema map[string]any, keyword string) bool {
		words, _ := schema[keyword].(map[string]any)
		vi, _ := words["vi"].(string)
		en, _ := words["en"].(string)
		return vi != "" && en != ""
	}
	all(t, func(t *testing.T, name, pointer string, schema map[string]any) {
		if _, ok := schema["pattern"]; ok && !inWords(schema, "x-pattern") {
			t.Errorf("%q has a pattern without x-pattern", pointer)
		}
		rules := []any{schema}
		if more, ok := schema["allOf"].([]any); ok {
			rules = append(rules, more...)
		}
		for _, rule := range rules {
			rule := rule.(map[string]any)
			for _, keyword := range []string{"if", "anyOf", "oneOf", "not"} {
				if _, ok := rule[keyword]; ok && !inWords(rule, "x-rule") {
					t.Errorf("%q has %s without x-rule", pointer, keyword)
				}
			}
		}
	})
}

// A code list fixed by the program stands in a schema as enum and in
// data/vocab with its labels; both must have the same codes.
func TestReferencesAndListsExist(t *testing.T) {
	all(t, func(t *testing.T, name, pointer string, schema map[string]any) {
		if kind, ok := schema["x-reference"].(string); ok && !slices.Contains(schemas.Names(), kind) {
			t.Errorf("%q refers to unknown kind %q", pointer, kind)
		}
		list, ok := schema["x-vocab"].(string)
		if !ok {
			return
		}
		data, err := os.ReadFile("../data/vocab/" + list + ".json")
		if err != nil {
			t.Errorf("%q: %v", pointer, err)
			return
		}
		codes := map[any]bool{}
		for _, code := range decode(t, data).(map[string]any)["codes"].([]any) {
			codes[code.(map[string]any)["code"]] = true
		}
		enum, _ := schema["enum"].([]any)
		for _, code := range enum {
			if !codes[code] {
				t.Errorf("%q allows %q, which data/vocab/%s.json does not have", pointer, code, list)
			}
		}
		// A statistic is never finer than a commune nor wider than a province.
		if len(enum) > 0 && len(enum) != len(codes) && name != "tables" {
			t.Errorf("%q allows %d codes, data/vocab/%s.json has %d", pointer, len(enum), list, len(codes))
		}
	})
}

func TestDataValidates(t *testing.T) {
	c := compiler(t)
	seen := 0
	err := filepath.WalkDir("../data", func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && entry.Name() == "microdata" {
			return fs.SkipDir
		}
		if filepath.Ext(file) != ".json" {
			return nil
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		seen++
		record, ok := decode(t, data).(map[string]any)
		if !ok {
			t.Errorf("%s is not an object", file)
			return nil
		}
		relative, _ := record["$schema"].(string)
		named := filepath.Join(filepath.Dir(file), filepath.FromSlash(relative))
		if _, err := os.Stat(named); err != nil {
			t.Errorf("%s names a schema that does not exist: %q", file, relative)
			return nil
		}
		kind := strings.TrimSuffix(filepath.Base(named), ".schema.json")
		s, err := c.Compile(schemas.ID(kind))
		if err != nil {
			return err
		}
		if err := s.Validate(record); err != nil {
			t.Errorf("%s: %#v", file, err)
		}
		if kind == "site" {
			return nil
		}
		if got, want := filepath.Base(filepath.Dir(file)), kind; got != want {
			t.Errorf("%s stands in folder %s, want %s", file, got, want)
		}
		if got, want := filepath.Base(file), record["id"].(string)+".json"; got != want {
			t.Errorf("%s should be called %s", file, want)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen == 0 {
		t.Error("no data files were found")
	}
}

// What the rules beyond plain fields refuse, one line each.
func TestRulesRefuse(t *testing.T) {
	const source = `"sources": [{"title": {"vi": "Nguồn"}}]`
	outcome := func(more string) string {
		return `{"$schema": "../../schemas/outcomes.schema.json", "id": "x", "commitment": "c", "date": "2022-12-14", ` + more + `, ` + source + `}`
	}
	activity := func(more string) string {
		return `{"$schema": "../../schemas/activities.schema.json", "id": "x", "commitment": "c", "type": "tap-huan", "title": {"vi": "Tập huấn"}, "order": 1, ` + more + `, ` + source + `}`
	}
	decision := `"decision": {"symbol": "1/QĐ-UBND", "date": "2022-12-14"}`
	tests := []struct {
		name, kind, record string
		ok                 bool
	}{
		{"recognised with everything", "outcomes", outcome(`"status": "recognised", "households": 15, "standard": "2022-2025", ` + decision), true},
		{"recognised without decision", "outcomes", outcome(`"status": "recognised", "households": 15, "standard": "2022-2025"`), false},
		{"recognised without standard", "outcomes", outcome(`"status": "recognised", "households": 15, ` + decision), false},
		{"recognised without households", "outcomes", outcome(`"status": "recognised", "standard": "2022-2025", ` + decision), false},
		{"unpublished with a reason", "outcomes", outcome(`"status": "unpublished", "reason": {"vi": "Không tìm thấy"}`), true},
		{"unpublished with a zero", "outcomes", outcome(`"status": "unpublished", "reason": {"vi": "Không tìm thấy"}, "households": 0`), false},
		{"not met without a reason", "outcomes", outcome(`"status": "not-met"`), false},
		{"a status that is not one", "outcomes", outcome(`"status": "done"`), false},
		{"a day that does not exist", "outcomes", strings.Replace(outcome(`"status": "planned"`), "2022-12-14", "2022-02-30", 1), false},
		{"empty optional lists", "activities", activity(`"status": "planned", "organizations": [], "evidence": []`), true},
		{"neither date nor period", "activities", activity(`"status": "planned"`), true},
		{"date and period", "activities", activity(`"status": "planned", "date": "2022-03-01", "period": {"from": "2022-01-01", "to": "2022-03-31"}`), false},
		{"evidenced without evidence", "activities", activity(`"status": "evidenced", "evidence": []`), false},
		{"households as text", "activities", activity(`"status": "planned", "households": "15"`), false},
		{"an unknown field", "activities", activity(`"status": "planned", "village": "x"`), false},
		{"a script for an address", "activities", activity(`"status": "evidenced", "evidence": [{"kind": "media", "text": {"vi": "x"}, "url": "javascript:alert(1)"}]`), false},
	}
	c := compiler(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := c.Compile(schemas.ID(tt.kind))
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(decode(t, []byte(tt.record))); (err == nil) != tt.ok {
				t.Errorf("Validate = %v, want ok %t", err, tt.ok)
			}
		})
	}
}
