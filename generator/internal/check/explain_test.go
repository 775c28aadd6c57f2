package check

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// Every value of every record is spoilt in several ways. Whenever the schema
// library refuses the record there must be exactly one problem, at the place of
// the mistake or around it, in plain words.
func TestOneMistakeOneProblem(t *testing.T) {
	p, found, err := source.LoadFS(base(t), source.Options{})
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	spoilt := 0
	for _, f := range p.Files {
		if f.Kind == "vocab" && f.ID != "statuses" || strings.HasPrefix(f.Path, "content/en") {
			continue
		}
		tree, _ := f.Tree()
		root := tree.Value()
		for what, broken := range spoil(root) {
			data, err := json.Marshal(broken)
			if err != nil {
				t.Fatal(err)
			}
			copied := &source.File{Path: f.Path, Kind: f.Kind, ID: f.ID, Text: string(data)}
			if copied.IsText() {
				copied.Text = "---\n" + string(data) + "\n---\n"
			}
			tree, syntax := copied.Tree()
			if len(syntax) > 0 {
				t.Fatalf("%s %s: %v", f.Path, what, syntax)
			}
			problems := Value(f.Kind, tree)
			c := contracts()[f.Kind]
			if c.quick.clears(c.schema, tree) && !holds(c.schema, tree) {
				t.Errorf("%s %s: cleared, yet the schema library refuses it", f.Path, what)
			}
			if holds(contracts()[f.Kind].schema, tree) {
				if len(problems) > 0 {
					t.Errorf("%s %s: allowed, yet reported: %s", f.Path, what, text(t, problems, "en"))
				}
				continue
			}
			spoilt++
			if strings.HasSuffix(what, " = object") && onlyMissing(problems) {
				continue // an empty object lacks several things
			}
			if len(problems) != 1 {
				t.Errorf("%s %s: %d problems, want one:\n%s", f.Path, what, len(problems), text(t, problems, "en"))
				continue
			}
			plainWords(t, problems[0])
		}
	}
	if spoilt < 1000 {
		t.Errorf("only %d mistakes were tried", spoilt)
	}
}

func onlyMissing(ps []diag.Problem) bool {
	return !slices.ContainsFunc(ps, func(p diag.Problem) bool { return p.Code != diag.CodeMissingKey })
}

func plainWords(t *testing.T, p diag.Problem) {
	t.Helper()
	if p.Code == diag.CodeOtherSchema || p.Line == 0 {
		t.Errorf("not explained: %+v", p)
	}
	for _, s := range []string{p.Message.VI, p.Message.EN, p.Remedy.VI, p.Remedy.EN} {
		for _, technical := range []string{"^", "(?", "[a-z", "/properties", "$ref", "%!", "#/", "<nil>"} {
			if strings.Contains(s, technical) {
				t.Errorf("an editor should not read %q: %s", technical, s)
			}
		}
		if strings.TrimSpace(s) == "" {
			t.Errorf("silent in one language: %+v", p)
		}
	}
}

// The quick look is worth having only when it clears what is well.
func TestQuickClearsWhatIsWell(t *testing.T) {
	p, _, err := source.LoadFS(base(t), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range p.Files {
		c := contracts()[f.Kind]
		if tree, _ := f.Tree(); c != nil && f.Kind != "site" && !c.quick.clears(c.schema, tree) {
			t.Errorf("%s is not cleared", f.Path)
		}
	}
}

// spoil returns copies of a value, each with one mistake, by what was done.
func spoil(root any) map[string]any {
	out := map[string]any{}
	var visit func(v any, path string, put func(any) any)
	visit = func(v any, path string, put func(any) any) {
		for name, wrong := range map[string]any{
			"null": nil, "words": "không rõ", "nothing": "", "negative": json.Number("-7"), "fraction": json.Number("1.25"),
			"list": []any{}, "object": map[string]any{}, "true": true, "quoted number": "12",
		} {
			if path != "" {
				out[path+" = "+name] = put(wrong)
			}
		}
		switch v := v.(type) {
		case map[string]any:
			for key := range v {
				with := func(x any) any { return put(replaced(v, key, x)) }
				out[path+"."+key+" removed"] = put(without(v, key))
				visit(v[key], path+"."+key, with)
			}
			out[path+" with another key"] = put(replaced(v, "zzzz", "x"))
		case []any:
			for i := range v {
				visit(v[i], fmt.Sprintf("%s[%d]", path, i), func(x any) any {
					list := append([]any{}, v...)
					list[i] = x
					return put(list)
				})
			}
			if len(v) > 0 {
				out[path+" with an item twice"] = put(append(append([]any{}, v...), v[0]))
			}
		}
	}
	visit(root, "", func(v any) any { return v })
	return out
}

func replaced(m map[string]any, key string, v any) map[string]any {
	out := without(m, key)
	out[key] = v
	return out
}

func without(m map[string]any, key string) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		if k != key {
			out[k] = v
		}
	}
	return out
}

