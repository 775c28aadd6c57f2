package source

import (
	"fmt"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
)

func news(text string) *File {
	return &File{Path: "content/vi/tin/2022/a.md", Kind: KindNews, Lang: "vi", Address: "/tin/2022/a/", Text: text}
}

func TestFrontMatterMistakes(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		problems   string
		remedy     string // part of the English remedy
		value      string // JSON of what is read
	}{
		{"well-formed", "---\ntitle: Tên bài\ndate: 2022-02-25\ncode: 04342\nmenu: 3\ndraft: true\nunits:\n  - a\n  - \"b: c\"\nphoto:\n  file: 'x.jpg'\n---\nNội dung\n", "", "",
			`{"title":"Tên bài","date":"2022-02-25","code":"04342","menu":3,"draft":true,"units":["a","b: c"],"photo":{"file":"x.jpg"}}`},
		{"one field", "---\ntitle: a\n---\n", "", "", `{"title":"a"}`},
		{"no field", "---\n---\n", "", "", `{}`},
		{"comment only", "---\n# x\n---\n", "", "", `{}`},
		{"text over lines", "---\ntitle: |\n  a\n  b\n---\n", "", "", `{"title":"a\nb\n"}`},
		{"list in one line", "---\nunits: [a, b]\n---\n", "", "", `{"units":["a","b"]}`},
		{"windows line ends", "---\r\ntitle: a\r\nmenu: 1\r\n---\r\nx\r\n", "", "", `{"title":"a","menu":1}`},
		{"empty file", "", "1:1 MB0213", "front matter", ""},
		{"no front matter", "# Tên\n", "1:1 MB0301", "begin the file", ""},
		{"not closed", "---\ntitle: a\n\nNội dung\n", "1:1 MB0302", "after the last field", ""},
		{"list instead of fields", "---\n- a\n---\n", "2:1 MB0303", "title:", ""},
		{"no space after the colon", "---\ntitle:a\n---\n", "2:1 MB0303", "space after the colon", ""},
		{"colon in a value", "---\ntitle: Kế hoạch: bước một\n---\n", "2:8 MB0220", `title: "Kế hoạch: bước một"`, ""},
		{"quotation mark not closed", "---\ntitle: \"abc\n---\n", "2:8 MB0220", "closing mark", ""},
		{"tab", "---\n\ttitle: x\n---\n", "2:6 MB0220", "spaces", ""},
		{"special sign", "---\ntitle: @abc\n---\n", "2:8 MB0220", "quotation marks", ""},
		{"indented field", "---\na: 1\n b: 2\n---\n", "2:4 MB0220", "same column", ""},
		{"field twice", "---\na: 1\na: 2\n---\n", "3:1 MB0206", "keep one", `{"a":1}`},
		{"anchor and alias", "---\na: &x 1\nb: *x\n---\n", "2:4 MB0221, 3:4 MB0221", "quotation marks", `{"a":null,"b":null}`},
		{"tag", "---\na: !!python/object x\n---\n", "2:4 MB0221", "", `{"a":null}`},
		{"merge key", "---\n<<: {a: 1}\n---\n", "2:1 MB0221", "", `{}`},
		{"billion laughs", "---\na: &a [x,x]\nb: &b [*a,*a]\n---\n", "2:4 MB0221, 3:4 MB0221", "", `{"a":null,"b":null}`},
		{"too long", "---\na: " + strings.Repeat("x", maxFrontMatter) + "\n---\n", "1:1 MB0304", "second line", ""},
		{"nested too deeply", "---\na: " + strings.Repeat("[", 80) + strings.Repeat("]", 80) + "\n---\n", "2:67 MB0211", "", `skip`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree, problems := news(tt.text).Tree()
			if got := brief(problems); got != tt.problems {
				t.Fatalf("problems %q, want %q", got, tt.problems)
			}
			if len(problems) > 0 && !strings.Contains(problems[0].Remedy.EN, tt.remedy) {
				t.Errorf("remedy %q lacks %q", problems[0].Remedy.EN, tt.remedy)
			}
			switch tt.value {
			case "skip":
			case "":
				if tree != nil {
					t.Errorf("read %v, want nothing", tree.Value())
				}
			default:
				if got, want := fmt.Sprint(tree.Value()), fmt.Sprint(standard(t, tt.value)); got != want {
					t.Errorf("read %v, want %v", got, want)
				}
			}
		})
	}
}

