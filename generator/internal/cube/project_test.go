package cube

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

const project = "../../.."

// projectSet reads the records of this repository that a cube needs.
func projectSet(t testing.TB) *record.Set {
	t.Helper()
	set := &record.Set{Paths: map[string]string{}}
	readKind(t, "units", &set.Units)
	readKind(t, "organizations", &set.Organizations)
	readKind(t, "commitments", &set.Commitments)
	readKind(t, "outcomes", &set.Outcomes)
	readKind(t, "figures", &set.Figures)
	readKind(t, "vocab", &set.Vocab)
	readKind(t, "tables", &set.Tables)
	return set
}

func readKind[T any](t testing.TB, kind string, to *map[string]*T) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(project, "data", kind, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	*to = map[string]*T{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r := new(T)
		if err := json.Unmarshal(data, r); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		(*to)[strings.TrimSuffix(filepath.Base(file), ".json")] = r
	}
}

// projectPolicy is the policy of this repository.
func projectPolicy(t testing.TB) record.Disclosure {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(project, "data", "site.json"))
	if err != nil {
		t.Fatal(err)
	}
	var site record.Site
	if err := json.Unmarshal(data, &site); err != nil {
		t.Fatal(err)
	}
	return site.Disclosure
}
