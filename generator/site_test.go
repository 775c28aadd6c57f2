package main

import (
	"context"
	"encoding/xml"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"minhbach/generator/internal/build"
	"minhbach/generator/internal/diag"
)

// base is the sub-path at which the tests look at the site of this repository.
const base = "/minh-bach/"

// builtSite builds the site of this repository once for all tests and returns
// its folder, which no test may change.
var builtSite = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "minhbach-site-")
	if err != nil {
		return "", err
	}
	out := filepath.Join(dir, "public")
	_, problems, err := build.Build(context.Background(), build.Options{
		Root: "..", Out: out, Cache: filepath.Join(dir, "cache"),
		Flags: map[string]string{"base-url": "https://example.org" + base},
	})
	if err != nil {
		return "", err
	}
	for _, p := range problems {
		return "", &fs.PathError{Op: "build", Path: p.String(), Err: fs.ErrInvalid}
	}
	return out, nil
})

// page opens one page of the built site.
func page(t *testing.T, address string) *goquery.Document {
	t.Helper()
	dir, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(address, "/") || address == "" {
		address += "index.html"
	}
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(address)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := goquery.NewDocumentFromReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// text is what a reader sees of a selection, white space folded.
func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

// TestPagesSayWhatReadersCameFor looks at single pages, in words and links.
func TestPagesSayWhatReadersCameFor(t *testing.T) {
	const commitment = base + "cam-ket/khcn-15-ho-khanh-hoa-2022/"
	for _, tt := range []struct {
		name, address, selector string
		says                    []string // each stands in the text of the selection
		links                   []string // each is the address of a link in it
	}{
		{
			"a commune has both its lives", "xa/khanh-hoa-04342/", "main",
			[]string{"huyện Lục Yên", "30/06/2025", "Tỉnh Lào Cai", "01/07/2025", "Tô Mậu", "An Lạc", "Động Quan"},
			[]string{base + "huyen/luc-yen-135/", base + "tinh/lao-cai-15/", base + "xa/to-mau-04333/"},
		},
		{
			"a commune leads to its commitments, activities and news", "xa/khanh-hoa-04342/", "main",
			[]string{"15 hộ nghèo thoát nghèo", "Chưa công bố", "nấm linh chi", "Dự kiến"},
			[]string{commitment, base + "tin/2022/so-khoa-hoc-va-cong-nghe-giup-15-ho-ngheo-xa-khanh-hoa/"},
		},
		{
			"a commitment without a published result says so", "cam-ket/khcn-15-ho-khanh-hoa-2022/", "main",
			[]string{"Chưa công bố kết quả", "Sở Khoa học và Công nghệ tỉnh Yên Bái", "31/12/2022", "62-KH/TU", "mục nhĩ"},
			[]string{base + "ke-hoach/62-kh-tu-2022-02-25/", base + "xa/khanh-hoa-04342/"},
		},
		{
			"and in English", "en/cam-ket/khcn-15-ho-khanh-hoa-2022/", "main",
			[]string{"Department of Science and Technology of Yên Bái province", "62-KH/TU"},
			[]string{base + "en/ke-hoach/62-kh-tu-2022-02-25/"},
		},
		{
			"a plan shows which documents it serves", "ke-hoach/62-kh-tu-2022-02-25/", "main",
			[]string{"25/02/2022", "Tỉnh ủy Yên Bái", "56-CTr/TU", "61-NQ/TU"},
			[]string{base + "ke-hoach/56-ctr-tu-2021-11-01/", base + "ke-hoach/61-nq-tu-2021-10-20/", commitment},
		},
		{
			"two standards of one year stand apart in the figures", "so-lieu/yen-bai-15/", "main",
			[]string{"4,76", "18,07", "10.454", "39.721", "2016–2020", "2022–2025"},
			nil,
		},
		{
			"the explained defect of 2022 is shown with its figures", "so-lieu/viet-nam/", "main",
			[]string{"1.057.374", "1.972.767", "119"},
			nil,
		},
		{
			"the home page never shows an unknown result as zero", "", "main",
			[]string{"Hộ được hứa giúp thoát nghèo 15", "chưa công bố", "23/11/2026"},
			[]string{commitment},
		},
		{"a missing page helps on", "404.html", "main", []string{"Không"}, []string{base}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			found := page(t, tt.address).Find(tt.selector)
			for _, want := range tt.says {
				if !strings.Contains(text(found), want) {
					t.Errorf("%s does not say %q", tt.address, want)
				}
			}
			for _, want := range tt.links {
				if found.Find(`a[href="`+want+`"]`).Length() == 0 {
					t.Errorf("%s does not lead to %s", tt.address, want)
				}
			}
		})
	}
}

