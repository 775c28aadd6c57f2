package release

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"
)

// remote is a folder at the other end of an SSH connection, reached with SFTP:
// the account needs no shell.
type remote struct {
	*sftp.Client
	dir  string
	conn *ssh.Client
	stop chan struct{}
	free func() bool // takes the connection out of the hands of its context
}

// A connection on which nothing comes for silence is given up; every heartbeat
// asks the other end for an answer.
const (
	silence   = 90 * time.Second
	heartbeat = 20 * time.Second
)

// openRemote connects to ssh://user@host:port/path; /~/ begins a path below the
// account's home. The server must be in known_hosts: a server that nobody knows
// is never trusted.
func openRemote(ctx context.Context, u *url.URL, getenv func(string) string) (*layout, error) {
	config, done, err := sshConfig(u, getenv)
	if err != nil {
		return nil, fmt.Errorf("target ssh: %w", err)
	}
	defer done()
	host := u.Host
	if u.Port() == "" {
		host = net.JoinHostPort(u.Hostname(), "22")
	}
	dialer := net.Dialer{Timeout: answerTime}
	raw, err := dialer.DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, fmt.Errorf("target ssh: %w", err)
	}
	// Who stops the program does not wait for a server that says nothing.
	free := context.AfterFunc(ctx, func() { raw.Close() })
	c, channels, requests, err := ssh.NewClientConn(watched{raw, silence}, host, config)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("target ssh: %w", err), raw.Close())
	}
	conn := ssh.NewClient(c, channels, requests)
	client, err := sftp.NewClient(conn, sftp.UseConcurrentWrites(true))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("target ssh: the server offers no SFTP: %w", err), conn.Close())
	}
	r := &remote{Client: client, dir: remoteDir(u.Path), conn: conn, stop: make(chan struct{}), free: free}
	go r.beat()
	if err := client.MkdirAll(r.dir); err != nil {
		return nil, errors.Join(fmt.Errorf("target folder: %w", err), r.Close())
	}
	return newLayout(r)
}

func remoteDir(p string) string {
	if home, ok := strings.CutPrefix(p, "/~/"); ok {
		return path.Clean(home)
	}
	return path.Clean("/" + p)
}

// watched ends a connection that went silent.
type watched struct {
	net.Conn
	silence time.Duration
}

func (w watched) Read(p []byte) (int, error) {
	if err := w.SetReadDeadline(time.Now().Add(w.silence)); err != nil {
		return 0, err
	}
	return w.Conn.Read(p)
}

func (w watched) Write(p []byte) (int, error) {
	if err := w.SetWriteDeadline(time.Now().Add(w.silence)); err != nil {
		return 0, err
	}
	return w.Conn.Write(p)
}

func (r *remote) beat() {
	tick := time.NewTicker(heartbeat)
	defer tick.Stop()
	for {
		select {
		case <-r.stop:
			return
		case <-tick.C:
			if _, _, err := r.conn.SendRequest("keepalive@openssh.com", true, nil); err != nil {
				return // whoever uses the connection is told
			}
		}
	}
}

// sshConfig finds the user, his keys and the known servers: in the environment,
// as CI has them, or where ssh has them.
func sshConfig(u *url.URL, getenv func(string) string) (*ssh.ClientConfig, func(), error) {
	home := getenv("HOME")
	hosts, err := knownServers(getenv("MINHBACH_SSH_KNOWN_HOSTS"), filepath.Join(home, ".ssh", "known_hosts"))
	if err != nil {
		return nil, nil, err
	}
	signers, err := sshSigners(getenv("MINHBACH_SSH_KEY"), home)
	if err != nil {
		return nil, nil, err
	}
	closeAgent := func() {}
	auth := []ssh.AuthMethod{ssh.PublicKeys(signers...)}
	if socket := getenv("SSH_AUTH_SOCK"); socket != "" && len(signers) == 0 {
		conn, err := net.Dial("unix", socket)
		if err != nil {
			return nil, nil, fmt.Errorf("ssh agent: %w", err)
		}
		closeAgent = func() { conn.Close() }
		auth = []ssh.AuthMethod{ssh.PublicKeysCallback(agent.NewClient(conn).Signers)}
	}
	user := u.User.Username()
	if user == "" {
		user = getenv("USER")
	}
	return &ssh.ClientConfig{User: user, Auth: auth, HostKeyCallback: hosts, Timeout: answerTime}, closeAgent, nil
}

