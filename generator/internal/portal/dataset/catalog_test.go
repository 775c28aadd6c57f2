package dataset

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// profile compiles an official schema from testdata. The edit may take back
// what cannot hold here.
func profile(t *testing.T, dir, name string, edit func(file string, schema map[string]any)) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	files, err := filepath.Glob(filepath.Join("testdata", dir, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no schemas in %s (%v)", dir, err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var schema map[string]any
		if err := json.Unmarshal(raw, &schema); err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(file)
		delete(schema, "id") // references are by file name
		dropPatterns(schema)
		if edit != nil {
			edit(base, schema)
		}
		edited, err := json.Marshal(schema)
		if err == nil {
			err = c.AddResource("mem:///"+base, bytes.NewReader(edited))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile("mem:///" + name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func parsed(t *testing.T, data []byte) any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDataPackageMeetsItsProfile(t *testing.T) {
	_, files := written(t, Options{})
	if err := profile(t, "datapackage-2", "datapackage.json", nil).Validate(parsed(t, files["datapackage.json"])); err != nil {
		t.Errorf("%#v", err)
	}
}

// The profile is that of federal agencies of the United States; the two codes
// that only they have are not asked for.
func TestDataJSONMeetsItsProfile(t *testing.T) {
	_, files := written(t, Options{})
	schema := profile(t, "dcat-us-1.1", "catalog.json", func(file string, schema map[string]any) {
		if file != "dataset.json" {
			return
		}
		schema["required"] = slices.DeleteFunc(schema["required"].([]any), func(v any) bool { return v == "bureauCode" || v == "programCode" })
	})
	if err := schema.Validate(parsed(t, files["data.json"])); err != nil {
		t.Errorf("%#v", err)
	}
}

// dropPatterns takes out the patterns that look ahead or back, which Go's
// regular expressions cannot; what they ask of dates and paths is tested below.
func dropPatterns(v any) {
	switch v := v.(type) {
	case map[string]any:
		if pattern, ok := v["pattern"].(string); ok {
			if _, err := regexp.Compile(pattern); err != nil {
				delete(v, "pattern")
			}
		}
		for _, inner := range v {
			dropPatterns(inner)
		}
	case []any:
		for _, inner := range v {
			dropPatterns(inner)
		}
	}
}

var relativePath = regexp.MustCompile(`^[a-z0-9][a-z0-9./-]*$`)

func TestCatalogsGiveSizeAndDigestOfEachFile(t *testing.T) {
	c, files := written(t, Options{})
	var pack struct {
		Resources []struct {
			Name, Path, Hash string
			Bytes            int
		}
	}
	if err := json.Unmarshal(files["datapackage.json"], &pack); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, r := range pack.Resources {
		if names[r.Name] {
			t.Errorf("two resources are called %s", r.Name)
		}
		names[r.Name] = true
		if !relativePath.MatchString(r.Path) || strings.Contains(r.Path, "..") {
			t.Errorf("%s is no path below the package", r.Path)
		}
		data, ok := files[r.Path]
		if !ok {
			t.Errorf("%s is not written", r.Path)
		}
		digest := sha256.Sum256(data)
		if want := "sha256:" + hex.EncodeToString(digest[:]); r.Bytes != len(data) || r.Hash != want {
			t.Errorf("%s has %d bytes and %s, the package says %d and %s", r.Path, len(data), want, r.Bytes, r.Hash)
		}
		for _, catalog := range []string{"catalog.jsonld", "catalog.ttl"} {
			if !bytes.Contains(files[catalog], []byte(strings.TrimPrefix(r.Hash, "sha256:"))) {
				t.Errorf("%s does not give the digest of %s", catalog, r.Path)
			}
		}
		if !bytes.Contains(files["data.json"], []byte(r.Path)) {
			t.Errorf("data.json does not name %s", r.Path)
		}
	}
	for _, d := range c.Datasets {
		if len(c.Distributions(d)) != len(d.Formats()) {
			t.Errorf("%s has %d files for %d formats", d.ID, len(c.Distributions(d)), len(d.Formats()))
		}
	}
}

func TestSumsCoverEveryFile(t *testing.T) {
	c, files := written(t, Options{})
	if len(c.Files) != len(files) {
		t.Errorf("%d files noted, %d written", len(c.Files), len(files))
	}
	for _, f := range c.Files {
		if sum := sha256.Sum256(files[f.Path]); hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("wrong digest of %s", f.Path)
		}
	}
}

func TestSameRecordsGiveSameBytes(t *testing.T) {
	_, one := written(t, Options{})
	_, two := written(t, Options{})
	if !slices.Equal(slices.Sorted(maps.Keys(one)), slices.Sorted(maps.Keys(two))) {
		t.Error("not the same files")
	}
	for path, data := range one {
		if !bytes.Equal(data, two[path]) {
			t.Errorf("%s differs", path)
		}
	}
}

func TestWriteStopsAtAFileThatCannotBeMade(t *testing.T) {
	set, site := realSet(t)
	err := New(set, site, Options{}).Write(func(path string) (io.WriteCloser, error) {
		if path == "api/v1/units/index.json" {
			return nil, os.ErrPermission
		}
		return folder{}.create(path)
	})
	if err == nil || !strings.Contains(err.Error(), "api/v1/units/index.json") {
		t.Errorf("Write = %v, want an error that names the file", err)
	}
}

func entriesOf(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	entries := map[string][]byte{}
	for _, f := range r.File {
		if !f.Modified.Equal(epoch) {
			t.Errorf("%s has the time %s", f.Name, f.Modified)
		}
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if entries[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return entries
}

func TestArchiveOfEverythingHoldsTheFilesOfTheSite(t *testing.T) {
	c, files := written(t, Options{})
	entries := entriesOf(t, files[c.Everything.Path])
	for _, d := range c.Datasets {
		for _, f := range c.Distributions(d) {
			if !bytes.Equal(entries[f.Path], files[f.Path]) {
				t.Errorf("%s in the archive is not that of the site", f.Path)
			}
		}
	}
	if !bytes.Equal(entries["datapackage.json"], files["datapackage.json"]) {
		t.Error("datapackage.json in the archive is not that of the site")
	}
}

func TestArchiveOfACommuneIsAboutItAlone(t *testing.T) {
	c, files := written(t, Options{})
	const address = "/xa/khanh-hoa-04342/"
	commune, ok := c.Communes[address]
	archive := commune.Archive
	if !ok {
		t.Fatalf("no archive for %s among %v", address, slices.Collect(maps.Keys(c.Communes)))
	}
	if archive.Path != "xa/khanh-hoa-04342/khanh-hoa-04342.zip" || archive.Bytes > 200_000 {
		t.Errorf("archive %s of %d bytes", archive.Path, archive.Bytes)
	}
	entries := entriesOf(t, files[archive.Path])
	for _, want := range []string{"README.txt", "in-ra-giay.html", "cam-ket.xlsx", "cam-ket-excel.csv", "cam-ket.json", "hoat-dong.json", "ket-qua.json", "ke-hoach.json", "co-quan.json", "don-vi-hanh-chinh.json", "tin-tuc.json"} {
		if len(entries[want]) == 0 {
			t.Errorf("no %s in the archive", want)
		}
	}
	if _, ok := entries["so-lieu.json"]; ok {
		t.Error("figures of other places are in the archive")
	}
	var units struct {
		Rows []struct{ ID string }
	}
	if err := json.Unmarshal(entries["don-vi-hanh-chinh.json"], &units); err != nil {
		t.Fatal(err)
	}
	for _, u := range units.Rows {
		if u.ID == "dong-quan-04351" {
			t.Error("a neighbouring commune is in the archive")
		}
	}
	if got := slices.Sorted(maps.Keys(c.Communes)); !slices.Equal(got, []string{"/xa/an-lac-04327/", "/xa/dong-quan-04351/", address}) {
		t.Errorf("archives for %q, want one for each commune that a record or a table tells of", got)
	}
}

// Whoever gets the archive from somebody else still reads that the table in it
// is invented and the commitments are not.
func TestArchiveOfACommuneKeepsInventedFiguresMarked(t *testing.T) {
	c, files := written(t, Options{})
	entries := entriesOf(t, files[c.Communes["/xa/khanh-hoa-04342/"].Archive.Path])
	table := string(entries["bang-ho-thoat-ngheo-excel.csv"])
	if rows := strings.Count(table, "\r\n"); rows != 3 || !strings.Contains(table, ",true\r\n") || strings.Contains(table, "dong-quan") {
		t.Errorf("the rows of the commune in the table:\n%s", table)
	}
	if strings.Contains(string(entries["cam-ket-excel.csv"]), "synthetic") {
		t.Error("the commitments are marked as invented")
	}
	for _, name := range []string{"README.txt", "in-ra-giay.html"} {
		if !strings.Contains(string(entries[name]), "[Dữ liệu mô phỏng] Hộ thoát nghèo theo xã và năm") {
			t.Errorf("%s does not mark the table", name)
		}
	}
}

// The spreadsheet beside a commune's page has its commitments and no others.
func TestCommuneHasASpreadsheetOfItsCommitments(t *testing.T) {
	c, files := written(t, Options{})
	commune := c.Communes["/xa/khanh-hoa-04342/"]
	if len(commune.Commitments) != 2 {
		t.Fatalf("files of commitments: %v", commune.Commitments)
	}
	if got, want := commune.Commitments[0].Path, "xa/khanh-hoa-04342/cam-ket-khanh-hoa-04342.xlsx"; got != want {
		t.Errorf("spreadsheet at %s, want %s", got, want)
	}
	csv := string(files[commune.Commitments[1].Path])
	if strings.Count(csv, "\r\n") != 2 || !strings.Contains(csv, "khcn-15-ho-khanh-hoa-2022") {
		t.Errorf("commitments:\n%s", csv)
	}
	if c := c.Communes["/xa/an-lac-04327/"]; len(c.Commitments) != 0 {
		t.Errorf("a commune without commitments has %v", c.Commitments)
	}
}