func TestNewsItemHasDateBylineAndShareLinks(t *testing.T) {
	doc := page(t, "tin/2022/so-khoa-hoc-va-cong-nghe-giup-15-ho-ngheo-xa-khanh-hoa/")
	if got := doc.Find(`main time[datetime="2022-03-22"]`).First().Text(); got != "22/03/2022" {
		t.Errorf("date %q", got)
	}
	if !strings.Contains(text(doc.Find("main")), "Nhóm Minh Bạch") {
		t.Error("no byline")
	}
	if doc.Find(`main a[href^="mailto:?"]`).Length() == 0 {
		t.Error("no share link")
	}
	if doc.Find("nav[aria-label] ol li").Length() < 3 {
		t.Error("no breadcrumbs")
	}
}

// eachPage calls do for every page of the built site with its address below base.
func eachPage(t *testing.T, do func(address string, doc *goquery.Document)) {
	t.Helper()
	dir, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".html" {
			count++
			do(strings.TrimSuffix(name, "index.html"), page(t, name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if count < 150 {
		t.Errorf("only %d pages were built", count)
	}
}

// TestEveryPageIsWellMade holds what every page owes its readers.
func TestEveryPageIsWellMade(t *testing.T) {
	eachPage(t, func(address string, doc *goquery.Document) {
		one := map[string]string{
			"h1": "main heading", "main": "main part", "html[lang]": "language", "head > title": "title",
			`meta[name="description"][content]`: "description", `a[href^="#"]:first-of-type`: "skip link",
			`meta[http-equiv="Content-Security-Policy"]`: "content security policy",
		}
		if strings.Contains(address, "nhung/") { // a part of a page: nothing to skip
			delete(one, `a[href^="#"]:first-of-type`)
		}
		for selector, what := range one {
			if n := doc.Find(selector).Length(); n == 0 || n > 1 && selector != `a[href^="#"]:first-of-type` {
				t.Errorf("%s: %d × %s", address, n, what)
			}
		}
		if n := doc.Find(`[style], style, script:not([src]):not([type="application/ld+json"]), [onclick], [onload]`).Length(); n > 0 {
			t.Errorf("%s: %d inline styles or scripts", address, n)
		}
		level := 0
		doc.Find("h1, h2, h3, h4, h5, h6").Each(func(_ int, h *goquery.Selection) {
			now := int(goquery.NodeName(h)[1] - '0')
			if now > level+1 {
				t.Errorf("%s: heading %q skips a level", address, text(h))
			}
			level = now
		})
		seen := map[string]bool{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			id := s.AttrOr("id", "")
			if seen[id] {
				t.Errorf("%s: id %q stands twice", address, id)
			}
			seen[id] = true
		})
		doc.Find("table").Each(func(_ int, s *goquery.Selection) {
			named := s.Find("caption").Length() + s.ParentsFiltered("[aria-label]").Length()
			if named == 0 || s.Find("th[scope]").Length() == 0 {
				t.Errorf("%s: a table without a name or headers", address)
			}
		})
		doc.Find("img").Each(func(_ int, s *goquery.Selection) {
			for _, a := range []string{"alt", "width", "height"} {
				if _, ok := s.Attr(a); !ok {
					t.Errorf("%s: a picture without %s", address, a)
				}
			}
		})
	})
}

// TestEveryLinkLeadsSomewhere follows every link inside the site.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	dir, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	eachPage(t, func(address string, doc *goquery.Document) {
		doc.Find("[href], [src]").Each(func(_ int, s *goquery.Selection) {
			link := s.AttrOr("href", s.AttrOr("src", ""))
			link, fragment, _ := strings.Cut(link, "#")
			link, _, _ = strings.Cut(link, "?")
			switch {
			case link == "" && fragment != "":
				if doc.Find(`[id="`+fragment+`"]`).Length() == 0 {
					t.Errorf("%s: #%s leads nowhere", address, fragment)
				}
			case !strings.HasPrefix(link, "/"): // another host, or mail
			case !strings.HasPrefix(link, base):
				t.Errorf("%s: %s leaves the site's path", address, link)
			default:
				file := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(link, base)))
				if strings.HasSuffix(link, "/") {
					file = filepath.Join(file, "index.html")
				}
				if info, err := os.Stat(file); err != nil || info.IsDir() {
					t.Errorf("%s: %s leads nowhere", address, link)
				}
			}
		})
	})
}

