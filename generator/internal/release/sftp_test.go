package release

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// server is an office's own server: an SSH service whose only account has SFTP
// and no shell.
type server struct {
	t        *testing.T
	listener net.Listener
	known    string // line of known_hosts
	key      string // private key of the account
	mu       sync.Mutex
	conns    []net.Conn
}

func newServer(t *testing.T) *server {
	t.Helper()
	_, hostKey, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	host, err := ssh.NewSignerFromSigner(hostKey)
	if err != nil {
		t.Fatal(err)
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	account, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, key: string(pem.EncodeToMemory(block))}
	config := &ssh.ServerConfig{PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		if string(key.Marshal()) != string(account.Marshal()) {
			return nil, errors.New("unknown key")
		}
		return nil, nil
	}}
	config.AddHostKey(host)
	if s.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	s.known = knownhosts.Line([]string{s.listener.Addr().String()}, host.PublicKey())
	go s.accept(config)
	t.Cleanup(func() { s.listener.Close(); s.cut() })
	return s
}

func (s *server) accept(config *ssh.ServerConfig) {
	for {
		raw, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.conns = append(s.conns, raw)
		s.mu.Unlock()
		go serveSFTP(raw, config)
	}
}

func serveSFTP(raw net.Conn, config *ssh.ServerConfig) {
	defer raw.Close()
	_, channels, requests, err := ssh.NewServerConn(raw, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for offered := range channels {
		channel, requests, err := offered.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				r.Reply(r.Type == "subsystem" && strings.HasSuffix(string(r.Payload), "sftp"), nil)
			}
		}()
		service, err := sftp.NewServer(channel)
		if err != nil {
			return
		}
		service.Serve()
		channel.Close()
	}
}

// cut breaks every connection.
func (s *server) cut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.conns {
		c.Close()
	}
	s.conns = nil
}

func (s *server) env(name string) string {
	return map[string]string{"MINHBACH_SSH_KEY": s.key, "MINHBACH_SSH_KNOWN_HOSTS": s.known, "HOME": s.t.TempDir()}[name]
}

func (s *server) open(dir string) (Target, error) {
	target, err := Open(s.t.Context(), "ssh://office@"+s.listener.Addr().String()+dir, Options{Getenv: s.env})
	if err == nil {
		s.t.Cleanup(func() { target.Close() })
	}
	return target, err
}

// An office's own server has the same layout as a folder of this machine.
func TestPublishOverSSH(t *testing.T) {
	s, o := newServer(t), newOffice(t)
	o.dir = filepath.Join(t.TempDir(), "srv", "www")
	var err error
	if o.target, err = s.open(filepath.ToSlash(o.dir)); err != nil {
		t.Fatal(err)
	}
	o.publish()
	first := o.verify(nil)
	wantTrue(t, first, 1)
	// A page of the same length must not be taken for unchanged.
	o.site["cam-ket/a/index.html"] = strings.Replace(o.site["cam-ket/a/index.html"], "15", "16", 1)
	o.publish()
	wantTrue(t, o.verify(first.Checkpoint), 2)
	for i, name := range []string{"index.html", "cam-ket/a/index.html"} {
		one, err1 := os.Stat(filepath.Join(o.dir, "releases", "1", name))
		two, err2 := os.Stat(filepath.Join(o.dir, "releases", "2", name))
		if err := errors.Join(err1, err2); err != nil || os.SameFile(one, two) != (i == 0) {
			t.Errorf("%s: only what changed should be sent: %v", name, err)
		}
	}
	if from, to, err := Rollback(t.Context(), o.target); from != 2 || to != 1 || err != nil {
		t.Fatalf("Rollback = %d, %d, %v", from, to, err)
	}
	wantTrue(t, o.verify(nil), 1)
}

// The connection breaks in the middle: readers see the old release, and the next
// publication clears up.
func TestBrokenSSHConnection(t *testing.T) {
	s, o := newServer(t), newOffice(t)
	o.dir = filepath.Join(t.TempDir(), "www")
	open := func() {
		var err error
		if o.target, err = s.open(filepath.ToSlash(o.dir)); err != nil {
			t.Fatal(err)
		}
	}
	open()
	o.publish()
	dir, r := o.seal()
	err := Publish(t.Context(), o.target, dir, r, Options{Progress: func(done, _ int) {
		if done == 3 {
			s.cut()
		}
	}})
	if err == nil {
		t.Error("Publish over a broken connection says all is well")
	}
	wantTrue(t, o.verify(nil), 1)
	open()
	o.publish()
	wantTrue(t, o.verify(nil), 2)
	entries, err := os.ReadDir(filepath.Join(o.dir, releasesDir))
	if err != nil || len(entries) != 2 {
		t.Errorf("releases hold %v, %v", entries, err)
	}
}

func TestUnknownServerIsRefused(t *testing.T) {
	s, other := newServer(t), newServer(t)
	s.known = strings.Replace(other.known, other.listener.Addr().String(), s.listener.Addr().String(), 1)
	_, port, _ := net.SplitHostPort(s.listener.Addr().String())
	_, otherPort, _ := net.SplitHostPort(other.listener.Addr().String())
	s.known = strings.Replace(s.known, otherPort, port, 1)
	if _, err := s.open("/x"); err == nil || !strings.Contains(err.Error(), "key mismatch") {
		t.Errorf("a server with another key: %v", err)
	}
	s.known = "other.example " + strings.SplitN(other.known, " ", 2)[1]
	if _, err := s.open("/x"); err == nil || !strings.Contains(err.Error(), "key is unknown") {
		t.Errorf("a server that nobody knows: %v", err)
	}
	s.known, s.key = newServer(t).known, "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n"
	if _, err := s.open("/x"); err == nil || strings.Contains(err.Error(), "c2VjcmV0") {
		t.Errorf("a damaged key: %v", err)
	}
}

// A server that says nothing any more is given up.
func TestSilentServerIsGivenUp(t *testing.T) {
	here, there := net.Pipe()
	defer there.Close()
	for name, use := range map[string]func([]byte) (int, error){
		"read":  watched{here, time.Millisecond}.Read,
		"write": watched{here, time.Millisecond}.Write,
	} {
		if _, err := use([]byte("x")); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s on a silent connection: %v", name, err)
		}
	}
}
