//go:build e2e

// Package e2e follows a change from an editor's push to a reader's eye and back:
// git with a hook, the program, nginx, a browser. It needs Debian's nginx and
// chromium, so it runs only with -tags e2e and fails, rather than skips, where
// one is missing.
package e2e

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// office is a publisher: a bare repository with hooks, a web server on loopback,
// an editor's clone, and a reader's browser.
type office struct {
	t       *testing.T
	ctx     context.Context
	dir     string
	address string // of the site
	browser context.Context
}

// programs is the folder with the program, built once for all tests.
var programs string

func TestMain(m *testing.M) {
	os.Exit(func() int {
		var err error
		if programs, err = os.MkdirTemp("", "minhbach-e2e-"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		defer os.RemoveAll(programs)
		build := exec.Command("go", "build", "-o", filepath.Join(programs, "minhbach"), "minhbach/generator")
		if out, err := build.CombinedOutput(); err != nil {
			fmt.Fprintf(os.Stderr, "build the program: %v\n%s", err, out)
			return 1
		}
		return m.Run()
	}())
}

// newProgram puts the program where every command is looked for. Whatever is
// started ends with the test, or by itself when the time is up.
func newProgram(t *testing.T) *office {
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	t.Cleanup(cancel)
	o := &office{t: t, ctx: ctx, dir: t.TempDir()}
	t.Setenv("PATH", programs+":"+os.Getenv("PATH"))
	t.Setenv("OFFICE", o.dir)
	t.Setenv("HOME", o.dir)
	return o
}

// newOffice starts everything.
func newOffice(t *testing.T) *office {
	o := newProgram(t)
	o.repository()
	o.serve()
	o.open()
	return o
}

// step is a part of the story; the parts after one that failed do not run.
func (o *office) step(name string, do func(t *testing.T)) {
	o.t.Helper()
	story := o.t
	ok := story.Run(name, func(t *testing.T) {
		o.t = t
		do(t)
	})
	if o.t = story; !ok {
		story.FailNow()
	}
}

func (o *office) path(name string) string { return filepath.Join(o.dir, name) }

// repository makes the bare repository and the editor's clone with the records
// and texts of this project.
func (o *office) repository() {
	o.write(".gitconfig", "[user]\n\tname = Biên tập viên\n\temail = bien-tap@minhbach.example\n[init]\n\tdefaultBranch = main\n")
	o.run(o.dir, "git", "init", "-q", "--bare", "office.git")
	o.run(o.dir, "git", "clone", "-q", "office.git", "editor")
	for _, part := range []string{"content", "data"} {
		if err := os.CopyFS(o.path("editor/"+part), os.DirFS("../../"+part)); err != nil {
			o.t.Fatal(err)
		}
	}
	o.commit("Dữ liệu ban đầu")
	o.run(o.path("editor"), "git", "push", "-q", "origin", "main")
	o.run(o.dir, "git", "clone", "-q", "office.git", "work")
	o.run(o.dir, "minhbach", "key", "new", "office.key", "-C", "work")
	for _, hook := range []string{"pre-receive", "post-receive"} {
		script, err := os.ReadFile("testdata/" + hook)
		if err != nil {
			o.t.Fatal(err)
		}
		o.write("office.git/hooks/"+hook, string(script))
		if err := os.Chmod(o.path("office.git/hooks/"+hook), 0o755); err != nil {
			o.t.Fatal(err)
		}
	}
}

// serve starts nginx on the folder that readers see.
func (o *office) serve() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		o.t.Fatal(err)
	}
	host := l.Addr().String()
	l.Close()
	o.address = "http://" + host + "/"
	o.write("nginx/nginx.conf", fmt.Sprintf(`daemon off;
master_process off;
pid nginx.pid;
error_log error.log;
events { worker_connections 64; }
http {
	include /etc/nginx/mime.types;
	charset utf-8;
	charset_types text/plain text/css application/json;
	access_log off;
	client_body_temp_path body;
	proxy_temp_path proxy;
	fastcgi_temp_path fastcgi;
	uwsgi_temp_path uwsgi;
	scgi_temp_path scgi;
	server {
		listen %s;
		root %s;
		error_page 404 /404.html;
	}
}
`, host, o.path("www/current")))
	nginx := exec.CommandContext(o.ctx, "nginx", "-p", o.path("nginx"), "-c", o.path("nginx/nginx.conf"))
	if err := nginx.Start(); err != nil {
		o.t.Fatal(err)
	}
	o.t.Cleanup(func() {
		_ = nginx.Process.Kill()
		_ = nginx.Wait()
	})
	for o.ctx.Err() == nil {
		response, err := http.Get(o.address)
		if err == nil {
			response.Body.Close()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	o.t.Fatal("nginx does not answer")
}

// open starts the reader's browser.
func (o *office) open() {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-component-update", true))
	allocator, cancel := chromedp.NewExecAllocator(o.ctx, options...)
	o.t.Cleanup(cancel)
	o.browser, cancel = chromedp.NewContext(allocator)
	o.t.Cleanup(cancel)
	if err := chromedp.Do(o.browser); err != nil {
		o.t.Fatal("start chromium: ", err)
	}
	if _, err := chromedp.Call(o.browser, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		o.t.Fatal("start chromium: ", err)
	}
}

// reader is the text that the browser shows at an address.
func (o *office) reader(address string) string {
	o.t.Helper()
	err := chromedp.Do(o.browser, chromedp.Navigate(o.address+address), chromedp.WaitReady("main"))
	if err != nil {
		o.t.Fatalf("open /%s: %v", address, err)
	}
	text, err := chromedp.Run(o.browser, chromedp.Evaluate[string]("document.body.innerText"))
	if err != nil {
		o.t.Fatalf("open /%s: %v", address, err)
	}
	return text
}

func (o *office) write(name, text string) {
	o.t.Helper()
	if err := os.MkdirAll(filepath.Dir(o.path(name)), 0o755); err != nil {
		o.t.Fatal(err)
	}
	if err := os.WriteFile(o.path(name), []byte(text), 0o644); err != nil {
		o.t.Fatal(err)
	}
}

// replace changes a piece of a file, in a new file: others that share its bytes
// keep theirs.
func (o *office) replace(name, old, with string) {
	o.t.Helper()
	data, err := os.ReadFile(o.path(name))
	if err != nil {
		o.t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		o.t.Fatalf("%s does not hold %q", name, old)
	}
	if err := os.Remove(o.path(name)); err != nil {
		o.t.Fatal(err)
	}
	o.write(name, strings.Replace(string(data), old, with, 1))
}

func (o *office) commit(message string) {
	o.t.Helper()
	o.run(o.path("editor"), "git", "add", "-A")
	o.run(o.path("editor"), "git", "commit", "-q", "-m", message)
}

// push is what the editor is told after a push, and whether it was taken.
func (o *office) push() (string, bool) {
	o.t.Helper()
	status, out := o.try(o.path("editor"), "git", "push", "origin", "main")
	return out, status == 0
}

// run runs a command that must succeed and gives what it said.
func (o *office) run(dir, name string, args ...string) string {
	o.t.Helper()
	status, out := o.try(dir, name, args...)
	if status != 0 {
		o.t.Fatalf("%s %s: status %d\n%s", name, strings.Join(args, " "), status, out)
	}
	return out
}

// try runs a command and gives its exit status and what it said.
func (o *office) try(dir, name string, args ...string) (int, string) {
	o.t.Helper()
	cmd := exec.CommandContext(o.ctx, name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		o.t.Fatalf("%s: %v", name, err)
	}
	return cmd.ProcessState.ExitCode(), string(out)
}

// says fails unless a text holds each of the words.
func (o *office) says(text string, words ...string) {
	o.t.Helper()
	for _, word := range words {
		if !strings.Contains(text, word) {
			o.t.Fatalf("%q does not stand in:\n%s", word, text)
		}
	}
}
