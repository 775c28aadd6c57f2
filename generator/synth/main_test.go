package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minhbach/generator/synth/simulation"
)

const project = "../.."

// The files of the repository are exactly what the command makes: nobody has to
// trust that no real row was slipped in.
func TestFilesOfTheRepositoryAreSynthetic(t *testing.T) {
	w, err := load(project)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Communes) != 24 {
		t.Errorf("%d communes, want the 24 of Lục Yên", len(w.Communes))
	}
	years := w.Simulate(simulation.NewChance(defaultSeed, 0))
	for year, rows := range years {
		name := fmt.Sprintf("%s-%d.jsonl", district, year)
		have, err := os.ReadFile(filepath.Join(project, "data", "microdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(have, simulation.Encode(rows, district, year, defaultSeed, command)) {
			t.Errorf("data/microdata/%s is not what seed %d makes: run go run ./generator/synth", name, defaultSeed)
		}
	}
	files, err := filepath.Glob(filepath.Join(project, "data", "microdata", "*.jsonl"))
	if err != nil || len(files) != len(years) {
		t.Errorf("%d files of rows, want %d (%v)", len(files), len(years), err)
	}
}

func TestAnotherSeedMakesOtherHouseholds(t *testing.T) {
	w, err := load(project)
	if err != nil {
		t.Fatal(err)
	}
	file := func(seed uint64) string {
		return string(simulation.Encode(w.Simulate(simulation.NewChance(seed, 0))[2022], district, 2022, 0, command))
	}
	if file(1) == file(2) {
		t.Error("two seeds give the same households")
	}
}

// The size of the set is that of the district, so that what is withheld on the
// synthetic pages is about what would be withheld on real ones. Its numbers are
// not those that were published.
func TestSizesAreInTheOrderOfTheDistrict(t *testing.T) {
	w, err := load(project)
	if err != nil {
		t.Fatal(err)
	}
	rows := string(simulation.Encode(w.Simulate(simulation.NewChance(defaultSeed, 0))[2023], district, 2023, defaultSeed, command))
	for class, published := range map[string]int{"ho-ngheo": 2205, "ho-can-ngheo": 1955} {
		if n := strings.Count(rows, `"classEnd":"`+class+`"`); n < published*8/10 || n > published*12/10 || n == published {
			t.Errorf("%d households are %s at the end of 2023; the published figure is %d, and the set should be near it and not equal", n, class, published)
		}
	}
}

// Invented help comes from invented bodies.
func TestNothingIsInventedAboutARealOffice(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(project, "data", "microdata", "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, rows, _ := strings.Cut(string(data), "\n")
		var h struct{ Synthetic bool }
		if err := json.Unmarshal([]byte(head), &h); err != nil || !h.Synthetic {
			t.Errorf("%s does not declare itself synthetic", file)
		}
		if strings.Contains(rows, `"commitment"`) || strings.Count(rows, `"organization":"`) != strings.Count(rows, `"organization":"mo-phong-`) {
			t.Errorf("%s names a real commitment or office", file)
		}
	}
}
