//go:build browser

package browser

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var (
	screenshots = flag.String("screenshots", "", "folder for pictures of one page of each kind, for people to judge")
	only        = flag.String("only", "", "take pictures of the pages whose address below the root this regular expression matches")
)

// appearance is a way in which a page is looked at.
type appearance struct {
	name     string
	lang     string
	width    int64
	media    string // "print", else the screen
	features []*emulation.MediaFeature
	noScript bool
}

func feature(name, value string) *emulation.MediaFeature {
	return &emulation.MediaFeature{Name: name, Value: value}
}

// appearances are all in which every kind of page is pictured.
func appearances() []appearance {
	var all []appearance
	for _, lang := range []string{"vi", "en"} {
		for _, width := range []int64{360, 768, 1280} {
			for _, scheme := range []string{"light", "dark"} {
				all = append(all, appearance{
					name: fmt.Sprintf("%s-%04d-%s", lang, width, scheme), lang: lang, width: width,
					features: []*emulation.MediaFeature{feature("prefers-color-scheme", scheme)},
				})
			}
		}
	}
	return append(all,
		appearance{name: "vi-0360-no-script", lang: "vi", width: 360, noScript: true},
		appearance{name: "vi-0360-forced-colours", lang: "vi", width: 360, features: []*emulation.MediaFeature{feature("forced-colors", "active")}},
		appearance{name: "vi-0360-more-contrast", lang: "vi", width: 360, features: []*emulation.MediaFeature{feature("prefers-contrast", "more")}},
		appearance{name: "vi-0720-print", lang: "vi", width: 720, media: "print"},
	)
}

// address is the page of a kind in the language of the appearance.
func (a appearance) address(kind string) string {
	if a.lang == "vi" {
		return origin + kind
	}
	return origin + a.lang + "/" + kind
}

// show opens the page as a reader with this appearance sees it.
func (a appearance) show(t *testing.T, kind string) *tab {
	t.Helper()
	p := open(t, "about:blank", a.width, "light")
	media := emulation.SetEmulatedMediaParams{Media: a.media, Features: a.features}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, media); err != nil {
		t.Fatal(err)
	}
	script := emulation.SetScriptExecutionDisabledParams{Value: a.noScript}
	if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, script); err != nil {
		t.Fatal(err)
	}
	p.do(chromedp.Navigate(a.address(kind)))
	return p
}

// TestScreenshots takes pictures of every kind of page with -screenshots, and
// of one page without, so that the command keeps working.
func TestScreenshots(t *testing.T) {
	dir, pictured := *screenshots, kinds
	if dir == "" {
		dir, pictured = t.TempDir(), kinds[:1]
	}
	wanted, err := regexp.Compile(*only)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range pictured {
		if !wanted.MatchString(kind) {
			continue
		}
		for _, a := range appearances() {
			p := a.show(t, kind)
			picture, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatalf("%s as %s: %v", kind, a.name, err)
			}
			if err := chromedp.Cancel(p.ctx); err != nil {
				t.Fatal(err)
			}
			size, err := png.DecodeConfig(bytes.NewReader(picture))
			if err != nil || int64(size.Width) != a.width {
				t.Errorf("%s as %s: a picture %d px wide: %v", kind, a.name, size.Width, err)
			}
			name := strings.ReplaceAll("home/"+kind, "/", "_")
			if err := os.WriteFile(filepath.Join(dir, strings.Trim(name, "_")+"."+a.name+".png"), picture, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}
