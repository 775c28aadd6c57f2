package portal

import (
	"fmt"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

func TestNewsWithoutTranslationLeadsToTheOriginal(t *testing.T) {
	set := village()
	item(set, "vi", "tin-moi", record.News{Title: "Tin mới", Summary: "Tóm tắt.", Commitments: []string{"c"}})
	s := built(t, set, villageSite())
	page, model := pageAt[NewsItem](t, s, "en", "/tin/2022/tin-moi/")
	if page.Body != "" || page.Frame.TitleLang != "vi" || !page.Frame.NoIndex || len(page.Frame.Alternates) != 0 {
		t.Errorf("body %q, title in %q, no index %v, alternates %v", page.Body, page.Frame.TitleLang, page.Frame.NoIndex, page.Frame.Alternates)
	}
	u := model.Untranslated
	if u == nil {
		t.Fatal("the page does not say that there is no translation")
	}
	if u.Note != "This item has been published in Vietnamese only." || u.Original.Href != "/tin/2022/tin-moi/" || u.Summary != "Tóm tắt." || u.Lang != "vi" {
		t.Errorf("untranslated %+v", u)
	}
	// What comes from records is in English nevertheless.
	if model.Commitments[0].Title != "15 households in 2022" || model.Date.Text != "22 March 2022" {
		t.Errorf("card %q, date %q", model.Commitments[0].Title, model.Date.Text)
	}
	page, model = pageAt[NewsItem](t, s, "vi", "/tin/2022/tin-moi/")
	if page.Body != "Nội dung." || model.Untranslated != nil || page.Frame.NoIndex {
		t.Errorf("original: body %q, untranslated %v, no index %v", page.Body, model.Untranslated, page.Frame.NoIndex)
	}
}

func TestNewsInBothLanguagesIsOneItem(t *testing.T) {
	set := village()
	item(set, "vi", "tin-moi", record.News{Title: "Tin mới"})
	item(set, "en", "tin-moi", record.News{Title: "News"})
	s := built(t, set, villageSite())
	if page, model := pageAt[NewsItem](t, s, "en", "/tin/2022/tin-moi/"); page.Frame.Title != "News" || model.Untranslated != nil {
		t.Errorf("title %q, untranslated %v", page.Frame.Title, model.Untranslated)
	}
	if _, list := pageAt[List](t, s, "en", "/tin/"); len(list.Groups[0].News) != 1 {
		t.Errorf("listed %d times", len(list.Groups[0].News))
	}
}

func TestNewsReachesWhatItIsAbout(t *testing.T) {
	set := village()
	item(set, "vi", "tin-moi", record.News{Title: "Tin mới", Commitments: []string{"c"}})
	s := built(t, set, villageSite())
	_, unit := pageAt[UnitPage](t, s, "vi", "/xa/khanh-hoa-04342/")
	_, plan := pageAt[PlanPage](t, s, "vi", "/ke-hoach/62/")
	_, office := pageAt[OrganizationPage](t, s, "vi", "/co-quan/so/")
	_, commitment := pageAt[CommitmentPage](t, s, "vi", "/cam-ket/c/")
	for name, news := range map[string][]NewsCard{"unit": unit.News, "plan": plan.News, "office": office.News, "commitment": commitment.News} {
		if len(news) != 1 || news[0].Title != "Tin mới" {
			t.Errorf("%s: news %v", name, news)
		}
	}
}

func TestNewsKnowsItsNeighbours(t *testing.T) {
	set := village()
	for _, day := range []string{"2022-01-01", "2022-02-01", "2023-01-01"} {
		item(set, "vi", "tin-"+day, record.News{Title: day, Date: day})
	}
	_, model := pageAt[NewsItem](t, built(t, set, villageSite()), "vi", "/tin/2022/tin-2022-02-01/")
	if model.Newer == nil || model.Newer.Text != "2023-01-01" || model.Older == nil || model.Older.Text != "2022-01-01" {
		t.Errorf("newer %v, older %v", model.Newer, model.Older)
	}
}

func TestArchiveIsByMonthWhenAYearHasMuch(t *testing.T) {
	set := village()
	for n := range 51 {
		item(set, "vi", fmt.Sprintf("tin-%02d", n), record.News{Title: "Tin", Date: fmt.Sprintf("2022-%02d-01", n%2+3)})
	}
	item(set, "vi", "tin-nam-sau", record.News{Title: "Năm sau", Date: "2023-01-01"})
	s := built(t, set, villageSite())
	_, front := pageAt[List](t, s, "vi", "/tin/")
	if len(front.Groups[0].News) != 20 || len(front.More) != 2 || front.More[1].Note != "51 bài" {
		t.Errorf("front shows %d, more %+v", len(front.Groups[0].News), front.More)
	}
	_, year := pageAt[List](t, s, "vi", "/tin/2022/")
	if len(year.Groups) != 0 || len(year.More) != 2 || year.More[0].Text != "Tin tháng 4 năm 2022" || year.More[0].Href != "/tin/2022/04/" {
		t.Errorf("year %+v", year)
	}
	if _, month := pageAt[List](t, s, "vi", "/tin/2022/03/"); len(month.Groups[0].News) != 26 {
		t.Errorf("March has %d", len(month.Groups[0].News))
	}
	if _, next := pageAt[List](t, s, "vi", "/tin/2023/"); len(next.Groups[0].News) != 1 {
		t.Errorf("a year with one item has no list of its own: %+v", next)
	}
}

func TestDraftsAreLeftOut(t *testing.T) {
	set := village()
	item(set, "vi", "nhap", record.News{Title: "Bản nháp", Draft: true})
	if got := asJSON(t, built(t, set, villageSite())); strings.Contains(got, "Bản nháp") {
		t.Error("a draft is in the site")
	}
	s, _ := wholeSite(set, villageSite(), Options{Drafts: true})
	if page, _ := pageAt[NewsItem](t, s, "vi", "/tin/2022/nhap/"); !page.Frame.NoIndex {
		t.Error("search engines may keep a draft")
	}
}

func TestStandingPages(t *testing.T) {
	set := village()
	add := func(lang, slug, title string, menu int) {
		set.Pages = append(set.Pages, record.Document[record.Page]{
			Path: "content/" + lang + "/" + slug + ".md", Lang: lang, Address: "/" + slug + "/", Body: "Nội dung.",
			Meta: record.Page{Title: title, Summary: "Tóm tắt.", Updated: "2026-11-01", Menu: menu},
		})
	}
	add("vi", "quyen-rieng-tu", "Quyền riêng tư", 2)
	add("vi", "gioi-thieu", "Giới thiệu", 1)
	add("en", "gioi-thieu", "About", 1)
	add("vi", "an", "Không trong trình đơn", 0)
	s := built(t, set, villageSite())
	page, _ := pageAt[StandingPage](t, s, "vi", "/gioi-thieu/")
	if got := texts2(page.Frame.Footer); got != "Giới thiệu /gioi-thieu/; Quyền riêng tư /quyen-rieng-tu/; Các lần công bố /lich-su/; Sơ đồ trang /so-do-trang/" {
		t.Errorf("footer %q", got)
	}
	if !page.Frame.Footer[0].Current || page.Frame.Footer[1].Current || page.Frame.Updated.Text != "01/11/2026" {
		t.Errorf("frame %+v", page.Frame)
	}
	page, model := pageAt[StandingPage](t, s, "en", "/quyen-rieng-tu/")
	if model.Untranslated == nil || model.Untranslated.Note != "This page has been published in Vietnamese only." || page.Body != "" {
		t.Errorf("untranslated %+v, body %q", model.Untranslated, page.Body)
	}
	if page.Frame.Footer[1].Lang != "vi" || page.Frame.Footer[0].Lang != "" {
		t.Errorf("footer %+v", page.Frame.Footer)
	}
}
