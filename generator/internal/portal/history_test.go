package portal

import (
	"encoding/json"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

// published are two releases of the village: its first, and one that corrects
// the number of households promised and drops a figure.
func published() []*record.Release {
	return []*record.Release{
		{Number: 2, Date: "2026-11-23", Program: "0.1.0", Input: record.ReleaseInput{Commit: strings.Repeat("c", 40), Tree: strings.Repeat("a", 64)},
			Changes: record.Changes{
				Added: []string{"corrections/x"}, Changed: []string{"commitments/c"}, Withdrawn: []string{"figures/gone"},
				Numbers: []record.NumberChange{
					{Record: "commitments/c", Field: "promise.value", Old: "15000", New: "15", Correction: "x", Reason: both("Gõ thừa ba số 0.", "Three zeros too many.")},
					{Record: "figures/gone", Field: "values.poor.rate", Old: "4.76", Correction: "y", Reason: both("Nguồn đã rút số liệu.", "")},
				},
			}},
		{Number: 1, Date: "2025-01-02", Program: "0.1.0", Changes: record.Changes{Added: []string{"commitments/c", "figures/gone"}}},
	}
}

func history(t *testing.T) *whole {
	t.Helper()
	s, problems := wholeSite(village(), villageSite(), Options{Releases: published()})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return s
}

func TestCorrectionsShowOldAndNewAndWhy(t *testing.T) {
	s := history(t)
	_, list := pageAt[HistoryPage](t, s, "vi", "/lich-su/")
	_, one := pageAt[HistoryPage](t, s, "vi", "/lich-su/2/")
	for _, table := range []*FigureTable{list.Corrections, one.Corrections} {
		if len(table.Rows) != 2 {
			t.Fatalf("%d corrections, want 2", len(table.Rows))
		}
		got := table.Rows[0].Href
		for _, c := range table.Rows[0].Cells {
			got += " | " + c.Text
		}
		if want := "/cam-ket/c/ | Số hộ | 15.000 | 15 | Gõ thừa ba số 0. | Số 2, ngày 23/11/2026"; got != want {
			t.Errorf("correction %q, want %q", got, want)
		}
		if gone := table.Rows[1]; gone.Head != "figures/gone" || gone.Href != "" || gone.Cells[2].Text != "đã bỏ" {
			t.Errorf("withdrawn number %+v", gone)
		}
	}
	_, en := pageAt[HistoryPage](t, s, "en", "/lich-su/2/")
	if got := en.Corrections.Rows[1].Cells[3].Text; !strings.Contains(got, "Nguồn đã rút số liệu.") || got == "Nguồn đã rút số liệu." {
		t.Errorf("a reason without translation does not say its language: %q", got)
	}
}

func TestReleasesAreListedByYear(t *testing.T) {
	s := history(t)
	page, list := pageAt[HistoryPage](t, s, "en", "/lich-su/")
	if len(list.Groups) != 2 || list.Groups[0].Heading != "2026" || list.Groups[1].Heading != "2025" {
		t.Fatalf("groups %+v", list.Groups)
	}
	newest := list.Groups[0].Items[0]
	if newest.Href != "/en/lich-su/2/" || newest.Detail != "2 published numbers corrected, 1 new record, 1 changed record and 1 record withdrawn." {
		t.Errorf("newest %+v", newest)
	}
	if got := list.Groups[1].Items[0].Detail; got != "The first release, of 2 records." {
		t.Errorf("first release %q", got)
	}
	if page.Frame.Feeds[0].Href != "/en/lich-su/index.xml" {
		t.Errorf("feeds %+v", page.Frame.Feeds)
	}
	_, one := pageAt[HistoryPage](t, s, "en", "/lich-su/2/")
	if got := one.Facts[len(one.Facts)-1].Links[0].Href; got != "/ledger/releases/2.json" {
		t.Errorf("record at %q", got)
	}
}

func TestFeedOfReleasesTellsCorrections(t *testing.T) {
	s := history(t)
	for path, want := range map[string]string{
		"lich-su/index.xml":    "trước là 15.000, nay là 15. Gõ thừa ba số 0.",
		"lich-su/feed.json":    "Lần công bố số 2",
		"en/lich-su/feed.json": "https://minhbach.example/en/lich-su/2/",
	} {
		if got := string(fileAt(t, s, path)); !strings.Contains(got, want) {
			t.Errorf("%s lacks %q:\n%s", path, want, got)
		}
	}
}

// Programs read old value, new value and reason of a correction in the feed of
// corrections; people read them in a sentence and on its page.
func TestFeedOfCorrections(t *testing.T) {
	s := history(t)
	var feed jsonFeed
	if err := json.Unmarshal(fileAt(t, s, "lich-su/dinh-chinh/feed.json"), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Items) != 2 || feed.Home != "https://minhbach.example/lich-su/dinh-chinh/" {
		t.Fatalf("feed %+v", feed)
	}
	first := feed.Items[0]
	if want := (jsonCorrection{"commitments/c", "promise.value", "15000", "15", "Gõ thừa ba số 0."}); first.Correction == nil || *first.Correction != want {
		t.Errorf("correction %+v, want %+v", first.Correction, want)
	}
	if first.ID != "https://minhbach.example/lich-su/2/#commitments%2Fc%2Fpromise.value" || !strings.Contains(first.Content, "trước là 15.000, nay là 15. Gõ thừa ba số 0.") {
		t.Errorf("item %+v", first)
	}
	page, model := pageAt[HistoryPage](t, s, "vi", "/lich-su/dinh-chinh/")
	if len(model.Corrections.Rows) != 2 || page.Frame.Feeds[0].Href != "/lich-su/dinh-chinh/index.xml" {
		t.Errorf("page %+v", page.Frame.Feeds)
	}
	_, front := pageAt[HistoryPage](t, s, "vi", "/lich-su/")
	if last := front.More[len(front.More)-1]; last.Href != "/lich-su/dinh-chinh/" {
		t.Errorf("the list of publications leads to %+v", front.More)
	}
}

func TestBuildThatIsNotPublishedSaysSo(t *testing.T) {
	_, model := pageAt[HistoryPage](t, built(t, village(), villageSite()), "en", "/lich-su/")
	if model.Corrections != nil || model.NoNumbers != "" || !strings.HasPrefix(model.Intro, "This is a trial build") {
		t.Errorf("model %+v", model)
	}
}
