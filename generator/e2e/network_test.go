//go:build e2e

package e2e

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// TestOfficesOwnServer publishes over SSH to a real OpenSSH, proves what readers
// see, goes back, and keeps away from servers and accounts that it does not know.
func TestOfficesOwnServer(t *testing.T) {
	p := &publisher{office: newProgram(t)}
	p.instance()
	host := p.sshd()
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	p.target, p.site = "ssh://"+me.Username+"@"+host+p.path("www"), "www/current"
	p.says(p.publishes("--first"), "Đã công bố lần số 1 vào ssh://"+host)
	p.proves("")
	p.writes()
	p.says(p.publishes(), "lần số 2")
	p.proves("the second release")

	p.step("a server that nobody knows is not trusted", func(t *testing.T) {
		p.writes()
		known := os.Getenv("MINHBACH_SSH_KNOWN_HOSTS")
		t.Setenv("MINHBACH_SSH_KNOWN_HOSTS", strings.Replace(known, host[strings.LastIndex(host, ":")+1:], "1", 1))
		p.refused("knownhosts: key is unknown")
	})
	p.step("a stranger may not publish", func(t *testing.T) {
		p.run(p.dir, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "stranger")
		stranger, err := os.ReadFile(p.path("stranger"))
		if err != nil {
			t.Fatal(err)
		}
		t.Setenv("MINHBACH_SSH_KEY", string(stranger))
		p.refused("unable to authenticate")
	})
	p.step("a network that stalls can be left, and readers see one release", func(t *testing.T) {
		stall := newStall(t, host)
		straight := p.target
		p.target = "ssh://" + me.Username + "@" + stall.address + p.path("www")
		t.Setenv("MINHBACH_SSH_KNOWN_HOSTS", strings.Replace(os.Getenv("MINHBACH_SSH_KNOWN_HOSTS"), host[strings.LastIndex(host, ":")+1:], stall.address[strings.LastIndex(stall.address, ":")+1:], 1))
		for _, after := range []int64{1 << 10, 64 << 10, 256 << 10} {
			stall.after.Store(after)
			p.stopsWhen(stall.stalled, func() { stall.open() })
			p.proves(fmt.Sprintf("stalled after %d bytes", after))
		}
		p.target = straight
	})
	p.says(p.publishes(), "lần số 3")
	p.proves("after all")
	p.says(p.run(p.dir, "minhbach", "rollback", p.target), "số 2 thay cho số 3")
	p.says(p.run(p.dir, "minhbach", "verify", p.site, "--key", "office.key.pub"), "lần công bố số 2,")
}

// refused publishes and expects a failure that changes nothing.
func (p *publisher) refused(why string) {
	p.t.Helper()
	out, err := p.command().CombinedOutput()
	if err == nil {
		p.t.Fatal("it published")
	}
	p.says(string(out), why)
	p.proves(why)
}

// stopsWhen publishes, interrupts the publication when the network has stalled,
// and expects it to end soon.
func (p *publisher) stopsWhen(stalled <-chan struct{}, after func()) {
	p.t.Helper()
	defer after()
	cmd := p.command()
	if err := cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case <-stalled:
	case err := <-ended:
		p.t.Fatalf("it ended before the network stalled: %v", err)
	case <-p.ctx.Done():
		p.t.Fatal("the network never stalled")
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	select {
	case <-ended:
		if status := cmd.ProcessState.ExitCode(); status != 3 {
			p.t.Errorf("interrupted: status %d, want 3", status)
		}
	case <-time.After(20 * time.Second):
		_ = cmd.Process.Kill()
		p.t.Error("an interrupted publication goes on waiting for the network")
	}
}

