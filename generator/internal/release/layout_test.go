package release

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// tree lists a folder: names, what links lead to, digests of files.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rest, _ := filepath.Rel(dir, name)
		switch {
		case e.Type()&fs.ModeSymlink != 0:
			to, err := os.Readlink(name)
			fmt.Fprintln(&b, rest, "->", to)
			return err
		case e.IsDir():
			fmt.Fprintln(&b, rest+"/")
		default:
			data, err := os.ReadFile(name)
			fmt.Fprintln(&b, rest, digestOf(data))
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// failing is a disk on which something goes wrong at the n-th change.
type failing struct {
	disk
	mu    sync.Mutex
	count int
	at    int
	fail  func() error // at the n-th change and at every later one
}

func (f *failing) step() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count++
	if f.at > 0 && f.count >= f.at {
		return f.fail()
	}
	return nil
}

func (f *failing) create(name string) (io.WriteCloser, error) {
	if err := f.step(); err != nil {
		return nil, err
	}
	out, err := f.disk.create(name)
	if err != nil {
		return nil, err
	}
	return &failingFile{out, f}, nil
}

type failingFile struct {
	io.WriteCloser
	*failing
}

func (f *failingFile) Write(data []byte) (int, error) {
	if err := f.step(); err != nil {
		n, _ := f.WriteCloser.Write(data[:len(data)/2]) // half of it gets there
		return n, err
	}
	return f.WriteCloser.Write(data)
}

func (f *failing) mkdir(name string) error {
	return firstError(f.step, func() error { return f.disk.mkdir(name) })
}
func (f *failing) rename(from, to string) error {
	return firstError(f.step, func() error { return f.disk.rename(from, to) })
}
func (f *failing) link(from, to string) error {
	return firstError(f.step, func() error { return f.disk.link(from, to) })
}
func (f *failing) symlink(to, name string) error {
	return firstError(f.step, func() error { return f.disk.symlink(to, name) })
}
func (f *failing) replace(from, to string) error {
	return firstError(f.step, func() error { return f.disk.replace(from, to) })
}
func (f *failing) removeAll(name string) error {
	return firstError(f.step, func() error { return f.disk.removeAll(name) })
}
func (f *failing) sync(name string) error {
	return firstError(f.step, func() error { return f.disk.sync(name) })
}

func firstError(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// Publication stops at every single change of the disk in turn, as when the
// machine is switched off or the disk is full. Readers see one whole release, old
// or new; the next publication succeeds; the ledger never forks.
func TestEveryPointOfFailureLeavesAWholeSite(t *testing.T) {
	for at := 1; ; at++ {
		o := newOffice(t)
		o.publish()
		kept := o.verify(nil).Checkpoint
		o.site["index.html"] += "<p>Tin mới.\n"
		dir, r := o.seal()
		d := &failing{disk: o.target.(*layout).disk, at: at, fail: func() error { return syscall.ENOSPC }}
		err := Publish(t.Context(), &layout{d}, dir, r, Options{})
		if d.count < at {
			if err != nil {
				t.Fatalf("a publication without failure = %v", err)
			}
			t.Logf("publication stopped at each of %d changes", at-1)
			return
		}
		seen := o.verify(kept)
		if n := seen.Release.Number; n != 1 && n != 2 {
			t.Fatalf("stopped at change %d: readers see release %d", at, n)
		}
		wantTrue(t, seen, seen.Release.Number)
		if err == nil && seen.Release.Number != 2 {
			t.Fatalf("stopped at change %d: Publish says all is well, but readers see the old release", at)
		}
		next := o.publish()
		wantTrue(t, o.verify(kept), next.Number)
		wantTrue(t, o.verify(seen.Checkpoint), next.Number)
		entries, err := os.ReadDir(filepath.Join(o.dir, releasesDir))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if strings.HasPrefix(e.Name(), nextPrefix) {
				t.Fatalf("stopped at change %d: %s was never removed", at, e.Name())
			}
		}
	}
}