// TestSitemapHasEveryPage compares the sitemap with what was built.
func TestSitemapHasEveryPage(t *testing.T) {
	dir, err := builtSite()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "sitemap.xml"))
	if err != nil {
		t.Fatal(err)
	}
	var sitemap struct {
		URL []struct {
			Loc string `xml:"loc"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(data, &sitemap); err != nil {
		t.Fatal(err)
	}
	var listed, built []string
	for _, u := range sitemap.URL {
		listed = append(listed, strings.TrimPrefix(u.Loc, "https://example.org"+base))
	}
	eachPage(t, func(address string, doc *goquery.Document) {
		if doc.Find(`meta[name="robots"][content*="noindex"]`).Length() == 0 {
			built = append(built, address)
		}
	})
	slices.Sort(listed)
	slices.Sort(built)
	if !slices.Equal(listed, built) {
		t.Errorf("the sitemap lists\n%s\nbut there are\n%s", strings.Join(listed, "\n"), strings.Join(built, "\n"))
	}
}

// TestEveryTemplateIsUsed builds the records of this repository with what they
// do not have: a photograph, and a news item that nobody has translated.
func TestEveryTemplateIsUsed(t *testing.T) {
	dir := t.TempDir()
	for _, part := range []string{"content", "data"} {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join("..", part))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("testdata/more/content")); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	_, problems, err := build.Build(context.Background(), build.Options{
		Root: dir, Out: out, Cache: filepath.Join(dir, "cache"), Complete: true,
	})
	if err != nil || diag.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	f, err := os.Open(filepath.Join(out, "tin/2024/anh-thu/index.html"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := goquery.NewDocumentFromReader(f)
	if err != nil {
		t.Fatal(err)
	}
	photo := doc.Find("main figure img").First()
	if alt := photo.AttrOr("alt", ""); alt != "Hình vuông hai màu dùng để thử." {
		t.Errorf("alternative text %q", alt)
	}
	if small := doc.Find("main figure picture source").First(); small.AttrOr("type", "") != "image/webp" || !strings.Contains(small.AttrOr("srcset", ""), ".webp ") {
		t.Error("the photograph has no source in WebP")
	}
	if !strings.HasSuffix(photo.AttrOr("src", ""), ".jpg") || photo.AttrOr("width", "") == "" || photo.AttrOr("height", "") == "" {
		t.Error("the photograph has no JPEG with its dimensions for other browsers")
	}
	if inText := doc.Find("main .mb-prose figure img"); inText.AttrOr("loading", "") != "lazy" {
		t.Error("a photograph in the text is loaded before a reader comes to it")
	}
	if got := text(doc.Find("main figure figcaption")); !strings.Contains(got, "Ảnh thử") {
		t.Errorf("caption %q", got)
	}
}