// sshd starts Debian's OpenSSH for this user alone and gives its address.
func (p *publisher) sshd() (host string) {
	p.t.Helper()
	for _, name := range []string{"host", "account"} {
		p.run(p.dir, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", name)
	}
	host = free(p.t)
	_, port, err := net.SplitHostPort(host)
	if err != nil {
		p.t.Fatal(err)
	}
	p.write("sshd_config", fmt.Sprintf(`ListenAddress 127.0.0.1
Port %s
HostKey %s
AuthorizedKeysFile %s
PidFile none
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
Subsystem sftp internal-sftp
ForceCommand internal-sftp
`, port, p.path("host"), p.path("account.pub")))
	if os.Geteuid() == 0 { // sshd gives its rights up in this folder
		if err := os.MkdirAll("/run/sshd", 0o755); err != nil {
			p.t.Fatal(err)
		}
	}
	sshd := exec.CommandContext(p.ctx, "/usr/sbin/sshd", "-D", "-e", "-f", p.path("sshd_config"))
	var said strings.Builder
	sshd.Stderr = &said
	if err := sshd.Start(); err != nil {
		p.t.Fatal("Debian's openssh-server: ", err)
	}
	p.t.Cleanup(func() {
		_ = sshd.Process.Kill()
		_ = sshd.Wait()
		if p.t.Failed() {
			p.t.Log(said.String())
		}
	})
	for p.ctx.Err() == nil {
		if conn, err := net.Dial("tcp", host); err == nil {
			conn.Close()
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	account, err := os.ReadFile(p.path("account"))
	if err != nil {
		p.t.Fatal(err)
	}
	public, err := os.ReadFile(p.path("host.pub"))
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Setenv("MINHBACH_SSH_KEY", string(account))
	p.t.Setenv("MINHBACH_SSH_KNOWN_HOSTS", "[127.0.0.1]:"+port+" "+string(public))
	return host
}

// free is an address that nobody listens at.
func free(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// stall passes bytes on to a server until there were too many, and then nothing.
type stall struct {
	address string
	after   atomic.Int64 // bytes sent to the server before nothing passes any more
	stalled chan struct{}
	opened  chan struct{}
}

func newStall(t *testing.T, host string) *stall {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &stall{address: l.Addr().String(), stalled: make(chan struct{}, 1), opened: make(chan struct{}, 1)}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", host)
			if err != nil {
				client.Close()
				return
			}
			go s.pass(client, server)
		}
	}()
	return s
}

func (s *stall) pass(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	go io.Copy(client, server)
	if n, _ := io.CopyN(server, client, s.after.Load()); n == s.after.Load() {
		s.stalled <- struct{}{}
		<-s.opened
	}
}

// open ends the connection that stalled.
func (s *stall) open() { s.opened <- struct{}{} }

// TestStoreThatStalls publishes to a store that takes some files and then never
// answers; and to one whose clock is three hours away from ours.
func TestStoreThatStalls(t *testing.T) {
	p := &publisher{office: newProgram(t)}
	p.instance()
	backend := s3mem.New()
	if err := backend.CreateBucket("office"); err != nil {
		t.Fatal(err)
	}
	clock := &clock{}
	store := gofakes3.New(backend, gofakes3.WithTimeSource(clock)).Server()
	var left atomic.Int64 // files that are taken before it stalls
	left.Store(1 << 40)
	stalled := make(chan struct{}, 64)
	api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut && left.Add(-1) < 0 {
			_, _ = io.Copy(io.Discard, r.Body) // the server sees a client go away only afterwards
			stalled <- struct{}{}
			<-r.Context().Done()
			return
		}
		w.Header().Set("Date", clock.Now().UTC().Format(http.TimeFormat))
		store.ServeHTTP(w, r)
	}))
	t.Cleanup(api.Close)
	to, err := url.Parse(api.URL)
	if err != nil {
		t.Fatal(err)
	}
	web := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.URL.Path = "/office/www" + r.In.URL.Path
		if strings.HasSuffix(r.In.URL.Path, "/") {
			r.Out.URL.Path += "index.html"
		}
	}}
	site := httptest.NewServer(web)
	t.Cleanup(site.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	p.target, p.site = "s3://office/www?endpoint="+api.URL, site.URL+"/"

	clock.off = 3 * time.Hour
	p.publishes("--first")
	p.proves("")
	clock.off = 0
	for _, taken := range []int64{0, 3} {
		p.writes()
		left.Store(taken)
		p.stopsWhen(stalled, func() {})
		left.Store(1 << 40)
		for len(stalled) > 0 {
			<-stalled
		}
		p.proves(fmt.Sprintf("stalled after %d files", taken))
	}
	p.publishes()
	p.proves("after all")
	p.says(p.publishes("--now", "2049-01-01T00:00:00+07:00"), "Không có gì thay đổi")
}

// clock is that of the store.
type clock struct{ off time.Duration }

func (c *clock) Now() time.Time                  { return time.Now().Add(c.off) }
func (c *clock) Since(t time.Time) time.Duration { return c.Now().Sub(t) }
