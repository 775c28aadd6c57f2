package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/release"
)

// publisher publishes a project to one target again and again.
type publisher struct {
	*editor
	options Options
	to      Publication
	told    []string
}

func newPublisher(e *editor, key *release.Key, scratch, name string) *publisher {
	p := &publisher{editor: e}
	p.options = Options{
		Root: e.root, Cache: filepath.Join(scratch, "cache"),
		Progress: func(stage diag.Text) { p.told = append(p.told, stage.EN) },
	}
	p.to = Publication{Target: filepath.Join(scratch, name), Key: key, First: true, Program: "test"}
	return p
}

// publish reports whether the release was shown.
func (p *publisher) publish() bool {
	p.t.Helper()
	p.told = nil
	done, problems, err := Publish(context.Background(), p.options, p.to)
	if err != nil {
		p.t.Fatal(err)
	}
	p.to.First = false
	return done != nil && !diag.HasErrors(problems)
}

// workshop is the folder of what the last release left.
func (p *publisher) workshop() *workshop {
	w, err := openWorkshop(p.options, p.to.Target)
	if err != nil {
		p.t.Fatal(err)
	}
	if err := w.close(true); err != nil {
		p.t.Fatal(err)
	}
	return w
}

// whole is why everything was made; empty when not everything was.
func (p *publisher) whole() string {
	for _, stage := range p.told {
		if why, ok := strings.CutPrefix(stage, "Everything is made: "); ok {
			return why
		}
	}
	return ""
}

// What the last release left is read to the last byte before any of it is used.
func TestNoReleaseIsMadeFromWhatSomebodyChanged(t *testing.T) {
	e, scratch := newEditor(t, 5), t.TempDir()
	if _, err := release.NewKey(filepath.Join(scratch, "office"), "office"); err != nil {
		t.Fatal(err)
	}
	key, err := release.ReadKey(filepath.Join(scratch, "office"))
	if err != nil {
		t.Fatal(err)
	}
	p := newPublisher(e, key, scratch, "target")
	if !p.publish() {
		t.Fatal("the project as it is has problems")
	}
	page := filepath.Join(p.workshop().site(), "index.html")
	info, err := os.Stat(page)
	if err != nil {
		t.Fatal(err)
	}
	sound, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page, []byte(strings.Replace(string(sound), "<html", "<HTML", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(page, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	e.newsWord()
	if !p.publish() {
		t.Fatal("a word of the news was refused")
	}
	if why := p.whole(); !strings.Contains(why, "index.html of the last output was changed") {
		t.Errorf("everything is made because %q", why)
	}
	now, err := os.ReadFile(filepath.Join(p.to.Target, "current", "index.html"))
	if err != nil || strings.Contains(string(now), "<HTML") {
		t.Errorf("the changed page was published (%v)", err)
	}
}
