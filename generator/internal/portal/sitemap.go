package portal

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/viet"
)

// sitemapSize is the number of addresses that one sitemap may hold.
const sitemapSize = 50_000

type sitemap struct {
	XMLName xml.Name     `xml:"urlset"`
	NS      string       `xml:"xmlns,attr"`
	XHTML   string       `xml:"xmlns:xhtml,attr"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc        string        `xml:"loc"`
	LastMod    string        `xml:"lastmod,omitempty"`
	Alternates []sitemapLink `xml:"xhtml:link"`
}

type sitemapLink struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

type sitemapIndex struct {
	XMLName  xml.Name     `xml:"sitemapindex"`
	NS       string       `xml:"xmlns,attr"`
	Sitemaps []sitemapURL `xml:"sitemap"`
}

const sitemapNS = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemaps name every page that search engines may keep, with its translations.
// More than one file can hold are divided, and sitemap.xml becomes their index.
func sitemaps(made []*edition, pages []kept.Page, site record.Site) []File {
	editions := map[string]*edition{}
	for _, e := range made {
		editions[e.lang] = e
	}
	type listed struct {
		loc  string
		page *kept.Page
	}
	var list []listed
	translations := map[string][]sitemapLink{} // by the address, in all languages
	for i := range pages {
		if p := &pages[i]; p.Listed {
			loc := editions[p.Lang].absolute(p.Address)
			list = append(list, listed{loc, p})
			translations[p.Address] = append(translations[p.Address], sitemapLink{"alternate", p.Lang, loc})
		}
	}
	slices.SortFunc(list, func(a, b listed) int { return cmp.Compare(a.loc, b.loc) })
	return sitemapFiles(len(list), sitemapSize, site, func(i int) sitemapURL {
		u := sitemapURL{Loc: list[i].loc, LastMod: list[i].page.Modified}
		if links := translations[list[i].page.Address]; len(links) > 1 {
			u.Alternates = slices.SortedFunc(slices.Values(links), func(a, b sitemapLink) int { return cmp.Compare(a.Lang, b.Lang) })
		}
		return u
	})
}

// sitemapFiles are the files for n pages, at most size in each. They are made when
// they are written.
func sitemapFiles(n, size int, site record.Site, url func(int) sitemapURL) []File {
	file := func(path string, from, to int) File {
		return File{Path: path, Make: func() []byte {
			urls := make([]sitemapURL, 0, to-from)
			for i := from; i < to; i++ {
				urls = append(urls, url(i))
			}
			return xmlBytes(sitemap{NS: sitemapNS, XHTML: "http://www.w3.org/1999/xhtml", URLs: urls})
		}}
	}
	if n <= size {
		return []File{file("sitemap.xml", 0, n)}
	}
	index := sitemapIndex{NS: sitemapNS}
	var files []File
	for from := 0; from < n; from += size {
		path := fmt.Sprintf("sitemap-%d.xml", len(files)+1)
		files = append(files, file(path, from, min(from+size, n)))
		index.Sitemaps = append(index.Sitemaps, sitemapURL{Loc: site.BaseURL + path})
	}
	return append(files, File{Path: "sitemap.xml", Data: xmlBytes(index)})
}

func robots(site record.Site) File {
	return File{Path: "robots.txt", Data: []byte("User-agent: *\nAllow: /\n\nSitemap: " + site.BaseURL + "sitemap.xml\n")}
}

// securityText is RFC 9116. It expires 364 days after the date of the records,
// so that the same records give the same file and that of a site that nobody
// keeps up runs out. Without that date there is no file.
func securityText(site record.Site) []File {
	day, ok := viet.ParseDate(site.DataAsOf)
	if !ok {
		return nil
	}
	lines := []string{
		"Contact: mailto:" + site.Publisher.Email,
		"Expires: " + day.AddDate(0, 0, 364).Format("2006-01-02T15:04:05Z"),
		"Preferred-Languages: " + strings.Join(site.Languages, ", "),
		"Canonical: " + site.BaseURL + ".well-known/security.txt",
	}
	return []File{{Path: ".well-known/security.txt", Data: []byte(strings.Join(lines, "\n") + "\n")}}
}
