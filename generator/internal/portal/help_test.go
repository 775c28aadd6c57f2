package portal

import (
	"strings"
	"testing"

	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/diag"
)

func TestEveryCodeHasItsPage(t *testing.T) {
	s := built(t, village(), villageSite())
	_, list := pageAt[HelpList](t, s, "vi", helpAddress)
	listed := 0
	for _, g := range list.Groups {
		listed += len(g.Codes)
	}
	if want := len(diag.Codes()); listed != want {
		t.Errorf("%s leads to %d codes, there are %d", helpAddress, listed, want)
	}
	for _, code := range diag.Codes() {
		for _, lang := range []string{"vi", "en"} {
			page, model := pageAt[HelpPage](t, s, lang, "/"+diag.HelpPath(code))
			if model.Code != code || !strings.HasPrefix(page.Frame.Title, code+": ") {
				t.Errorf("the page of %s in %s is about %s: %s", code, lang, model.Code, page.Frame.Title)
			}
		}
	}
}

// Citizens who search for a commune have no use for pages about commas.
func TestHelpIsKeptFromSearchEngines(t *testing.T) {
	s := built(t, village(), villageSite())
	for _, p := range s.Pages {
		if strings.HasPrefix(p.Address, helpAddress) && (!p.Frame.NoIndex || len(p.Frame.Alternates) > 0) {
			t.Errorf("%s %s can be indexed", p.Lang, p.Address)
		}
	}
	for _, f := range s.Files {
		if strings.Contains(string(f.Data), helpAddress) {
			t.Errorf("%s names pages about codes", f.Path)
		}
	}
}

// The message names a line and a column: the example shows that line with its
// number, and the place is marked in it.
func TestTheMessageLeadsIntoTheExample(t *testing.T) {
	_, model := pageAt[HelpPage](t, built(t, village(), villageSite()), "vi", "/tro-giup/mb1003/")
	place, _, _ := strings.Cut(model.Told, ": ")
	for _, line := range model.Wrong[0].Lines {
		before := ""
		for _, part := range line.Parts {
			if !part.Mark {
				before += part.Text
				continue
			}
			if got := strings.Join([]string{model.Wrong[0].Path, line.Number, "14"}, ":"); got != place || len([]rune(before)) != 13 {
				t.Errorf("marked is %s after %q, the message says %s", got, before, place)
			}
			return
		}
	}
	t.Error("nothing is marked")
}

// The pages are published like all others, so their examples of personal data
// must not look like any.
func TestHelpShowsNoPersonalData(t *testing.T) {
	linter := personal.New(personal.Allow{People: []string{"Vũ Xuân Hợi"}})
	for _, p := range built(t, village(), villageSite()).Pages {
		model, ok := p.Model.(HelpPage)
		if !ok {
			continue
		}
		texts := append([]string{model.Told}, append(model.Meaning, model.Causes...)...)
		for _, e := range append(model.Wrong, model.Right...) {
			for _, line := range e.Lines {
				text := ""
				for _, part := range line.Parts {
					text += part.Text
				}
				texts = append(texts, text)
			}
		}
		for _, text := range texts {
			for _, found := range linter.Text(text) {
				t.Errorf("%s %s shows personal data (%s): %s", p.Lang, p.Address, found.Kind, text)
			}
		}
	}
}
