package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// TestSumsCoverEveryFile checks the digests as sha256sum -c would, and that no
// file is missing.
func TestSumsCoverEveryFile(t *testing.T) {
	dir, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	f, err := os.Open(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok {
			t.Fatalf("line %q", lines.Text())
		}
		listed[name] = sum
	}
	eachFile(t, dir, func(name string, data []byte) {
		if name == "SHA256SUMS" || name == ".minhbach" {
			return
		}
		sum := sha256.Sum256(data)
		if listed[name] != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: digest %q", name, listed[name])
		}
		delete(listed, name)
	})
	for name := range listed {
		t.Errorf("%s is listed and not there", name)
	}
}

// eachFile calls do for every file of a folder.
func eachFile(t *testing.T, dir string, do func(name string, data []byte)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err == nil {
			do(name, data)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestWithheldFiguresAreInNoFile looks for the exact figures that were withheld,
// and for the pseudonyms of households, in every byte of the output: pages,
// tables in all formats, feeds, what is within archives and spreadsheets, and
// the columns of Parquet files.
func TestWithheldFiguresAreInNoFile(t *testing.T) {
	secrets := withheldFigures(t)
	pseudonyms := pseudonymsOf(t, "../data/microdata")
	dir, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	// The search itself must find what is there, in each kind of file.
	planted := t.TempDir()
	plant(t, filepath.Join(dir, "du-lieu/bang-kinh-phi-ho-tro"), planted)
	hits := search(t, planted, map[string]bool{publishedSum(t): true})
	for _, kind := range []string{".json", ".jsonl", ".csv", ".json-stat.json", ".parquet", "index.html", ".xlsx!xl/worksheets/sheet1.xml", "all.zip!bang.csv.gz!"} {
		if !slices.ContainsFunc(hits, func(hit string) bool { return strings.HasSuffix(hit, kind) }) {
			t.Fatalf("a published figure is not found in %s, only in %v", kind, hits)
		}
	}
	maps.Copy(secrets, pseudonyms) // one search: there are many bytes
	for _, hit := range search(t, dir, secrets) {
		t.Errorf("a withheld figure or a pseudonym is in %s", hit) // itself it stays out of the log
	}
}

// plant copies one folder, and puts its CSV into a packed file within an archive.
func plant(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	table, err := os.ReadFile(filepath.Join(to, "bang-kinh-phi-ho-tro.csv"))
	if err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	entry, err1 := z.Create("bang.csv.gz")
	packed := gzip.NewWriter(entry)
	_, err2 := packed.Write(table)
	if err := errors.Join(err1, err2, packed.Close(), z.Close(), os.WriteFile(filepath.Join(to, "all.zip"), archive.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// release builds the exact cube of this repository's rows and protects it.
func release(t *testing.T) (*cube.Cube, *sdc.Release, record.Disclosure) {
	t.Helper()
	in, problems, err := build.Check(context.Background(), build.Options{Root: ".."})
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	files, problems, err := cube.Find("../data/microdata", "..", "")
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	c, problems, err := cube.Build(t.Context(), cube.Input{Source: cube.NewFiles(files), Set: in.Set, Policy: in.Settings.Disclosure})
	if err != nil || c == nil {
		t.Fatal(err, problems)
	}
	policy, err := sdc.NewPolicy(in.Settings.Disclosure)
	if err != nil {
		t.Fatal(err)
	}
	safe, err := sdc.Protect(c, policy, sdc.Public{})
	if err != nil {
		t.Fatal(err)
	}
	return c, safe, in.Settings.Disclosure
}

// distinctive is the least figure that cannot be met by chance as a year, a
// size or a number of rows.
const distinctive = 1_000_000

// withheldFigures are exact figures that readers must not have: withheld, and
// neither published elsewhere nor the end of a published range.
func withheldFigures(t *testing.T) map[string]bool {
	t.Helper()
	c, safe, policy := release(t)
	exact := map[string]int64{}
	for i, cell := range c.Cells {
		exact[c.IDs.Of(int32(i))] = cell.Value
	}
	public, secret := map[int64]bool{}, map[int64]bool{}
	eachFigure(safe, func(id string, f sdc.Figure) {
		if value, known := f.Value(); known {
			public[value] = true
			return
		}
		lower, upper, _ := f.Range()
		public[lower], public[upper] = true, true
		public[lower*policy.MoneyPercent/100] = true // the width of a range that the audit file asks for
		if value := exact[id]; value >= distinctive {
			secret[value] = true
		}
	})
	found := map[string]bool{}
	for value := range secret {
		if !public[value] {
			found[strconv.FormatInt(value, 10)] = true
		}
	}
	if len(found) < 10 {
		t.Fatalf("only %d withheld figures to look for", len(found))
	}
	return found
}

func eachFigure(safe *sdc.Release, do func(id string, f sdc.Figure)) {
	tables := safe.Tables()
	for i := range tables {
		for row := range tables[i].Len() {
			f := tables[i].Figure(row)
			do(tables[i].CellID(row), f)
		}
	}
}

// publishedSum is a figure of the table of money that readers have.
func publishedSum(t *testing.T) string {
	t.Helper()
	_, safe, _ := release(t)
	tables := safe.Tables()
	for i := range tables {
		for row := range tables[i].Len() {
			f := tables[i].Figure(row)
			if value, known := f.Value(); known && value >= distinctive && tables[i].ID() == "kinh-phi-ho-tro" {
				return strconv.FormatInt(value, 10)
			}
		}
	}
	t.Fatal("no sum of money is published")
	return ""
}

func pseudonymsOf(t *testing.T, dir string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatal("no microdata", err)
	}
	found := map[string]bool{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(data) {
			var row struct{ Pseudonym string }
			if err := json.Unmarshal(line, &row); err == nil && row.Pseudonym != "" {
				found[row.Pseudonym] = true
			}
		}
	}
	if len(found) < 100 {
		t.Fatalf("only %d pseudonyms", len(found))
	}
	return found
}

// search names the files in which one of the words stands. Numbers are found
// however their digits are grouped.
func search(t *testing.T, dir string, words map[string]bool) []string {
	t.Helper()
	var hits []string
	eachFile(t, dir, func(name string, data []byte) {
		texts(t, name, data, func(place, text string) {
			if holds(text, words) {
				hits = append(hits, place)
			}
		})
	})
	return hits
}

// holds reports whether one of the words stands in a text: hexadecimal digits
// between other characters, or a number with its digits in groups.
func holds(text string, words map[string]bool) bool {
	start := 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && strings.IndexByte("0123456789abcdef", text[i]) >= 0 {
			continue
		}
		if i-start >= len("1000000") && words[text[start:i]] {
			return true
		}
		start = i + 1
	}
	return slices.ContainsFunc(grouped.FindAllString(text, -1), func(number string) bool { return words[ungroup.Replace(number)] })
}

var (
	grouped = regexp.MustCompile(`[0-9]{1,3}(?:[.,][0-9]{3}){2,}`)
	ungroup = strings.NewReplacer(".", "", ",", "")
)

// texts calls found with the texts of a file and of the files within it. What a
// file is made of is seen from its first bytes, whatever its name.
func texts(t *testing.T, name string, data []byte, found func(place, text string)) {
	t.Helper()
	switch head := string(data[:min(4, len(data))]); {
	case strings.HasPrefix(head, "PK"): // ZIP, XLSX
		z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, entry := range z.File {
			f, err := entry.Open()
			if err != nil {
				t.Fatal(err)
			}
			inner, err := io.ReadAll(f)
			if err := errors.Join(err, f.Close()); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			texts(t, name+"!"+entry.Name, inner, found)
		}
	case strings.HasPrefix(head, "\x1f\x8b"): // gzip
		z, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		inner, err := io.ReadAll(z)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		texts(t, name+"!", inner, found)
	case head == "PAR1":
		found(name, parquetText(t, name, data))
	}
	found(name, string(data))
}

// parquetText writes every value of a Parquet file, which packs and compresses
// them, as text.
func parquetText(t *testing.T, name string, data []byte) string {
	t.Helper()
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var b strings.Builder
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		buffer := make([]parquet.Row, 64)
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				for _, value := range row {
					fmt.Fprintln(&b, value)
				}
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// TestDatasetPagesTellWhatAReaderNeeds looks at the page of one dataset.
func TestDatasetPagesTellWhatAReaderNeeds(t *testing.T) {
	doc := page(t, "du-lieu/cam-ket/")
	for _, want := range []string{"Cam kết", "1 dòng", "Creative Commons", "23/11/2026", "Nhóm Minh Bạch", "31/12/2022", "Tỉnh Yên Bái", "không phải là 0", "promise_value", "tập dữ liệu"} {
		if !strings.Contains(text(doc.Find("main")), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	first := doc.Find("main .mb-dataset-files a").First()
	if got, want := first.AttrOr("href", ""), base+"du-lieu/cam-ket/cam-ket.xlsx"; got != want {
		t.Errorf("the first file is %s, want the spreadsheet %s", got, want)
	}
	if doc.Find(`main a[href^="mailto:"]`).Length() == 0 {
		t.Error("no way to report an error")
	}
	var described struct {
		Type         string `json:"@type"`
		Name         string
		Distribution []struct {
			ContentURL string `json:"contentUrl"`
		}
	}
	if err := json.Unmarshal([]byte(doc.Find(`script[type="application/ld+json"]`).Text()), &described); err != nil {
		t.Fatal(err)
	}
	if described.Type != "Dataset" || described.Name != "Cam kết" || len(described.Distribution) != 6 ||
		described.Distribution[0].ContentURL != "https://example.org"+base+"du-lieu/cam-ket/cam-ket.xlsx" {
		t.Errorf("described as %+v", described)
	}
}

// TestRecordPagesLeadToTheirRecords follows the link from a page to its record
// in the API.
func TestRecordPagesLeadToTheirRecords(t *testing.T) {
	for address, links := range map[string][]string{
		"cam-ket/khcn-15-ho-khanh-hoa-2022/": {"api/v1/commitments/khcn-15-ho-khanh-hoa-2022.json", "api/v1/schemas/commitments.schema.json"},
		"xa/khanh-hoa-04342/":                {"api/v1/units/khanh-hoa-04342.json", "api/v1/units/khanh-hoa-04342-2025.json", "api/v1/by/unit/khanh-hoa-04342.json", "xa/khanh-hoa-04342/khanh-hoa-04342.zip"},
		"ke-hoach/62-kh-tu-2022-02-25/":      {"api/v1/plans/62-kh-tu-2022-02-25.json", "ke-hoach/62-kh-tu-2022-02-25/index.xml"},
		"so-lieu/viet-nam/":                  {"api/v1/schemas/figures.schema.json"},
	} {
		doc := page(t, address)
		for _, link := range links {
			if doc.Find(`a[href="`+base+link+`"]`).Length() == 0 {
				t.Errorf("%s does not lead to %s", address, link)
			}
		}
	}
	if got := text(page(t, "cam-ket/khcn-15-ho-khanh-hoa-2022/").Find("main")); !strings.Contains(got, "data/commitments/khcn-15-ho-khanh-hoa-2022.json") {
		t.Error("the page does not name the file of its record")
	}
}
