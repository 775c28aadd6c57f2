package portal

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"time"

	"minhbach/generator/internal/record"
)

func TestSitemapNamesPagesWithTheirTranslations(t *testing.T) {
	set := village()
	item(set, "vi", "chi-tieng-viet", record.News{Title: "Chỉ tiếng Việt"})
	s := built(t, set, villageSite())
	var m sitemapFile
	if err := xml.Unmarshal(fileAt(t, s, "sitemap.xml"), &m); err != nil {
		t.Fatal(err)
	}
	alternates := map[string]int{}
	for _, u := range m.URLs {
		alternates[u.Loc] = len(u.Links)
		if u.LastMod == "" {
			t.Errorf("%s has no date", u.Loc)
		}
	}
	for loc, want := range map[string]int{
		"https://minhbach.example/": 2, "https://minhbach.example/en/cam-ket/c/": 2, "https://minhbach.example/tin/2022/chi-tieng-viet/": 0,
	} {
		if got, ok := alternates[loc]; !ok || got != want {
			t.Errorf("%s: %d translations, want %d", loc, got, want)
		}
	}
	for _, loc := range []string{"https://minhbach.example/404.html", "https://minhbach.example/en/tin/2022/chi-tieng-viet/"} {
		if _, ok := alternates[loc]; ok {
			t.Errorf("%s is not for search engines", loc)
		}
	}
}

type sitemapFile struct {
	URLs []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
		Links   []struct {
			Lang string `xml:"hreflang,attr"`
		} `xml:"http://www.w3.org/1999/xhtml link"`
	} `xml:"url"`
}

func TestALongSitemapIsDivided(t *testing.T) {
	files := sitemapFiles(5, 2, villageSite(), func(i int) sitemapURL { return sitemapURL{Loc: fmt.Sprintf("https://minhbach.example/%d/", i)} })
	var names, pages []string
	for _, f := range files {
		names = append(names, f.Path)
		pages = append(pages, strings.Repeat("+", strings.Count(string(f.Content()), "<url>")))
	}
	if got := strings.Join(pages, " "); got != "++ ++ + " {
		t.Errorf("pages in each %s", got)
	}
	if got := strings.Join(names, " "); got != "sitemap-1.xml sitemap-2.xml sitemap-3.xml sitemap.xml" {
		t.Errorf("files %s", got)
	}
	if index := string(files[3].Data); !strings.Contains(index, "<loc>https://minhbach.example/sitemap-3.xml</loc>") {
		t.Errorf("index %s", index)
	}
}

func TestRobotsAllowsAndNamesTheSitemap(t *testing.T) {
	got := string(fileAt(t, built(t, village(), villageSite()), "robots.txt"))
	if got != "User-agent: *\nAllow: /\n\nSitemap: https://minhbach.example/sitemap.xml\n" {
		t.Errorf("robots.txt %q", got)
	}
}

// RFC 9116 asks for a date less than a year ahead.
func TestSecurityTextExpiresWithinAYear(t *testing.T) {
	site := villageSite()
	got := string(fileAt(t, built(t, village(), site), ".well-known/security.txt"))
	for _, line := range []string{"Contact: mailto:lien-he@minhbach.example", "Preferred-Languages: vi, en", "Canonical: https://minhbach.example/.well-known/security.txt"} {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("no line %q in\n%s", line, got)
		}
	}
	_, rest, _ := strings.Cut(got, "Expires: ")
	stamp, _, _ := strings.Cut(rest, "\n")
	expires, err := time.Parse(time.RFC3339, stamp)
	from, _ := time.Parse(time.DateOnly, site.DataAsOf)
	if err != nil || !expires.Before(from.AddDate(1, 0, 0)) || !expires.After(from) {
		t.Errorf("expires %q (%v)", stamp, err)
	}
}
