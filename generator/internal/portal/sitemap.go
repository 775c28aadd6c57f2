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
func sitemaps(pages []kept.Page, site record.Site) []File {
	urls := make([]sitemapURL, 0, len(pages))
	for _, p := range pages {
		if p.Location == "" {
			continue
		}
		u := sitemapURL{Loc: p.Location, LastMod: p.Modified}
		for _, a := range p.Alternates {
			u.Alternates = append(u.Alternates, sitemapLink{"alternate", a.Lang, a.Href})
		}
		urls = append(urls, u)
	}
	slices.SortFunc(urls, func(a, b sitemapURL) int { return cmp.Compare(a.Loc, b.Loc) })
	return sitemapFiles(urls, site, sitemapSize)
}

func sitemapFiles(urls []sitemapURL, site record.Site, size int) []File {
	file := func(path string, urls []sitemapURL) File {
		return File{Path: path, Data: xmlBytes(sitemap{NS: sitemapNS, XHTML: "http://www.w3.org/1999/xhtml", URLs: urls})}
	}
	if len(urls) <= size {
		return []File{file("sitemap.xml", urls)}
	}
	index := sitemapIndex{NS: sitemapNS}
	var files []File
	for part := range slices.Chunk(urls, size) {
		path := fmt.Sprintf("sitemap-%d.xml", len(files)+1)
		files = append(files, file(path, part))
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
