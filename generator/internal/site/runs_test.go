package site

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"minhbach/generator/internal/portal"
)

// several are as many pages as it takes to fill windows, each with a text.
func several(windows int, body string) []portal.Page {
	var pages []portal.Page
	for i := range windows*atOnce + 2 {
		pages = append(pages, page(fmt.Sprintf("/tin/%d/", i), "vi", "news", body))
	}
	return pages
}

// TestPagesBeyondOneRun: what one run of Hugo does not render the next does. A text
// may lead to a page of a later one.
func TestPagesBeyondOneRun(t *testing.T) {
	pages := several(2, "")
	pages[0].Body = fmt.Sprintf("[a](/tin/%d/)", len(pages)-1)
	p := newProject(t, pages...)
	made, problems, err := Render(context.Background(), p.site(), p.opts)
	if err != nil || len(problems) > 0 || made.Pages != len(pages) {
		t.Fatal(made, problems, err)
	}
	if got := readTree(t, p.opts.Out); len(got) != len(pages) {
		t.Errorf("%d files, want %d", len(got), len(pages))
	}
}

// TestAllProblemsAreFoundAtOnce: what is wrong in one window hides nothing of the
// others, and after it nothing is rendered.
func TestAllProblemsAreFoundAtOnce(t *testing.T) {
	pages := several(3, "")
	last := len(pages) - 1
	pages[0].Body = "[a](/khong-co/)"          // known when all has been composed
	pages[1].Body = "![Ảnh hỏng](/anh/x.jpg)"  // known to Hugo alone
	pages[atOnce].Body = "<b>"                 // in the second window
	pages[last].Body = "[a](javascript:alert)" // in the last
	p := newProject(t, pages...)
	p.picture("x.jpg", []byte("no picture"))
	p.file("layouts/_markup/render-image.html", `{{ with resources.Get .Destination }}<img src="{{ (.Resize "10x").RelPermalink }}">{{ end }}`)
	for range 3 {
		p.opts.Out = t.TempDir()
		made, problems, err := Render(context.Background(), p.site(), p.opts)
		if err != nil || made != nil {
			t.Fatal(made, err)
		}
		var got []string
		for _, problem := range problems {
			got = append(got, problem.Code)
		}
		if want := "MB7007 MB7006 MB7005 MB7002"; strings.Join(got, " ") != want {
			t.Errorf("problems %q, want %q", got, want)
		}
		if files := readTree(t, p.opts.Out); len(files) > atOnce {
			t.Errorf("%d pages were rendered", len(files))
		}
	}
}
