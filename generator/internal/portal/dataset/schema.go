package dataset

import (
	"encoding/json"
	"fmt"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/schemas"
)

// shape is the part of a JSON Schema that the data dictionary needs.
type shape struct {
	Title       string            `json:"title"`
	Description string            `json:"description"`
	English     english           `json:"x-en"`
	Ref         string            `json:"$ref"`
	Type        string            `json:"type"`
	Format      string            `json:"format"`
	Pattern     string            `json:"pattern"`
	Enum        []string          `json:"enum"`
	Minimum     *float64          `json:"minimum"`
	Maximum     *float64          `json:"maximum"`
	Properties  map[string]*shape `json:"properties"`
	Items       *shape            `json:"items"`
	Required    []string          `json:"required"`
	Reference   string            `json:"x-reference"`
	Vocab       string            `json:"x-vocab"`
	Parts       map[string]*shape `json:"$defs"`

	part    string    // name of the shared part that it refers to
	leading []leading // see bind
}

type english struct {
	Title       string `json:"title"`
	Description string `json:"description"`
}

func (s *shape) title() record.Text { return record.Text{VI: s.Title, EN: s.English.Title} }
func (s *shape) meaning() record.Text {
	return record.Text{VI: s.Description, EN: s.English.Description}
}

// readShape reads the schema called name with every reference resolved. The
// schemas are part of the program: one that cannot be read is a fault in it.
func readShape(name string) *shape {
	s := decodeShape(name)
	s.resolve(decodeShape(schemas.Defs).Parts)
	return s
}

func decodeShape(name string) *shape {
	raw, err := schemas.Read(name)
	if err != nil {
		panic(err)
	}
	s := new(shape)
	if err := json.Unmarshal(raw, s); err != nil {
		panic(fmt.Sprintf("schema %s: %v", name, err))
	}
	return s
}

// resolve replaces references to shared parts by what they stand for. What is
// said beside the reference is about this use of it and stays.
func (s *shape) resolve(parts map[string]*shape) {
	for s.Ref != "" {
		_, name, _ := strings.Cut(s.Ref, "#/$defs/")
		part := parts[name]
		if part == nil {
			panic("no shared part " + s.Ref)
		}
		merged := *part
		merged.Title, merged.Description, merged.English = s.Title, s.Description, s.English
		if s.Title == "" {
			merged.Title, merged.Description, merged.English = part.Title, part.Description, part.English
		}
		if s.Reference != "" {
			merged.Reference = s.Reference
		}
		if s.Vocab != "" {
			merged.Vocab = s.Vocab
		}
		if merged.part = name; part.part != "" {
			merged.part = part.part
		}
		*s = merged
	}
	// Parts are shared between schemas only until here: each use gets its own copy.
	if s.Properties != nil {
		own := make(map[string]*shape, len(s.Properties))
		for name, property := range s.Properties {
			p := *property
			p.resolve(parts)
			own[name] = &p
		}
		s.Properties = own
	}
	if s.Items != nil {
		items := *s.Items
		items.resolve(parts)
		s.Items = &items
	}
}
