//go:build e2e

package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// publisher is a small new instance and a reader who keeps every checkpoint: what
// he has seen may never be taken out of the ledger.
type publisher struct {
	*office
	target, site string // where it is published, and what readers see of it
	sentences    int
}

// newPublisher publishes for the first time.
func newPublisher(t *testing.T) *publisher {
	p := &publisher{office: newProgram(t), target: "www", site: "www/current"}
	p.instance()
	p.publishes("--first")
	p.proves("")
	return p
}

// instance makes a project and its key.
func (p *publisher) instance() {
	p.t.Helper()
	p.run(p.dir, "minhbach", "init", "project", "--title", "Giảm nghèo", "--publisher", "UBND", "--email", "lien-he@example.org", "--base-url", "https://example.org")
	p.run(p.dir, "minhbach", "key", "new", "office.key", "-C", "project")
}

// writes adds a sentence, so that there is something to publish.
func (p *publisher) writes() {
	p.t.Helper()
	p.sentences++
	file, err := os.OpenFile(p.path("project/content/vi/gioi-thieu.md"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		p.t.Fatal(err)
	}
	defer file.Close()
	if _, err := fmt.Fprintf(file, "\nCâu thêm vào thứ %d.\n", p.sentences); err != nil {
		p.t.Fatal(err)
	}
}

// command is a publication that has not begun; it ends with the test.
func (p *publisher) command(more ...string) *exec.Cmd {
	cmd := exec.CommandContext(p.ctx, "minhbach", append([]string{"publish", p.target, "-C", "project", "--key", "office.key"}, more...)...)
	cmd.Dir = p.dir
	return cmd
}

func (p *publisher) publishes(more ...string) string {
	p.t.Helper()
	out, err := p.command(more...).CombinedOutput()
	if err != nil {
		p.t.Fatalf("publish: %v\n%s", err, out)
	}
	return string(out)
}

// proves verifies what readers see against the last checkpoint and keeps the new
// one.
func (p *publisher) proves(when string) {
	p.t.Helper()
	args := []string{"verify", p.site, "--key", "office.key.pub", "--save", "seen"}
	if _, err := os.Stat(p.path("seen")); err == nil {
		args = append(args, "--earlier", "seen")
	}
	if status, out := p.try(p.dir, "minhbach", args...); status != 0 {
		p.t.Fatalf("%s: readers do not see one whole release: status %d\n%s", when, status, out)
	}
}

// TestKilledAtManyPoints kills a publication at moments spread over its whole
// life and, so that sending is among them whatever the machine, as soon as files
// arrive at the target.
func TestKilledAtManyPoints(t *testing.T) {
	p := newPublisher(t)
	p.writes()
	begun := time.Now()
	p.publishes()
	life := time.Since(begun)
	p.proves("after a whole publication")
	const moments = 6
	sending := 0
	for i := range 2 * moments {
		p.writes()
		cmd := p.command()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_ = cmd.Wait() // killed, most of the time
		}()
		when := fmt.Sprintf("killed after %d/%d of its life", i+1, moments)
		if i < moments {
			time.Sleep(life * time.Duration(i+1) / moments)
		} else {
			when = fmt.Sprintf("killed %d ms after files arrived", 2*(i-moments))
			for going := true; going && p.arriving() == 0; {
				select {
				case <-ended:
					going = false
				case <-time.After(100 * time.Microsecond):
				}
			}
			time.Sleep(time.Duration(2*(i-moments)) * time.Millisecond)
		}
		_ = cmd.Process.Kill()
		<-ended
		if p.arriving() > 0 {
			sending++
		}
		if i%2 == 1 { // most of what was killed before stays for the next to clear away
			p.proves(when)
		}
	}
	if sending == 0 {
		t.Error("no publication was killed while it sent files")
	}
	p.writes()
	p.publishes()
	p.proves("after all")
	if n := p.arriving(); n > 0 {
		t.Errorf("%d killed publications were not cleared away", n)
	}
}