func TestNearest(t *testing.T) {
	options := []string{"issuer", "symbol", "khanh-hoa-04342", "tinh-uy-yen-bai", "so-khoa-hoc-va-cong-nghe-yen-bai"}
	for word, want := range map[string]string{
		"isuer":                         "issuer",
		"Issuer":                        "issuer",
		"issure":                        "issuer", // two letters swapped
		"Khánh Hòa 04342":               "khanh-hoa-04342",
		"tinh_uy_yen_bai":               "tinh-uy-yen-bai",
		"so-khoa-hoc-cong-nghe-yen-bai": "so-khoa-hoc-va-cong-nghe-yen-bai",
		"ubnd":                          "",
		"":                              "",
	} {
		if got := Nearest(word, options); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestParseSymbol(t *testing.T) {
	for s, want := range map[string]Symbol{
		"62-KH/TU":         {"62", "", "KH", "TU", true},
		"61-NQ/TU":         {"61", "", "NQ", "TU", true},
		"56-CTr/TU":        {"56", "", "CTr", "TU", true},
		"36-HD/VPTW":       {"36", "", "HD", "VPTW", true},
		"158/QĐ-UBND":      {"158", "", "QĐ", "UBND", false},
		"125/QĐ-LĐTBXH":    {"125", "", "QĐ", "LĐTBXH", false},
		"07/2021/NĐ-CP":    {"07", "2021", "NĐ", "CP", false},
		"24/2021/QĐ-TTg":   {"24", "2021", "QĐ", "TTg", false},
		"202/2025/QH15":    {"202", "2025", "", "QH15", false},
		"1673/NQ-UBTVQH15": {"1673", "", "NQ", "UBTVQH15", false},
		"30/2026/QH16":     {"30", "2026", "", "QH16", false},
		"45/UBND-VX":       {"45", "", "", "UBND-VX", false},
	} {
		got, ok := ParseSymbol(s)
		if !ok || got != want {
			t.Errorf("ParseSymbol(%q) = %+v, %v, want %+v", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "62", "62-KH", "KH/TU", "62–KH/TU", "62 -KH/TU", "62-kh/tu", "62-XX/TU", "07/21/NĐ-CP", "62-KH/TU\n"} {
		if got, ok := ParseSymbol(s); ok {
			t.Errorf("ParseSymbol(%q) = %+v, want none", s, got)
		}
	}
}

func FuzzParseSymbol(f *testing.F) {
	for _, s := range []string{"62-KH/TU", "07/2021/NĐ-CP", "202/2025/QH15", "45/UBND-VX", "62 – KH/TU", "//--"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		symbol, ok := ParseSymbol(s)
		if !ok {
			return
		}
		if symbol.Number == "" || symbol.Issuer == "" || !strings.Contains(s, symbol.Issuer) {
			t.Errorf("ParseSymbol(%q) = %+v", s, symbol)
		}
		if tidySymbol(s) != s {
			t.Errorf("%q is well-formed but not tidy", s)
		}
	})
}

func TestOverlayNamesTheVariable(t *testing.T) {
	site := string(base(t)["data/site.json"].Data)
	broken := strings.Replace(site, `"frontNews": `, `"frontNews": -`, 1)
	if broken == site {
		t.Fatal("the settings of the base project have changed")
	}
	problems := Overlay("site", []byte(broken), map[string]string{"limits.frontNews": "MINHBACH_LIMITS_FRONT_NEWS", "title.vi": "--title"})
	if len(problems) != 1 || problems[0].Pos.String() != "MINHBACH_LIMITS_FRONT_NEWS" {
		t.Errorf("got %+v", problems)
	}
	if problems := Overlay("site", []byte(broken), map[string]string{"title.vi": "--title"}); len(problems) != 0 {
		t.Errorf("what the variables did not set is the matter of the file: %+v", problems)
	}
}
