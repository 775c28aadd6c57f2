package release

import (
	"context"
	"crypto/rand"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
)

// office is a publisher: its records, its key and the target it publishes to.
type office struct {
	t          *testing.T
	keyFile    string
	target     Target
	dir        string // of the target
	set        *record.Set
	site       map[string]string // files of the built site
	statistics []Statistic
	parts      string // of the program
	revision   byte   // stands for the commit
}

const (
	baseURL = "https://minhbach.example/"
	origin  = "minhbach.example/ledger"
)

// newOffice has one commitment with an outcome of 15 households, and a statistic
// of two cells.
func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, parts: "{}", dir: filepath.Join(t.TempDir(), "www"), keyFile: filepath.Join(t.TempDir(), "office.key")}
	private, _, err := note.GenerateKey(rand.Reader, origin)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(o.keyFile, []byte(private+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.reopen()
	o.set = &record.Set{
		Outcomes: map[string]*record.Outcome{"a": {
			Head: record.Head{ID: "a"}, Commitment: "c", Status: "recognised", Date: "2022-12-14",
			Households: new(int64(15)), Standard: "2022-2025",
		}},
		Corrections: map[string]*record.Correction{},
		Paths:       map[string]string{"outcomes/a": "data/outcomes/a.json"},
	}
	o.site = map[string]string{
		"index.html":           "<!doctype html>\n<p>Đã thoát nghèo: <b>15</b> hộ.\n<p>Năm 2022.\n",
		"cam-ket/a/index.html": "<h1>Cam kết</h1>\n<p>15 hộ\n",
		"api/v1/outcomes.json": "{\n  \"a\": {\n    \"households\": 15\n  }\n}\n",
		"so-lieu/t.csv":        "unit,households\na,12\nb,30\n",
		"anh/x.webp":           "\x00picture",
	}
	o.statistics = []Statistic{{ID: "t", Path: "so-lieu/t.csv", Cells: map[string]string{"a": "12", "b": "30"}}}
	return o
}

// reopen connects to the target as a new run of the program would.
func (o *office) reopen() {
	o.t.Helper()
	target, err := Open(o.t.Context(), o.dir, Options{})
	if err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() { target.Close() })
	l := target.(*layout)
	l.disk = unsynced{l.disk}
	o.target = l
}

// unsynced does not wait for the disk of a machine that others use too.
type unsynced struct{ disk }

func (unsynced) sync(string) error { return nil }

func (o *office) key() *Key {
	o.t.Helper()
	key, err := ReadKey(o.keyFile)
	if err != nil {
		o.t.Fatal(err)
	}
	return key
}

func (o *office) public() string { return o.key().Public() }

// input is what the office would publish now.
func (o *office) input() Input {
	o.revision++
	return Input{
		Set: o.set, Date: "2026-11-23", Program: "0.1.0", SBOM: []byte(o.parts),
		From:       record.ReleaseInput{Tree: digestOf([]byte{o.revision}).String()},
		Datasets:   []Dataset{{ID: "outcomes", Path: "api/v1/outcomes.json"}},
		Statistics: o.statistics,
	}
}

// build writes the site of the office to a folder.
func (o *office) build() string {
	o.t.Helper()
	dir := o.t.TempDir()
	for name, text := range o.site {
		write(o.t, filepath.Join(dir, filepath.FromSlash(name)), text)
	}
	write(o.t, filepath.Join(dir, markerPath), "made by minhbach")
	return dir
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// prepare compares with the last release of the target.
func (o *office) prepare() (*Plan, []diag.Problem) {
	o.t.Helper()
	state, err := Last(o.t.Context(), o.target, o.key())
	if err != nil {
		o.t.Fatal(err)
	}
	plan, problems, err := Prepare(state, o.input())
	if err != nil {
		o.t.Fatal(err)
	}
	return plan, problems
}

// seal builds and seals the next release.
func (o *office) seal() (dir string, r *record.Release) {
	o.t.Helper()
	plan, problems := o.prepare()
	if diag.HasErrors(problems) {
		o.t.Fatal(problems)
	}
	dir = o.build()
	r, err := Seal(dir, plan)
	if err != nil {
		o.t.Fatal(err)
	}
	return dir, r
}

// publish does all that the command publish does.
func (o *office) publish() *record.Release {
	o.t.Helper()
	dir, r := o.seal()
	if err := Publish(o.t.Context(), o.target, dir, r, Options{}); err != nil {
		o.t.Fatal(err)
	}
	return r
}

// correct changes the number of households and says why.
func (o *office) correct(households int64, id string) {
	outcome := *o.set.Outcomes["a"]
	outcome.Households = &households
	o.set.Outcomes = map[string]*record.Outcome{"a": &outcome}
	o.set.Corrections = maps.Clone(o.set.Corrections)
	o.set.Corrections[id] = &record.Correction{
		Head: record.Head{ID: id}, Record: "outcomes/a", Date: "2026-11-24",
		Reason: record.Text{VI: "Quyết định in nhầm.", EN: "The decision was misprinted."},
	}
}

// verify verifies what readers see and expects no failure of the machine.
func (o *office) verify(earlier []byte) *Report {
	o.t.Helper()
	return verifySite(o.t, o.dir, o.public(), earlier)
}

func verifySite(t *testing.T, site, public string, earlier []byte) *Report {
	t.Helper()
	report, err := Verify(context.Background(), site, Check{Public: public, Earlier: earlier})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// wantTrue fails when a site that is as published is not proved.
func wantTrue(t *testing.T, r *Report, number int64) {
	t.Helper()
	if len(r.False) > 0 {
		t.Fatalf("Verify found false: %v %s", r.False[0].Pos, r.False[0].Message.EN)
	}
	if r.Release.Number != number {
		t.Fatalf("Verify proved release %d, want %d", r.Release.Number, number)
	}
}

// wantFalse fails unless verify named this file with this code.
func wantFalse(t *testing.T, r *Report, code, path string) diag.Problem {
	t.Helper()
	if len(r.False) != 1 || r.False[0].Code != code || r.False[0].Path != path {
		t.Fatalf("Verify = %+v, want %s at %s", r.False, code, path)
	}
	return r.False[0]
}

func codes(problems []diag.Problem) []string {
	var cs []string
	for _, p := range problems {
		cs = append(cs, p.Code)
	}
	slices.Sort(cs)
	return cs
}
