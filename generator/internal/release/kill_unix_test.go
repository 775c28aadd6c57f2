//go:build unix

package release

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
)

// The same with a process that is really killed.
func TestKilledPublisherLeavesAWholeSite(t *testing.T) {
	if os.Getenv("MINHBACH_TEST_KILL") != "" {
		publishUntilKilled(t)
		return
	}
	o := newOffice(t)
	o.publish()
	kept := o.verify(nil).Checkpoint
	for _, at := range []string{"1", "4", "15", "30", "38", "39", "40", "41", "42", "43"} {
		o.site["index.html"] += "<p>Tin số " + at + ".\n"
		dir, _ := o.seal()
		child := exec.Command(os.Args[0], "-test.run=^TestKilledPublisherLeavesAWholeSite$")
		child.Env = append(os.Environ(), "MINHBACH_TEST_KILL="+at, "MINHBACH_TEST_SITE="+dir, "MINHBACH_TEST_TARGET="+o.dir)
		out, err := child.CombinedOutput()
		var exit *exec.ExitError
		if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != -1) {
			t.Fatalf("child = %v\n%s", err, out)
		}
		seen := o.verify(kept)
		wantTrue(t, seen, seen.Release.Number)
		kept = seen.Checkpoint
	}
	r := o.publish()
	wantTrue(t, o.verify(kept), r.Number)
}

func publishUntilKilled(t *testing.T) {
	at, err := strconv.Atoi(os.Getenv("MINHBACH_TEST_KILL"))
	if err != nil {
		t.Fatal(err)
	}
	dir := os.Getenv("MINHBACH_TEST_SITE")
	target, err := openLocal(os.Getenv("MINHBACH_TEST_TARGET"))
	if err != nil {
		t.Fatal(err)
	}
	target.disk = &failing{disk: target.disk, at: at, fail: func() error {
		err := syscall.Kill(os.Getpid(), syscall.SIGKILL)
		bufio.NewReader(os.Stdin).ReadByte() // until the signal comes
		return err
	}}
	last, err := target.last()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, recordPath(last+1)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := decodeRecord(data)
	if err != nil {
		t.Fatal(err)
	}
	if err := Publish(t.Context(), target, dir, r, Options{}); err != nil {
		t.Fatal(err)
	}
}
