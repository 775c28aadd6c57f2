package diag

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Formats are the forms in which a report can be written.
var Formats = []string{"text", "json", "sarif", "github", "junit"}

// Report is the result of one check, ready to be written for people or machines.
type Report struct {
	Problems []Problem
	Files    int    // how many files were looked at
	Version  string // of the program
	HelpBase string // absolute address below which the pages about codes lie: "https://example.org/"
	Date     string // ISO date up to which the records were kept, the clock of the report
	Lang     string // of forms that carry one language only: "vi" or "en"
}

// Write writes the report in one of Formats.
func (r Report) Write(w io.Writer, format string) error {
	switch format {
	case "text":
		return Write(w, r.Problems, r.Lang)
	case "json":
		return r.writeJSON(w)
	case "sarif":
		return r.writeSARIF(w)
	case "github":
		return r.writeGitHub(w)
	case "junit":
		return r.writeJUnit(w)
	}
	return fmt.Errorf("no report format %q", format)
}

// help is the address of the page about a code.
func (r Report) help(code string) string { return r.HelpBase + HelpPath(code) }

// HelpPath is the address of the page about a code, below the root of the site.
func HelpPath(code string) string { return "tro-giup/" + strings.ToLower(code) + "/" }

// repeats is how often the same mistake is listed before its places are counted.
const repeats = 10

// Group folds a mistake that stands in more than ten places (the same code and
// the same words) into its first place: Count says how many there are, Related
// names the next ones. Order is kept.
func Group(ps []Problem) []Problem {
	type kind struct {
		code    string
		message Text
	}
	count := map[kind]int{}
	for _, p := range ps {
		count[kind{p.Code, p.Message}]++
	}
	first := map[kind]int{}
	var grouped []Problem
	for _, p := range ps {
		k := kind{p.Code, p.Message}
		if count[k] <= repeats {
			grouped = append(grouped, p)
			continue
		}
		at, seen := first[k]
		if !seen {
			first[k] = len(grouped)
			p.Count = count[k]
			p.Related = slices.Clone(p.Related)
			grouped = append(grouped, p)
			continue
		}
		if g := &grouped[at]; len(g.Related) < repeats-1 {
			g.Related = append(g.Related, p.Pos)
		}
	}
	return grouped
}

// Counts says how many problems stop publication and how many do not.
func Counts(ps []Problem) (errors, warnings int) {
	for _, p := range ps {
		if p.Severity == Error {
			errors += max(p.Count, 1)
		} else {
			warnings += max(p.Count, 1)
		}
	}
	return errors, warnings
}
