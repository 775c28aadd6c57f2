package portal

import (
	"testing"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/settings"
	"minhbach/generator/internal/source"
)

// realSet is the records of this repository.
func realSet(t *testing.T) (*record.Set, record.Site) {
	t.Helper()
	project, problems, err := source.Load("../../..", source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	site, more := settings.Load(project, nil, nil)
	problems = append(problems, more...)
	set, more := check.Project(project, check.Options{Today: site.DataAsOf})
	problems = append(problems, more...)
	for _, p := range problems {
		t.Logf("%s: %s", p.Pos, p.Message.EN)
	}
	if diag.HasErrors(problems) {
		t.Fatal("the records of the repository have problems")
	}
	return set, site
}
