// Package simulation invents households and takes them through the years. It is
// behind every synthetic row: those of this repository and those that speed is
// measured on. No row is about anyone; the same seed gives the same rows.
package simulation

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"minhbach/generator/internal/record"
)

// World is where and when the invented households live, and the codes that
// describe them.
type World struct {
	Communes    []Commune
	First, Last int     // years
	Families    float64 // that live in a commune on average, 0 for Families
	Codes
}

// Commune is a commune and what it became in 2025.
type Commune struct {
	ID, Code         string
	NextID, NextCode string
}

// Codes are the lists that rows draw from.
type Codes struct {
	Indicators, Sizes, Bodies []string
	Standard                  string
}

// LoadCodes reads the lists of a project.
func LoadCodes(project string) (Codes, error) {
	c := Codes{Standard: "2022-2025"}
	for _, list := range []struct {
		id string
		to *[]string
	}{{"indicators", &c.Indicators}, {"size-bands", &c.Sizes}, {"synthetic-bodies", &c.Bodies}} {
		v := new(record.Vocab)
		if err := Read(filepath.Join(project, "data", "vocab", list.id+".json"), v); err != nil {
			return Codes{}, err
		}
		for _, code := range v.Codes {
			*list.to = append(*list.to, code.Code)
		}
	}
	return c, nil
}

// Read reads one record.
func Read(file string, to any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, to); err != nil {
		return fmt.Errorf("read %s: %w", file, err)
	}
	return nil
}
