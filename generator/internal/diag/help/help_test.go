package help_test

import (
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/diag/help"
)

func pages(t *testing.T) []help.Page {
	t.Helper()
	list, err := help.Pages()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestEveryCodeIsExplained(t *testing.T) {
	var explained []string
	for _, p := range pages(t) {
		explained = append(explained, p.Code)
	}
	for _, code := range diag.Codes() {
		if !slices.Contains(explained, code) {
			title, _ := diag.Title(code)
			t.Errorf("nothing explains %s: write codes/%s.txtar (%s)", code, strings.ToLower(code), title.EN)
		}
	}
	if !slices.IsSorted(explained) {
		t.Error("the pages are not in order")
	}
}

func TestEveryPageIsWhole(t *testing.T) {
	for _, p := range pages(t) {
		for _, lang := range []string{"vi", "en"} {
			if len(p.Text[lang].Meaning) == 0 {
				t.Errorf("%s says nothing in %s", p.Code, lang)
			}
		}
		if a, b := p.Text["vi"], p.Text["en"]; len(a.Meaning) != len(b.Meaning) || len(a.Causes) != len(b.Causes) {
			t.Errorf("%s has not the same in both languages", p.Code)
		}
		if (len(p.Wrong) == 0) == (p.Describe == "") {
			t.Errorf("%s needs an example, or a reason why it has none", p.Code)
		}
		for _, code := range p.See {
			if _, ok := diag.Title(code); !ok || code == p.Code {
				t.Errorf("%s leads to %s", p.Code, code)
			}
		}
	}
}

// Editors are no programmers.
func TestPagesUseNoTermsOfPrograms(t *testing.T) {
	for _, p := range pages(t) {
		for lang, text := range p.Text {
			for _, sentence := range slices.Concat(text.Meaning, text.Causes) {
				for _, term := range []string{"JSON pointer", "regex", "regular expression", "biểu thức chính quy", "oneOf", "anyOf", "schema path", "parser", "boolean", "integer", "mapping", "null"} {
					if strings.Contains(strings.ToLower(sentence), strings.ToLower(term)) {
						t.Errorf("%s says %q in %s: %s", p.Code, term, lang, sentence)
					}
				}
			}
		}
	}
}

func TestEveryCodeIsInOneGroup(t *testing.T) {
	var codes []string
	for _, g := range help.Groups() {
		codes = append(codes, g.Codes...)
	}
	slices.Sort(codes)
	if !slices.Equal(codes, diag.Codes()) {
		t.Errorf("the groups hold %v, there are %v", codes, diag.Codes())
	}
}

func TestWhatCannotBeSeenIsNamed(t *testing.T) {
	for text, want := range map[string][]help.Part{
		"a\u00a0b":    {{Text: "a"}, {Text: "U+00A0", Sign: true}, {Text: "b"}},
		"e\u0302\n":   {{Text: "e"}, {Text: "U+0302", Sign: true}},
		"x\xe1":       {{Text: "x"}, {Text: "0xE1", Sign: true}},
		"\ufeff{":     {{Text: "U+FEFF", Sign: true}, {Text: "{"}},
		"Khánh Hòa {": {{Text: "Khánh Hòa {"}},
	} {
		got := help.Excerpt{Path: "x", Text: text, Start: -1, End: -1}.Lines()
		if len(got) != 1 || !slices.Equal(got[0], want) {
			t.Errorf("Lines of %q = %v, want %v", text, got, want)
		}
	}
}

// A page about personal data must not hold any, not even made up: it is looked
// through like every other page of the site.
func TestPersonalDataIsMasked(t *testing.T) {
	got := help.Excerpt{Path: "x", Text: "số 0912 345 678.\n", Start: 5, End: 17, Masked: true}.Lines()
	want := help.Line{{Text: "số "}, {Text: "•••• ••• •••", Mark: true}, {Text: "."}}
	if len(got) != 1 || !slices.Equal(got[0], want) {
		t.Errorf("Lines = %v, want %v", got, want)
	}
}

func TestTheMarkMayBeEmpty(t *testing.T) {
	got := help.Excerpt{Path: "x", Text: "ab\ncd\n", Start: 4, End: 4}.Lines()
	want := help.Line{{Text: "c"}, {Mark: true}, {Text: "d"}}
	if len(got) != 2 || !slices.Equal(got[1], want) {
		t.Errorf("Lines = %v, want %v in the second", got, want)
	}
}
