package release

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

// A published number changed and nobody says why: nothing is published, and the
// editor is told which number and where it stands.
func TestSilentChangeIsRefused(t *testing.T) {
	o := newOffice(t)
	o.publish()
	outcome := *o.set.Outcomes["a"]
	outcome.Households = new(int64(16))
	o.set.Outcomes["a"] = &outcome
	project, _, err := source.LoadFS(fstest.MapFS{"data/outcomes/a.json": {Data: []byte("{\n  \"id\": \"a\",\n  \"households\": 16\n}\n")}}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	state, err := Last(t.Context(), o.target, o.key())
	if err != nil {
		t.Fatal(err)
	}
	in := o.input()
	in.Project = project
	_, problems, err := Prepare(state, in)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 1 || problems[0].Code != diag.CodeSilentChange || problems[0].String() != "data/outcomes/a.json:3:17" {
		t.Fatalf("Prepare = %v", problems)
	}
	for _, want := range []string{"outcomes/a", "households", "15", "16"} {
		if !strings.Contains(problems[0].Message.VI, want) {
			t.Errorf("the message does not say %q: %s", want, problems[0].Message.VI)
		}
	}
}

func TestWhatNeedsAReason(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(o *office)
		want   []string
	}{
		{"nothing", func(*office) {}, nil},
		{"a new outcome", func(o *office) { o.set.Outcomes["b"] = &record.Outcome{Status: "planned"} }, nil},
		{"a source of an outcome", func(o *office) { o.edit(func(a *record.Outcome) { a.Sources = []record.Source{{}} }) }, nil},
		{"a status", func(o *office) { o.edit(func(a *record.Outcome) { a.Status = "not-met" }) }, []string{diag.CodeSilentChange}},
		{"an outcome that is gone", func(o *office) { delete(o.set.Outcomes, "a") }, []string{diag.CodeSilentWithdrawal}},
		{"a number that is not known any more", func(o *office) { o.edit(func(a *record.Outcome) { a.Households = nil }) }, []string{diag.CodeSilentWithdrawal}},
		{"a cell", func(o *office) { o.cell("a", "13") }, []string{diag.CodeSilentChange}},
		{"a new cell", func(o *office) { o.cell("c", "13") }, nil},
		{"a statistic that is gone", func(o *office) { o.statistics = nil }, []string{diag.CodeSilentWithdrawal}},
		{"a correction", func(o *office) { o.correct(16, "a-16") }, nil},
		{"a correction of something else", func(o *office) {
			o.correct(16, "a-16")
			o.set.Corrections["a-16"].Field = "status"
		}, []string{diag.CodeSilentChange, diag.CodeNeedlessCorrection}},
		{"a correction of nothing", func(o *office) { o.correct(15, "a-15") }, []string{diag.CodeNeedlessCorrection}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(t)
			o.publish()
			tt.change(o)
			_, problems := o.prepare()
			if got := codes(problems); !slices.Equal(got, tt.want) {
				t.Errorf("Prepare = %v, want %v", got, tt.want)
			}
		})
	}
}

func (o *office) edit(do func(*record.Outcome)) {
	outcome := *o.set.Outcomes["a"]
	do(&outcome)
	o.set.Outcomes["a"] = &outcome
}

func (o *office) cell(id, value string) {
	cells := maps.Clone(o.statistics[0].Cells)
	cells[id] = value
	o.statistics = []Statistic{{ID: "t", Path: "so-lieu/t.csv", Cells: cells}}
}

// A reason excuses the change it was given for and no later one.
func TestReasonCountsOnce(t *testing.T) {
	o := newOffice(t)
	o.publish()
	o.correct(16, "a-16")
	r := o.publish()
	want := record.NumberChange{
		Record: "outcomes/a", Field: "households", Old: "15", New: "16", Correction: "a-16",
		Reason: record.Text{VI: "Quyết định in nhầm.", EN: "The decision was misprinted."},
	}
	if got := r.Changes.Numbers; len(got) != 1 || got[0] != want {
		t.Errorf("corrected numbers = %+v", got)
	}
	if got := r.Changes; !slices.Equal(got.Changed, []string{"outcomes/a"}) || !slices.Equal(got.Added, []string{"corrections/a-16"}) {
		t.Errorf("changes = %+v", got)
	}
	o.edit(func(a *record.Outcome) { a.Households = new(int64(17)) })
	if _, problems := o.prepare(); !diag.HasErrors(problems) {
		t.Error("an old reason excused a new change")
	}
}

func TestNothingNewIsSeen(t *testing.T) {
	o := newOffice(t)
	o.publish()
	o.revision-- // the same commit
	if plan, _ := o.prepare(); !plan.Same {
		t.Error("the same inputs count as a new release")
	}
	if plan, _ := o.prepare(); plan.Same {
		t.Error("another commit does not count as a new release")
	}
}

