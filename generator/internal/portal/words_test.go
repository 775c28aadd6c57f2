package portal

import (
	"testing"

	"minhbach/generator/internal/record"
)

// inLanguages makes the editions of the village.
func inLanguages(t *testing.T, set *record.Set) (vi, en *edition) {
	t.Helper()
	site := villageSite()
	made, without := editions(newIndex(set, site, Options{}), site)
	if len(made) != 2 || len(without) != 0 {
		t.Fatalf("%d editions, without words: %v", len(made), without)
	}
	return made[0], made[1]
}

func TestPeriods(t *testing.T) {
	vi, en := inLanguages(t, village())
	for _, tt := range []struct{ name, from, to, during, span, english string }{
		{"a year", "2022-01-01", "2022-12-31", "trong năm 2022", "Năm 2022", "in 2022"},
		{"some years", "2021-01-01", "2025-12-31", "trong giai đoạn 2021–2025", "Giai đoạn 2021–2025", "in 2021–2025"},
		{"a quarter", "2022-01-01", "2022-03-31", "trong quý I năm 2022", "Quý I năm 2022", "in the first quarter of 2022"},
		{"the last quarter", "2022-10-01", "2022-12-31", "trong quý IV năm 2022", "Quý IV năm 2022", "in the fourth quarter of 2022"},
		{"a month", "2024-02-01", "2024-02-29", "trong tháng 2 năm 2024", "Tháng 2 năm 2024", "in February 2024"},
		{"not a whole month", "2023-02-01", "2023-02-27", "từ ngày 01/02/2023 đến hết ngày 27/02/2023", "Từ ngày 01/02/2023 đến hết ngày 27/02/2023", "from 1 February 2023 to 27 February 2023"},
		{"three months, no quarter", "2022-02-01", "2022-04-30", "từ ngày 01/02/2022 đến hết ngày 30/04/2022", "Từ ngày 01/02/2022 đến hết ngày 30/04/2022", "from 1 February 2022 to 30 April 2022"},
		{"a day", "2022-03-22", "2022-03-22", "trong ngày 22/03/2022", "22/03/2022", "on 22 March 2022"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := record.Period{From: tt.from, To: tt.to}
			if got := vi.during(p); got != tt.during {
				t.Errorf("during = %q, want %q", got, tt.during)
			}
			if got := vi.span(p); got != tt.span {
				t.Errorf("span = %q, want %q", got, tt.span)
			}
			if got := en.during(p); got != tt.english {
				t.Errorf("in English %q, want %q", got, tt.english)
			}
		})
	}
}

func TestUnitsAreNamedAsEachLanguageDoes(t *testing.T) {
	set := village()
	vi, en := inLanguages(t, set)
	u := set.Units["khanh-hoa-04342"]
	for _, tt := range []struct{ got, want string }{
		{vi.unitName(u), "xã Khánh Hòa"}, {vi.unitTitle(u), "Xã Khánh Hòa"}, {vi.within(u), "huyện Lục Yên, tỉnh Yên Bái"},
		{en.unitName(u), "Khánh Hòa commune"}, {en.within(u), "Lục Yên district, Yên Bái province"},
		{vi.unitName(set.Units["viet-nam"]), "Việt Nam"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

func TestATextWithoutTranslationSaysSo(t *testing.T) {
	vi, en := inLanguages(t, village())
	note := record.Text{VI: "Chưa rõ."}
	if got := en.note(&note); got != "(In Vietnamese) Chưa rõ." {
		t.Errorf("English note = %q", got)
	}
	if got := vi.note(&note); got != "Chưa rõ." {
		t.Errorf("Vietnamese note = %q", got)
	}
	if text, lang := en.text(note); text != "Chưa rõ." || lang != "vi" {
		t.Errorf("English text = %q in %q, want it marked as Vietnamese", text, lang)
	}
	if _, lang := en.text(both("Yên Bái", "Yên Bái")); lang != "" {
		t.Errorf("a name that is the same in both languages is marked as %q", lang)
	}
}

func TestLists(t *testing.T) {
	vi, en := inLanguages(t, village())
	for _, tt := range []struct{ got, want string }{
		{vi.list(nil), ""}, {vi.list([]string{"a"}), "a"}, {vi.list([]string{"a", "b", "c"}), "a, b và c"}, {en.list([]string{"a", "b"}), "a and b"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}

func TestLowerFirstKeepsAbbreviations(t *testing.T) {
	for in, want := range map[string]string{"Xã": "xã", "Đặc khu": "đặc khu", "UBND tỉnh": "UBND tỉnh", "": ""} {
		if got := lowerFirst(in); got != want {
			t.Errorf("lowerFirst(%q) = %q, want %q", in, got, want)
		}
	}
}
