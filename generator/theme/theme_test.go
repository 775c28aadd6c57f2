package theme

import (
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

// files reads every file below dir with the given ending.
func files(t *testing.T, dir, ending string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(FS, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ending) {
			return err
		}
		data, err := fs.ReadFile(FS, name)
		found[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Fatalf("no %s files in %s", ending, dir)
	}
	return found
}

// matches are the first groups of all matches in all texts, without repetition.
func matches(texts map[string]string, pattern string) []string {
	found := map[string]bool{}
	for _, text := range texts {
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
			found[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// TestTemplatesOnlyShowWhatTheyAreGiven: what a page shows is computed in Go.
func TestTemplatesOnlyShowWhatTheyAreGiven(t *testing.T) {
	inActions := map[string]string{
		`\b(add|sub|mul|div|mod|math\.\w+) `:                                "arithmetic",
		`\b(where|sort|group|complement|intersect|union|shuffle) `:          "a query",
		`(?i)\bsite\.(\w*pages|sections|data|menus|home|taxonomies)\b`:      "a walk over the site",
		`\.(Pages|RegularPages|Site|GetPage|Related|Prev|Next|Ancestors)\b`: "a walk over the site",
		`(^|\| *|\(|{{-? *)title\b`:                                         "the function title, wrong for Vietnamese",
		`\b(safeHTML|safeHTMLAttr|safeJS|safeCSS)\b`:                        "unescaped text",
	}
	inMarkup := map[string]string{
		`\sstyle=|<style|\son[a-z]+="|<script>`: "something inline, which the policy of the page blocks",
		`https?://`:                             "an address of another host",
	}
	action := regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	comment := regexp.MustCompile(`(?s)/\*.*?\*/`)
	report := func(name, text string, forbidden map[string]string) {
		for pattern, what := range forbidden {
			if m := regexp.MustCompile(pattern).FindString(text); m != "" {
				t.Errorf("%s has %s: %q", name, what, m)
			}
		}
	}
	for name, text := range files(t, "layouts", ".html") {
		for _, a := range action.FindAllString(comment.ReplaceAllString(text, ""), -1) {
			report(name, a, inActions)
		}
		report(name, action.ReplaceAllString(text, ""), inMarkup)
	}
}

// TestPartialsSayWhatTheyNeed: each begins with a comment that lists its keys, or
// says what the dot is, and is called somewhere. What has keys is handed a dict.
// Those of "often" are called by "template", all others by "partial".
func TestPartialsSayWhatTheyNeed(t *testing.T) {
	partials := files(t, "layouts/_partials", ".html")
	for name, text := range partials {
		comment, _, closed := strings.Cut(text, "*/")
		if !strings.HasPrefix(text, "{{- /* ") || !closed || !strings.Contains(comment, "Keys: ") && !strings.Contains(comment, "Dot: ") {
			t.Errorf("%s does not begin with a comment that lists its keys", name)
		}
	}
	called := map[string]bool{}
	call := regexp.MustCompile(`\b(partial|partialCached|template) "(?:_partials/)?([^"]+)"( \(dict)?`)
	for name, text := range files(t, "layouts", ".html") {
		for _, c := range call.FindAllStringSubmatch(text, -1) {
			part := "layouts/_partials/" + c[2]
			called[part] = true
			if often := strings.HasPrefix(c[2], "often/"); often != (c[1] == "template") {
				t.Errorf("%s calls %s by %q", name, c[2], c[1])
			}
			needs, _, _ := strings.Cut(partials[part], "*/")
			if c[3] == "" && strings.Contains(needs, "Keys: ") && !strings.Contains(needs, "Keys: none") {
				t.Errorf("%s hands %s something that is not a dict", name, c[2])
			}
		}
	}
	if got, want := slices.Sorted(maps.Keys(called)), slices.Sorted(maps.Keys(partials)); !slices.Equal(got, want) {
		t.Errorf("called are %v\nthere are %v", got, want)
	}
}

func TestEveryWordIsInBothLanguagesAndUsed(t *testing.T) {
	used := matches(files(t, "layouts", ".html"), `\bT "(\w+)"`)
	for name, text := range files(t, "i18n", ".toml") {
		var words map[string]string
		if err := toml.Unmarshal([]byte(text), &words); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := slices.Sorted(maps.Keys(words)); !slices.Equal(got, used) {
			t.Errorf("%s has %v\ntemplates use %v", name, got, used)
		}
		for key, word := range words {
			if strings.TrimSpace(word) == "" {
				t.Errorf("%s: %s is empty", name, key)
			}
		}
	}
}

// TestStylesAndTemplatesAgree: a class that is styled stands in a template, or
// begins with what a template completes from the model ("mb-status--").
func TestStylesAndTemplatesAgree(t *testing.T) {
	templates := matches(files(t, "layouts", ".html"), `\b(mb-[\w-]+)`)
	stems := slices.DeleteFunc(slices.Clone(templates), func(c string) bool { return !strings.HasSuffix(c, "--") })
	for _, class := range matches(files(t, "assets/css", ".css"), `\.(mb-[\w-]+)`) {
		completed := slices.ContainsFunc(stems, func(stem string) bool { return strings.HasPrefix(class, stem) })
		if !completed && !slices.Contains(templates, class) {
			t.Errorf("no template has the class %s", class)
		}
	}
}

// TestComponentsTakeColoursFromTokens: a colour that is not a token is not
// there in the dark.
func TestComponentsTakeColoursFromTokens(t *testing.T) {
	colour := regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(`)
	for name, text := range files(t, "assets/css", ".css") {
		if name == "assets/css/tokens.css" || name == "assets/css/print.css" {
			continue
		}
		if m := colour.FindString(text); m != "" {
			t.Errorf("%s has the colour %s", name, m)
		}
	}
}