// knownServers reads known_hosts, from the text of a variable if there is one.
func knownServers(text, file string) (ssh.HostKeyCallback, error) {
	if text != "" {
		temp, err := os.CreateTemp("", "known_hosts")
		if err != nil {
			return nil, fmt.Errorf("known servers: %w", err)
		}
		file = temp.Name()
		defer os.Remove(file)
		_, err = io.WriteString(temp, text+"\n")
		if err = errors.Join(err, temp.Close()); err != nil {
			return nil, fmt.Errorf("known servers: %w", err)
		}
	}
	hosts, err := knownhosts.New(file)
	if err != nil {
		return nil, fmt.Errorf("known servers: %w; add the server with ssh-keyscan after comparing its fingerprint, or set MINHBACH_SSH_KNOWN_HOSTS", err)
	}
	return hosts, nil
}

// sshSigners reads the private key that a variable holds, or the usual files. No
// message holds anything of a key.
func sshSigners(text, home string) ([]ssh.Signer, error) {
	if text != "" {
		signer, err := ssh.ParsePrivateKey([]byte(text + "\n"))
		if err != nil {
			return nil, errors.New("MINHBACH_SSH_KEY is no private key without a passphrase")
		}
		return []ssh.Signer{signer}, nil
	}
	var signers []ssh.Signer
	for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
		data, err := os.ReadFile(filepath.Join(home, ".ssh", name))
		if err != nil {
			continue
		}
		if signer, err := ssh.ParsePrivateKey(data); err == nil { // one with a passphrase is for the agent
			signers = append(signers, signer)
		}
	}
	return signers, nil
}

func (r *remote) at(name string) string { return path.Join(r.dir, name) }

func (r *remote) open(name string) (io.ReadCloser, error) { return r.Open(r.at(name)) }

func (r *remote) create(name string) (io.WriteCloser, error) {
	f, err := r.OpenFile(r.at(name), os.O_CREATE|os.O_EXCL|os.O_WRONLY)
	if err != nil {
		return nil, err
	}
	_, syncs := r.HasExtension("fsync@openssh.com")
	return &remoteFile{f, syncs}, nil
}

// remoteFile is on the disk of the server when it is closed.
type remoteFile struct {
	*sftp.File
	syncs bool
}

func (f *remoteFile) Close() error {
	var err error
	if f.syncs {
		err = f.Sync()
	}
	return errors.Join(err, f.File.Close())
}

// exists adds what the protocol does not say: why something was refused.
func (r *remote) exists(name string, err error) error {
	if err == nil {
		return nil
	}
	if _, there := r.Lstat(r.at(name)); there == nil {
		return errors.Join(&fs.PathError{Op: "make", Path: name, Err: fs.ErrExist}, err)
	}
	return fmt.Errorf("%s: %w", name, err)
}

func (r *remote) mkdir(name string) error { return r.exists(name, r.Mkdir(r.at(name))) }

func (r *remote) rename(from, to string) error {
	return r.exists(to, r.Rename(r.at(from), r.at(to)))
}

func (r *remote) link(from, to string) error           { return r.Link(r.at(from), r.at(to)) }
func (r *remote) symlink(to, name string) error        { return r.Symlink(to, r.at(name)) }
func (r *remote) readlink(name string) (string, error) { return r.ReadLink(r.at(name)) }
func (r *remote) replace(from, to string) error        { return r.PosixRename(r.at(from), r.at(to)) }

func (r *remote) list(name string) ([]fs.FileInfo, error) { return r.ReadDir(r.at(name)) }

// removeAll never follows a link.
func (r *remote) removeAll(name string) error {
	info, err := r.Lstat(r.at(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil || !info.IsDir() {
		return errors.Join(err, r.Remove(r.at(name)))
	}
	entries, err := r.list(name)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := r.removeAll(name + "/" + e.Name()); err != nil {
			return err
		}
	}
	return r.RemoveDirectory(r.at(name))
}

// sync has nothing left to do: every file was written to the disk when it was
// closed, and the protocol cannot do the same for a folder.
func (r *remote) sync(string) error { return nil }

// same compares the size with what the server's manifest promises: reading a
// file back costs what sending it costs. A file that somebody changed on the
// server is carried on, and Verify names it.
func (r *remote) same(name string, f File) bool {
	info, err := r.Lstat(r.at(name))
	return err == nil && info.Mode().IsRegular() && info.Size() == f.Size
}

func (r *remote) Close() error {
	r.free()
	close(r.stop)
	return errors.Join(r.Client.Close(), r.conn.Close())
}
