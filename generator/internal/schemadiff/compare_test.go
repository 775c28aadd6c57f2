package schemadiff

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const person = `{"$id": "https://minhbach.example/schemas/v1/people.schema.json", "title": "Người", "type": "object",
	"properties": {
		"id": {"type": "string"},
		"age": {"type": "integer", "minimum": 18, "maximum": 65},
		"status": {"enum": ["a", "b"], "x-vocab": "statuses"},
		"born": {"type": "string", "format": "date"},
		"name": {"$ref": "defs.schema.json#/$defs/text"},
		"posts": {"type": "array", "items": {"type": "object", "properties": {"title": {"type": "string"}}}}
	},
	"required": ["id"]}`

const parts = `{"$id": "https://minhbach.example/schemas/v1/defs.schema.json", "$defs": {
	"text": {"type": "object", "properties": {"vi": {"type": "string"}, "en": {"type": "string"}}, "required": ["vi"]}}}`

// Each change is what somebody edits in a schema file, and what it means for a
// program that reads the data.
func TestEachChangeHasItsLevel(t *testing.T) {
	for _, tt := range []struct {
		name     string
		old, new string
		want     Level
		path     string
	}{
		{"nothing", "", "", None, ""},
		{"a field is removed", `"age": {"type": "integer", "minimum": 18, "maximum": 65},`, "", Major, "age"},
		{"a keyword that nobody knows", `"required"`, `"x": 1, "required"`, None, ""},
		{"an optional field is added", `"id": {"type": "string"},`, `"id": {"type": "string"}, "phone": {"type": "string"},`, Minor, "phone"},
		{"a number becomes text", `"age": {"type": "integer"`, `"age": {"type": "string"`, Major, "age"},
		{"a number may be missing too", `"age": {"type": "integer"`, `"age": {"type": ["integer", "null"]`, Major, "age"},
		{"a code is added", `["a", "b"]`, `["a", "b", "c"]`, Minor, "status"},
		{"a code is taken away", `["a", "b"]`, `["a"]`, Major, "status"},
		{"codes of another list", `"statuses"`, `"classes"`, Major, "status"},
		{"a day is no longer a day", `, "format": "date"`, ``, Major, "born"},
		{"what was always there may be absent", `"required": ["id"]`, `"required": []`, Major, "id"},
		{"what may be absent is always there", `"required": ["id"]`, `"required": ["id", "age"]`, Minor, "age"},
		{"a wider range", `"maximum": 65`, `"maximum": 70`, Minor, "age"},
		{"a narrower range", `"maximum": 65`, `"maximum": 60`, Patch, "age"},
		{"an explanation", `"title": "Người"`, `"title": "Cán bộ"`, Patch, ""},
		{"deep within a list", `{"title": {"type": "string"}}`, `{}`, Major, "posts[].title"},
		{"another shared part that says the same", `{"$ref": "defs.schema.json#/$defs/text"}`,
			`{"type": "object", "properties": {"vi": {"type": "string"}, "en": {"type": "string"}}, "required": ["vi"]}`, None, ""},
		{"another shared part that says less", `{"$ref": "defs.schema.json#/$defs/text"}`,
			`{"type": "object", "properties": {"vi": {"type": "string"}}, "required": ["vi"]}`, Major, "name.en"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if tt.old != "" && strings.Count(person, tt.old) != 1 {
				t.Fatalf("%q stands %d times in the schema", tt.old, strings.Count(person, tt.old))
			}
			before := map[string][]byte{"people": []byte(person), "defs": []byte(parts)}
			after := map[string][]byte{"people": []byte(strings.Replace(person, tt.old, tt.new, 1)), "defs": []byte(parts)}
			changes, err := Compare(before, after)
			if err != nil {
				t.Fatal(err)
			}
			if got := Highest(changes); got != tt.want {
				t.Fatalf("level %s, want %s: %v", got, tt.want, changes)
			}
			if len(changes) > 0 && changes[0].Path != tt.path {
				t.Errorf("the first change is at %q, want %q", changes[0].Path, tt.path)
			}
		})
	}
}

// What changes in a shared part is told once, where it is.
func TestSharedPartsAreComparedOnce(t *testing.T) {
	before := map[string][]byte{"people": []byte(person), "defs": []byte(parts)}
	after := map[string][]byte{"people": []byte(person), "defs": []byte(strings.Replace(parts, `, "en": {"type": "string"}`, "", 1))}
	changes, err := Compare(before, after)
	if err != nil || len(changes) != 1 || changes[0].Schema != "defs" || changes[0].Path != "$defs.text.en" || changes[0].Level != Major {
		t.Errorf("changes %v, %v", changes, err)
	}
}

func TestSchemasThatComeAndGo(t *testing.T) {
	one := map[string][]byte{"defs": []byte(parts)}
	two := map[string][]byte{"defs": []byte(parts), "people": []byte(person)}
	for _, tt := range []struct {
		before, after map[string][]byte
		want          Level
	}{{one, two, Minor}, {two, one, Major}} {
		if changes, err := Compare(tt.before, tt.after); err != nil || Highest(changes) != tt.want {
			t.Errorf("changes %v, %v, want %s", changes, err, tt.want)
		}
	}
}

// Nobody reads the settings of the site.
func TestSchemasOfInputsBreakNoReader(t *testing.T) {
	changes, err := Compare(map[string][]byte{"site": []byte(person)}, map[string][]byte{"site": []byte(`{}`)})
	if err != nil || Highest(changes) != Patch {
		t.Errorf("changes %v, %v", changes, err)
	}
}

func TestRevisionReadsWhatWasCommitted(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "schemas"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "schemas", "people.schema.json")
	run := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	if err := os.WriteFile(file, []byte(person), 0o644); err != nil {
		t.Fatal(err)
	}
	run("init", "-q")
	run("add", ".")
	run("commit", "-q", "-m", "one")
	if err := os.WriteFile(file, []byte(strings.Replace(person, "/v1/", "/v2/", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	before, err := Revision(context.Background(), dir, "HEAD")
	if err != nil || string(before["people"]) != person {
		t.Fatalf("schemas %q, %v", before, err)
	}
	after, err := Folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	for schemas, want := range map[string]map[string][]byte{"1": before, "2": after} {
		if got, err := Version(want); err != nil || got != schemas {
			t.Errorf("version %q, %v, want %s", got, err, schemas)
		}
	}
	for _, bad := range []string{"nowhere", "", "--output=x"} {
		if _, err := Revision(context.Background(), dir, bad); err == nil {
			t.Errorf("revision %q is read", bad)
		}
	}
}

func TestWithoutGitItSaysSo(t *testing.T) {
	t.Setenv("PATH", "")
	if _, err := Revision(context.Background(), t.TempDir(), "HEAD"); !errors.Is(err, ErrNoGit) {
		t.Errorf("error %v, want %v", err, ErrNoGit)
	}
}
