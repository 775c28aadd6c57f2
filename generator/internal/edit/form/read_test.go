package form

import (
	"testing"

	"minhbach/generator/internal/source"
)

func TestReadDate(t *testing.T) {
	for typed, want := range map[string]string{
		"25/2/2022": "2022-02-25", "25/02/2022": "2022-02-25", "25-2-2022": "2022-02-25", "25.2.2022": "2022-02-25",
		"ngày 25/2/2022": "2022-02-25", "2022-02-25": "2022-02-25", "2022/2/5": "2022-02-05", "29/2/2024": "2024-02-29",
		"29/2/2023": "", "2/25/2022": "", "25/2/22": "", "2/2022": "", "2022": "", "hôm qua": "", "": "",
	} {
		got, mistake := ReadDate(typed)
		if got != want || (mistake.Code == "") != (want != "") {
			t.Errorf("ReadDate(%q) = %q, %q; want %q", typed, got, mistake.Message.VI, want)
		}
	}
}

// What can be meant in two ways is asked about, never guessed.
func TestReadNumber(t *testing.T) {
	rate := Of("figures").Get("values").Item.Get("rate")
	households := Of("outcomes").Get("households")
	money := Of("activities").Get("cost").Get("amount")
	for _, tt := range []struct {
		field       *Field
		typed, want string
	}{
		{rate, "9", "9"}, {rate, "9,16", "9.16"}, {rate, "9,16%", "9.16"}, {rate, "7,50 %", "7.5"}, {rate, "1.234,5", "1234.5"},
		{rate, "-5,15", "-5.15"}, {rate, "−5,15", "-5.15"}, {rate, "1,234.5", "1234.5"}, {rate, "-0", "0"},
		{rate, "1.5", ""}, {rate, "1,234", ""}, {rate, "1.234", ""}, {rate, "0.5", ""}, {rate, "chín", ""}, {rate, "1e3", ""}, {rate, "", ""},
		{households, "15", "15"}, {households, "015", "15"}, {households, "15 hộ", "15"}, {households, "1.234", "1234"}, {households, "1 234", "1234"},
		{households, "1.234.567", "1234567"}, {households, "1,234,567", "1234567"}, {households, "1,234", ""}, {households, "1.5", ""}, {households, "1,5", ""},
		{households, "0.123", ""},
		{money, "1.500.000 đồng", "1500000"}, {money, "1.500.000đ", "1500000"}, {money, "1,5 triệu đồng", ""},
	} {
		got, mistake := tt.field.Read(tt.typed)
		if (mistake.Code == "") != (tt.want != "") || mistake.Code == "" && got.Text != tt.want {
			t.Errorf("%s: Read(%q) = %v, %q; want %q", tt.field.Key, tt.typed, got, mistake.Message.VI, tt.want)
		}
		if mistake.Code != "" && (mistake.Remedy.VI == "" || mistake.Remedy.EN == "") {
			t.Errorf("%s: Read(%q) does not say what to do", tt.field.Key, tt.typed)
		}
	}
}

func TestAmbiguousNumberSaysHowToWriteEach(t *testing.T) {
	_, mistake := Of("figures").Get("values").Item.Get("rate").Read("1,234")
	if want := "nếu là số nguyên, viết 1234; nếu là số thập phân, viết 1,2340"; mistake.Remedy.VI != want {
		t.Errorf("remedy %q, want %q", mistake.Remedy.VI, want)
	}
}

func TestChoose(t *testing.T) {
	options := []Option{{"in-progress", "Đang làm"}, {"planned", "Dự kiến"}, {"a-1", "Khánh Hòa"}, {"a-2", "Khánh Hoà"}}
	for word, want := range map[string]string{
		"planned": "planned", "Đang làm": "in-progress", "dang lam": "in-progress", "DỰ KIẾN": "planned", "Khánh Hòa": "", "xong": "",
	} {
		if got, mistake := Choose(options, word); got != want || (mistake.Code == "") != (want != "") {
			t.Errorf("Choose(%q) = %q, want %q", word, got, want)
		}
	}
	if _, mistake := Choose(options, "planed"); mistake.Remedy.VI != "có phải bạn muốn viết “planned”?" {
		t.Errorf("remedy %q", mistake.Remedy.VI)
	}
	if _, mistake := Choose(options, "khanh hoa"); mistake.Remedy.VI != "viết một trong các mã: a-1, a-2" {
		t.Errorf("remedy %q", mistake.Remedy.VI)
	}
}

func TestSettleAndTidy(t *testing.T) {
	for in, want := range map[string]string{
		"Khánh\u00a0Hòa": "Khánh Hòa", "Kha\u0301nh": "Khánh", "a\u200bb\u00adc\ufeff": "abc", "  a  b ": "a b", "a\u3000\u2009b": "a b",
	} {
		if got := Tidy(in); got != want {
			t.Errorf("Tidy(%q) = %q, want %q", in, got, want)
		}
	}
}

// Every kind can be split into what was filled in and built again.
func TestBuildUndoesSplit(t *testing.T) {
	for _, kind := range source.RecordKinds {
		shape := Of(kind)
		values := Values{}
		for _, leaf := range shape.Leaves(func(string) int { return 2 }) {
			n := &source.Node{Kind: source.String, Text: leaf.Path}
			if leaf.Type == List {
				n = &source.Node{Kind: source.Array, Items: []source.Node{{Kind: source.String, Text: leaf.Path}}}
			}
			values[leaf.Path] = n
			if leaf.Name.VI == "" || leaf.Name.EN == "" {
				t.Errorf("%s: %s has no name", kind, leaf.Path)
			}
		}
		record := shape.Build(values)
		again := shape.Build(shape.Split(record))
		if a, b := string(Print(*record)), string(Print(*again)); a != b {
			t.Errorf("%s: built\n%s\nagain\n%s", kind, a, b)
		}
		if got := record.Items[0].Text; got != "../../schemas/"+kind+".schema.json" {
			t.Errorf("%s: the first field is %q", kind, got)
		}
	}
}
