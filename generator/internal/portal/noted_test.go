package portal

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
)

// Whatever became of the notes of the last build, the index is that of a build which
// had none, and the next build finds the same notes.
func TestTheIndexIsTheSameWithoutTheNotesOfTheLastBuild(t *testing.T) {
	set, site := village(), villageSite()
	item(set, "vi", "tin", record.News{Title: "Tin", Summary: "Tin."})
	first, _ := wholeSite(set, site, Options{Memory: kept.Memory{File: kept.OfText}})
	item(set, "vi", "them", record.News{Title: "Thêm", Summary: "Thêm một tin."})
	want := built(t, set, site)
	for name, spoil := range map[string]func([]byte) []byte{
		"whole":     func(b []byte) []byte { return b },
		"gone":      func([]byte) []byte { return nil },
		"cut short": func(b []byte) []byte { return b[:len(b)/2] },
		"damaged":   func(b []byte) []byte { b = bytes.Clone(b); b[len(b)/2] ^= 1; return b },
		"another":   func([]byte) []byte { return first.Left["en/"+notesPart] },
	} {
		memory := memoryOf(first)
		memory.Left = func(part string) []byte {
			if part == "vi/"+notesPart {
				return spoil(first.Left[part])
			}
			return first.Left[part]
		}
		got, _ := wholeSite(set, site, Options{Memory: memory})
		if !slices.ContainsFunc(got.Parts, func(p Part) bool { return p.Again }) {
			t.Fatalf("%s: nothing was used again", name)
		}
		if !maps.EqualFunc(searchFiles(got), searchFiles(want), bytes.Equal) {
			t.Errorf("%s: the index is another one", name)
		}
		if !slices.Equal(notesOf(t, got, "vi"), notesOf(t, want, "vi")) {
			t.Errorf("%s: other notes are left", name)
		}
	}
}

func searchFiles(s *whole) map[string][]byte {
	made := map[string][]byte{}
	for _, f := range s.Files {
		if strings.HasPrefix(f.Path, "tim-kiem/") {
			made[f.Path] = f.Content()
		}
	}
	return made
}
