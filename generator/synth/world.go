package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"minhbach/generator/internal/record"
	"minhbach/generator/synth/simulation"
)

// load takes from the records what the simulation needs: the communes of the
// district with what they became, and codes.
func load(project string) (*simulation.World, error) {
	units := map[string]*record.Unit{}
	files, err := filepath.Glob(filepath.Join(project, "data", "units", "*.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		u := new(record.Unit)
		if err := simulation.Read(file, u); err != nil {
			return nil, err
		}
		units[u.ID] = u
	}
	codes, err := simulation.LoadCodes(project)
	if err != nil {
		return nil, err
	}
	w := &simulation.World{First: firstYear, Last: lastYear, Codes: codes}
	for _, u := range units {
		if u.Parent != district || len(u.Successors) != 1 || units[u.Successors[0]] == nil {
			continue
		}
		next := units[u.Successors[0]]
		w.Communes = append(w.Communes, simulation.Commune{ID: u.ID, Code: u.Code, NextID: next.ID, NextCode: next.Code})
	}
	if len(w.Communes) == 0 {
		return nil, fmt.Errorf("no communes of %s in data/units", district)
	}
	slices.SortFunc(w.Communes, func(a, b simulation.Commune) int { return cmp.Compare(a.ID, b.ID) })
	return w, nil
}
