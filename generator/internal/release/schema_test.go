package release

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/schemas"
)

// What the program writes is what its schema promises to other programs.
func TestRecordFitsItsSchema(t *testing.T) {
	o := newOffice(t)
	o.publish()
	o.correct(16, "a-16")
	o.statistics[0].Cells["c"] = "9"
	o.publish()
	c := jsonschema.NewCompiler()
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
	schema, err := c.Compile(schemas.ID("releases"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range int64(2) {
		data, err := os.ReadFile(filepath.Join(o.dir, currentLink, recordPath(n+1)))
		if err != nil {
			t.Fatal(err)
		}
		var r any
		if err := json.Unmarshal(data, &r); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(r); err != nil {
			t.Errorf("release %d: %#v", n+1, err)
		}
	}
}
