package dataset

import (
	"bytes"
	"encoding/json"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
)

const origin = "https://minhbach.example/"

// published compiles the schemas as they are published. Here they are closed
// again, so that a field that no schema knows is found.
func published(t *testing.T, files folder) *jsonschema.Compiler {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	for name, data := range files {
		if !strings.HasPrefix(name, "api/v1/schemas/") {
			continue
		}
		schema := parsed(t, data)
		closeObjects(schema)
		closed, err := json.Marshal(schema)
		if err == nil {
			err = c.AddResource(origin+name, bytes.NewReader(closed))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// closeObjects forbids unknown fields where an object is described as a whole,
// not in conditions.
func closeObjects(v any) {
	switch v := v.(type) {
	case map[string]any:
		_, described := v["properties"]
		if _, set := v["additionalProperties"]; described && v["type"] == "object" && !set {
			v["additionalProperties"] = false
		}
		for key, inner := range v {
			if key != "allOf" && key != "if" && key != "then" {
				closeObjects(inner)
			}
		}
	case []any:
		for _, inner := range v {
			closeObjects(inner)
		}
	}
}

// Every file of the API has the schema that it names.
func TestEveryAnswerMeetsItsSchema(t *testing.T) {
	_, files := written(t, Options{})
	compiler := published(t, files)
	compiled := map[string]*jsonschema.Schema{}
	checked := 0
	for name, data := range files {
		if !strings.HasPrefix(name, "api/v1/") || strings.HasPrefix(name, "api/v1/schemas/") || name == "api/v1/openapi.json" {
			continue
		}
		answer := parsed(t, data).(map[string]any)
		at, _ := answer["$schema"].(string)
		if compiled[at] == nil {
			s, err := compiler.Compile(at)
			if err != nil {
				t.Fatalf("%s names the schema %q: %v", name, at, err)
			}
			compiled[at] = s
		}
		if err := compiled[at].Validate(answer); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
		if self := answer["links"].(map[string]any)["self"]; self != origin+name {
			t.Errorf("%s calls itself %v", name, self)
		}
		checked++
	}
	if checked < 100 {
		t.Errorf("only %d answers were looked at", checked)
	}
}

// No link of the API leads to an address of the API that is not there.
func TestLinksLeadSomewhere(t *testing.T) {
	_, files := written(t, Options{})
	for name, data := range files {
		if !strings.HasPrefix(name, "api/v1/") || name == "api/v1/openapi.json" {
			continue
		}
		walk(parsed(t, data), func(s string) {
			target, ours := strings.CutPrefix(s, origin)
			if !ours || !strings.HasSuffix(target, ".json") {
				return
			}
			if _, ok := files[target]; !ok {
				t.Errorf("%s leads to %s", name, target)
			}
		})
	}
}

func walk(v any, visit func(string)) {
	switch v := v.(type) {
	case string:
		visit(v)
	case map[string]any:
		for _, inner := range v {
			walk(inner, visit)
		}
	case []any:
		for _, inner := range v {
			walk(inner, visit)
		}
	}
}

type openAPIFile struct {
	OpenAPI string
	Paths   map[string]struct {
		Get struct {
			OperationID string
			Parameters  []struct {
				Name    string
				Example any
			}
			Responses map[string]struct {
				Content map[string]struct {
					Schema   map[string]string
					Examples map[string]struct{ Value any }
				}
			}
		}
	}
	Components struct{ Schemas map[string]any }
}

// Every path of the OpenAPI document is there, its example is what a reader
// gets, and together the paths cover every file.
func TestOpenAPIDescribesTheFiles(t *testing.T) {
	_, files := written(t, Options{})
	var spec openAPIFile
	if err := json.Unmarshal(files["api/v1/openapi.json"], &spec); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(spec.OpenAPI, "3.1.") {
		t.Errorf("openapi is %q", spec.OpenAPI)
	}
	operations := map[string]bool{}
	for template, item := range spec.Paths {
		if operations[item.Get.OperationID] {
			t.Errorf("two operations are called %s", item.Get.OperationID)
		}
		operations[item.Get.OperationID] = true
		address := template
		for _, p := range item.Get.Parameters {
			example, _ := json.Marshal(p.Example)
			address = strings.ReplaceAll(address, "{"+p.Name+"}", strings.Trim(string(example), `"`))
		}
		data, ok := files[strings.TrimPrefix(address, "/")]
		if !ok {
			t.Errorf("%s: nothing at %s", template, address)
			continue
		}
		content := item.Get.Responses["200"].Content["application/json"]
		name := strings.TrimPrefix(content.Schema["$ref"], "#/components/schemas/")
		if spec.Components.Schemas[name] == nil {
			t.Errorf("%s: no schema %s", template, name)
		}
		var answer any
		if err := json.Unmarshal(data, &answer); err != nil {
			t.Fatal(err)
		}
		for key, example := range content.Examples {
			if !reflect.DeepEqual(example.Value, answer) {
				t.Errorf("%s: the example %s is not what stands at %s", template, key, address)
			}
		}
	}
	for name := range files {
		if strings.HasPrefix(name, "api/v1/") && !strings.HasPrefix(name, "api/v1/schemas/") && name != "api/v1/openapi.json" && !covered(spec, "/"+name) {
			t.Errorf("%s is in no path", name)
		}
	}
	schemas := 0
	for name := range files {
		if strings.HasPrefix(name, "api/v1/schemas/") {
			schemas++
		}
	}
	parts := parsed(t, files["api/v1/schemas/defs.schema.json"]).(map[string]any)["$defs"].(map[string]any)
	if got, want := len(spec.Components.Schemas), schemas-1+len(parts); got != want {
		t.Errorf("%d components, want %d: two schemas have one name", got, want)
	}
	walk(parsed(t, files["api/v1/openapi.json"]), func(s string) {
		if name, ok := strings.CutPrefix(s, "#/components/schemas/"); ok && spec.Components.Schemas[name] == nil {
			t.Errorf("a reference leads to %s, which is not there", s)
		}
	})
}

func covered(spec openAPIFile, name string) bool {
	for template := range spec.Paths {
		pattern := strings.NewReplacer("{id}", "*", "{page}", "*").Replace(template)
		if match, err := path.Match(pattern, name); err == nil && match {
			return true
		}
	}
	return false
}

func TestListsArePaged(t *testing.T) {
	c := New(&record.Set{}, record.Site{BaseURL: "https://a.example/"}, Options{})
	files := folder{}
	p := publisher{catalog: c, create: files.create}
	a := &api{book: c.book, keys: c.keys, again: p.again}
	err := a.writeList("units", "units-list", 250, p.write, list{
		key:  func(int) kept.Digest { return kept.Digest{} },
		item: func(i int) ([]byte, error) { return compact(i) },
	})
	if err != nil {
		t.Fatal(err)
	}
	type list struct {
		Count, Page, Pages int
		Items              []int
		Links              map[string]string
	}
	read := func(name string) (l list) {
		if err := json.Unmarshal(files[name], &l); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return l
	}
	last := read("api/v1/units/page-3.json")
	if last.Count != 250 || last.Pages != 3 || len(last.Items) != 50 || last.Items[49] != 249 {
		t.Errorf("the last page is %+v", last)
	}
	want := map[string]string{
		"self": "https://a.example/api/v1/units/page-3.json", "first": "https://a.example/api/v1/units/page-1.json",
		"last": "https://a.example/api/v1/units/page-3.json", "prev": "https://a.example/api/v1/units/page-2.json",
	}
	if !maps.Equal(last.Links, want) {
		t.Errorf("links %v, want %v", last.Links, want)
	}
	if first, index := read("api/v1/units/page-1.json"), read("api/v1/units/index.json"); !slices.Equal(first.Items, index.Items) || first.Links["next"] != index.Links["next"] {
		t.Error("index.json is not the first page")
	}
}

// What belongs to a commitment is found under its commune too.
func TestIndexOfACommuneLeadsToEverythingAboutIt(t *testing.T) {
	_, files := written(t, Options{})
	var made index
	if err := json.Unmarshal(files["api/v1/by/unit/khanh-hoa-04342.json"], &made); err != nil {
		t.Fatal(err)
	}
	for kindName, want := range map[string]int{"commitments": 1, "activities": 17, "outcomes": 3, "news": 1} {
		if got := len(made.Records[kindName]); got != want {
			t.Errorf("%d %s, want %d", got, kindName, want)
		}
	}
}
