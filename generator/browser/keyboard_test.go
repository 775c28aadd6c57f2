//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestKeyboardReachesEverythingInOrder goes through each kind of page by Tab
// alone: every link and control comes once, in the order of the page, and can be
// seen when it has the focus.
func TestKeyboardReachesEverythingInOrder(t *testing.T) {
	const reachable = `[...document.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']")].filter(e => e.checkVisibility({ visibilityProperty: true }) && e.tabIndex >= 0)`
	for _, kind := range kinds {
		p := open(t, origin+kind, 1280, "light")
		want := int(eval[float64](p, `(window.mbOrder = `+reachable+`).length`))
		for i := range want {
			p.do(chromedp.KeyEvent(kb.Tab))
			if problem := eval[string](p, fmt.Sprintf(atFocus, i)); problem != "" {
				t.Errorf("%s: stop %d of %d: %s", kind, i+1, want, problem)
				break
			}
		}
		p.close()
	}
}

// atFocus is empty when the element in the %d-th place has the focus, lies in
// the window, is not covered, and shows that it has the focus.
const atFocus = `(() => {
	const e = document.activeElement, want = window.mbOrder[%d];
	if (e !== want) return "the focus is on " + e.outerHTML.slice(0, 100) + ", want " + want.outerHTML.slice(0, 100);
	const box = e.getBoundingClientRect();
	if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return "out of the window: " + e.outerHTML.slice(0, 100);
	const seen = s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
	if (!seen(getComputedStyle(e)) && !seen(getComputedStyle(e, "::after"))) return "no outline: " + e.outerHTML.slice(0, 100);
	const line = e.getClientRects()[0];
	const top = document.elementFromPoint(Math.min(Math.max(line.x + line.width / 2, 1), innerWidth - 1), Math.min(Math.max(line.y + line.height / 2, 1), innerHeight - 1));
	return e.contains(top) || top.contains(e) ? "" : "covered by " + top.outerHTML.slice(0, 100);
})()`

func TestSkipLinkLeadsPastTheMenu(t *testing.T) {
	p := open(t, origin, 360, "light")
	p.do(chromedp.KeyEvent(kb.Tab), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Tab))
	if !eval[bool](p, `document.querySelector("main").contains(document.activeElement)`) {
		t.Error("after the skip link, Tab does not go on in the main part")
	}
	p.close()
}

// TestScreenReaderNamesAndOrder reads the accessibility tree of Chromium, which
// is what a screen reader is told.
func TestScreenReaderNamesAndOrder(t *testing.T) {
	everyKind(t, func(t *testing.T, lang, address string) {
		p := open(t, address, 360, "light")
		tree, err := chromedp.Call(p.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			t.Fatal(err)
		}
		bare := strings.Contains(address, "/nhung/") || strings.HasSuffix(address, "/ban-in/") // one part, one sheet
		var landmarks []string
		headings, level := 0, 0
		for _, n := range inOrder(tree.Nodes) {
			role, name := text(n.Role), text(n.Name)
			switch role {
			case "banner", "main", "contentinfo":
				landmarks = append(landmarks, role)
			case "link", "button", "searchbox", "textbox", "combobox", "navigation", "region", "table", "image", "heading", "article":
				if name == "" && role != "article" {
					t.Errorf("a %s without a name", role)
				}
			}
			if role == "heading" {
				now := levelOf(n)
				if now == 1 {
					headings++
				}
				if now > level+1 {
					t.Errorf("heading %q is of level %d after one of level %d", name, now, level)
				}
				level = now
			}
		}
		if want := "banner main contentinfo"; !bare && strings.Join(landmarks, " ") != want {
			t.Errorf("landmarks %v, want %s", landmarks, want)
		}
		if headings != 1 {
			t.Errorf("%d headings of the first level", headings)
		}
		if got := eval[string](p, `document.documentElement.lang`); got != lang {
			t.Errorf("the page says it is in %q", got)
		}
		p.close()
	})
}

// inOrder are the nodes that are told, in the order in which they are read.
func inOrder(nodes []*accessibility.Node) []*accessibility.Node {
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range nodes {
		byID[n.NodeID] = n
	}
	var told []*accessibility.Node
	var read func(n *accessibility.Node)
	read = func(n *accessibility.Node) {
		if n == nil {
			return
		}
		if !n.Ignored {
			told = append(told, n)
		}
		for _, id := range n.ChildIDs {
			read(byID[id])
		}
	}
	read(nodes[0])
	return told
}

func text(v *accessibility.Value) string {
	var s string
	if v != nil {
		_ = json.Unmarshal(v.Value, &s) // what is no text is none
	}
	return strings.TrimSpace(s)
}

func levelOf(n *accessibility.Node) (level int) {
	for _, property := range n.Properties {
		if property.Name == "level" {
			_ = json.Unmarshal(property.Value.Value, &level)
		}
	}
	return level
}
