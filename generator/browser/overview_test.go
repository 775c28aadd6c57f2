//go:build browser

package browser

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tiles are those that a reader sees: what they are called, how large what is
// pressed is, and whether anything in them is cut off.
const tiles = `[...document.querySelectorAll(".mb-overview__tile")].filter(t => t.getClientRects().length).map(t => {
	const a = t.querySelector("a"), box = a.getBoundingClientRect(), mark = t.querySelector("svg");
	return {name: a.textContent, height: box.height, cut: t.scrollWidth > t.clientWidth + 1, state: t.className.split("--")[1],
		mark: mark ? mark.getBoundingClientRect().width : 0, edge: getComputedStyle(t).borderLeftStyle};
})`

type tile struct {
	Name, State, Edge string
	Height, Mark      float64
	Cut               bool
}

// A tile is called by all that it shows, is large enough for a thumb, and cuts
// nothing off; its state has a shape and an edge, not only a colour.
func TestTilesSayEverything(t *testing.T) {
	for _, width := range []int64{320, 360, 1280} {
		for _, scheme := range []string{"light", "dark"} {
			t.Run(fmt.Sprintf("%d/%s", width, scheme), func(t *testing.T) {
				p := open(t, origin+"huyen/luc-yen-135/", width, scheme)
				defer p.close()
				found := eval[[]tile](p, tiles)
				if len(found) != 24 {
					t.Fatalf("%d tiles, want the communes of the district", len(found))
				}
				for _, tile := range found {
					if tile.Cut || tile.Height < 40 {
						t.Errorf("%s: cut off %v, %v px high", tile.Name, tile.Cut, tile.Height)
					}
				}
				at := slices.IndexFunc(found, func(f tile) bool { return f.State != "none" })
				if at < 0 {
					t.Fatal("no tile has a commitment")
				}
				if got := found[at]; got.Name != "Khánh Hòa 1 cam kết, quá hạn" || got.Mark < 12 || got.Edge == found[0].Edge {
					t.Errorf("the tile of a commitment is %+v", got)
				}
			})
		}
	}
}

// The keyboard goes from tile to tile in the order of their names, and opens what
// is folded.
func TestTilesByKeyboard(t *testing.T) {
	p := open(t, origin+"tinh/yen-bai-15/", 1280, "light")
	defer p.close()
	eval[any](p, `document.querySelector(".mb-overview__link").focus(), null`)
	focused := func() string { return eval[string](p, `document.activeElement.textContent`) }
	for _, want := range []string{"Huyện Mù Cang Chải", "Thị xã Nghĩa Lộ"} {
		p.do(chromedp.KeyEvent(kb.Tab))
		if got := focused(); got != want {
			t.Errorf("the key leads to %q, want %q", got, want)
		}
	}
	eval[any](p, `document.querySelector(".mb-overview__summary").focus(), null`)
	p.do(chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if got := focused(); got != "An Lạc" {
		t.Errorf("what was folded begins with %q", got)
	}
}

// Where the reader chooses all colours, edges and marks stay.
func TestTilesInForcedColours(t *testing.T) {
	p := open(t, origin+"huyen/luc-yen-135/", 1280, "light")
	defer p.close()
	forced := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}}}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, forced); err != nil {
		t.Fatal(err)
	}
	for _, tile := range eval[[]tile](p, tiles) {
		if tile.Edge == "none" || tile.State != "none" && (tile.Edge != "dashed" || tile.Mark < 12) {
			t.Errorf("%s: edge %s, mark %v px", tile.Name, tile.Edge, tile.Mark)
		}
	}
}
