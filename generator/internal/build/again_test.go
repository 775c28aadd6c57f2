package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/theme"
)

// builder builds a project again and again, once with what the last build left
// and once without.
type builder struct {
	*editor
	again, whole Options
	scratch      string
}

func newBuilder(t testing.TB, seed uint64) *builder {
	b := &builder{editor: newEditor(t, seed), scratch: t.TempDir()}
	b.again = Options{Root: b.root, Out: filepath.Join(b.scratch, "again"), Cache: filepath.Join(b.scratch, "cache"), remember: 1}
	b.whole = Options{Root: b.root, Out: filepath.Join(b.scratch, "whole"), Cache: filepath.Join(b.scratch, "cache-whole")}
	return b
}

// build builds, and reports whether there was nothing wrong with the project.
func (b *builder) build(o Options) (Summary, bool) {
	b.t.Helper()
	done, problems, err := Build(context.Background(), o)
	if err != nil {
		b.t.Fatal(err)
	}
	return done, !diag.HasErrors(problems)
}

// full builds everything into an empty folder and remembers nothing.
func (b *builder) full() bool {
	b.t.Helper()
	if err := errors.Join(os.RemoveAll(b.whole.Out), os.RemoveAll(b.whole.Cache)); err != nil {
		b.t.Fatal(err)
	}
	done, ok := b.build(b.whole)
	if ok && done.Whole == nil {
		b.t.Fatal("a build into an empty folder used another one")
	}
	return ok
}

