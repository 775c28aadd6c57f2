package dataset

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"

	"minhbach/generator/internal/record"
)

// realSet reads the records of this repository.
func realSet(t *testing.T) (*record.Set, record.Site) {
	t.Helper()
	const root = "../../../../"
	set := &record.Set{
		Units: read[record.Unit](t, root, "units"), Organizations: read[record.Organization](t, root, "organizations"),
		People: read[record.Person](t, root, "people"), Plans: read[record.Plan](t, root, "plans"),
		Commitments: read[record.Commitment](t, root, "commitments"), Activities: read[record.Activity](t, root, "activities"),
		Outcomes: read[record.Outcome](t, root, "outcomes"), Figures: read[record.Figure](t, root, "figures"),
		Vocab: read[record.Vocab](t, root, "vocab"),
	}
	for _, lang := range []string{"vi", "en"} {
		set.News = append(set.News, readNews(t, root, lang)...)
	}
	var site record.Site
	decode(t, root+"data/site.json", &site)
	return set, site
}

func read[R any](t *testing.T, root, kind string) map[string]*R {
	t.Helper()
	files, err := filepath.Glob(root + "data/" + kind + "/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no records of kind %s (%v)", kind, err)
	}
	records := map[string]*R{}
	for _, file := range files {
		r := new(R)
		decode(t, file, r)
		records[strings.TrimSuffix(filepath.Base(file), ".json")] = r
	}
	return records
}

func decode(t *testing.T, file string, into any) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(raw, into)
	}
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func readNews(t *testing.T, root, lang string) []record.Document[record.News] {
	t.Helper()
	base := root + "content/" + lang + "/"
	files, err := filepath.Glob(base + "tin/*/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var docs []record.Document[record.News]
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(raw), "---\n")
		head, body, _ := strings.Cut(rest, "\n---\n")
		doc := record.Document[record.News]{Lang: lang, Body: body, Address: "/" + strings.TrimSuffix(strings.TrimPrefix(file, base), ".md") + "/"}
		js, err := yaml.YAMLToJSON([]byte(head))
		if err == nil {
			err = json.Unmarshal(js, &doc.Meta)
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		docs = append(docs, doc)
	}
	return docs
}

// folder keeps written files in memory.
type folder map[string][]byte

type memoryFile struct {
	bytes.Buffer
	close func([]byte)
}

func (f *memoryFile) Close() error { f.close(f.Bytes()); return nil }

// writing is held while a file is put into its folder: several are written at once.
var writing sync.Mutex

func (f folder) create(path string) (io.WriteCloser, error) {
	return &memoryFile{close: func(data []byte) {
		writing.Lock()
		defer writing.Unlock()
		f[path] = data
	}}, nil
}

// written is the portal of the records of this repository.
func written(t *testing.T, o Options) (*Catalog, folder) {
	t.Helper()
	set, site := realSet(t)
	if len(o.Statistics) == 0 {
		o.Statistics = []Statistic{villageTable()}
	}
	c, files := New(set, site, o), folder{}
	if err := c.Write(files.create); err != nil {
		t.Fatal(err)
	}
	return c, files
}

// villageTable has a cell of every status.
func villageTable() Statistic {
	cells := []struct {
		codes []string
		cell  Cell
	}{
		{[]string{"khanh-hoa-04342", "2023"}, Cell{Status: Published, Value: 42}},
		{[]string{"khanh-hoa-04342", "2024"}, Cell{Status: Withheld, Lower: 1, Upper: 9, Bounded: true}},
		{[]string{"dong-quan-04351", "2023"}, Cell{Status: Zero}},
		{[]string{"dong-quan-04351", "2024"}, Cell{Status: StructuralZero}},
		{[]string{"an-lac-04327", "2023"}, Cell{Status: Missing}},
		{[]string{"an-lac-04327", "2024"}, Cell{Status: NotApplicable}},
		{[]string{Total, "2023"}, Cell{Status: Published, Value: 42}},
		{[]string{Total, "2024"}, Cell{Status: Withheld, Lower: 12}},
	}
	named := func(code, name string) Choice { return Choice{Code: code, Label: record.Text{VI: name, EN: name}} }
	return Statistic{
		Definition: &record.Table{
			Head: record.Head{ID: "ho-thoat-ngheo"}, Title: record.Text{VI: "Hộ thoát nghèo theo xã và năm", EN: "Households out of poverty by commune and year"},
			Universe: record.Universe{Description: record.Text{VI: "Các hộ trong bảng thử.", EN: "The households of a table made for a test."}},
			Measure:  record.Measure{Kind: "households", Label: record.Text{VI: "Số hộ", EN: "Households"}},
		},
		Dimensions: []Dimension{
			{ID: "unit", Label: record.Text{VI: "Xã", EN: "Commune"}, Categories: []Choice{
				named("khanh-hoa-04342", "Khánh Hòa"), named("dong-quan-04351", "Động Quan"), named("an-lac-04327", "An Lạc"), named(Total, "Tổng số")}},
			{ID: "year", Label: record.Text{VI: "Năm", EN: "Year"}, Categories: []Choice{named("2023", "2023"), named("2024", "2024")}},
		},
		Synthetic: true, Rows: len(cells),
		At: func(i int, codes []string) ([]string, Cell) { return append(codes, cells[i].codes...), cells[i].cell },
	}
}
