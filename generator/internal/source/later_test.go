package source

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"minhbach/generator/internal/diag"
)

// opened opens a project of one record that is read later.
func opened(t *testing.T, text string) (p *Project, f *File, name string) {
	t.Helper()
	dir := t.TempDir()
	name = filepath.Join(dir, "data/activities/a.json")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	p, found, err := Open(t.Context(), dir, Options{})
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	t.Cleanup(p.Close)
	return p, p.File("data/activities/a.json"), name
}

func TestARecordIsReadWhenItIsHeld(t *testing.T) {
	p, f, _ := opened(t, `{"id": "a"}`)
	if f.Text != "" {
		t.Error("read before anybody asked")
	}
	if found, err := f.Hold(); err != nil || len(found) > 0 || f.Text != `{"id": "a"}` {
		t.Errorf("held %q, %v, %v", f.Text, found, err)
	}
	f.Drop()
	tree, _ := f.Tree()
	if f.Text != "" || tree.Get("id").Str() != "a" || tree.Get("id").Pos().Col != 8 || p.Changed() != nil {
		t.Errorf("after it was dropped: %q, %v, %v", f.Text, tree, p.Changed())
	}
}

// What is wrong with a file is told as often as it is asked for while it is held.
func TestProblemsOfAHeldFileStay(t *testing.T) {
	_, f, _ := opened(t, "{\"id\": \"a\u200b\"}")
	for range 2 {
		if found, err := f.Hold(); err != nil || len(found) != 1 || found[0].Code != diag.CodeInvisible {
			t.Errorf("found %v, %v", found, err)
		}
	}
}

func TestAFileThatChangedMeanwhileHasNoPlaces(t *testing.T) {
	p, f, name := opened(t, `{"id": "a"}`)
	if _, err := f.Hold(); err != nil {
		t.Fatal(err)
	}
	f.Drop()
	if err := os.WriteFile(name, []byte(`{"id": "b"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	tree, _ := f.Tree()
	var changed *ChangedError
	if tree != nil || !errors.As(p.Changed(), &changed) || changed.Path != f.Path {
		t.Errorf("tree %v, error %v", tree, p.Changed())
	}
}

func TestOpenEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := Open(ctx, "../../..", Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

// A stamp stands for what was read only when the file had been left alone before.
func TestAStampMustSettle(t *testing.T) {
	at := time.Unix(1_800_000_000, 0)
	ago := func(d time.Duration) int64 { return at.Add(-d).UnixNano() }
	for _, tt := range []struct {
		name             string
		written, changed int64
		settled          bool
	}{
		{"long ago", ago(time.Hour), ago(time.Hour), true},
		{"just now", ago(0), ago(0), false},
		{"within a tick of a coarse clock", ago(2 * time.Second), ago(2 * time.Second), false},
		{"written with an old time, just now", ago(time.Hour), ago(time.Second), false},
		{"in time to come", ago(-time.Hour), ago(time.Hour), false},
	} {
		s := Stamp{Inode: 1, Written: tt.written, Changed: tt.changed}
		if got := s.settled(at) != (Stamp{}); got != tt.settled {
			t.Errorf("%s: settled %v, want %v", tt.name, got, tt.settled)
		}
	}
}