// same fails the test where the two outputs differ.
func (b *builder) same(after string) {
	b.t.Helper()
	got, want := digests(b.t, b.again.Out), digests(b.t, b.whole.Out)
	var wrong []string
	for name, d := range want {
		if got[name] != d {
			wrong = append(wrong, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			wrong = append(wrong, name+" (too much)")
		}
	}
	if len(wrong) > 0 {
		slices.Sort(wrong)
		b.t.Fatalf("after edit %s\n%d files differ from a full build: %s", after, len(wrong), strings.Join(wrong[:min(len(wrong), 20)], " "))
	}
}

func digests(t testing.TB, dir string) map[string]kept.Digest {
	t.Helper()
	found := map[string]kept.Digest{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		found[name], _, err = kept.OfFile(filepath.Join(dir, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// run makes edits by chance; after each of them the output is that of a full
// build.
func (b *builder) run(count int) {
	for tries := 1; !b.full(); tries++ {
		if tries == 10 {
			b.t.Fatal("the project as it is has problems")
		}
		b.undo()
		b.begin()
	}
	b.build(b.again)
	b.same("none")
	done, whole, refused := 0, 0, 0
	for done < count {
		after := b.edit()
		if b.chance.IntN(12) == 0 {
			after += " and the theme"
			b.again.theme = b.restyled()
			b.whole.theme = b.again.theme
		}
		made, ok := b.build(b.again)
		if b.full() != ok {
			b.t.Fatalf("after edit %s: only one of two builds found a problem", after)
		}
		if !ok {
			refused++
			b.undo()
			continue
		}
		b.same(after)
		done++
		b.t.Logf("%d of %d: after edit %s", done, count, after)
		if made.Whole != nil {
			whole++
			b.t.Logf("after edit %s everything was made: %s", after, made.Whole.EN)
		}
	}
	b.t.Logf("%d edits, %d refused by check, after %d everything was made", done, refused, whole)
}

// restyled is the theme with another layout, partial, style, script, picture or
// phrase.
func (b *builder) restyled() fs.FS {
	changed := fstest.MapFS{}
	_ = fs.WalkDir(theme.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, _ := fs.ReadFile(theme.FS, name)
			changed[name] = &fstest.MapFile{Data: data}
		}
		return err
	})
	name := b.one([]string{"layouts/commitment.html", "layouts/_partials/footer.html", "layouts/news.html", "assets/css/base.css", "assets/images/favicon.svg", "i18n/vi.toml"})
	text := string(changed[name].Data)
	switch path.Ext(name) {
	case ".css":
		text += fmt.Sprintf("\n.mb-x%d { color: red }\n", b.n)
	case ".toml":
		text = strings.Replace(text, ` = "`, fmt.Sprintf(` = "%d `, b.n), 1)
	default:
		text = strings.Replace(text, "</", fmt.Sprintf("<!-- %d --></", b.n), 1)
	}
	if text == string(changed[name].Data) {
		b.t.Fatalf("%s was not changed", name)
	}
	changed[name].Data = []byte(text)
	return changed
}

// editsRun is the number of edits after each of which a build is compared with a
// full one, with rows about households and without. Hundreds, and other ones:
//
//	go test -tags long -timeout 0 ./generator/internal/build
//	go test -tags long -timeout 0 -v -run SameBytes ./generator/internal/build -args -edits 1000 -seed 7
var (
	editsRun         = 2
	editsSeed uint64 = 1
)

func TestBuildingAgainGivesTheSameBytes(t *testing.T) {
	for seed := editsSeed; seed < editsSeed+2; seed++ {
		newBuilder(t, seed).run(editsRun)
	}
}

// What cannot be trusted is not used, and it is said why.
func TestWhatTheLastBuildLeftIsNoticedWhenItIsWrong(t *testing.T) {
	b := newBuilder(t, 2)
	var told []string
	b.again.Progress = func(stage diag.Text) { told = append(told, stage.EN) }
	if done, _ := b.build(b.again); done.Whole == nil || !strings.Contains(strings.Join(told, "\n"), done.Whole.EN) {
		t.Fatalf("the progress %q does not say why everything is made: %v", told, done.Whole)
	}
	if done, _ := b.build(b.again); done.Whole != nil || done.Rendered != 0 || done.Written != 0 {
		t.Fatalf("a second build without a change did something: %+v", done)
	}
	in, _, err := read(context.Background(), b.again)
	if err != nil {
		t.Fatal(err)
	}
	out := &Output{target: b.again.Out}
	open := func() *last {
		l, err := openLast(b.again, in, out, b.again.Cache)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	record := open().record
	for _, o := range open().Outputs {
		if slices.Contains([]string{".parquet", ".xlsx", ".zip"}, path.Ext(o.Path)) && !o.Key.Known() {
			t.Errorf("%s has no key, so that every build makes it", o.Path)
		}
	}
	page := filepath.Join(b.again.Out, "index.html")
	read := func(name string) []byte {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	sound := map[string][]byte{record: read(record), page: read(page)}
	stranger := filepath.Join(b.again.Out, "stranger.html")
	flip := func(data []byte) []byte {
		data = slices.Clone(data)
		data[len(data)/2] ^= 1
		return data
	}
	for _, tt := range []struct {
		name, want string
		spoil      func()
	}{
		{"nothing", "", func() {}},
		{"a byte of the record", "damaged", func() { write(record, flip(sound[record])) }},
		{"the end of the record", "damaged", func() { write(record, sound[record][:len(sound[record])-10]) }},
		{"another form", "another version", func() { write(record, []byte("kept by something else")) }},
		{"another program", "program has changed", func() {
			r, err := kept.Read(record)
			if err != nil {
				t.Fatal(err)
			}
			r.Program = kept.OfText("another")
			if err := kept.Write(record, r); err != nil {
				t.Fatal(err)
			}
		}},
		{"no record", "no record", func() { os.Remove(record) }},
		{"a page of the output", "index.html of the last output was changed", func() {
			info, err := os.Stat(page)
			if err != nil {
				t.Fatal(err)
			}
			write(page, flip(sound[page]))
			if err := os.Chtimes(page, info.ModTime(), info.ModTime()); err != nil {
				t.Fatal(err)
			}
		}},
		{"a file too much", "stranger.html was put into", func() { write(stranger, nil) }},
		{"a page gone", "1 files of the last output are gone", func() { os.Remove(page) }},
		{"a page written again as it was", "", func() { os.Remove(page); write(page, sound[page]) }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.spoil()
			switch l := open(); {
			case tt.want == "" && l.why != nil:
				t.Errorf("everything would be made: %s", l.why.EN)
			case tt.want != "" && (l.why == nil || l.Index != nil || !strings.Contains(l.why.EN, tt.want)):
				t.Errorf("why = %v, want %q", l.why, tt.want)
			}
			os.Remove(stranger)
			for name, data := range sound {
				write(name, data)
			}
		})
	}
}
