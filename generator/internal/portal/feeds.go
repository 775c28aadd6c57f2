package portal

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"minhbach/generator/internal/viet"
)

// feeds are the newest news as RSS 2.0 and as JSON Feed 1.1.
func (e *edition) feeds() []File {
	newest := e.articles[:min(len(e.articles), e.site.Limits.ListNews)]
	return []File{
		{Path: strings.TrimPrefix(e.path(rssAddress), "/"), Data: e.rss(newest)},
		{Path: strings.TrimPrefix(e.path(jsonFeedAddress), "/"), Data: e.jsonFeed(newest)},
	}
}

const (
	rssAddress      = "/tin/index.xml"
	jsonFeedAddress = "/tin/feed.json"
)

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
	Title       string `xml:"title"`
	Link        string `xml:"link"`
	GUID        string `xml:"guid"` // a permanent link unless it says otherwise
	PubDate     string `xml:"pubDate"`
	Creator     string `xml:"dc:creator,omitempty"`
	Language    string `xml:"dc:language,omitempty"` // where it is not the feed's
	Description string `xml:"description"`
}

func (e *edition) rss(list []*article) []byte {
	feed := rssFeed{
		Version: "2.0", Atom: "http://www.w3.org/2005/Atom", DC: "http://purl.org/dc/elements/1.1/",
		Channel: rssChannel{
			Title: e.feedTitle(), Link: e.absolute("/tin/"), Description: e.say("news_intro"), Language: e.lang,
			Self: rssSelf{e.absolute(rssAddress), "self", "application/rss+xml"},
		},
	}
	for _, a := range list {
		doc, foreign := a.in(e.lang)
		at := e.absolute(a.address)
		feed.Channel.Items = append(feed.Channel.Items, rssItem{
			Title: doc.Meta.Title, Link: at, GUID: at, PubDate: midnight(doc.Meta.Date, time.RFC1123Z),
			Creator: e.byline(&doc.Meta), Language: foreign, Description: doc.Meta.Summary,
		})
	}
	return xmlBytes(feed)
}

func (e *edition) feedTitle() string {
	return e.say("feed_title", "site", e.note(&e.site.Title))
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
}

func (e *edition) jsonFeed(list []*article) []byte {
	feed := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: e.feedTitle(), Home: e.absolute("/tin/"),
		Self: e.absolute(jsonFeedAddress), Description: e.say("news_intro"), Language: e.lang,
		Authors: []jsonAuthor{{Name: e.note(&e.site.Publisher.Name), URL: e.site.Publisher.URL}},
		Items:   []jsonFeedItem{},
	}
	for _, a := range list {
		doc, foreign := a.in(e.lang)
		at := e.absolute(a.address)
		item := jsonFeedItem{
			ID: at, URL: at, Title: doc.Meta.Title, Content: doc.Meta.Summary, Language: foreign,
			Published: midnight(doc.Meta.Date, time.RFC3339), Modified: midnight(doc.Meta.Updated, time.RFC3339),
		}
		if by := e.byline(&doc.Meta); by != "" {
			item.Authors = []jsonAuthor{{Name: by}}
		}
		feed.Items = append(feed.Items, item)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(feed); err != nil {
		panic(fmt.Sprintf("encode %T: %v", feed, err))
	}
	return b.Bytes()
}
