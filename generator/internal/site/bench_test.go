package site

import (
	"context"
	"fmt"
	"testing"

	"minhbach/generator/internal/portal"
)

// BenchmarkRender builds a site of the size that a province begins with.
func BenchmarkRender(b *testing.B) {
	for _, n := range []int{150, 1500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var pages []portal.Page
			for i := range n / 2 {
				address := fmt.Sprintf("/tin/2022/bai-%d/", i)
				pages = append(pages, page(address, "vi", "news", "Đoạn *một*.\n\n## Kết quả\n\nĐoạn hai."), page(address, "en", "news", "Text."))
			}
			p := newProject(b, pages...)
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				p.opts.Out = b.TempDir()
				b.StartTimer()
				_, problems, err := Render(context.Background(), p.site(), p.opts)
				if err != nil || len(problems) > 0 {
					b.Fatal(problems, err)
				}
			}
		})
	}
}
