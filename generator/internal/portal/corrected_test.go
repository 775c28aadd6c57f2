package portal

import (
	"testing"

	"minhbach/generator/internal/record"
)

// A corrected number is named as its reader knows it: never by the id of a cell or
// the key of a field.
func TestCorrectedNumbersAreNamedForReaders(t *testing.T) {
	set := statisticVillage(classTable())
	release := &record.Release{Number: 2, Date: "2026-11-23", Program: "0.1.0"}
	for _, c := range []struct{ record, field, old, new string }{
		{"tables/loai-ho", "households|unit=an-lac-04327|year=2023|class-end=ho-ngheo", "1–4", "1200"},
		{"tables/loai-ho", "households|unit=an-lac-04327+khanh-hoa-04342|year=2022", "≥ 3", ""},
		{"tables/gone", "households|unit=an-lac-04327|year=2022|class-end=x", "1", ""},
		{"figures/f", "values.poor.rate", "4.76", "5"},
		{"figures/f", "asOf", "2022-12-31", "2023-12-31"},
		{"outcomes/o", "status", "recognised", "not-met"},
		{"commitments/c", "unit", "an-lac-04327", "khanh-hoa-04342"},
	} {
		release.Changes.Numbers = append(release.Changes.Numbers, record.NumberChange{
			Record: c.record, Field: c.field, Old: c.old, New: c.new, Correction: "x", Reason: both("Nộp muộn.", "Late."),
		})
	}
	s, problems := wholeSite(set, villageSite(), Options{Releases: []*record.Release{release}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for lang, want := range map[string][]string{
		"vi": {
			"Xã An Lạc, 2023, nhãn ho-ngheo | 1–4 | 1.200",
			"Nhóm xã gộp chung (An Lạc và Khánh Hòa), 2022, tổng số | ≥ 3 | đã bỏ",
			"Xã An Lạc, 2022, x | 1 | đã bỏ",
			"Tỷ lệ (%): hộ nghèo | 4,76 | 5",
			"Tính đến ngày | 31/12/2022 | 31/12/2023",
			"Trạng thái | Đã rà soát công nhận | Không đạt",
			"Đơn vị hành chính | Xã An Lạc | Xã Khánh Hòa",
		},
		"en": {"An Lạc commune, 2023, label ho-ngheo | 1–4 | 1,200"},
	} {
		_, page := pageAt[HistoryPage](t, s, lang, "/lich-su/2/")
		for i, text := range want {
			cells := page.Corrections.Rows[i].Cells
			if got := cells[0].Text + " | " + cells[1].Text + " | " + cells[2].Text; got != text {
				t.Errorf("%s: %q, want %q", lang, got, text)
			}
		}
	}
}
