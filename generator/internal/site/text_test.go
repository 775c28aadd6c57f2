package site

import (
	"fmt"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/portal"
)

func TestTextProblems(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"shortcode", "đoạn\n\nxem {{< figure src=x >}}", "12:5 MB7001"},
		{"shortcode with Markdown", "{{% include %}}", "10:1 MB7001"},
		{"inline shortcode", "{{< now.inline >}}{{ now }}{{< /now.inline >}}", "10:1 MB7001, 10:28 MB7001"},
		{"shortcode in a code block", "```\n{{< x >}}\n```", "11:1 MB7001"},
		{"template syntax is text", "{{ now }} và {{ site }}", ""},
		{"mark of Hugo around shortcodes", "{{__hugo_ctx pid=1}}", "10:1 MB7001, 10:1 MB7008"},
		{"reserved text", "chữ\nHAHAHUGOSHORTCODE1HBHB", "11:1 MB7008"},
		{"deferred template", "a __hdeferred/x", "10:3 MB7008"},
		{"HTML", "chữ <b>đậm</b>", "10:5 MB7002"},
		{"script", "đoạn\n\n<script>alert(1)</script>", "12:1 MB7002"},
		{"comment", "<!-- sẽ viết thêm -->\n\nchữ <!-- x --> chữ", ""},
		{"comparison is no HTML", "a < b và 3 > 2", ""},
		{"link to another host", "[a](https://laocai.gov.vn/x) <https://example.vn> a@example.vn", ""},
		{"script link", "[a](javascript:alert(1))", "10:1 MB7005"},
		{"script link in disguise", "chữ [a](java&#115;cript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x)", "10:5 MB7005, 10:35 MB7005, 10:53 MB7005"},
		{"script link by reference", "[a][1]\n\n[1]: javascript:x", "10:1 MB7005"},
		{"link without scheme", "[a](//example.vn/)", "10:1 MB7005"},
		{"relative link", "[a](../xa/)", "10:1 MB7005"},
		{"link to a page", "[a](/xa/) [b](/xa/#lich-su) [c](#x) [d](/sitemap.xml)", ""},
		{"dead link", "[a](/xa/khong-co/)", "10:1 MB7006"},
		{"link without the last slash", "[a](/xa)", "10:1 MB7006"},
		{"picture", "![Bồn nước](/anh/x.jpg)\n\n![Bồn nước](anh/x.jpg)\n\n![Bồn nước](../../anh/x.jpg)", ""},
		{"no such picture", "![Bồn nước](/anh/y.jpg)", "10:1 MB7003"},
		{"picture of another host", "![Bồn nước](https://example.vn/x.jpg)", "10:1 MB7003"},
		{"picture out of the folder", "![Bồn nước](/anh/../../x.jpg)", "10:1 MB7003"},
		{"drawing with scripts", "![Bồn nước](/anh/x.svg)", "10:1 MB7003"},
		{"picture without words", "chữ ![](/anh/x.jpg)", "10:5 MB7004"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProject(t, page("/tin/x/", "vi", "news", tt.body), page("/xa/", "vi", "list", ""))
			p.files = append(p.files, fileNamed("sitemap.xml"))
			p.picture("x.jpg", photo(t, 4, 3))
			p.picture("x.svg", []byte("<svg/>"))
			p.file("layouts/_markup/render-image.html", `<img alt="{{ .Text }}">`)
			problems, err := p.render()
			if err != nil {
				t.Fatal(err)
			}
			if got := places(problems); got != tt.want {
				t.Errorf("problems of %q = %q, want %q", tt.body, got, tt.want)
			}
			for _, problem := range problems {
				if problem.Path != "content/vi/tin/x.md" || problem.Remedy.VI == "" || problem.Remedy.EN == "" {
					t.Errorf("problem %+v lacks its file or a remedy", problem)
				}
			}
		})
	}
}

// A link is looked for in the language of the text.
// However many mistakes a text has, telling them takes bounded time.
func TestProblemsOfATextAreBounded(t *testing.T) {
	page := portal.Page{Source: "content/vi/a.md", BodyLine: 1, Body: strings.Repeat("[a](b)", 1000)}
	if problems, _ := checkText(page, nil); len(problems) != maxOfText {
		t.Errorf("%d problems, want %d", len(problems), maxOfText)
	}
}

func TestLinksStayInTheirLanguage(t *testing.T) {
	p := newProject(t, page("/tin/x/", "en", "news", "[a](/xa/)"), page("/xa/", "vi", "list", ""))
	problems, err := p.render()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := places(problems), "10:1 MB7006"; got != want {
		t.Errorf("problems = %q, want %q", got, want)
	}
}

// A title or record that holds one of Hugo's marks has no line of its own.
func TestReservedTextInAModel(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	p.pages[0].Model = note{Text: "__hdeferred/x"}
	p.pages[0].Source = "data/units/x.json"
	problems, err := p.render()
	if err != nil || len(problems) != 1 || problems[0].Pos.String() != "data/units/x.json" || problems[0].Code != diag.CodeReservedText {
		t.Errorf("Render = %v, %v; want one problem at data/units/x.json", problems, err)
	}
}

// What looks like markup in a record is text on the page.
func TestModelsAreEscaped(t *testing.T) {
	p := newProject(t, page("/", "vi", "home", ""))
	hostile := `"></p><script>alert(1)</script>{{< x >}}{{ now }}---+++}`
	p.pages[0].Model = note{Text: hostile}
	p.pages[0].Frame.Title = hostile
	got := p.mustRender()["index.html"]
	if strings.Contains(got, "<script") || strings.Count(got, "{{ now }}") != 2 {
		t.Errorf("index.html = %s", got)
	}
}

func TestMarkdown(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"table", "| a | b |\n|---|--:|\n| 1 | 2 |", `<th style="text-align: right">b</th>`},
		{"footnote", "chữ[^1]\n\n[^1]: chú thích", `class="footnote-ref"`},
		{"heading gets an address without marks", "## Kết quả", `<h2 id="ket-qua">`},
		{"attributes are text", "đoạn {.red onclick=x}\n{.red}", "{.red"},
		{"emoji codes are text", ":smile:", ":smile:"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newProject(t, page("/", "vi", "home", tt.body))
			if got := p.mustRender()["index.html"]; !strings.Contains(got, tt.want) {
				t.Errorf("%q became %s\nwant %s in it", tt.body, got, tt.want)
			}
		})
	}
}

func places(problems []diag.Problem) string {
	var all []string
	for _, p := range problems {
		all = append(all, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Code))
	}
	return strings.Join(all, ", ")
}
