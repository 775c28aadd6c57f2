package scaffold

import (
	"encoding/json"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"minhbach/generator/internal/edit"
)

var answers = Answers{
	Title: "Giảm nghèo huyện A", Publisher: "UBND huyện A", Email: "lien-he@example.org", BaseURL: "https://giam-ngheo.example.org",
	Date: "23/11/2026", Program: "https://example.org/minhbach", Commit: strings.Repeat("0a", 20),
}

func TestNewInstanceHasNoProblems(t *testing.T) {
	files, problems, err := Files(answers)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if problems, err = edit.JudgeAlone(files); err != nil || len(problems) > 0 {
		t.Errorf("%v %+v", err, problems)
	}
	for _, f := range files {
		if strings.Contains(string(f.Data), "[[") {
			t.Errorf("%s has an unfilled place", f.Path)
		}
		if path.Ext(f.Path) == ".json" && !json.Valid(f.Data) {
			t.Errorf("%s is no JSON", f.Path)
		}
		if path.Ext(f.Path) == ".yml" {
			var doc map[string]any
			if err := yaml.Unmarshal(f.Data, &doc); err != nil {
				t.Errorf("%s: %v", f.Path, err)
			}
		}
	}
}

func TestWrongAnswersAreNamed(t *testing.T) {
	a := answers
	a.Program, a.Commit, a.Date = "https://example.org/$(x)", "main", "30/2/2026"
	_, problems, err := Files(a)
	if err != nil || len(problems) != 3 {
		t.Errorf("%v %+v", err, problems)
	}
}

// A new instance begins with the code lists of this project, but for the bodies
// that only its synthetic households know.
func TestCodeListsAreTheProjects(t *testing.T) {
	const here, there = "files/data/vocab", "../../../data/vocab"
	var names []string
	entries, err := os.ReadDir(there)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() == "synthetic-bodies.json" {
			continue
		}
		names = append(names, e.Name())
		want, err := os.ReadFile(path.Join(there, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := files.ReadFile(path.Join(here, e.Name())); err != nil || string(got) != string(want) {
			t.Errorf("%s differs: copy it from data/vocab (%v)", e.Name(), err)
		}
	}
	copies, err := files.ReadDir(here)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range copies {
		if !slices.Contains(names, e.Name()) {
			t.Errorf("%s is no list of the project", e.Name())
		}
	}
}