// A statistic is entered once and again when it changes; its earlier copies stay.
func TestStatisticsKeepTheirAddresses(t *testing.T) {
	o := newOffice(t)
	first := o.publish()
	second := o.publish()
	o.cell("a", "13")
	o.site["so-lieu/t.csv"] = "unit,households\na,13\nb,30\n"
	o.set.Corrections["t"] = &record.Correction{Head: record.Head{ID: "t"}, Record: "tables/t", Reason: record.Text{VI: "Bổ sung phiếu nộp muộn."}}
	third := o.publish()
	leaf := func(r *record.Release) (string, int64) {
		for _, d := range r.Datasets {
			if d.ID == "t" {
				return d.Copy, *d.Leaf
			}
		}
		return "", 0
	}
	c1, l1 := leaf(first)
	c2, l2 := leaf(second)
	c3, l3 := leaf(third)
	if c1 != c2 || l1 != l2 || c3 == c1 || l3 <= l1 {
		t.Errorf("copies %s %s %s, leaves %d %d %d", c1, c2, c3, l1, l2, l3)
	}
	for name, want := range map[string]string{c1: "a,12", c3: "a,13"} {
		text, err := os.ReadFile(filepath.Join(o.dir, currentLink, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s = %q, %v", name, text, err)
		}
	}
	wantTrue(t, o.verify(nil), 3)
}

// The same inputs give the same release, byte by byte, signature included.
func TestSealIsReproducible(t *testing.T) {
	o := newOffice(t)
	o.publish()
	o.site["index.html"] += "<p>Tin mới.\n"
	one, _ := o.seal()
	o.revision--
	two, _ := o.seal()
	if a, b := tree(t, one), tree(t, two); a != b {
		t.Errorf("two seals of the same inputs differ:\n%s\n%s", a, b)
	}
	// Sealing again what was sealed changes nothing.
	o.revision--
	plan, _ := o.prepare()
	if _, err := Seal(one, plan); err != nil {
		t.Fatal(err)
	}
	if a, b := tree(t, one), tree(t, two); a != b {
		t.Errorf("a second seal differs:\n%s\n%s", a, b)
	}
}

func TestHistoryIsProved(t *testing.T) {
	o := newOffice(t)
	for range 3 {
		o.publish()
	}
	state, err := Last(t.Context(), o.target, o.key())
	if err != nil {
		t.Fatal(err)
	}
	list, err := state.History(t.Context(), 10)
	if err != nil || len(list) != 3 || list[0].Number != 3 || list[2].Number != 1 {
		t.Fatalf("History = %v, %v", list, err)
	}
	o.tamper("ledger/releases/2.json", "2026-11-23", "2026-11-22")
	if _, err := state.History(t.Context(), 10); err == nil {
		t.Error("a changed record of an earlier release was accepted")
	}
}

func TestInputsWithoutGit(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "data", "site.json"), "{}")
	write(t, filepath.Join(dir, "content", "vi", "x.md"), "x")
	first, err := InputOf(dir)
	if err != nil || first.Commit != "" {
		t.Fatalf("InputOf = %+v, %v", first, err)
	}
	write(t, filepath.Join(dir, "public", "index.html"), "made")
	write(t, filepath.Join(dir, "data", "microdata", "rows.jsonl"), "secret")
	if again, err := InputOf(dir); err != nil || again != first {
		t.Errorf("outputs and household rows changed the digest of the inputs: %v", err)
	}
	write(t, filepath.Join(dir, "content", "vi", "x.md"), "y")
	if again, err := InputOf(dir); err != nil || again == first {
		t.Errorf("a changed text did not change the digest of the inputs: %v", err)
	}
}

// The commit is named only where git has exactly these files. A publication from
// a hook finds the right repository, whatever the hook's environment says.
func TestCommitOfTheInputs(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_DIR", filepath.Join(t.TempDir(), "other.git"))
	write(t, filepath.Join(dir, "data", "site.json"), "{}")
	for _, args := range [][]string{
		{"init", "-q"}, {"add", "."},
		{"-c", "user.name=Office", "-c", "user.email=office@minhbach.example", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "x"},
	} {
		if out, err := git(dir, args...); err != nil {
			t.Fatalf("git %v: %v %s", args, err, out)
		}
	}
	clean, err := InputOf(dir)
	if err != nil || len(clean.Commit) != 40 {
		t.Fatalf("InputOf = %+v, %v", clean, err)
	}
	write(t, filepath.Join(dir, "data", "site.json"), "{ }")
	if changed, err := InputOf(dir); err != nil || changed.Commit != "" {
		t.Errorf("a file that is not committed counts as %s, %v", changed.Commit, err)
	}
}
