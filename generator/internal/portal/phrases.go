package portal

import (
	"embed"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// phraseFiles hold every word that portal itself puts on a page, one file for
// each language. Labels of codes are not among them: those are in data/vocab.
//
//go:embed phrases/*.toml
var phraseFiles embed.FS

// phrase is a sentence with {name} placeholders. One is the form for exactly
// one, in languages that have it.
type phrase struct{ one, other string }

// phrases are the phrases of one language by key.
type phrases map[string]phrase

// loadPhrases reads the phrases of lang. ok is false when there are none.
func loadPhrases(lang string) (p phrases, ok bool) {
	raw, err := phraseFiles.ReadFile("phrases/" + lang + ".toml")
	if err != nil {
		return nil, false
	}
	p, err = parsePhrases(raw)
	if err != nil {
		// The files are part of the program and tested with it.
		panic(fmt.Sprintf("phrases/%s.toml: %v", lang, err))
	}
	return p, true
}

func parsePhrases(raw []byte) (phrases, error) {
	var file map[string]any
	if err := toml.Unmarshal(raw, &file); err != nil {
		return nil, err
	}
	p := make(phrases, len(file))
	for key, value := range file {
		switch v := value.(type) {
		case string:
			p[key] = phrase{other: v}
		case map[string]any:
			one, _ := v["one"].(string)
			other, _ := v["other"].(string)
			if other == "" {
				return nil, fmt.Errorf("%s has no form %q", key, "other")
			}
			p[key] = phrase{one, other}
		default:
			return nil, fmt.Errorf("%s is neither a text nor a table of forms", key)
		}
	}
	return p, nil
}

// say returns the phrase with its placeholders filled from pairs of name and
// value: say("due", "date", "31/12/2022").
func (p phrases) say(key string, pairs ...string) string {
	return fill(key, p.find(key).other, pairs)
}

// count is say in the form that n demands. {n} is number, n as readers write it.
func (p phrases) count(key string, n int64, number string, pairs ...string) string {
	form := p.find(key)
	text := form.other
	if n == 1 && form.one != "" {
		text = form.one
	}
	return fill(key, text, append([]string{"n", number}, pairs...))
}

func (p phrases) find(key string) phrase {
	form, ok := p[key]
	if !ok {
		panic("no phrase " + key) // TestEveryPhraseIsThere reads all calls
	}
	return form
}

// fill puts values into the places of a text, each once: a value that looks
// like a place is left as it is.
func fill(key, text string, pairs []string) string {
	if len(pairs)%2 != 0 {
		panic("phrase " + key + ": a placeholder without its value")
	}
	var b strings.Builder
	for {
		before, rest, opened := strings.Cut(text, "{")
		b.WriteString(before)
		if !opened {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(valueFor(key, name, pairs))
		text = after
	}
}

func valueFor(key, name string, pairs []string) string {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] == name {
			return pairs[i+1]
		}
	}
	panic("phrase " + key + ": nothing for {" + name + "}")
}
