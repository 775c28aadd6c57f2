package viet

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// The twelve vowels of Vietnamese with the level tone and the five marked ones.
var vowels = map[string]string{
	"a": "aàảãáạ", "ă": "ăằẳẵắặ", "â": "âầẩẫấậ",
	"e": "eèẻẽéẹ", "ê": "êềểễếệ", "i": "iìỉĩíị",
	"o": "oòỏõóọ", "ô": "ôồổỗốộ", "ơ": "ơờởỡớợ",
	"u": "uùủũúụ", "ư": "ưừửữứự", "y": "yỳỷỹýỵ",
}

var bases = map[string]string{"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}

func TestFoldEveryVowelWithEveryTone(t *testing.T) {
	if len(vowels) != 12 {
		t.Fatalf("%d vowels, want 12", len(vowels))
	}
	for vowel, row := range vowels {
		want := vowel
		if b, ok := bases[vowel]; ok {
			want = b
		}
		if n := len([]rune(row)); n != 6 {
			t.Fatalf("%s has %d tones, want 6", vowel, n)
		}
		for _, r := range row {
			for _, s := range []string{string(r), strings.ToUpper(string(r))} {
				for _, form := range []norm.Form{norm.NFC, norm.NFD} {
					if got := Fold(form.String(s)); got != want {
						t.Errorf("Fold(%+q) = %q, want %q", form.String(s), got, want)
					}
				}
			}
		}
	}
}

func TestSlug(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Khánh Hòa", "khanh-hoa"},
		{"Khánh Hoà", "khanh-hoa"},
		{norm.NFD.String("Động Quan"), "dong-quan"},
		{"62-KH/TU", "62-kh-tu"},
		{"  “Đường về”: 15 hộ — năm 2022!  ", "duong-ve-15-ho-nam-2022"},
		{"Sở KH&CN", "so-kh-cn"},
		{"1.500.000 đ", "1-500-000-d"},
		{"…", ""},
	} {
		if got := Slug(tt.in); got != tt.want {
			t.Errorf("Slug(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestIsSlug(t *testing.T) {
	for s, want := range map[string]bool{
		"khanh-hoa-04342": true, "a": true, "15": true,
		"": false, "-a": false, "a-": false, "a--b": false, "Khanh": false,
		"khánh": false, "../a": false, "a_b": false, "a\n": false,
	} {
		if got := IsSlug(s); got != want {
			t.Errorf("IsSlug(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestNormalizeTone(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Khánh Hoà", "Khánh Hòa"},
		{"KHÁNH HOÀ", "KHÁNH HÒA"},
		{norm.NFD.String("Khánh Hoà"), "Khánh Hòa"},
		{"Thuỷ lợi, sức khoẻ, xoè", "Thủy lợi, sức khỏe, xòe"},
		{"Uỷ ban, Tỉnh uỷ", "Ủy ban, Tỉnh ủy"},
		{"quý, Quý, QUỲ", "quý, Quý, QUỲ"}, // the u belongs to the consonant
		{"hoàng, Hoài, khuỷu, thuyền", "hoàng, Hoài, khuỷu, thuyền"},
		{"hòa thủy", "hòa thủy"},
		{"thuở, Huế, luỹ", "thuở, Huế, lũy"},
		{"", ""},
	} {
		if got := NormalizeTone(tt.in); got != tt.want {
			t.Errorf("NormalizeTone(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestHasTwoSpellings(t *testing.T) {
	for s, want := range map[string]bool{
		"Khánh Hòa": true, "Khánh Hoà": true, "THỦY": true, "Quỳ Hợp": false, "Hoàng": false, "Yên Thế": false, "": false,
	} {
		if got := HasTwoSpellings(s); got != want {
			t.Errorf("HasTwoSpellings(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestCompareOrdersAsADictionary(t *testing.T) {
	want := []string{
		"An Lạc", "Ăn", "Âm", "Dương", "Đông", "Động Quan", "Em",
		"Khánh Hoà", "Khánh Hòa", "Khánh Thiện", "ma", "mà", "mả", "mã", "má", "mạ", "Uông", "Ước", "Yên Thế",
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, Compare)
	// The two spellings of one name are neighbours; their bytes decide.
	if i := slices.Index(got, "Khánh Hoà"); got[i+1] != "Khánh Hòa" && got[i-1] != "Khánh Hòa" {
		t.Errorf("spellings of one name are apart: %q", got)
	}
	fold := func(ss []string) (out []string) {
		for _, s := range ss {
			out = append(out, NormalizeTone(s))
		}
		return out
	}
	if !slices.Equal(fold(got), fold(want)) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestDates(t *testing.T) {
	for _, tt := range []struct{ iso, short, vi, en string }{
		{"2022-03-22", "22/03/2022", "ngày 22 tháng 3 năm 2022", "22 March 2022"},
		{"2022-02-05", "05/02/2022", "ngày 05 tháng 02 năm 2022", "5 February 2022"},
		{"2025-10-01", "01/10/2025", "ngày 01 tháng 10 năm 2025", "1 October 2025"},
		{"2022-02-30", "2022-02-30", "2022-02-30", "2022-02-30"},
		{"", "", "", ""},
	} {
		if got := Date(tt.iso); got != tt.short {
			t.Errorf("Date(%q) = %q, want %q", tt.iso, got, tt.short)
		}
		if got := LongDate(tt.iso, "vi"); got != tt.vi {
			t.Errorf("LongDate(%q, vi) = %q, want %q", tt.iso, got, tt.vi)
		}
		if got := LongDate(tt.iso, "en"); got != tt.en {
			t.Errorf("LongDate(%q, en) = %q, want %q", tt.iso, got, tt.en)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ name, got, want string }{
		{"small", Number(15, "vi"), "15"},
		{"thousands", Number(1057374, "vi"), "1.057.374"},
		{"english", Number(1057374, "en"), "1,057,374"},
		{"just a thousand", Number(1000, "vi"), "1.000"},
		{"negative", Number(-1234, "vi"), "−1.234"},
		{"decimal", Decimal(1234.5, "vi"), "1.234,5"},
		{"decimal below zero", Decimal(-5.15, "en"), "−5.15"},
		{"percent", Percent(7.52, "vi"), "7,52%"},
		{"percent in English", Percent(7.52, "en"), "7.52%"},
		{"money", Money(1500000, "vi"), "1.500.000\u00a0đồng"},
		{"money in English", Money(1500000, "en"), "1,500,000\u00a0VND"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func FuzzFoldAndSlug(f *testing.F) {
	for _, s := range []string{"Khánh Hoà", "ĐỘNG quan", "q\u0301uý", "\u1e9e", "İ", "a\u0323\u0302", "\xff", "ﬀ", "--", "0\xba\xc40\xf6Ġ", "qq\u0301uý\u0301uý"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if again := Fold(folded); again != folded {
			t.Errorf("Fold(%q) = %q, folded again %q", s, folded, again)
		}
		if Fold(NFC(s)) != Fold(norm.NFD.String(s)) {
			t.Errorf("%q folds differently composed and decomposed", s)
		}
		if Fold(NormalizeTone(s)) != Fold(s) {
			t.Errorf("the tone placement of %q changes its fold", s)
		}
		if again := NormalizeTone(NormalizeTone(s)); again != NormalizeTone(s) {
			t.Errorf("NormalizeTone(%q) is not stable", s)
		}
		if c := NFC(s); HasOlderTone(c) && NormalizeTone(c) == c || !HasOlderTone(c) && NormalizeTone(c) != c {
			t.Errorf("HasOlderTone(%q) = %v, yet NormalizeTone gives %q", c, HasOlderTone(c), NormalizeTone(c))
		}
		if slug := Slug(s); slug != "" && !IsSlug(slug) {
			t.Errorf("Slug(%q) = %q is no slug", s, slug)
		}
	})
}
