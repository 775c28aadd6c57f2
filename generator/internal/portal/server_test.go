package portal

import (
	"encoding/xml"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestServerRulesAreWrittenOnlyWhenAsked(t *testing.T) {
	site := villageSite()
	if files := serverFilesOf(site); len(files) > 0 {
		t.Errorf("%d files that nobody asked for", len(files))
	}
	site.BaseURL = "https://example.org/minh-bach/"
	site.Server = []string{"nginx", "caddy", "apache", "iis", "headers"}
	var paths []string
	for _, f := range serverFilesOf(site) {
		paths = append(paths, f.Path)
		text := string(f.Data)
		for _, want := range []string{ContentSecurityPolicy + "; frame-ancestors 'none'", "nosniff", "application/vnd.apache.parquet", "Strict-Transport-Security"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q", f.Path, want)
			}
		}
		if !strings.Contains(text, "/minh-bach/") || strings.Contains(text, "<no value>") {
			t.Errorf("%s does not know where the site is", f.Path)
		}
		if f.Path == "web.config" {
			if err := xml.Unmarshal(f.Data, new(struct{})); err != nil {
				t.Errorf("web.config: %v", err)
			}
		}
	}
	if want := []string{".htaccess", "Caddyfile", "_headers", "nginx.conf", "web.config"}; !slices.Equal(paths, want) {
		t.Errorf("files %q, want %q", paths, want)
	}
}

// A page carries the policy itself, for servers that cannot be told: both must
// be the same.
func TestPagesAndServersHaveOnePolicy(t *testing.T) {
	head, err := os.ReadFile("../../theme/layouts/_partials/head.html")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(head), `<meta http-equiv="Content-Security-Policy" content="`+ContentSecurityPolicy+`">`) {
		t.Error("the pages have another policy")
	}
}
