package mend

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

var (
	outcome = source.File{Path: "data/outcomes/a.json", Kind: "outcomes", ID: "a"}
	news    = source.File{Path: "content/vi/tin/2022/a.md", Kind: source.KindNews, Lang: "vi"}
)

func mended(t *testing.T, f source.File, text string) string {
	t.Helper()
	got, problems := File(f, text)
	if len(problems) > 0 {
		t.Fatalf("%q: %s", text, problems[0].Message.VI)
	}
	return got
}

func TestRecord(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"order, indentation and line end", `{"id":"a","$schema":"s", "commitment" : "c"}`,
			"{\n  \"$schema\": \"s\",\n  \"id\": \"a\",\n  \"commitment\": \"c\"\n}\n"},
		{"byte order mark and Windows line ends", "\ufeff{\r\n\"id\": \"a\"\r\n}\r\n", "{\n  \"id\": \"a\"\n}\n"},
		{"forms of dates", `{"date":"25/2/2022","decision":{"date":"5-1-2023"}}`,
			"{\n  \"date\": \"2022-02-25\",\n  \"decision\": {\n    \"date\": \"2023-01-05\"\n  }\n}\n"},
		{"a date that is none stays", `{"date":"30/2/2022"}`, "{\n  \"date\": \"30/2/2022\"\n}\n"},
		{"letters apart from their marks and blanks", "{\"reason\":{\"vi\":\" Kha\u0301nh\u00a0 Ho\u0300a \"}}",
			"{\n  \"reason\": {\n    \"vi\": \"Khánh Hòa\"\n  }\n}\n"},
		{"an unknown field goes last", `{"zz":1,"id":"a"}`, "{\n  \"id\": \"a\",\n  \"zz\": 1\n}\n"},
		{"numbers stay as written", `{"households":15.0}`, "{\n  \"households\": 15.0\n}\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := mended(t, outcome, tt.text); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestTheSourcesOwnWordsKeepTheirBlanks(t *testing.T) {
	activity := source.File{Path: "data/activities/a.json", Kind: "activities", ID: "a"}
	if got, want := mended(t, activity, `{"asPrinted":"mục  nhĩ"}`), "{\n  \"asPrinted\": \"mục  nhĩ\"\n}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestArticle(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"order of fields with their comments",
			"---\n# ngày của nguồn\ndate: 2022-03-22\ntitle: A\nunits:\n  - b\nsummary: C\n---\nX\n",
			"---\ntitle: A\nsummary: C\n# ngày của nguồn\ndate: 2022-03-22\nunits:\n  - b\n---\nX\n"},
		{"forms of dates", "---\ntitle: A\ndate: 22/3/2022\nsources:\n  - title:\n      vi: B\n    date: \"1/2/2022\"\n---\n",
			"---\ntitle: A\ndate: 2022-03-22\nsources:\n  - title:\n      vi: B\n    date: \"2022-02-01\"\n---\n"},
		{"blanks and line ends", "\ufeff---\r\ntitle:   A  B \r\n---\r\nMột  hai \r\n\r\n\r\n", "---\ntitle: A B\n---\nMột hai\n"},
		{"a break within a paragraph stays", "---\ntitle: A\n---\nMột  \nhai\n", "---\ntitle: A\n---\nMột  \nhai\n"},
		{"code, tables and lists stay", "---\ntitle: A\n---\n-   a  b\n\n        x  y\n\n| a  | b |\n\n```\nc  d\n```\n",
			"---\ntitle: A\n---\n-   a b\n\n        x  y\n\n| a  | b |\n\n```\nc  d\n```\n"},
		{"no-break blanks", "---\ntitle: A\u00a0B\n---\nMột\u00a0 hai\n", "---\ntitle: A B\n---\nMột hai\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := mended(t, news, tt.text); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestWhatCannotBeReadIsLeftAlone(t *testing.T) {
	for _, text := range []string{"", "{", `{"id":"a","id":"b"}`, "\xff", `{"id":"\ud800"}`, "[" + strings.Repeat("[", 1000)} {
		if got, problems := File(outcome, text); got != text || len(problems) == 0 {
			t.Errorf("File(%q) = %q with %d problems", text, got, len(problems))
		}
	}
	for _, text := range []string{"", "không có phần đầu", "---\ntitle: \"A\n---\n", "---\n\ttitle: A\n---\n"} {
		if got, problems := File(news, text); got != text || len(problems) == 0 {
			t.Errorf("File(%q) = %q with %d problems", text, got, len(problems))
		}
	}
}

// What this repository keeps is as the command leaves it.
func TestTheProjectIsMended(t *testing.T) {
	project, _, err := source.Load("../../../..", source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range project.Files {
		if !f.HasText() {
			continue
		}
		text, err := os.ReadFile(filepath.Join("../../../..", f.Path))
		if err != nil {
			t.Fatal(err)
		}
		if got := mended(t, *f, string(text)); got != string(text) {
			t.Errorf("%s would change", f.Path)
		}
	}
}

func FuzzRecord(f *testing.F) {
	f.Add("{\"date\":\"25/2/2022\",\"id\":\"a\",\"reason\":{\"vi\":\" Kha\u0301nh\u00a0 Ho\u0300a \"}}")
	f.Add("{\"households\": 1, \"evidence\": [{\"text\": {\"en\": \"x\", \"vi\": \"y\"}, \"kind\": \"photo\"}], \"zz\": null}")
	f.Add("{\"date\":\"ngày 1/1/2020 \",\"date \":1}")
	f.Fuzz(func(t *testing.T, text string) { checkPromise(t, outcome, text) })
}

func FuzzArticle(f *testing.F) {
	f.Add("---\n# c\ndate: 22/3/2022\ntitle:  A\nsources:\n  - date: 1/1/2020\n    title: {vi: B}\n---\nMột  hai  \nba\n```\n a  b\n")
	f.Add("---\r\ntitle: |\r\n  a  b\r\n\r\n  c\r\nsummary: >-\r\n  x \r\n---\r\n\u00a0\u00a0\u00a0\u00a0x\r\n1.  y\r\n")
	f.Add("---\nphoto:\n  file: a.jpg\n  asPrinted: \"a  b\"\ndraft: true\n---\n")
	f.Fuzz(func(t *testing.T, text string) { checkPromise(t, news, text) })
}

// checkPromise holds the package to what it says: mending twice is mending once,
// and what the file says stays but for blanks and dates.
func checkPromise(t *testing.T, f source.File, text string) {
	once, problems := File(f, text)
	if len(problems) > 0 {
		if once != text {
			t.Errorf("%q was changed to %q in spite of problems", text, once)
		}
		return
	}
	twice, problems := File(f, once)
	if len(problems) > 0 {
		t.Fatalf("mended %q has problems: %s", once, problems[0].Message.VI)
	}
	if twice != once {
		t.Errorf("mended once %q, twice %q", once, twice)
	}
	f.Text = text
	if f.IsText() {
		f.Text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	f.Text = strings.TrimLeft(f.Text, "\ufeff")
	before, _ := f.Tree()
	f.Text = once
	after, _ := f.Tree()
	if before == nil {
		return // settled characters made it readable
	}
	if a, b := plain(form.Of(f.Kind), *before), plain(form.Of(f.Kind), *after); a != b {
		t.Errorf("said %s, says %s", a, b)
	}
}

// plain prints a value without what may be mended.
func plain(shape *form.Field, n source.Node) string {
	return strings.Join(strings.Fields(string(form.Print(shape.Order(values(shape, n))))), "")
}
