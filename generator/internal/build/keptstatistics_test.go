package build

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/cube"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// statisticsProject is this repository, whose rows were not written just now, with
// a cache of its own. told are the stages of the last protection.
type statisticsProject struct {
	t    *testing.T
	o    Options
	in   *Input
	told []string
}

func newStatisticsProject(t *testing.T) *statisticsProject {
	t.Helper()
	p := &statisticsProject{t: t}
	p.o = Options{Root: "../../..", Cache: filepath.Join(t.TempDir(), "cache"), remember: 1}
	p.o.Progress = func(s diag.Text) { p.told = append(p.told, s.EN) }
	var err error
	if p.in, _, err = read(t.Context(), p.o); err != nil {
		t.Fatal(err)
	}
	return p
}

// protect reports beside the statistics whether rows were read.
func (p *statisticsProject) protect() (s *statistics, anew bool) {
	p.t.Helper()
	p.told = nil
	s, problems, err := protect(p.t.Context(), p.in, p.o)
	if err != nil || s == nil || len(problems) > 0 {
		p.t.Fatalf("%v %v", problems, err)
	}
	return s, slices.Contains(p.told, "Reading the microdata")
}

// kept is what is kept of the project.
func (p *statisticsProject) kept() *keptStatistics {
	p.t.Helper()
	k, err := p.o.keptStatistics(p.in, cube.Input{Set: p.in.Set, Policy: p.in.Settings.Disclosure})
	if err != nil || k.path == "" {
		p.t.Fatalf("nothing is kept: %v", err)
	}
	return k
}

func TestStatisticsOfTheSameRowsAreUsedAgain(t *testing.T) {
	p := newStatisticsProject(t)
	want, anew := p.protect()
	if !anew {
		t.Fatal("an empty cache held statistics")
	}
	got, anew := p.protect()
	if anew {
		t.Error("the statistics were protected again")
	}
	if !bytes.Equal(got.audit[0].file().Content(), want.audit[0].file().Content()) {
		t.Error("the audit files differ")
	}
	a, err := want.digest()
	if err != nil {
		t.Fatal(err)
	}
	if b, err := got.digest(); err != nil || a != b {
		t.Errorf("the digests differ: %v", err)
	}
	want.shown.Release, got.shown.Release = nil, nil
	if !reflect.DeepEqual(got.shown, want.shown) {
		t.Errorf("got %+v, want %+v", got.shown, want.shown)
	}
}