// arriving is how many releases are on their way to the target.
func (p *publisher) arriving() int {
	found, err := filepath.Glob(p.path("www/releases/.next-*"))
	if err != nil {
		p.t.Fatal(err)
	}
	return len(found)
}

// TestTwoPublicationsAtOnce: two jobs of CI publish different things at the same
// moment. One comes first; the other comes second or is told to run again.
func TestTwoPublicationsAtOnce(t *testing.T) {
	p := newPublisher(t)
	if err := os.CopyFS(p.path("other"), os.DirFS(p.path("project"))); err != nil {
		t.Fatal(err)
	}
	published := 1
	for range 2 {
		p.writes()
		var one, two strings.Builder
		a, b := p.command(), p.command("-C", "other")
		p.replace("other/content/vi/gioi-thieu.md", "\n---\n", fmt.Sprintf("\n---\n\nCâu khác thứ %d.\n", p.sentences))
		a.Stderr, b.Stderr = &one, &two
		for _, cmd := range []*exec.Cmd{a, b} {
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
		}
		_, _ = a.Wait(), b.Wait() // their statuses are looked at below
		for _, end := range []struct {
			cmd  *exec.Cmd
			said string
		}{{a, one.String()}, {b, two.String()}} {
			switch end.cmd.ProcessState.ExitCode() {
			case 0:
				published++
			case 3:
				p.says(end.said, "another publication came first")
			default:
				t.Fatalf("%v\n%s", end.cmd.ProcessState, end.said)
			}
		}
		p.proves("two at once")
	}
	if published < 3 {
		t.Errorf("%d releases, want at least one of each pair", published)
	}
	if link, err := os.Readlink(p.path("www/current")); err != nil || link != fmt.Sprintf("releases/%d", published) {
		t.Errorf("readers see %s, want release %d, %v", link, published, err)
	}
}

// fullDisk publishes to a small disk that is full but for some kilobytes, and
// again when there is room.
const fullDisk = `
set -eu
mount -t tmpfs -o size=40m none disk
publish() { minhbach publish disk/www -C project --key office.key "$@"; }
verify() { minhbach verify disk/www/current --key office.key.pub "$@"; }
publish --first
verify --save seen
for left in 0 256 2048; do
	echo "Câu thêm khi còn $left." >>project/content/vi/gioi-thieu.md
	cat /dev/zero >disk/full 2>/dev/null || true
	truncate -s "-${left}k" disk/full
	status=0
	publish 2>said || status=$?
	cat said
	test "$status" = 3
	grep 'no space left on device' said
	verify --earlier seen --save seen | grep 'lần công bố số 1,'
	rm disk/full
done
publish
verify --earlier seen | grep 'lần công bố số 2,'
`

// TestFullDisk needs a disk of its own, which root may mount and whom the system
// lets be root in a namespace. Elsewhere a limit on the size of files stops the
// publication, and the test says so.
func TestFullDisk(t *testing.T) {
	p := &publisher{office: newProgram(t), target: "www", site: "www/current"}
	p.instance()
	p.write("disk/.keep", "")
	p.write("full.sh", fullDisk)
	for _, as := range [][]string{{"unshare", "--mount"}, {"unshare", "--map-root-user", "--mount"}} {
		if status, _ := p.try(p.dir, as[0], append(as[1:], "mount", "-t", "tmpfs", "none", "disk")...); status == 0 {
			p.run(p.dir, as[0], append(as[1:], "sh", "full.sh")...)
			return
		}
	}
	t.Log("NO DISK CAN BE MOUNTED HERE: a limit on the size of files takes its place")
	p.publishes("--first")
	p.proves("")
	p.writes()
	status, out := p.try(p.dir, "sh", "-c", "ulimit -f 64; exec minhbach publish www -C project --key office.key")
	if status != 3 {
		t.Errorf("status %d\n%s", status, out)
	}
	p.says(out, "file too large")
	p.proves("a file could not be written")
	p.publishes()
	p.proves("after all")
}
