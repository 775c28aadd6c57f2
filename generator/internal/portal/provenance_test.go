package portal

import (
	"io"
	"slices"
	"testing"

	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
)

// A page of a record leads to its JSON, schema and file, and to each publication
// that changed it; the page of its dataset sums them up.
func TestPagesLeadToTheRecordsTheyAreMadeFrom(t *testing.T) {
	set, site := village(), villageSite()
	site.UpdateEvery = "P1M"
	c := dataset.New(set, site, dataset.Options{})
	if err := c.Write(func(string) (io.WriteCloser, error) { return discarded{io.Discard}, nil }); err != nil {
		t.Fatal(err)
	}
	built, problems := wholeSite(set, site, Options{Data: c, Releases: []*record.Release{
		{Number: 2, Date: "2026-11-23", Changes: record.Changes{Changed: []string{"commitments/c"}}},
		{Number: 1, Date: "2026-10-01", Changes: record.Changes{Added: []string{"commitments/c", "plans/62"}}},
	}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	page, _ := pageAt[CommitmentPage](t, built, "vi", "/cam-ket/c/")
	p := page.Frame.Provenance
	if p == nil || p.Records[0].Href != "/api/v1/commitments/c.json" || p.Schema.Href != "/api/v1/schemas/commitments.schema.json" ||
		len(p.Files) != 1 || p.Files[0].Text != "data/commitments/c.json" {
		t.Fatalf("provenance %+v", p)
	}
	if len(p.History) != 2 || p.History[0].Href != "/lich-su/2/" || p.History[0].Detail != "bản ghi có thay đổi" || p.History[1].Detail != "bản ghi mới" {
		t.Errorf("history %+v", p.History)
	}
	_, d := pageAt[DatasetPage](t, built, "vi", "/du-lieu/cam-ket/")
	if len(d.Changes) != 2 || d.Changes[0].Detail != "1 bản ghi có thay đổi" || d.Changes[1].Detail != "1 bản ghi mới" {
		t.Errorf("changes %+v", d.Changes)
	}
	i := slices.IndexFunc(d.Facts, func(f Fact) bool { return f.Label == "Cập nhật" })
	if got, want := d.Facts[i].Text, "hằng tháng, lần tới trước ngày 23/12/2026"; got != want || d.Late == nil || d.Late.Due.ISO != "2026-12-23" {
		t.Errorf("updated %q, want %q with a warning", got, want)
	}
	unit, _ := pageAt[UnitPage](t, built, "vi", "/xa/khanh-hoa-04342/")
	if n := len(unit.Frame.Provenance.Records); n != 2 {
		t.Errorf("%d records of a commune with two lives", n)
	}
	if home, _ := pageAt[Home](t, built, "vi", "/"); home.Frame.Provenance != nil {
		t.Error("the home page claims to be one record")
	}
}
