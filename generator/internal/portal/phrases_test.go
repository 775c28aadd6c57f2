package portal

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

func placeholders(text string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func loaded(t *testing.T, lang string) phrases {
	t.Helper()
	p, ok := loadPhrases(lang)
	if !ok {
		t.Fatalf("no phrases for %s", lang)
	}
	return p
}

func TestLanguagesHaveTheSamePhrases(t *testing.T) {
	vi, en := loaded(t, "vi"), loaded(t, "en")
	for _, key := range slices.Sorted(maps.Keys(vi)) {
		if _, ok := en[key]; !ok {
			t.Errorf("en.toml lacks %s", key)
			continue
		}
		want := placeholders(vi[key].other)
		if got := placeholders(en[key].other); !slices.Equal(got, want) {
			t.Errorf("%s: placeholders %v in English, %v in Vietnamese", key, got, want)
		}
		if one := en[key].one; one != "" && !slices.Equal(placeholders(one), want) {
			t.Errorf("%s: the form for one has placeholders %v, want %v", key, placeholders(one), want)
		}
	}
	for key := range en {
		if _, ok := vi[key]; !ok {
			t.Errorf("vi.toml lacks %s", key)
		}
	}
}

// call is a use of a phrase in the code of this package.
type call struct {
	key, method string
	names       []string // placeholders given; nil when they are a variable
	at          token.Position
}

// A phrase is looked up by its key, so that only reading the code shows which
// are missing, superfluous or filled wrongly.
func TestEveryPhraseIsThereAndUsed(t *testing.T) {
	vi := loaded(t, "vi")
	used := map[string]bool{}
	for _, c := range calls(t) {
		used[c.key] = true
		phrase, ok := vi[c.key]
		if !ok {
			t.Errorf("%s: no phrase %s", c.at, c.key)
			continue
		}
		want := placeholders(phrase.other)
		if c.names != nil && !slices.Equal(c.names, want) {
			t.Errorf("%s: %s is given %v, its text has %v", c.at, c.key, c.names, want)
		}
	}
	for key := range vi {
		if !used[key] {
			t.Errorf("phrase %s is not used", key)
		}
	}
}

func calls(t *testing.T) []call {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var found []call
	set := token.NewFileSet()
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(set, file, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok {
				if use, ok := phraseCall(c); ok {
					use.at = set.Position(c.Pos())
					found = append(found, use)
				}
			}
			return true
		})
	}
	return found
}

// phraseCall reads a call of say, count, counted or month with a literal key.
func phraseCall(c *ast.CallExpr) (call, bool) {
	selector, ok := c.Fun.(*ast.SelectorExpr)
	if !ok || len(c.Args) == 0 {
		return call{}, false
	}
	first := map[string]int{"say": 1, "count": 3, "counted": 2, "month": 3}[selector.Sel.Name]
	key, literal := stringOf(c.Args[0])
	if first == 0 || !literal {
		return call{}, false
	}
	use := call{key: key, method: selector.Sel.Name}
	if c.Ellipsis.IsValid() {
		return use, true
	}
	use.names = []string{}
	switch use.method {
	case "counted", "count":
		use.names = append(use.names, "n")
	case "month":
		use.names = append(use.names, "month", "year")
	}
	for i := first; i < len(c.Args); i += 2 {
		name, _ := stringOf(c.Args[i])
		use.names = append(use.names, name)
	}
	slices.Sort(use.names)
	return use, true
}

func stringOf(e ast.Expr) (string, bool) {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}

func TestCountChoosesTheForm(t *testing.T) {
	p, err := parsePhrases([]byte("h = { one = \"{n} household\", other = \"{n} households\" }\nflat = \"{n} hộ\""))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		key  string
		n    int64
		want string
	}{
		{"h", 1, "1 household"}, {"h", 0, "0 households"}, {"h", 15, "15 households"}, {"flat", 1, "1 hộ"},
	} {
		if got := p.count(tt.key, tt.n, strconv.FormatInt(tt.n, 10)); got != tt.want {
			t.Errorf("count(%q, %d) = %q, want %q", tt.key, tt.n, got, tt.want)
		}
	}
}

func TestPhraseFilesMustBeTextsOrForms(t *testing.T) {
	for _, bad := range []string{"a = 1", "a = { one = \"x\" }", "a = "} {
		if p, err := parsePhrases([]byte(bad)); err == nil {
			t.Errorf("parsePhrases(%q) = %v, want an error", bad, p)
		}
	}
}

// A value that looks like a placeholder must not be filled again.
func TestFillingIsNotRepeated(t *testing.T) {
	p := phrases{"k": {other: "{a} {b}"}}
	if got := p.say("k", "a", "{b}", "b", "x"); got != "{b} x" {
		t.Errorf("say = %q, want %q", got, "{b} x")
	}
}
