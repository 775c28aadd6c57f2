package site

import (
	"slices"
	"testing"
)

func TestFilesThatAPageNames(t *testing.T) {
	const page = `<a href="/b/xa/"> <link href="/b/css/a.css"><img srcset="/b/anh/1.webp 480w,/b/anh/2.webp 840w" src='/b/anh/1.webp'>
<a href=/b/x.csv?q#y>Đường /b/v1.0/ và /c/z.csv</a> <a href="https://vi.example/b/x.json">` + "\n"
	want := []string{"css/a.css", "anh/1.webp", "anh/2.webp", "x.csv"}
	if got := namedIn([]byte(page), "/b/"); !slices.Equal(got, want) {
		t.Errorf("namedIn = %q, want %q", got, want)
	}
}
