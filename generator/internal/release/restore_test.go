package release

import (
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"minhbach/generator/internal/diag"
)

// A CI job that forgets everything publishes to a host that only takes a folder:
// it fetches the ledger from the site that readers see and continues it.
func TestPublishFromAMachineWithoutMemory(t *testing.T) {
	o := newOffice(t)
	o.publish()
	o.correct(16, "a-16")
	o.parts = `{"version":2}`
	o.publish()
	kept := o.verify(nil).Checkpoint
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(o.dir, currentLink))))
	defer server.Close()

	fresh := filepath.Join(t.TempDir(), "pages")
	if err := Restore(t.Context(), server.URL, fresh, o.key()); err != nil {
		t.Fatal(err)
	}
	old := o.dir
	o.dir = fresh
	o.reopen()
	o.site["index.html"] += "<p>Tin mới.\n"
	if r := o.publish(); r.Number != 3 {
		t.Fatalf("the ledger continues with release %d", r.Number)
	}
	wantTrue(t, o.verify(kept), 3)
	for _, n := range []int64{1, 2} {
		if _, err := os.Stat(filepath.Join(fresh, currentLink, sbomPath(n))); err != nil {
			t.Errorf("the parts of an earlier program are lost: %v", err)
		}
	}
	if _, _, err := Rollback(t.Context(), o.target); !errors.Is(err, ErrNoEarlier) {
		t.Errorf("Rollback to a release without pages = %v", err)
	}
	state, err := Last(t.Context(), o.target, o.key())
	if err != nil {
		t.Fatal(err)
	}
	if list, err := state.History(t.Context(), 10); err != nil || len(list) != 3 {
		t.Errorf("history after a restored ledger = %d releases, %v", len(list), err)
	}

	// What the site says is proved before it is continued.
	o.dir = old
	o.tamper("ledger/inventory", "16", "61")
	other := filepath.Join(t.TempDir(), "pages")
	if err := Restore(t.Context(), server.URL, other, o.key()); err == nil {
		t.Error("a ledger that somebody changed was continued")
	}
}

func TestRestoreOfNothing(t *testing.T) {
	o := newOffice(t)
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	if err := Restore(t.Context(), server.URL, t.TempDir(), o.key()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Restore = %v", err)
	}
	wantFalse(t, verifySite(t, server.URL, o.public(), nil), diag.CodeMissingFile, checkpointPath)
}
