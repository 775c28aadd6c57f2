package portal

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/generator/internal/record"
)

// withNews has an item in both languages and one in Vietnamese only, with
// signs that XML and JSON must escape.
func withNews() *record.Set {
	set := village()
	item(set, "vi", "mot", record.News{Title: "Tin <một> & hai", Summary: "Tóm tắt.", Author: "Nguyễn Văn Viết", AuthorUnit: "Sở", Updated: "2022-04-01"})
	item(set, "en", "mot", record.News{Title: "News <one> & two", Summary: "Summary."})
	item(set, "vi", "hai", record.News{Title: "Chỉ tiếng Việt", Summary: "Tóm tắt.", Date: "2022-03-01"})
	return set
}

func TestRSS(t *testing.T) {
	s := built(t, withNews(), villageSite())
	var feed struct {
		Version string `xml:"version,attr"`
		Channel struct {
			Title       string `xml:"title"`
			Description string `xml:"description"`
			Language    string `xml:"language"`
			Items       []struct {
				Title    string `xml:"title"`
				Link     string `xml:"link"`
				GUID     string `xml:"guid"`
				PubDate  string `xml:"pubDate"`
				Language string `xml:"http://purl.org/dc/elements/1.1/ language"`
				Creator  string `xml:"http://purl.org/dc/elements/1.1/ creator"`
			} `xml:"item"`
		} `xml:"channel"`
	}
	if err := xml.Unmarshal(fileAt(t, s, "en/tin/index.xml"), &feed); err != nil {
		t.Fatal(err)
	}
	c := feed.Channel
	if feed.Version != "2.0" || c.Title == "" || c.Description == "" || c.Language != "en" || len(c.Items) != 2 {
		t.Fatalf("feed %+v", feed)
	}
	first, second := c.Items[0], c.Items[1]
	if first.Title != "News <one> & two" || first.Link != "https://minhbach.example/en/tin/2022/mot/" || first.GUID != first.Link {
		t.Errorf("first item %+v", first)
	}
	if day, err := time.Parse(time.RFC1123Z, first.PubDate); err != nil || day.Format(time.RFC3339) != "2022-03-22T00:00:00+07:00" {
		t.Errorf("date %q (%v)", first.PubDate, err)
	}
	if first.Language != "" || second.Language != "vi" {
		t.Errorf("languages %q and %q, want that of the untranslated item named", first.Language, second.Language)
	}
}

func TestJSONFeedFitsItsSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	for url, file := range map[string]string{
		"https://json.schemastore.org/feed.json": "testdata/jsonfeed/feed.json",
		"https://json.schemastore.org/feed-1":    "testdata/jsonfeed/feed-1.json",
	} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource(url, bytes.NewReader(raw)); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile("https://json.schemastore.org/feed.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []*record.Set{withNews(), village()} {
		s := built(t, set, villageSite())
		checked := 0
		for _, file := range s.Files {
			if !strings.HasSuffix(file.Path, "feed.json") {
				continue
			}
			checked++
			var feed any
			if err := json.Unmarshal(file.Data, &feed); err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(feed); err != nil {
				t.Errorf("%s: %v", file.Path, err)
			}
		}
		if checked < 8 { // the site, two communes, a body, two documents, in two languages
			t.Errorf("only %d feeds", checked)
		}
	}
	s := built(t, withNews(), villageSite())
	if got := string(fileAt(t, s, "tin/feed.json")); !strings.Contains(got, `"title": "Tin <một> & hai"`) ||
		!strings.Contains(got, `"name": "Nguyễn Văn Viết – Sở"`) || !strings.Contains(got, `"date_modified": "2022-04-01T00:00:00+07:00"`) {
		t.Errorf("feed %s", got)
	}
}

func TestFeedsHoldTheNewest(t *testing.T) {
	site := villageSite()
	site.Limits.ListNews = 1
	if got := string(fileAt(t, built(t, withNews(), site), "tin/feed.json")); strings.Contains(got, "/tin/2022/hai/") {
		t.Error("the feed holds more than the limit")
	}
}

// Whoever follows a commune, a body or a document hears what happened there and
// nothing that is only planned.
func TestFeedsOfAPlaceABodyAndADocument(t *testing.T) {
	set := village()
	set.Activities["done"].Date = "2022-03-01"
	set.Outcomes["o"] = &record.Outcome{Head: record.Head{ID: "o"}, Commitment: "c", Status: "recognised", Date: "2023-01-15", Households: number(12)}
	s := built(t, set, villageSite())
	for _, path := range []string{"xa/khanh-hoa-04342/feed.json", "co-quan/so/feed.json", "ke-hoach/62/feed.json"} {
		var feed jsonFeed
		if err := json.Unmarshal(fileAt(t, s, path), &feed); err != nil {
			t.Fatal(err)
		}
		text := string(fileAt(t, s, path))
		if len(feed.Items) < 3 || feed.Items[0].ID != "https://minhbach.example/cam-ket/c/#outcomes-o" || feed.Items[0].URL != "https://minhbach.example/cam-ket/c/" {
			t.Errorf("%s: items %+v", path, feed.Items)
		}
		if !strings.Contains(text, "#activities-done") || strings.Contains(text, "#activities-planned") {
			t.Errorf("%s: activities in %s", path, text)
		}
		page := "/" + strings.TrimSuffix(path, "feed.json")
		if p := s.Pages[slices.IndexFunc(s.Pages, func(p Page) bool { return p.Address == page && p.Lang == "vi" })]; p.Frame.Feeds[1].Href != "/"+path {
			t.Errorf("%s names the feeds %v", page, p.Frame.Feeds)
		}
	}
	if !strings.Contains(string(fileAt(t, s, "xa/khanh-hoa-04342/index.xml")), `<guid isPermaLink="false">https://minhbach.example/cam-ket/c/#outcomes-o</guid>`) {
		t.Error("RSS takes the id of an item without a page for an address")
	}
}
