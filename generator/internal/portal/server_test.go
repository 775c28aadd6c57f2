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
	if files := serverFilesOf(village(), site); len(files) > 0 {
		t.Errorf("%d files that nobody asked for", len(files))
	}
	site.BaseURL = "https://example.org/minh-bach/"
	site.Server = []string{"nginx", "caddy", "apache", "iis", "headers"}
	var paths []string
	for _, f := range serverFilesOf(village(), site) {
		paths = append(paths, f.Path)
		if f.Path == "_redirects" {
			continue // has no headers
		}
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
	if want := []string{".htaccess", "Caddyfile", "_headers", "_redirects", "nginx.conf", "web.config"}; !slices.Equal(paths, want) {
		t.Errorf("files %q, want %q", paths, want)
	}
}

// Old addresses answer with the right status, in every language, and not only
// with a page.
func TestServersKnowOldAddresses(t *testing.T) {
	site := villageSite()
	site.BaseURL = "https://example.org/minh-bach/"
	site.Server = []string{"nginx", "caddy", "apache", "iis", "headers"}
	wanted := map[string][]string{
		"nginx.conf": {"location = /minh-bach/en/tin/2022/cu/ {\n        return 301 /minh-bach/en/cam-ket/c/;", "location = /minh-bach/tin/2022/go/ {"},
		"Caddyfile":  {"redir /minh-bach/tin/2022/cu/ /minh-bach/cam-ket/c/ 301", "error /minh-bach/en/tin/2022/go/ 410"},
		".htaccess":  {`RedirectMatch 301 "^/minh-bach/tin/2022/cu/$" "/minh-bach/cam-ket/c/"`, `RedirectMatch 410 "^/minh-bach/tin/2022/go/$"`},
		"web.config": {`<location path="en/tin/2022/cu">`, `destination="/minh-bach/en/cam-ket/c/"`},
		"_redirects": {"/minh-bach/tin/2022/cu/ /minh-bach/cam-ket/c/ 301!\n/minh-bach/tin/2022/cu/ /minh-bach/cam-ket/c/ 301\n"},
	}
	for _, f := range serverFilesOf(moved("/cam-ket/c/"), site) {
		for _, want := range wanted[f.Path] {
			if !strings.Contains(string(f.Data), want) {
				t.Errorf("%s lacks %q", f.Path, want)
			}
		}
		if f.Path == "web.config" {
			if err := xml.Unmarshal(f.Data, new(struct{})); err != nil {
				t.Errorf("web.config: %v", err)
			}
		}
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