func TestPlacesInFrontMatter(t *testing.T) {
	f := news("---\ntitle: Kế hoạch\nunits:\n  - a\n  - \"b\"\nphoto:\n  alt: đ é\nempty:\n---\n\n# Nội dung\nđây\n")
	tree, problems := f.Tree()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, tt := range []struct {
		name string
		got  diag.Pos
		want string
	}{
		{"value", tree.Get("title").Pos(), "2:8-2:16"},
		{"key", tree.Get("title").KeyPos(), "2:1-2:6"},
		{"item", tree.At("units", 1).Pos(), "5:5-5:8"},
		{"inner value", tree.At("photo", "alt").Pos(), "7:8-7:11"},
		{"inner key", tree.At("photo", "alt").KeyPos(), "7:3-7:6"},
		{"value not written", tree.Get("empty").Pos(), "8:1-8:6"},
		{"start", tree.OpenPos(), "2:1-2:1"},
		{"body", f.BodyPos(strings.Index("\n# Nội dung\nđây\n", "đây"), len("\n# Nội dung\nđây")), "12:1-12:4"},
	} {
		got := fmt.Sprintf("%d:%d-%d:%d", tt.got.Line, tt.got.Col, tt.got.EndLine, tt.got.EndCol)
		if got != tt.want {
			t.Errorf("%s at %s, want %s", tt.name, got, tt.want)
		}
	}
	body, line := f.Body()
	if body != "\n# Nội dung\nđây\n" || line != 10 {
		t.Errorf("body %q from line %d", body, line)
	}
}

func TestHostileFrontMatterEndsSoon(t *testing.T) {
	const size = maxFrontMatter - 8
	for name, y := range map[string]string{
		"brackets": strings.Repeat("[", size),
		"fields":   strings.Repeat("a: ", size/3),
		"dashes":   strings.Repeat("- ", size/2),
		"braces":   strings.Repeat("{a: ", size/4),
		"keys":     strings.Repeat("a: b\n", size/5),
		"question": strings.Repeat("? ", size/2),
		"literals": strings.Repeat("a: |\n x\n", size/8),
		"anchors":  strings.Repeat("a: &x *x\n", size/9),
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := news("---\n" + y + "\n---\n").Tree()
			if len(problems) == 0 || len(problems) > maxProblems {
				t.Errorf("%d problems", len(problems))
			}
		})
	}
}

// FuzzFrontMatter: whatever stands between the fences, reading ends, and every
// problem has a place within the file.
func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{
		"title: Kế hoạch\nunits:\n  - a\n", "a: [1, {b: c}]", "a: b: c", "\ta: 1", "a: |\n  x\n y", "- - - a", "? a\n: b",
		"a: &x [*x]", "!!map {}", "a: 'x", "%YAML 1.2", "a: 1\n...\nb: 2", "\"a\\u0000\": 1", "a:\n\n\n  - b\r\n  - c\r",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file, problems := fromBytes("---\n" + s + "\n---\nx")
		if len(problems) > 0 || len(s) > 2000 {
			return
		}
		file.Kind = KindNews
		tree, problems := file.Tree()
		lines := strings.Count(file.Text, "\n") + 1
		for _, p := range problems {
			if p.Line < 1 || p.Line > lines || p.Col < 1 || p.EndLine < p.Line {
				t.Errorf("%q: problem at no place: %+v", s, p)
			}
		}
		if tree == nil && len(problems) == 0 {
			t.Errorf("%q: nothing read and nothing said", s)
		}
		everywhere(tree, func(n *Node) {
			if p := n.Pos(); p.Line < 1 || p.Line > lines || p.Col < 1 {
				t.Errorf("%q: value %q at no place: %+v", s, n.Text, p)
			}
		})
	})
}

func everywhere(n *Node, visit func(*Node)) {
	if n == nil {
		return
	}
	visit(n)
	for i := range n.Items {
		everywhere(&n.Items[i], visit)
	}
}
