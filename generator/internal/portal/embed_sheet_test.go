package portal

import (
	"encoding/json"
	"strings"
	"testing"
)

// Every table of a place goes to other sites from one page: by the address of
// the page and its own id.
func TestTablesOfAPlaceCanBeEmbedded(t *testing.T) {
	set, st := villageStatistics(t)
	s := publishedSite(t, set, st)
	sheets := 0
	for _, p := range s.Pages {
		m, ok := p.Model.(StatisticPage)
		if !ok || len(m.Parts) == 0 {
			continue
		}
		for _, part := range m.Parts {
			for _, section := range part.Sections {
				if section.Embed == nil && (section.Chart == nil || !strings.HasPrefix(p.Address, "/so-lieu/")) {
					t.Errorf("%s %s: %q cannot be embedded", p.Lang, p.Address, section.Table.Caption)
				}
			}
		}
		if !strings.HasPrefix(p.Address, "/xa/") {
			continue
		}
		sheets++
		page, sheet := pageAt[EmbedPage](t, s, p.Lang, "/nhung"+p.Address)
		first := m.Parts[0].Sections[0]
		if len(sheet.Sheet) == 0 || sheet.Sheet[0].ID != "bang-1-1" || sheet.Sheet[0].Table.Caption != first.Table.Caption || sheet.Sheet[0].Embed != nil {
			t.Fatalf("sheet %+v", sheet.Sheet)
		}
		if !strings.Contains(first.Embed.Code, `/nhung`+p.Address+`#bang-1-1" title="`) || !strings.HasSuffix(first.Embed.Page.Href, "#bang-1-1") {
			t.Errorf("offer %+v", first.Embed)
		}
		if sheet.Source == "" || !strings.HasSuffix(sheet.Page.Href, p.Address) || !page.Frame.NoIndex || page.Frame.Synthetic != p.Frame.Synthetic {
			t.Errorf("the sheet has source %q, leads to %q", sheet.Source, sheet.Page.Href)
		}
		var answer oEmbed
		if err := json.Unmarshal(fileAt(t, s, strings.TrimPrefix(p.Frame.OEmbed, "/")), &answer); err != nil || !strings.Contains(answer.HTML, "/nhung"+p.Address) {
			t.Errorf("oEmbed %+v (%v)", answer, err)
		}
	}
	if sheets < 4 {
		t.Errorf("only %d sheets", sheets)
	}
}
