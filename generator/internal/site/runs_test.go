package site

import (
	"context"
	"fmt"
	"testing"

	"minhbach/generator/internal/portal"
)

// TestPagesBeyondOneRun: what one run of Hugo does not render the next does.
func TestPagesBeyondOneRun(t *testing.T) {
	var pages []portal.Page
	for i := range atOnce + 2 {
		pages = append(pages, page(fmt.Sprintf("/tin/%d/", i), "vi", "news", ""))
	}
	p := newProject(t, pages...)
	made, problems, err := Render(context.Background(), p.site(), p.opts)
	if err != nil || len(problems) > 0 || made.Pages != len(pages) {
		t.Fatal(made, problems, err)
	}
	if got := readTree(t, p.opts.Out); len(got) != len(pages) {
		t.Errorf("%d files, want %d", len(got), len(pages))
	}
}