// Two publishers at once, many times: one wins, the other is told to run again,
// and nobody's release is lost or shown twice.
func TestTwoPublishersAtOnce(t *testing.T) {
	o := newOffice(t)
	o.publish()
	kept := o.verify(nil).Checkpoint
	for round := range 5 {
		results := make([]error, 3)
		publish := make([]func(), len(results))
		for i := range results {
			o.site["index.html"] = fmt.Sprintf("<p>Người đăng %d, lần %d.\n", i, round)
			dir, r := o.seal()
			target, err := Open(t.Context(), o.dir, Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer target.Close()
			publish[i] = func() { results[i] = Publish(t.Context(), target, dir, r, Options{}) }
		}
		var wg sync.WaitGroup
		for _, run := range publish {
			wg.Go(run)
		}
		wg.Wait()
		won := 0
		for _, err := range results {
			switch {
			case err == nil:
				won++
			case !errors.Is(err, ErrOvertaken):
				t.Errorf("the other publisher is told %v", err)
			}
		}
		if won != 1 {
			t.Fatalf("%d publishers took the same number: %v", won, results)
		}
		wantTrue(t, o.verify(kept), int64(round+2))
	}
}

func TestOldReleasesAreRemoved(t *testing.T) {
	o := newOffice(t)
	for range 8 {
		o.publish()
	}
	numbers, err := o.target.(*layout).numbers()
	if err != nil || fmt.Sprint(numbers) != "[4 5 6 7 8]" {
		t.Errorf("releases kept = %v, %v", numbers, err)
	}
	for range 4 {
		if _, _, err := Rollback(t.Context(), o.target); err != nil {
			t.Fatal(err)
		}
	}
	wantTrue(t, o.verify(nil), 4)
	if _, _, err := Rollback(t.Context(), o.target); !errors.Is(err, ErrNoEarlier) {
		t.Errorf("Rollback of the oldest release = %v", err)
	}
}

// A publication on a schedule must not bring back what was rolled back.
func TestRolledBackReleaseStaysBack(t *testing.T) {
	o := newOffice(t)
	o.publish()
	o.publish()
	if err := Resume(t.Context(), o.target); err != nil {
		t.Errorf("Resume of a release that is shown = %v", err)
	}
	if _, _, err := Rollback(t.Context(), o.target); err != nil {
		t.Fatal(err)
	}
	if err := Resume(t.Context(), o.target); !errors.Is(err, ErrRolledBack) {
		t.Errorf("Resume = %v", err)
	}
	wantTrue(t, o.verify(nil), 1)
	o.publish()
	wantTrue(t, o.verify(nil), 3)
	if err := Resume(t.Context(), o.target); err != nil {
		t.Errorf("Resume after a new release = %v", err)
	}
}

func TestFolderOfSomebodyElseIsRefused(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "thesis.txt"), "mine")
	if _, err := Open(t.Context(), dir, Options{}); err == nil {
		t.Error("a folder with somebody's files was accepted as a target")
	}
}

// A file of an old release that somebody changed on the server is not carried
// into the next release.
func TestChangedFileIsNotCarriedOn(t *testing.T) {
	o := newOffice(t)
	o.publish()
	file := filepath.Join(o.dir, currentLink, "so-lieu", "t.csv")
	write(t, file, "unit,households\na,21\nb,30\n")
	o.publish()
	wantTrue(t, o.verify(nil), 2)
}

// A sealed folder that somebody touches before it is sent is not published.
func TestFolderThatChangesAfterTheSealIsRefused(t *testing.T) {
	o := newOffice(t)
	o.publish()
	dir, r := o.seal()
	write(t, filepath.Join(dir, "cam-ket", "a", "index.html"), "<h1>Cam kết</h1>\n<p>51 hộ\n")
	if err := os.RemoveAll(filepath.Join(o.dir, "releases", "1", "cam-ket")); err != nil { // so that it is sent
		t.Fatal(err)
	}
	if err := Publish(t.Context(), o.target, dir, r, Options{}); err == nil {
		t.Error("a folder that changed after its seal was published")
	}
	if n, err := o.target.(*layout).current(); n != 1 || err != nil {
		t.Errorf("readers see release %d, %v", n, err)
	}
}

// The ledger grows beyond one tile; whole tiles take the place of partial ones.
func TestLedgerOfManyTiles(t *testing.T) {
	o := newOffice(t)
	o.publish()
	kept := o.verify(nil).Checkpoint
	for i := range 300 {
		id := fmt.Sprintf("t%03d", i)
		o.site["so-lieu/"+id+".csv"] = id
		o.statistics = append(o.statistics, Statistic{ID: id, Path: "so-lieu/" + id + ".csv", Cells: map[string]string{"a": "1"}})
	}
	o.publish()
	wantTrue(t, o.verify(kept), 2)
	o.publish()
	wantTrue(t, o.verify(kept), 3)
	current := filepath.Join(o.dir, currentLink, ledgerDir, "tile")
	for _, name := range []string{"0/000", "0/001.p/49", "1/000.p/1", "entries/000", "entries/001.p/49"} {
		if _, err := os.Stat(filepath.Join(current, filepath.FromSlash(name))); err != nil {
			t.Errorf("tile %s: %v", name, err)
		}
	}
	for _, name := range []string{"0/000.p", "entries/000.p"} {
		if _, err := os.Stat(filepath.Join(current, filepath.FromSlash(name))); err == nil {
			t.Errorf("%s is still there beside the whole tile", name)
		}
	}
}
