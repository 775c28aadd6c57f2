package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"minhbach/generator/internal/record"
)

// world is what the simulation takes from the records: places and codes.
type world struct {
	communes   []commune
	indicators []string
	sizes      []string
	bodies     []string
	standard   string
}

// commune is one of the old communes and what it became.
type commune struct {
	id, code           string
	nextID, nextCode   string
	households         int // that live there, invented
	poor, near, atRisk float64
}

func load(project string) (*world, error) {
	units := map[string]*record.Unit{}
	files, err := filepath.Glob(filepath.Join(project, "data", "units", "*.json"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		u := new(record.Unit)
		if err := read(file, u); err != nil {
			return nil, err
		}
		units[u.ID] = u
	}
	w := &world{standard: "2022-2025"}
	for _, u := range units {
		if u.Parent != district || len(u.Successors) != 1 || units[u.Successors[0]] == nil {
			continue
		}
		next := units[u.Successors[0]]
		w.communes = append(w.communes, commune{id: u.ID, code: u.Code, nextID: next.ID, nextCode: next.Code})
	}
	if len(w.communes) == 0 {
		return nil, fmt.Errorf("no communes of %s in data/units", district)
	}
	slices.SortFunc(w.communes, func(a, b commune) int { return cmp.Compare(a.id, b.id) })
	for id, to := range map[string]*[]string{"indicators": &w.indicators, "size-bands": &w.sizes, "synthetic-bodies": &w.bodies} {
		v := new(record.Vocab)
		if err := read(filepath.Join(project, "data", "vocab", id+".json"), v); err != nil {
			return nil, err
		}
		for _, c := range v.Codes {
			*to = append(*to, c.Code)
		}
	}
	return w, nil
}

func read(file string, to any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	return nil
}
