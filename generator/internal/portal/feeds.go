package portal

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"minhbach/generator/internal/viet"
)

// feed is what happens in one corner of the site, newest first, as RSS 2.0 and
// as JSON Feed 1.1.
type feed struct {
	folder      string // address of both files; the page of the feed unless page says otherwise
	page        string
	title       string
	description string
	items       []feedItem
}

// feedItem is one dated thing. Its id is for ever; it is the address of the
// item's page where the item has a page of its own.
type feedItem struct {
	id, url       string // absolute
	title, text   string
	lang          string // where it is not the feed's
	day, modified string // ISO
	author        string
	correction    *jsonCorrection // nil for every other item
}

const (
	rssName      = "index.xml"
	jsonFeedName = "feed.json"
)

// files are both forms of a feed.
func (e *edition) files(f feed) []File {
	slices.SortStableFunc(f.items, func(a, b feedItem) int { return cmp.Compare(b.day, a.day) })
	f.items = f.items[:min(len(f.items), e.site.Limits.ListNews)]
	folder := strings.TrimPrefix(e.path(f.folder), "/")
	return []File{{Path: folder + rssName, Data: e.rss(f)}, {Path: folder + jsonFeedName, Data: e.jsonFeed(f)}}
}

// feedLinks lead to both forms of a feed.
func (e *edition) feedLinks(folder, rss, json string) []Link {
	return []Link{{Text: rss, Href: e.href(folder + rssName)}, {Text: json, Href: e.href(folder + jsonFeedName)}}
}

// vietnam is UTC+7 all year: the day of an item begins there.
var vietnam = time.FixedZone("+07", 7*60*60)

// midnight is the beginning of a day in Viet Nam, in layout; empty for no date.
func midnight(iso, layout string) string {
	day, ok := viet.ParseDate(iso)
	if !ok {
		return ""
	}
	return time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, vietnam).Format(layout)
}

type rssFeed struct {
	XMLName xml.Name   `xml:"rss"`
	Version string     `xml:"version,attr"`
	Atom    string     `xml:"xmlns:atom,attr"`
	DC      string     `xml:"xmlns:dc,attr"`
	Channel rssChannel `xml:"channel"`
}

type rssChannel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Language    string    `xml:"language"`
	Self        rssSelf   `xml:"atom:link"`
	Items       []rssItem `xml:"item"`
}

type rssSelf struct {
	Href string `xml:"href,attr"`
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
}

type rssItem struct {
	Title       string  `xml:"title"`
	Link        string  `xml:"link"`
	GUID        rssGUID `xml:"guid"`
	PubDate     string  `xml:"pubDate"`
	Creator     string  `xml:"dc:creator,omitempty"`
	Language    string  `xml:"dc:language,omitempty"` // where it is not the feed's
	Description string  `xml:"description"`
}

// rssGUID is a permanent link unless it says otherwise.
type rssGUID struct {
	Permanent string `xml:"isPermaLink,attr,omitempty"`
	ID        string `xml:",chardata"`
}

func (e *edition) rss(f feed) []byte {
	made := rssFeed{
		Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/",
		Channel: rssChannel{
			Title: f.title, Link: e.absolute(cmp.Or(f.page, f.folder)), Description: f.description, Language: e.lang,
			Self: rssSelf{e.absolute(f.folder + rssName), "self", "application/rss+xml"},
		},
	}
	for _, item := range f.items {
		guid := rssGUID{ID: item.id}
		if item.id != item.url {
			guid.Permanent = "false"
		}
		made.Channel.Items = append(made.Channel.Items, rssItem{
			Title: item.title, Link: item.url, GUID: guid, PubDate: midnight(item.day, time.RFC1123Z),
			Creator: item.author, Language: item.lang, Description: item.text,
		})
	}
	return xmlBytes(made)
}

// xmlBytes encodes a value of our own types, which cannot fail.
func xmlBytes(v any) []byte {
	body, err := xml.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(fmt.Sprintf("encode %T: %v", v, err))
	}
	return append(append([]byte(xml.Header), body...), '\n')
}

type jsonFeed struct {
	Version     string         `json:"version"`
	Title       string         `json:"title"`
	Home        string         `json:"home_page_url"`
	Self        string         `json:"feed_url"`
	Description string         `json:"description"`
	Language    string         `json:"language"`
	Authors     []jsonAuthor   `json:"authors"`
	Items       []jsonFeedItem `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type jsonFeedItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Content   string       `json:"content_text"`
	Published string       `json:"date_published,omitempty"`
	Modified  string       `json:"date_modified,omitempty"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Language  string       `json:"language,omitempty"` // where it is not the feed's

	Correction *jsonCorrection `json:"_correction,omitempty"`
}

func (e *edition) jsonFeed(f feed) []byte {
	made := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.title, Home: e.absolute(cmp.Or(f.page, f.folder)),
		Self: e.absolute(f.folder + jsonFeedName), Description: f.description, Language: e.lang,
		Authors: []jsonAuthor{{Name: e.note(&e.site.Publisher.Name), URL: e.site.Publisher.URL}},
		Items:   []jsonFeedItem{},
	}
	for _, item := range f.items {
		entry := jsonFeedItem{
			ID: item.id, URL: item.url, Title: item.title, Content: item.text, Language: item.lang,
			Published: midnight(item.day, time.RFC3339), Modified: midnight(item.modified, time.RFC3339), Correction: item.correction,
		}
		if item.author != "" {
			entry.Authors = []jsonAuthor{{Name: item.author}}
		}
		made.Items = append(made.Items, entry)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(made); err != nil {
		panic(fmt.Sprintf("encode %T: %v", made, err))
	}
	return b.Bytes()
}
