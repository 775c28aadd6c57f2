package check

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// write makes dir hold a project and nothing else. What is there already is left
// alone.
func write(t testing.TB, dir string, fsys fstest.MapFS) {
	t.Helper()
	_ = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		path, _ := filepath.Rel(dir, name)
		if fsys[filepath.ToSlash(path)] == nil {
			return os.Remove(name)
		}
		return nil
	})
	for path, f := range fsys {
		name := filepath.Join(dir, filepath.FromSlash(path))
		if data, err := os.ReadFile(name); err == nil && bytes.Equal(data, f.Data) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// run checks the project in a folder under the verdicts of earlier checks.
func run(t testing.TB, dir string, v *Verdicts, o Options) ([]diag.Problem, error) {
	t.Helper()
	p, found, err := source.Open(t.Context(), dir, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	o.Thin, o.Verdicts = true, v
	_, more, err := Run(t.Context(), p, o)
	return diag.Sort(append(found, more...)), err
}

// again is what the next process has of the verdicts of this one.
func again(v *Verdicts) *Verdicts { return ReadVerdicts(written(v)) }

func written(v *Verdicts) []byte {
	var b bytes.Buffer
	if err := v.Write(&b); err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}

// hidesNothing checks a project after one without mistakes that was checked in the
// same folder, and wants the problems that it has.
func hidesNothing(t *testing.T, before, after fstest.MapFS, want []diag.Problem) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "project")
	write(t, dir, before)
	v := &Verdicts{}
	if _, err := run(t, dir, v, Options{Today: today}); err != nil {
		t.Fatal(err)
	}
	write(t, dir, after)
	for _, when := range []string{"at once", "for the second time"} {
		v = again(v)
		got, err := run(t, dir, v, Options{Today: today})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := text(t, got, "en"), text(t, want, "en"); got != want {
			t.Errorf("%s, with verdicts on the project without mistakes:\n%s\nwant:\n%s", when, got, want)
		}
	}
}

// known counts the files whose verdict was remembered and counts still.
func known(v *Verdicts) int {
	return len(slices.DeleteFunc(slices.Clone(v.rows), func(row string) bool { return row == "" }))
}

func TestAnUnchangedFileIsNotJudgedTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "project")
	write(t, dir, base(t))
	judged := make(chan string, 1000)
	look := Options{Today: today, Judge: func(f *source.File, _ *source.Node) (bool, error) {
		if slices.Contains(remembered, f.Kind) {
			judged <- f.Path
		}
		return true, nil
	}}
	v := &Verdicts{}
	check := func(want int) {
		t.Helper()
		if found, err := run(t, dir, v, look); err != nil || len(found) > 0 {
			t.Fatal(found, err)
		}
		if want < 0 { // all
			want = known(v)
		}
		if got := len(judged); got != want {
			t.Errorf("%d files were judged, want %d", got, want)
		}
		for len(judged) > 0 {
			<-judged
		}
		v = again(v)
	}
	check(-1)
	check(0)
	name := filepath.Join(dir, "data/activities/khcn-khanh-hoa-2022-01.json")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
	check(1)
	check(0)
}

// What a file refers to may have gone while the file stayed as it was.
func TestWhatAFileRefersToMustStillBeThere(t *testing.T) {
	for _, gone := range []string{
		"data/organizations/so-khoa-hoc-va-cong-nghe-yen-bai.json", "data/plans/62-kh-tu-2022-02-25.json",
		"data/units/khanh-hoa-04342.json", "data/vocab/support-types.json",
	} {
		fsys := base(t)
		if fsys[gone] == nil {
			t.Fatalf("there is no %s", gone)
		}
		delete(fsys, gone)
		want := problems(t, fsys)
		if !diag.HasErrors(want) {
			t.Errorf("nothing refers to %s", gone)
		}
		hidesNothing(t, base(t), fsys, want)
	}
}

// Whatever else decides whether a file is well must be the same.
func TestVerdictsCountUnderTheirConditionsOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "project")
	write(t, dir, base(t))
	first := Options{Today: today, Conditions: []string{"program", "names"}}
	v := &Verdicts{}
	if _, err := run(t, dir, v, first); err != nil {
		t.Fatal(err)
	}
	for _, other := range []Options{
		{Today: "2026-11-24", Conditions: first.Conditions},
		{Today: today, Conditions: []string{"another program", "names"}},
		{Today: today, Conditions: []string{"programnames"}},
		{Today: today},
	} {
		next := again(v)
		var judged atomic.Bool
		other.Judge = func(f *source.File, _ *source.Node) (bool, error) {
			if f.Path == "data/activities/khcn-khanh-hoa-2022-01.json" {
				judged.Store(true)
			}
			return true, nil
		}
		if _, err := run(t, dir, next, other); err != nil {
			t.Fatal(err)
		}
		if !judged.Load() {
			t.Errorf("a verdict counted under other conditions: %q %q", other.Today, other.Conditions)
		}
	}
}

