package portal

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/portal/dataset"
)

type discarded struct{ io.Writer }

func (discarded) Close() error { return nil }

// writtenCatalog is the data portal of the records of this repository.
func writtenCatalog(t *testing.T) (*dataset.Catalog, []*edition) {
	t.Helper()
	set, site := realSet(t)
	c := dataset.New(set, site, dataset.Options{})
	if err := c.Write(func(string) (io.WriteCloser, error) { return discarded{io.Discard}, nil }); err != nil {
		t.Fatal(err)
	}
	made, without := editions(newIndex(set, site, Options{Data: c}), site)
	if len(without) > 0 {
		t.Fatalf("no phrases for %v", without)
	}
	return c, made
}

func TestEveryDatasetHasItsPage(t *testing.T) {
	c, made := writtenCatalog(t)
	for _, e := range made {
		pages := e.dataPages()
		if problems := collisions(outlines(pages)); len(problems) > 0 {
			t.Errorf("%s: %v", e.lang, problems)
		}
		for _, d := range c.Datasets {
			i := slices.IndexFunc(pages, func(p Page) bool { return p.Address == "/du-lieu/"+d.ID+"/" })
			if i < 0 {
				t.Errorf("%s: no page for %s", e.lang, d.ID)
				continue
			}
			page := pages[i].Model.(DatasetPage)
			if len(page.Dictionary) != len(d.Fields) || len(page.Files) != len(d.Formats()) {
				t.Errorf("%s %s: %d columns explained of %d, %d files of %d", e.lang, d.ID, len(page.Dictionary), len(d.Fields), len(page.Files), len(d.Formats()))
			}
			if rows := min(d.Rows, 10); len(page.Preview.Rows) != rows || len(page.Preview.Head) < 2 || len(page.Preview.Head) > 8 {
				t.Errorf("%s %s: preview of %d rows and %d columns", e.lang, d.ID, len(page.Preview.Rows), len(page.Preview.Head))
			}
			for _, f := range page.Files {
				if f.Size == "" || len(f.SHA256) != 64 || !strings.HasPrefix(f.Href, "/du-lieu/"+d.ID+"/") {
					t.Errorf("%s %s: file %+v", e.lang, d.ID, f)
				}
			}
			var described map[string]any
			if err := json.Unmarshal([]byte(page.JSONLD), &described); err != nil || described["@type"] != "Dataset" {
				t.Errorf("%s %s: JSON-LD %v %v", e.lang, d.ID, described["@type"], err)
			}
			if strings.ContainsAny(page.JSONLD, "<>&") {
				t.Errorf("%s %s: JSON-LD could end its script element", e.lang, d.ID)
			}
		}
	}
}

// Numbers in a preview are written as readers write them, years are not numbers.
func TestPreviewWritesAsReadersDo(t *testing.T) {
	c, made := writtenCatalog(t)
	vi := made[0]
	i := slices.IndexFunc(c.Datasets, func(d *dataset.Dataset) bool { return d.ID == "so-lieu" })
	p := vi.preview(c.Datasets[i])
	year, households := slices.Index(p.Head, "Năm"), slices.Index(p.Head, "Số hộ")
	if year < 0 || households < 0 {
		t.Fatalf("columns %q", p.Head)
	}
	if got := p.Rows[0][year].Text + " " + p.Rows[0][households].Text; got != "2023 2.205" {
		t.Errorf("the first row says %q, want %q", got, "2023 2.205")
	}
}

// The data portal leads to pages that the site has.
func TestRecordsInFilesLeadToPages(t *testing.T) {
	set, site := realSet(t)
	built, problems := wholeSite(set, site, Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	addresses := map[string]bool{}
	for _, p := range built.Pages {
		addresses[strings.TrimSuffix(site.BaseURL, "/")+p.Address] = true
	}
	c, _ := writtenCatalog(t)
	for _, d := range c.Datasets {
		at := slices.IndexFunc(d.Fields, func(f dataset.Field) bool { return f.Name == "page" })
		if at < 0 {
			continue
		}
		for row := range d.Each() {
			if page := row[at].String(); !addresses[page] {
				t.Errorf("%s: a row leads to %s, which is no page", d.ID, page)
			}
		}
	}
	for address := range c.Communes {
		if !addresses[strings.TrimSuffix(site.BaseURL, "/")+address] {
			t.Errorf("an archive for %s, which is no page", address)
		}
	}
}

// The status in the files is the one on the pages.
func TestFilesAndPagesAgreeOnTheState(t *testing.T) {
	set, site := realSet(t)
	ix := newIndex(set, site, Options{})
	c := dataset.New(set, site, dataset.Options{})
	i := slices.IndexFunc(c.Datasets, func(d *dataset.Dataset) bool { return d.ID == "cam-ket" })
	d := c.Datasets[i]
	column := func(name string) int {
		return slices.IndexFunc(d.Fields, func(f dataset.Field) bool { return f.Name == name })
	}
	for row := range d.Each() {
		s := ix.states[row[column("id")].String()]
		if got := row[column("status")].String(); got != s.status {
			t.Errorf("status %s in the files, %s on the page", got, s.status)
		}
		if got := row[column("overdue")].String() == "true"; got != s.overdue {
			t.Errorf("overdue is %t in the files, %t on the page", got, s.overdue)
		}
	}
}

func TestSizesAreReadable(t *testing.T) {
	_, made := writtenCatalog(t)
	for _, tt := range []struct {
		bytes int64
		want  string
	}{{0, "0 byte"}, {999, "999 byte"}, {12_345, "12,3 kB"}, {2_000_000, "2 MB"}} {
		if got := made[0].size(tt.bytes); got != tt.want {
			t.Errorf("size(%d) = %q, want %q", tt.bytes, got, tt.want)
		}
	}
}

func TestAPIPageShowsProgramsForThisSite(t *testing.T) {
	c, made := writtenCatalog(t)
	page := made[0].apiPage(c).Model.(APIPage)
	if len(page.Lists) != 10 || len(page.Indexes) != 4 || len(page.Examples) != 4 {
		t.Errorf("%d lists, %d indexes, %d examples", len(page.Lists), len(page.Indexes), len(page.Examples))
	}
	for _, example := range page.Examples {
		if !strings.Contains(example.Code, "https://minhbach.example/api/v1/commitments/index.json") || bytes.Contains([]byte(example.Code), []byte("ORIGIN")) {
			t.Errorf("%s reads another site: %s", example.ID, example.Code)
		}
	}
}
