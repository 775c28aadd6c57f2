package portal

import (
	"encoding/json"
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

// A chart goes to other sites with its source, its date and a way back.
func TestChartsCanBeEmbedded(t *testing.T) {
	set, site := village(), villageSite()
	site.BaseURL = "https://example.org/minh-bach/"
	set.Figures["f"] = &record.Figure{Head: record.Head{ID: "f"}, Unit: "yen-bai-15", Year: 2022, Standard: "2022-2025", Status: "approved",
		Values: []record.FigureValue{{Measure: "poor", Households: number(10), Rate: rate(1.5)}}}
	s := built(t, set, site)
	page, model := pageAt[FiguresPage](t, s, "vi", "/so-lieu/yen-bai-15/")
	offer := model.Tables[0].Embed
	if offer == nil || offer.Page.Href != "/minh-bach/nhung/so-lieu/yen-bai-15/bang-1/" ||
		!strings.HasPrefix(offer.Code, `<iframe src="https://example.org/minh-bach/nhung/so-lieu/yen-bai-15/bang-1/" title="`) {
		t.Fatalf("offer %+v", offer)
	}
	embedded, part := pageAt[EmbedPage](t, s, "vi", "/nhung/so-lieu/yen-bai-15/bang-1/")
	if part.Table == nil || part.Table.Embed != nil || part.Page.Href != "/minh-bach/so-lieu/yen-bai-15/" ||
		part.Source != "Nguồn: Nhóm, tính đến ngày 23/11/2026. Giấy phép: Giấy phép." {
		t.Errorf("embedded page %+v", part)
	}
	if !embedded.Frame.NoIndex {
		t.Error("search engines would find the part instead of the page")
	}
	described := page.Frame.OEmbed
	if !strings.HasPrefix(described, "/minh-bach/nhung/so-lieu/yen-bai-15/") {
		t.Fatalf("described at %q", described)
	}
	var answer oEmbed
	if err := json.Unmarshal(fileAt(t, s, strings.TrimPrefix(described, "/minh-bach/")), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Version != "1.0" || answer.Type != "rich" || !strings.Contains(answer.HTML, "<iframe ") || answer.Width == 0 || answer.Height == 0 {
		t.Errorf("oEmbed %+v", answer)
	}
}
