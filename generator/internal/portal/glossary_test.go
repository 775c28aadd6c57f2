package portal

import (
	"strings"
	"testing"

	"minhbach/generator/internal/record"
)

// glossed is the village with a glossary.
func glossed() *record.Set {
	set := village()
	no := false
	set.Vocab["glossary"] = &record.Vocab{
		Title: both("Thuật ngữ", "Glossary"), Description: both("Từ hay gặp.", "Words often met."),
		Codes: []record.Code{
			{Code: "ho-ngheo", Label: both("Hộ nghèo", "Poor household"), Aliases: []string{"poor households"}, Description: &record.Text{VI: "Là hộ…", EN: "A household…"}},
			{Code: "ho-can-ngheo", Label: both("Hộ cận nghèo", "Near-poor household"), Description: &record.Text{VI: "Gần…", EN: "Near…"}, Verified: &no},
			{Code: "dat", Label: both("Đất", "Land"), Description: &record.Text{VI: "Đất…", EN: "Land…"}},
		},
	}
	return set
}

// A term is linked where it first stands in running text: as a whole word, in any
// case, the longest name first, never inside a heading, a link or code.
func TestTermsAreLinkedWhereTheyFirstStand(t *testing.T) {
	made, _ := editions(newIndex(glossed(), villageSite(), Options{}), villageSite())
	vi, en := made[0], made[1]
	for _, tt := range []struct {
		e          *edition
		body, want string
	}{
		{vi, "15 hộ nghèo, 2 hộ nghèo.", "15 [hộ nghèo](/thuat-ngu/#ho-ngheo), 2 hộ nghèo."},
		{vi, "Có hộ cận nghèo và Hộ Nghèo.", "Có [hộ cận nghèo](/thuat-ngu/#ho-can-ngheo) và [Hộ Nghèo](/thuat-ngu/#ho-ngheo)."},
		{vi, "# Hộ nghèo\n\n[hộ nghèo](/tin/) `hộ nghèo` **hộ nghèo**", "# Hộ nghèo\n\n[hộ nghèo](/tin/) `hộ nghèo` **[hộ nghèo](/thuat-ngu/#ho-ngheo)**"},
		{vi, "Đạt rồi, ĐẤT có, hộ nghèonàn, đấtđai", "Đạt rồi, [ĐẤT](/thuat-ngu/#dat) có, hộ nghèonàn, đấtđai"},
		{vi, "| Hộ nghèo |\n|---|\n| đất |", "| [Hộ nghèo](/thuat-ngu/#ho-ngheo) |\n|---|\n| [đất](/thuat-ngu/#dat) |"},
		{vi, "Không có gì.", "Không có gì."},
		{en, "Poor households, a near-poor household", "[Poor households](/thuat-ngu/#ho-ngheo), a [near-poor household](/thuat-ngu/#ho-can-ngheo)"},
	} {
		page := Page{Body: tt.body, Terms: tt.e.glossary.links(tt.body)}
		if got := page.Markdown(); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.body, got, tt.want)
		}
	}
}

// The page has every term by the Vietnamese alphabet, and pages made from records
// lead to the words of their heading.
func TestGlossary(t *testing.T) {
	site := built(t, glossed(), villageSite())
	_, page := pageAt[Glossary](t, site, "vi", "/thuat-ngu/")
	var names []string
	for _, term := range page.Terms {
		names = append(names, term.Name)
	}
	if got := strings.Join(names, ", "); got != "Đất, Hộ cận nghèo, Hộ nghèo" || page.Terms[1].Note == "" || page.Terms[2].Note != "" {
		t.Errorf("terms %s, %+v", got, page.Terms)
	}
	commitment, _ := pageAt[CommitmentPage](t, site, "vi", "/cam-ket/c/")
	if len(commitment.Frame.Terms) != 1 || commitment.Frame.Terms[0].Href != "/thuat-ngu/#ho-ngheo" {
		t.Errorf("terms of a commitment: %+v", commitment.Frame.Terms)
	}
	for _, p := range built(t, village(), villageSite()).Pages {
		if p.Address == "/thuat-ngu/" || len(p.Frame.Terms) > 0 {
			t.Fatalf("%s although there is no glossary", p.Address)
		}
	}
}
