package diag

import (
	"encoding/json"
	"io"
)

// jsonReport is described by schemas/problems.schema.json.
type jsonReport struct {
	Schema   string        `json:"$schema"`
	Tool     jsonTool      `json:"tool"`
	Summary  jsonSummary   `json:"summary"`
	Problems []jsonProblem `json:"problems"`
}

type jsonTool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type jsonSummary struct {
	Files    int `json:"files"`
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
}

type jsonProblem struct {
	Pos
	Record   string `json:"record,omitempty"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Message  Text   `json:"message"`
	Remedy   Text   `json:"remedy"`
	Help     string `json:"help"`
	Count    int    `json:"count"`
	Related  []Pos  `json:"related,omitempty"`
}

func (r Report) writeJSON(w io.Writer) error {
	errors, warnings := Counts(r.Problems)
	doc := jsonReport{
		Schema:   "https://minhbach.example/schemas/v1/problems.schema.json",
		Tool:     jsonTool{"minhbach", r.Version},
		Summary:  jsonSummary{r.Files, errors, warnings},
		Problems: []jsonProblem{},
	}
	for _, p := range r.Problems {
		doc.Problems = append(doc.Problems, jsonProblem{
			p.Pos, p.Record, p.Severity.String(), p.Code, p.Message, p.Remedy,
			r.help(p.Code), max(p.Count, 1), p.Related,
		})
	}
	return encode(w, doc)
}

// encode writes indented JSON with <, > and & as they are.
func encode(w io.Writer, doc any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(doc)
}
