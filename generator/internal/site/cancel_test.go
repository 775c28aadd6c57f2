package site

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"minhbach/generator/internal/portal"
)

// A preview that is stopped in the middle of a build must end.
func TestACancelledRenderEnds(t *testing.T) {
	for _, after := range []time.Duration{0, 20 * time.Millisecond} {
		pages := []portal.Page{page("/", "vi", "list", "")}
		for i := range 2000 {
			pages = append(pages, page(fmt.Sprintf("/tin/%d/", i), "vi", "news", "chữ"))
		}
		p := newProject(t, pages...)
		ctx, cancel := context.WithTimeout(context.Background(), after)
		defer cancel()
		if _, _, err := Render(ctx, p.site(), p.opts); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after %v: got %v, want %v", after, err, context.DeadlineExceeded)
		}
	}
}
