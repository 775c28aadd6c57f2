package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

const (
	wellKnown = "data/activities/khcn-khanh-hoa-2022-01.json"
	asOf      = "2026-11-23"
)

// newProject writes a project without mistakes.
func newProject(t testing.TB) Options {
	t.Helper()
	a, err := txtar.ParseFile("../check/testdata/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Root: filepath.Join(t.TempDir(), "project"), Cache: filepath.Join(t.TempDir(), "cache"), remember: 1}
	for _, f := range a.Files {
		writeTo(t, filepath.Join(o.Root, f.Name), f.Data)
	}
	return o
}

func writeTo(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func readFrom(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// tellTelephone puts the telephone of a resident into a record.
func tellTelephone(t testing.TB, o Options) {
	t.Helper()
	name := filepath.Join(o.Root, wellKnown)
	data := readFrom(t, name)
	told := bytes.Replace(data, []byte(`"vi": "`), []byte(`"vi": "Liên hệ bà Hoàng Thị Mẫu, 0900 000 000. `), 1)
	if bytes.Equal(data, told) {
		t.Fatal("the record has no text")
	}
	writeTo(t, name, told)
}

// codes are the codes of the problems that Check finds.
func codes(t testing.TB, o Options) []string {
	t.Helper()
	_, problems, err := Check(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return codesOf(problems)
}

// codesToBuild are those that Build finds before it makes anything.
func codesToBuild(t testing.TB, o Options) []string {
	t.Helper()
	in, problems, err := read(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	in.project.Close()
	return codesOf(problems)
}

func codesOf(problems []diag.Problem) []string {
	var found []string
	for _, p := range problems {
		found = append(found, p.Code)
	}
	return found
}

// keptOf opens what is kept of a project.
func keptOf(t testing.TB, o Options) *keptVerdicts {
	t.Helper()
	k := o.keptVerdicts()
	if v, _ := k.wait(1); v == nil {
		t.Fatal("nothing is kept")
	}
	return k
}

// forged are verdicts that say of every file of a project, as it is, that it is
// well: made by a check that looks for no personal data. They bear no MAC.
func forged(t testing.TB, o Options, k *keptVerdicts) []byte {
	t.Helper()
	p, _, err := source.Open(t.Context(), o.Root, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	v := &check.Verdicts{}
	_, _, err = check.Run(t.Context(), p, check.Options{
		Today: asOf, Thin: true, Verdicts: v,
		Judge:      func(*source.File, *source.Node) (bool, error) { return true, nil },
		Conditions: append([]string{string(k.program.sum[:])}, personal.Begin(p, personal.Options{Today: asOf}).Conditions()...),
	})
	if err != nil {
		t.Fatal(err)
	}
	b := bytes.NewBuffer(k.program.bytes())
	if err := v.Write(b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// signed adds a MAC.
func signed(k *keptVerdicts, data []byte) []byte {
	mac := k.mac()
	mac.Write(data)
	return mac.Sum(slices.Clip(data))
}

// The strongest attack on the cache: verdicts that are right in everything but that
// they are lies. Only who has the key can make them count. That they would count
// then shows that nothing else stops them here.
func TestForgedVerdictsHideNothing(t *testing.T) {
	o := newProject(t)
	if found := codes(t, o); len(found) > 0 {
		t.Fatal(found)
	}
	tellTelephone(t, o)
	want := codes(t, o)
	if len(want) == 0 {
		t.Fatal("the telephone was not found")
	}
	k := keptOf(t, o)
	lies := forged(t, o, k)

	other := *k
	other.root = filepath.Join(filepath.Dir(k.root), "another-project")
	foreign := *k
	foreign.key = bytes.Repeat([]byte{7}, keySize)
	none := *k
	none.key = nil
	for _, by := range []struct {
		name string
		data []byte
	}{
		{"nobody", slices.Concat(lies, make([]byte, sha256.Size))},
		{"somebody without a key", signed(&none, lies)},
		{"somebody with the key of another machine", signed(&foreign, lies)},
		{"ourselves for another project", signed(&other, lies)},
	} {
		writeTo(t, k.path(), by.data)
		if got := codes(t, o); !slices.Equal(got, want) {
			t.Errorf("verdicts forged by %s: found %q, want %q", by.name, got, want)
		}
		writeTo(t, k.path(), by.data)
		if got := codesToBuild(t, o); !slices.Equal(got, want) {
			t.Errorf("verdicts forged by %s: a build found %q, want %q", by.name, got, want)
		}
	}
	believed := signed(k, lies)
	writeTo(t, k.path(), believed)
	if got := codes(t, o); len(got) > 0 {
		t.Errorf("with the key the forged verdicts should have counted, or this test proves nothing: %q", got)
	}
	if got := codesToBuild(t, o); len(got) > 0 {
		t.Errorf("with the key they should have counted for a build: %q", got)
	}
	// To publish they are not looked at, nor where others fill the cache, nor on demand.
	told, release, ci := o, o, o
	told.NoCache, release.publication, ci.Env = true, &publication{}, []string{"CI=true"}
	for name, o := range map[string]Options{"told to judge all": told, "to publish": release, "on CI": ci} {
		if got := codes(t, o); !slices.Equal(got, want) {
			t.Errorf("%s: found %q, want %q", name, got, want)
		}
		if got := codesToBuild(t, o); !slices.Equal(got, want) {
			t.Errorf("%s: a build found %q, want %q", name, got, want)
		}
		if !bytes.Equal(readFrom(t, k.path()), believed) {
			t.Errorf("%s: what was kept has changed", name)
		}
	}
}

// A text that was found well is found otherwise when its picture is gone.
func TestATextIsJudgedAgainWhenItsPictureIsGone(t *testing.T) {
	o := newProject(t)
	texts, err := filepath.Glob(filepath.Join(o.Root, "content/vi/tin/*/*.md"))
	if err != nil || len(texts) == 0 {
		t.Fatal(texts, err)
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(o.Root, "content/anh/muc-lon.png")
	writeTo(t, name, picture.Bytes())
	writeTo(t, texts[0], append(readFrom(t, texts[0]), "\n![Một mục lớn](/anh/muc-lon.png)\n"...))
	for range 2 {
		if found := codes(t, o); len(found) > 0 {
			t.Fatal(found)
		}
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	want := []string{diag.CodeTextPicture}
	if got := codes(t, o); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if got := codesToBuild(t, o); !slices.Equal(got, want) {
		t.Errorf("a build found %q, want %q", got, want)
	}
}

// What a build takes over from a check, and a check from a build, is the same record.
func TestABuildWithVerdictsReadsTheSameRecords(t *testing.T) {
	o := newProject(t)
	sets := map[string]*record.Set{}
	for _, when := range []string{"for the first time", "after itself"} {
		in, problems, err := read(t.Context(), o)
		if err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		in.project.Close()
		sets[when] = in.Set
	}
	k := keptOf(t, o)
	kept := readFrom(t, k.path())
	if err := os.Remove(k.path()); err != nil {
		t.Fatal(err)
	}
	codes(t, o)
	if !bytes.Equal(readFrom(t, k.path()), kept) {
		t.Error("a check keeps other verdicts than a build")
	}
	in, problems, err := read(t.Context(), o)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	in.project.Close()
	sets["after a check"] = in.Set
	fresh := o
	fresh.NoCache = true
	in, _, err = read(t.Context(), fresh)
	if err != nil {
		t.Fatal(err)
	}
	in.project.Close()
	for when, set := range sets {
		if !reflect.DeepEqual(set, in.Set) {
			t.Errorf("%s: other records than without verdicts", when)
		}
	}
}

// A file that changes while a build runs ends it: no page may mix two states of a
// record.
func TestAFileThatChangesDuringABuildEndsIt(t *testing.T) {
	o := newProject(t)
	o.Out, o.Now = filepath.Join(t.TempDir(), "public"), time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	commitments, err := filepath.Glob(filepath.Join(o.Root, "data/commitments/*.json"))
	if err != nil || len(commitments) == 0 {
		t.Fatal(commitments, err)
	}
	o.Progress = func(stage diag.Text) {
		if strings.HasPrefix(stage.EN, "Composing") {
			writeTo(t, commitments[0], append(readFrom(t, commitments[0]), '\n'))
		}
	}
	_, problems, err := Build(t.Context(), o)
	var changed *source.ChangedError
	if !errors.As(err, &changed) || !strings.HasSuffix(commitments[0], changed.Path) {
		t.Errorf("error %v, problems %v, want that the file changed", err, problems)
	}
	if _, err := os.Stat(o.Out); !errors.Is(err, os.ErrNotExist) {
		t.Error("something was put into place")
	}
}

// Every byte of what is kept is changed in turn, and the file cut short there: it is
// as if there were none.
func TestEveryByteOfVerdictsCounts(t *testing.T) {
	o := newProject(t)
	if found := codes(t, o); len(found) > 0 {
		t.Fatal(found)
	}
	k := keptOf(t, o)
	whole := readFrom(t, k.path())
	if _, ok := k.open(); !ok {
		t.Fatal("what was kept does not open")
	}
	for i := range whole {
		broken := slices.Clone(whole)
		broken[i]++
		for _, data := range [][]byte{broken, whole[:i]} {
			if _, ok := k.authentic(data); ok {
				t.Fatalf("byte %d does not count", i)
			}
		}
	}
	if _, ok := k.authentic(append(whole, 0)); ok {
		t.Error("a byte too many does not count")
	}
}

// Verdicts of an earlier state, put back, are true still of what they name.
func TestVerdictsPutBackHideNothing(t *testing.T) {
	o := newProject(t)
	codes(t, o)
	k := keptOf(t, o)
	earlier := readFrom(t, k.path())
	tellTelephone(t, o)
	want := codes(t, o)
	writeTo(t, k.path(), earlier)
	if got := codes(t, o); len(got) == 0 || !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// Verdicts of another program count for nothing.
func TestVerdictsOfAnotherProgramHideNothing(t *testing.T) {
	o := newProject(t)
	codes(t, o)
	tellTelephone(t, o)
	want := codes(t, o)
	k := keptOf(t, o)
	lenient := *k
	lenient.program.sum[0]++
	lenient.program.stamp.Inode++
	lies := forged(t, o, &lenient)
	writeTo(t, k.path(), signed(k, lies))
	if got := codes(t, o); len(got) == 0 || !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// A name that was public is personal when the official has left data/people,
// although the record that tells it is as it was.
func TestWhatIsPublicDecides(t *testing.T) {
	o := newProject(t)
	name := filepath.Join(o.Root, wellKnown)
	writeTo(t, name, bytes.Replace(readFrom(t, name), []byte(`"vi": "`), []byte(`"vi": "Ông Vũ Xuân Hội nhận hai con bò giống. `), 1))
	before := codes(t, o)
	if err := os.Remove(filepath.Join(o.Root, "data/people/vu-xuan-hoi.json")); err != nil {
		t.Fatal(err)
	}
	after := codes(t, o)
	fresh := o
	fresh.NoCache = true
	if want := codes(t, fresh); !slices.Equal(after, want) || slices.Equal(before, after) {
		t.Errorf("found %q, then %q, want %q", before, after, want)
	}
}

// A cache that cannot be used is no error, and a key that others can read is none.
func TestWithoutACacheEverythingIsJudged(t *testing.T) {
	o := newProject(t)
	tellTelephone(t, o)
	want := codes(t, o)
	writeTo(t, o.Cache+"-file", nil)
	noFolder := o
	noFolder.Cache = o.Cache + "-file"
	if got := codes(t, noFolder); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if err := os.Chmod(filepath.Join(o.Cache, keyName), 0o644); err != nil {
		t.Fatal(err)
	}
	if v, _ := o.keptVerdicts().wait(1); v != nil && onlyOursIsKnown(t, o) {
		t.Error("a key that others can read is believed")
	}
	if got := codes(t, o); !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// onlyOursIsKnown reports whether this system tells who can read a file.
func onlyOursIsKnown(t testing.TB, o Options) bool {
	t.Helper()
	info, err := os.Stat(filepath.Join(o.Cache, keyName))
	if err != nil {
		t.Fatal(err)
	}
	return !onlyOurs(info)
}

// What is kept is for the user alone, and of the projects checked last.
func TestWhatIsKeptIsBounded(t *testing.T) {
	o := newProject(t)
	for i := range verdictFiles.most + 3 {
		writeTo(t, verdictFiles.path(o.Cache, strings.Repeat("0", i+1)), nil)
	}
	codes(t, o)
	k := keptOf(t, o)
	info, err := os.Stat(k.path())
	if err != nil || !onlyOurs(info) {
		t.Errorf("others can read what is kept, or it is gone: %v", err)
	}
	kept, err := filepath.Glob(filepath.Join(o.Cache, "*"+verdictFiles.end))
	if err != nil || len(kept) != verdictFiles.most {
		t.Errorf("%d projects are kept, want %d", len(kept), verdictFiles.most)
	}
}

// A check that is ended in the middle keeps nothing and says so.
func TestAnEndedCheckIsNoResult(t *testing.T) {
	o := newProject(t)
	ctx, cancel := context.WithCancel(t.Context())
	o.Progress = func(diag.Text) { cancel() }
	if _, _, err := Check(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
	if kept, _ := filepath.Glob(filepath.Join(o.Cache, "*"+verdictFiles.end)); len(kept) > 0 {
		t.Errorf("kept %q", kept)
	}
}