// A file with a problem, even one that only the caller finds, is judged each time.
func TestOnlyWhatIsWellIsRemembered(t *testing.T) {
	fsys := base(t)
	const odd = "data/activities/khcn-khanh-hoa-2022-01.json"
	dir := filepath.Join(t.TempDir(), "project")
	write(t, dir, fsys)
	v := &Verdicts{}
	notWell := func(f *source.File, _ *source.Node) (bool, error) { return f.Path != odd, nil }
	if _, err := run(t, dir, v, Options{Today: today, Judge: notWell}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(written(v)), odd) || !strings.Contains(string(written(v)), "data/commitments/") {
		t.Error("remembered what is not well, or nothing at all")
	}
	v = &Verdicts{}
	if _, err := run(t, dir, v, Options{Today: today, Again: func(f *source.File) bool { return f.Path == odd }}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(written(v)), odd) {
		t.Error("remembered what must be judged each time")
	}
}

// What reads verdicts must not fall over what is none: every byte is changed in
// turn, and the file cut short at each.
func TestBrokenVerdictsAreNone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "project")
	fsys := base(t)
	write(t, dir, fsys)
	v := &Verdicts{}
	if _, err := run(t, dir, v, Options{Today: today}); err != nil {
		t.Fatal(err)
	}
	whole := written(v)
	p, _, err := source.Open(t.Context(), dir, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for i := range whole {
		broken := slices.Clone(whole)
		broken[i] ^= 0x80
		for _, data := range [][]byte{broken, slices.Clone(whole[:i])} {
			for _, row := range ReadVerdicts(data).known {
				u := &unpacker{s: row.rest}
				u.take(stampSize + 32 + 1)
				f := &source.File{Kind: "activities"}
				unpacked(f, u.s) // it does not panic
			}
		}
	}
}

// A file that is what it was by its stamp is not read, and what is read again for
// the place of a problem is held to what it was.
func TestAFileKnownByItsStampIsNotRead(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "project")
	write(t, dir, base(t))
	v := &Verdicts{}
	if _, err := run(t, dir, v, Options{Today: today}); err != nil {
		t.Fatal(err)
	}
	p, _, err := source.Open(t.Context(), dir, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	const path = "data/commitments/khcn-15-ho-khanh-hoa-2022.json"
	f := p.File(path)
	if f.Stamp() == (source.Stamp{}) {
		return // this system knows no stamps: everything is read
	}
	// Verdicts on other bytes under the stamp of this file.
	i := slices.Index(p.Files, f)
	at := len(packText(nil, path))
	row := []byte(v.rows[i])
	copy(row[at:], packStamp(nil, f.Stamp()))
	row[at+stampSize] ^= 1
	v.rows[i] = string(row)
	v = again(v)
	if _, problems, err := Run(t.Context(), p, Options{Today: today, Thin: true, Verdicts: v}); err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if v.rows[i] != string(row) {
		t.Error("the file was read")
	}
	tree, _ := f.Tree()
	var changed *source.ChangedError
	if tree != nil || !errors.As(p.Changed(), &changed) || changed.Path != path {
		t.Errorf("read again without a word: %v", p.Changed())
	}
}

func TestTheEndOfTheContextEndsACheck(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "project")
	write(t, dir, base(t))
	p, _, err := source.Open(t.Context(), dir, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	ctx, cancel := context.WithCancel(t.Context())
	o := Options{Judge: func(*source.File, *source.Node) (bool, error) {
		cancel()
		return true, nil
	}}
	if _, _, err := Run(ctx, p, o); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

// Every record of this repository is filled as encoding/json would fill it, and is
// the same after it was packed.
func TestRecordsAreFilledAndPackedWhole(t *testing.T) {
	p, _, err := source.Load("../../..", source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	filled, packed := 0, 0
	for _, f := range p.Files {
		if !f.IsRecord() {
			continue
		}
		tree, problems := f.Tree()
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		want, got := shapes[f.Kind](), shapes[f.Kind]()
		if err := json.Unmarshal([]byte(f.Text), want); err != nil {
			t.Fatal(err)
		}
		if f.Kind == "tables" { // they hold a map
			continue
		}
		if !fill(reflect.ValueOf(got).Elem(), tree, asItStands) || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is filled with %+v, want %+v", f.Path, got, want)
		}
		filled++
		if !slices.Contains(remembered, f.Kind) {
			continue
		}
		schema := reflect.ValueOf(want).Elem().FieldByName("Schema")
		schema.SetString("")
		name(got, "")
		if back := unpacked(f, string(pack(nil, reflect.ValueOf(got).Elem()))); !reflect.DeepEqual(back, want) {
			t.Errorf("%s is packed as %+v, want %+v", f.Path, back, want)
		}
		packed++
	}
	if filled < 100 || packed < 20 {
		t.Errorf("only %d and %d records were looked at", filled, packed)
	}
}

// What fill does not take exactly is left to encoding/json.
func TestFillLeavesWhatIsUnusual(t *testing.T) {
	for _, text := range []string{
		`{"order": 1.0}`, `{"order": 1e3}`, `{"order": 99999999999999999999}`, `{"order": "1"}`, `{"order": null}`,
		`{"Order": 1}`, `{"unheard": 1}`, `{"unit": 5}`, `{"sources": {}}`, `{"period": []}`, `{"title": "x"}`,
	} {
		f := &source.File{Path: "data/activities/a.json", Kind: "activities", ID: "a", Text: text}
		tree, _ := f.Tree()
		if fill(reflect.ValueOf(shapes["activities"]()).Elem(), tree, asItStands) {
			t.Errorf("%s was taken", text)
		}
	}
}
