// Command synth makes the synthetic microdata of this repository: invented
// households in the communes of Lục Yên, so that every page and table can be
// seen working. The sizes are in the order of the published district figures;
// no row is about anyone. The same seed gives the same bytes.
//
//	go run ./generator/synth
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"minhbach/generator/synth/simulation"
)

const (
	district  = "luc-yen-135"
	firstYear = 2022
	lastYear  = 2025
	// defaultSeed made the files in data/microdata.
	defaultSeed = 1352022
	command     = "go run ./generator/synth"
)

func main() {
	project := flag.String("project", ".", "root of the project")
	out := flag.String("out", "", "folder to write to (default data/microdata of the project)")
	seed := flag.Uint64("seed", defaultSeed, "seed of the simulation")
	flag.Parse()
	if *out == "" {
		*out = filepath.Join(*project, "data", "microdata")
	}
	if err := run(*project, *out, *seed); err != nil {
		fmt.Fprintln(os.Stderr, "synth:", err)
		os.Exit(3)
	}
}

// run simulates and writes one file for each year.
func run(project, out string, seed uint64) error {
	world, err := load(project)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	for year, rows := range world.Simulate(simulation.NewChance(seed, 0)) {
		file := filepath.Join(out, fmt.Sprintf("%s-%d.jsonl", district, year))
		if err := os.WriteFile(file, simulation.Encode(rows, district, year, seed, command), 0o644); err != nil {
			return err
		}
	}
	return nil
}
