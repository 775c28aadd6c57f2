package cli

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"minhbach/generator/internal/diag"
)

// On a terminal a long command says where it is, and leaves nothing behind.
func TestProgressIsShownAndCleared(t *testing.T) {
	var out bytes.Buffer
	p := &progress{app: &app{stderr: &out, lang: "vi"}, terminal: true, started: time.Now(), stop: make(chan struct{})}
	p.stage(diag.Textf("Đưa lên nơi công bố: %d/%d tệp", "Sending the release: %d of %d files", 3, 9))
	p.show()
	if got := out.String(); !strings.Contains(got, "Đưa lên nơi công bố: 3/9 tệp…") {
		t.Errorf("shown: %q", got)
	}
	p.done()
	if !strings.HasSuffix(out.String(), "\r\033[K") {
		t.Errorf("not cleared: %q", out.String())
	}
}

// In a pipe, as in CI, nothing is drawn over what the command says.
func TestProgressIsQuietInAPipe(t *testing.T) {
	var out bytes.Buffer
	p := (&app{stderr: &out, lang: "vi"}).progress()
	p.stage(diag.Textf("Soạn và dựng các trang", "Composing and rendering the pages"))
	p.done()
	if out.Len() > 0 {
		t.Errorf("drawn: %q", out.String())
	}
}