// What others wrote, what was damaged, and what was made from anything else is
// noticed and not used.
func TestOtherStatisticsAreNotUsed(t *testing.T) {
	p := newStatisticsProject(t)
	p.protect()
	k := p.kept()
	whole := readFrom(t, k.path)
	opened := k.open()
	if opened == nil {
		t.Fatal("what was kept does not open")
	}

	running, err := thisProgram(program{})
	if err != nil {
		t.Fatal(err)
	}
	other := running
	other.sum[0]++
	other.stamp.Inode++
	sealed := func(key []byte, by program, k keptStatistics) []byte {
		b := bytes.NewBuffer(by.bytes())
		if err := opened.shown.Release.Seal(b, key, k.about(by, by.bytes()), []byte(`{"Audit":"`+strings.Repeat("00", 32)+`"}`)); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	key, err := keyOf(k.keyPath)
	if err != nil {
		t.Fatal(err)
	}
	rows := *k
	rows.inputs[0]++
	changed := slices.Clone(whole)
	changed[len(changed)/2]++
	for _, tt := range []struct {
		name string
		data []byte
	}{
		{"cut", whole[:len(whole)-1]},
		{"cut to nothing", nil},
		{"cut after the program", whole[:programSize]},
		{"changed", changed},
		{"sealed with another key", sealed(bytes.Repeat([]byte{7}, keySize), running, *k)},
		{"sealed by another program", sealed(key, other, *k)},
		{"sealed from other rows", sealed(key, running, rows)},
	} {
		writeTo(t, k.path, tt.data)
		if k.open() != nil {
			t.Errorf("%s: it was used", tt.name)
		}
	}
	again := running // its file was too new to have a stamp
	again.stamp = source.Stamp{}
	for _, by := range []program{running, again} {
		writeTo(t, k.path, sealed(key, by, *k))
		if k.open() == nil {
			t.Error("with the key they should have been used, or this test proves nothing")
		}
	}
}

// Everything that the tables are made from is what the seal holds for.
func TestStatisticsGoByTheirInputs(t *testing.T) {
	p := newStatisticsProject(t)
	p.protect()
	from := func(change func(o *Options, in *Input)) *keptStatistics {
		q, in := *p, *p.in
		set := *in.Set
		in.Set = &set
		q.in = &in
		change(&q.o, &in)
		k, err := q.o.keptStatistics(q.in, cube.Input{Set: q.in.Set, Policy: q.in.Settings.Disclosure, Key: []byte(variable(q.o.Env, cube.KeyVariable))})
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	if from(func(*Options, *Input) {}).open() == nil {
		t.Fatal("nothing is kept")
	}
	if from(func(_ *Options, in *Input) { in.Set.News, in.Settings.Title.EN = nil, "Another title" }).open() == nil {
		t.Error("news and the title of the site are no part of the tables")
	}
	for _, tt := range []struct {
		name   string
		change func(o *Options, in *Input)
	}{
		{"another threshold", func(_ *Options, in *Input) { in.Settings.Disclosure.Threshold.Deprivation++ }},
		{"no commitments", func(_ *Options, in *Input) { in.Set.Commitments = nil }},
		{"no tables", func(_ *Options, in *Input) { in.Set.Tables = nil }},
		{"other rows", func(_ *Options, in *Input) { in.Settings.Microdata = p.o.Root + "/schemas" }},
		{"rows in a database", func(_ *Options, in *Input) { in.Settings.Microdata = "postgres://localhost/rows" }},
		{"another secret for noise", func(o *Options, _ *Input) { o.Env = []string{cube.KeyVariable + "=another secret, long enough"} }},
		{"another identity", func(o *Options, _ *Input) { o.Env = []string{cube.IdentityVariable + "=AGE-SECRET-KEY-1"} }},
		{"another folder of the project", func(o *Options, in *Input) { o.Root, in.Settings.Microdata = "..", "../../data/microdata" }},
		{"CI", func(o *Options, _ *Input) { o.Env = []string{"CI=true"} }},
		{"publishing", func(o *Options, _ *Input) { o.publication = &publication{} }},
	} {
		if from(tt.change).open() != nil {
			t.Errorf("%s: the statistics were used", tt.name)
		}
	}
}

// A file that was written just now may be written again without a sign of it: what
// was made from it is not kept.
func TestRowsWrittenJustNowAreNotKnown(t *testing.T) {
	p := newStatisticsProject(t)
	dir := t.TempDir()
	rows, err := filepath.Glob(filepath.Join(p.o.Root, ownRows, "*.jsonl"))
	if err != nil || len(rows) == 0 {
		t.Fatalf("no rows: %v", err)
	}
	for _, name := range rows {
		writeTo(t, filepath.Join(dir, filepath.Base(name)), readFrom(t, name))
	}
	p.in.Settings.Microdata = dir
	for range 2 {
		if _, anew := p.protect(); !anew {
			t.Error("the statistics were used again")
		}
	}
	// Nor are they kept when a file changed while it was read.
	p.in.Settings.Microdata = ""
	s, _ := p.protect()
	k := p.kept()
	if err := os.Remove(k.path); err != nil {
		t.Fatal(err)
	}
	k.rows[0].stamp.Written--
	k.save(s, cellsWorthKeeping)
	if _, err := os.Stat(k.path); err == nil {
		t.Error("statistics were kept though the rows changed")
	}
}

// What is kept is for the user alone, and of few projects; small tables are not kept.
func TestKeptStatisticsAreBounded(t *testing.T) {
	p := newStatisticsProject(t)
	for i := range statisticFiles.most + 3 {
		writeTo(t, statisticFiles.path(p.o.Cache, strings.Repeat("0", i+1)), nil)
	}
	p.protect()
	info, err := os.Stat(p.kept().path)
	if err != nil || !onlyOurs(info) {
		t.Errorf("others can read what is kept, or it is gone: %v", err)
	}
	found, err := filepath.Glob(filepath.Join(p.o.Cache, statisticFiles.start+"*"))
	if err != nil || len(found) != statisticFiles.most {
		t.Errorf("%d projects are kept, want %d", len(found), statisticFiles.most)
	}
	small := newStatisticsProject(t)
	small.o.remember = 0
	small.protect()
	if _, anew := small.protect(); !anew {
		t.Error("small tables are kept")
	}
}

// Of the rows nothing is kept but what readers will have: no pseudonym, and no
// count that is withheld (see sdc).
func TestKeptStatisticsNameNoHousehold(t *testing.T) {
	p := newStatisticsProject(t)
	p.protect()
	data := readFrom(t, p.kept().path)
	rows, err := filepath.Glob(filepath.Join(p.o.Root, ownRows, "*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range bytes.Split(readFrom(t, rows[0]), []byte("\n"))[1:200] {
		_, after, ok := bytes.Cut(line, []byte(`"pseudonym":"`))
		if !ok {
			t.Fatal("a row has no pseudonym")
		}
		if bytes.Contains(data, after[:16]) {
			t.Error("a pseudonym is kept")
		}
	}
}
