//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// voices stands in for the speech of a device, which the browser of the tests
// does not have. It notes what it is asked to say.
const voices = `(() => {
	const said = window.mbSaid = [];
	class Part { constructor(text) { this.text = text; } }
	const speech = new EventTarget();
	speech.getVoices = () => VOICES;
	speech.speak = p => said.push(p.lang + ": " + p.text);
	speech.cancel = () => said.push("cancel");
	Object.defineProperty(window, "speechSynthesis", { value: speech });
	window.SpeechSynthesisUtterance = Part;
})()`

// TestReadAloudNeedsAVoiceOfTheDevice: the button is there with a Vietnamese
// voice of the device, reads from the heading on and stops; it is not there
// without one, or with one that would send the text to another host.
func TestReadAloudNeedsAVoiceOfTheDevice(t *testing.T) {
	for _, tt := range []struct {
		name, voices string
		offered      bool
	}{
		{"no voice", `[]`, false},
		{"only another language", `[{lang: "en-GB", localService: true}]`, false},
		{"only from the network", `[{lang: "vi-VN", localService: false}]`, false},
		{"of the device", `[{lang: "en-GB", localService: true}, {lang: "vi_VN", localService: true}]`, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := open(t, "about:blank", 360, "light")
			if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{
				Source: strings.Replace(voices, "VOICES", tt.voices, 1),
			}); err != nil {
				t.Fatal(err)
			}
			p.do(chromedp.Navigate(origin + "gioi-thieu/"))
			if offered := eval[bool](p, `!document.querySelector(".mb-read-aloud").hidden`); offered != tt.offered {
				t.Fatalf("offered %v, want %v", offered, tt.offered)
			}
			if tt.offered {
				p.do(chromedp.Click(".mb-read-aloud"))
				said := eval[[]string](p, `window.mbSaid`)
				if len(said) < 10 || said[1] != "vi: Giới thiệu" {
					t.Errorf("it says %q", said)
				}
				p.do(chromedp.Click(".mb-read-aloud"))
				if after := eval[[]string](p, `window.mbSaid`); after[len(after)-1] != "cancel" || len(after) != len(said)+1 {
					t.Errorf("it does not stop: %q", after[len(said):])
				}
			}
			for _, complaint := range p.close() {
				t.Error(complaint)
			}
		})
	}
}
