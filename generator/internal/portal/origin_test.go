package portal

import (
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

const anywhere = "https://example.org/x/blob/{commit}/{path}#L{line}"

// withOrigins is the village with the file of its commitment, a result and a
// figure at hand.
func withOrigins(t *testing.T, site record.Site, commit string) *whole {
	t.Helper()
	set := village()
	outcome(set, "o", "recognised", "2023-01-15", number(12))
	set.Figures["f"] = &record.Figure{Head: record.Head{ID: "f"}, Unit: "yen-bai-15", Year: 2022, Standard: "2022-2025", Status: "approved",
		Values: []record.FigureValue{{Measure: "poor", Households: number(10), Rate: rate(1.5)}}}
	set.Paths = map[string]string{"commitments/c": "data/commitments/c.json", "outcomes/o": "data/outcomes/o.json", "figures/f": "data/figures/f.json"}
	project, _, err := source.LoadFS(fstest.MapFS{
		"data/commitments/c.json": {Data: []byte("{\n  \"order\": 9,\n  \"promise\": {\n    \"value\": 15\n  }\n}\n")},
		"data/outcomes/o.json":    {Data: []byte("{\n  \"households\": 12\n}\n")},
		"data/figures/f.json":     {Data: []byte("{\n  \"year\": 2022,\n  \"values\": [\n    {\n      \"households\": 10,\n      \"rate\": 1.5\n    }\n  ]\n}\n")},
	}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := dataset.New(set, site, dataset.Options{})
	if err := c.Write(func(string) (io.WriteCloser, error) { return discarded{io.Discard}, nil }); err != nil {
		t.Fatal(err)
	}
	s, problems := wholeSite(set, site, Options{Data: c, Project: project, Commit: commit})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

// A number leads to its line at the published commit.
func TestNumbersLeadToTheirLines(t *testing.T) {
	site := villageSite()
	site.Repository = anywhere
	s := withOrigins(t, site, "abc")
	page, commitment := pageAt[CommitmentPage](t, s, "vi", "/cam-ket/c/")
	promised, result := commitment.Result.Meters[1].Origin, commitment.Result.Meters[2].Origin
	if promised == nil || promised.Href != "https://example.org/x/blob/abc/data/commitments/c.json#L4" || promised.Text != "data/commitments/c.json:4" {
		t.Errorf("the promise comes from %+v", promised)
	}
	if result == nil || result.Href != "https://example.org/x/blob/abc/data/outcomes/o.json#L2" {
		t.Errorf("the result comes from %+v", result)
	}
	file := page.Frame.Provenance.Files[0]
	if file.Href != "https://example.org/x/blob/abc/data/commitments/c.json#L1" || len(file.Lines) != 1 || file.Lines[0].Text != "4" {
		t.Errorf("the file of the page is %+v", file)
	}
	_, figures := pageAt[FiguresPage](t, s, "en", "/so-lieu/yen-bai-15/")
	row := figures.Tables[0].Rows[0]
	if last := row.Cells[len(row.Cells)-1]; last.Text != "line 5" || last.Href != "https://example.org/x/blob/abc/data/figures/f.json#L5" || last.Explain != "data/figures/f.json:5" {
		t.Errorf("the figure comes from %+v", last)
	}
}

// Without a public repository, or without a commit that holds these very files,
// a number leads to its record on the site and names file and line.
func TestNumbersNameTheirLinesWithoutARepository(t *testing.T) {
	public := villageSite()
	public.Repository = anywhere
	for _, s := range []*whole{withOrigins(t, villageSite(), "abc"), withOrigins(t, public, "")} {
		page, commitment := pageAt[CommitmentPage](t, s, "vi", "/cam-ket/c/")
		if got := commitment.Result.Meters[2].Origin; got.Text != "data/outcomes/o.json:2" || got.Href != "/api/v1/outcomes/o.json" {
			t.Errorf("the result comes from %+v", got)
		}
		if file := page.Frame.Provenance.Files[0]; file.Href != "" || file.Lines[0].Href != "" {
			t.Errorf("the file leads to %+v", file)
		}
		if strings.Contains(asJSON(t, s.Pages), "example.org/x/") {
			t.Error("a link leads to a repository that nobody can read")
		}
	}
}
