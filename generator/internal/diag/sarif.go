package diag

import (
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"slices"
)

// The types below are the part of SARIF 2.1.0 (OASIS, errata 01) that we use.

type sarifLog struct {
	Version string     `json:"version"`
	Schema  string     `json:"$schema"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Language   string        `json:"language"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	} `json:"driver"`
}

type sarifRule struct {
	ID               string    `json:"id"`
	ShortDescription sarifText `json:"shortDescription"`
	HelpURI          string    `json:"helpUri"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID           string            `json:"ruleId"`
	RuleIndex        int               `json:"ruleIndex"`
	Level            string            `json:"level"`
	Message          sarifText         `json:"message"`
	Locations        []sarifLocation   `json:"locations"`
	RelatedLocations []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints     map[string]string `json:"partialFingerprints"`
	OccurrenceCount  int               `json:"occurrenceCount,omitempty"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	} `json:"physicalLocation"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

func (r Report) writeSARIF(w io.Writer) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Language: r.Lang, Results: []sarifResult{}}
	run.Tool.Driver.Name, run.Tool.Driver.Version = "minhbach", r.Version
	run.Tool.Driver.Rules = []sarifRule{}
	var codes []string
	for _, p := range r.Problems {
		codes = append(codes, p.Code)
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for _, code := range codes {
		title, _ := Title(code)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{code, sarifText{title.In(r.Lang)}, r.help(code)})
	}
	seen := map[string]int{}
	for _, p := range r.Problems {
		index, _ := slices.BinarySearch(codes, p.Code)
		result := sarifResult{
			RuleID: p.Code, RuleIndex: index, Level: p.Severity.String(),
			Message:         sarifText{p.Message.In(r.Lang) + "\n" + p.Remedy.In(r.Lang)},
			Locations:       []sarifLocation{sarifPlace(p.Pos)},
			Fingerprints:    map[string]string{"minhbach/v1": fingerprint(p, seen)},
			OccurrenceCount: p.Count,
		}
		for _, pos := range p.Related {
			result.RelatedLocations = append(result.RelatedLocations, sarifPlace(pos))
		}
		run.Results = append(run.Results, result)
	}
	return encode(w, sarifLog{"2.1.0", "https://json.schemastore.org/sarif-2.1.0.json", []sarifRun{run}})
}

// fingerprint stays the same when lines are added above the problem, so that a
// host does not report it as new. Equal problems of a file are told apart by
// their order.
func fingerprint(p Problem, seen map[string]int) string {
	key := fmt.Sprintf("%s\n%s\n%s\n%s", p.Code, p.Path, p.Record, p.Message.VI)
	seen[key]++
	return fmt.Sprintf("%x", sha256.Sum256(fmt.Appendf(nil, "%s\n%d", key, seen[key])))[:32]
}

func sarifPlace(pos Pos) sarifLocation {
	var l sarifLocation
	l.Physical.Artifact.URI = (&url.URL{Path: pos.Path}).String()
	if pos.Line > 0 {
		l.Physical.Region = &sarifRegion{pos.Line, pos.Col, pos.EndLine, pos.EndCol}
	}
	return l
}
