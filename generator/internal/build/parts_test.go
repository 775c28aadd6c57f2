package build

import (
	"context"
	"encoding/json"
	"io"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/portal"
	"minhbach/generator/internal/portal/dataset"
)

// A part whose key is the same as before is the same as before: its key names
// everything that it is composed from. What fails here would leave a stale page
// on a site; the remedy is in portal/needs.go.
func TestAPartIsMadeFromWhatItsKeyNames(t *testing.T) {
	e := newEditor(t, 3)
	o := Options{Root: e.root, Cache: t.TempDir()}
	in, _, err := read(context.Background(), o)
	if err != nil || in.Set == nil {
		t.Fatal("the project as it is has problems", err)
	}
	stats, _, err := protect(context.Background(), in, o)
	if err != nil {
		t.Fatal(err)
	}
	before := composed(t, in, stats, o)
	done, again, all := 0, 0, 0
	for done < partsRun {
		after := e.edit()
		in, problems, err := read(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		if diag.HasErrors(problems) {
			e.undo()
			continue
		}
		now := composed(t, in, stats, o)
		for name, part := range now.parts {
			all++
			if was := before.parts[name]; was.key.Known() && was.key == part.key {
				again++
				if was.content != part.content {
					t.Errorf("after edit %s part %s changed and its key did not", after, name)
				}
			}
		}
		if t.Failed() {
			return
		}
		before = now
		done++
	}
	t.Logf("%d of %d parts did not have to be composed in %d edits", again, all, done)
}

// composition is the parts of a site, with what they hold.
type composition struct {
	parts map[string]composedPart
}

type composedPart struct{ key, content kept.Digest }

// composed composes everything.
func composed(t *testing.T, in *Input, stats *statistics, o Options) composition {
	t.Helper()
	data := dataset.New(in.Set, in.Settings, dataset.Options{Statistics: statisticsOf(in.Set, stats.options())})
	if err := data.Write(func(string) (io.WriteCloser, error) { return nothing{}, nil }); err != nil {
		t.Fatal(err)
	}
	memory, err := new(last).memory(o, in, stats)
	if err != nil {
		t.Fatal(err)
	}
	site := portal.Build(in.Set, in.Settings, portal.Options{Statistics: stats.options(), Data: data, Project: in.project, Memory: memory})
	c := composition{parts: map[string]composedPart{}}
	pages, files := map[string]string{}, map[string]portal.File{}
	for piece := range site.Pieces {
		for _, p := range piece.Pages {
			pages[p.Path()] = encoded(t, p)
		}
		for _, f := range piece.Files {
			files[f.Path] = f
		}
	}
	for _, p := range site.Parts {
		k := kept.NewKey("content")
		for _, page := range p.Pages {
			k.Text(pages[portal.Page{Address: page.Address, Lang: page.Lang}.Path()])
		}
		for _, name := range p.Files {
			k.Text(name, files[name].Key, string(files[name].Data))
		}
		c.parts[p.Name] = composedPart{p.Key, k.Digest()}
	}
	return c
}

func encoded(t *testing.T, page portal.Page) string {
	data, err := json.Marshal(page)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// nothing is where files go that nobody reads.
type nothing struct{}

func (nothing) Write(b []byte) (int, error) { return len(b), nil }
func (nothing) Close() error                { return nil }
