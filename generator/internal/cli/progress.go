package cli

import (
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/term"

	"minhbach/generator/internal/diag"
)

// quietFor is how long a build may take before the terminal shows where it is.
const quietFor = time.Second

// progress shows the stage of a long build on a terminal, and nothing in a pipe.
type progress struct {
	app      *app
	terminal bool
	started  time.Time

	mu    sync.Mutex
	shown bool
	name  diag.Text
	stop  chan struct{}
}

func (a *app) progress() *progress {
	p := &progress{app: a, started: time.Now(), stop: make(chan struct{})}
	if f, ok := a.stderr.(*os.File); ok {
		p.terminal = term.IsTerminal(int(f.Fd()))
	}
	if p.terminal {
		go p.run()
	}
	return p
}

// stage names what the build is doing now.
func (p *progress) stage(name diag.Text) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.name = name
}

func (p *progress) run() {
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-p.stop:
			return
		case <-tick.C:
			if time.Since(p.started) > quietFor {
				p.show()
			}
		}
	}
}

func (p *progress) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shown = true
	fmt.Fprintf(p.app.stderr, "\r\033[K%s… %d s", p.name.In(p.app.lang), int(time.Since(p.started).Seconds()))
}

// done clears the line.
func (p *progress) done() {
	close(p.stop)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.app.stderr, "\r\033[K")
	}
}
