package personal_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"minhbach/generator/internal/check/personal"
)

// example is one sentence with the kinds that are in it.
type example struct {
	line int
	text string
	want []string
}

func corpus(t testing.TB, name string) []example {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	special := strings.NewReplacer("{nl}", "\n", "{nbsp}", "\u00a0", "{zwsp}", "\u200b", "{shy}", "\u00ad")
	var examples []example
	for n, line := range strings.Split(string(data), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		kinds, text, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%s:%d: no tab", name, n+1)
		}
		e := example{line: n + 1, text: special.Replace(text)}
		if rest, ok := strings.CutPrefix(e.text, "{nfd}"); ok {
			e.text = norm.NFD.String(rest)
		}
		if kinds != "-" {
			e.want = strings.Split(kinds, ",")
			slices.Sort(e.want)
		}
		examples = append(examples, e)
	}
	return examples
}

// kindsIn returns the kinds found in a text.
func kindsIn(l *personal.Linter, text string) []string {
	var kinds []string
	for _, f := range l.Text(text) {
		kinds = append(kinds, string(f.Kind))
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// score counts for each kind what was found, missed and cried for nothing.
type score struct{ right, missed, wrong int }

func measure(t *testing.T, name string) map[string]*score {
	l := personal.New(personal.Allow{})
	scores := map[string]*score{"all": {}}
	for _, k := range personal.Kinds() {
		scores[string(k)] = &score{}
	}
	for _, e := range corpus(t, name) {
		got := kindsIn(l, e.text)
		if !slices.Equal(got, e.want) {
			t.Logf("%s:%d: %q\n\tgot %v, want %v", name, e.line, e.text, got, e.want)
		}
		for _, s := range []*score{scores["all"]} {
			for _, k := range e.want {
				if slices.Contains(got, k) {
					s.right++
					scores[k].right++
				} else {
					s.missed++
					scores[k].missed++
				}
			}
			for _, k := range got {
				if !slices.Contains(e.want, k) {
					s.wrong++
					scores[k].wrong++
				}
			}
		}
	}
	return scores
}

func (s score) recall() float64    { return ratio(s.right, s.right+s.missed) }
func (s score) precision() float64 { return ratio(s.right, s.right+s.wrong) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func report(name string, scores map[string]*score) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%-10s %5s %6s %5s %9s %6s\n", name, "kind", "right", "missed", "wrong", "precision", "recall")
	for _, k := range append(personal.Kinds(), "all") {
		s := scores[string(k)]
		fmt.Fprintf(&b, "%-10s %5d %6d %5d %8.1f%% %5.1f%%\n", k, s.right, s.missed, s.wrong, 100*s.precision(), 100*s.recall())
	}
	return b.String()
}

// The tuned sentences are those the rules were written with: each must come out right.
func TestTunedSentences(t *testing.T) {
	scores := measure(t, "tuned.txt")
	t.Log(report("tuned", scores))
	if s := scores["all"]; s.missed+s.wrong > 0 {
		t.Errorf("%d kinds missed, %d found for nothing", s.missed, s.wrong)
	}
}

// The others say what the rules are worth on sentences that nobody tried them on.
func TestHeldOutSentences(t *testing.T) {
	scores := measure(t, "heldout.txt")
	t.Log(report("held out", scores))
	if s := scores["all"]; s.recall() < 0.95 || s.precision() < 0.95 {
		t.Errorf("recall %.3f, precision %.3f, want 0.95 of both", s.recall(), s.precision())
	}
}
