package cube

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"slices"
)

// Header is the first line of every microdata file: what the rows are and what
// they cover. It holds nothing about any household.
type Header struct {
	Schema    string   `json:"schema"`    // relative path of schemas/microdata.schema.json
	Synthetic *bool    `json:"synthetic"` // made by a program, not by a review of households
	Coverage  []string `json:"coverage"`  // units of which every household concerned has a row
	Years     []int32  `json:"years"`     // years of which there are rows
	Seed      *uint64  `json:"seed,omitempty"`
	Generator string   `json:"generator,omitempty"` // command that made synthetic rows
}

// scope is what the header of a file allows its rows to be about.
type scope struct {
	synthetic bool
	declared  map[int32]bool   // units that the header names: the records know all their communes
	communes  map[int32][]bool // for each year, whether each unit is a covered commune
}

// readHeader understands the first line. The errors of encoding/json quote
// their input, so that none is passed on.
func readHeader(line []byte, a *areas) (scope, string) {
	var h Header
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&h); err != nil {
		return scope{}, headerShape
	}
	if _, err := d.Token(); err != io.EOF {
		return scope{}, headerShape
	}
	switch {
	case h.Synthetic == nil || h.Schema == "":
		return scope{}, headerShape
	case *h.Synthetic != (h.Seed != nil) || *h.Synthetic != (h.Generator != ""):
		return scope{}, headerSeed
	case len(h.Years) == 0 || len(h.Coverage) == 0:
		return scope{}, headerCoverage
	}
	s := scope{synthetic: *h.Synthetic, declared: map[int32]bool{}, communes: map[int32][]bool{}}
	for _, y := range h.Years {
		if y < firstYear || y > lastYear || s.communes[y] != nil {
			return scope{}, headerCoverage
		}
		covered := make([]bool, len(a.unit))
		for _, id := range h.Coverage {
			u, ok := a.units.index[id]
			if !ok {
				return scope{}, headerUnit
			}
			members := a.of(u, y)
			if len(members) == 0 {
				return scope{}, headerUnit
			}
			s.declared[u] = true
			for _, m := range members {
				covered[m] = true
			}
		}
		s.communes[y] = covered
	}
	return s, ""
}

// join adds the coverage of another file to that of the whole set.
func (s *scope) join(o scope) {
	maps.Copy(s.declared, o.declared)
	for y, units := range o.communes {
		have := s.communes[y]
		if have == nil {
			s.communes[y] = slices.Clone(units)
			continue
		}
		for u, in := range units {
			have[u] = have[u] || in
		}
	}
}
