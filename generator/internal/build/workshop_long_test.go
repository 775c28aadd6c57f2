//go:build long

package build

import (
	"os"
	"path/filepath"
	"testing"

	"minhbach/generator/internal/release"
)

func TestAReleaseMadeFromTheLastOneIsTheOneMadeFromNothing(t *testing.T) {
	e, scratch := newEditor(t, 4), t.TempDir()
	if _, err := release.NewKey(filepath.Join(scratch, "office"), "office"); err != nil {
		t.Fatal(err)
	}
	key, err := release.ReadKey(filepath.Join(scratch, "office"))
	if err != nil {
		t.Fatal(err)
	}
	again, anew := newPublisher(e, key, scratch, "again"), newPublisher(e, key, scratch, "anew")
	compare := func(after string) {
		t.Helper()
		b := &builder{editor: e, again: Options{Out: filepath.Join(again.to.Target, "current") + "/"}, whole: Options{Out: filepath.Join(anew.to.Target, "current") + "/"}}
		b.same(after)
	}
	if !again.publish() || !anew.publish() {
		t.Fatal("the project as it is has problems")
	}
	compare("none")
	for done := 0; done < releasesRun; {
		after := e.edit()
		shown := again.publish()
		if err := os.RemoveAll(anew.workshop().dir); err != nil {
			t.Fatal(err)
		}
		if anew.publish() != shown {
			t.Fatalf("after edit %s: only one of two publications found a problem", after)
		}
		if !shown {
			e.undo()
			continue
		}
		if why := again.whole(); why != "" {
			t.Errorf("after edit %s everything was made: %s", after, why)
		}
		compare(after)
		done++
	}
}
