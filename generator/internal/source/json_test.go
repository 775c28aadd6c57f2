package source

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"minhbach/generator/internal/diag"
)

// record makes a file of one record.
func record(text string) *File {
	return &File{Path: "data/plans/a.json", Kind: "plans", ID: "a", Text: text}
}

// brief writes problems as line:col code, one after the other.
func brief(ps []diag.Problem) string {
	var out []string
	for _, p := range ps {
		out = append(out, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Code))
	}
	return strings.Join(out, ", ")
}

func TestJSONMistakes(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		problems   string // line:col code
		remedy     string // part of the English remedy of the first
		value      string // what is read all the same
	}{
		{"well-formed", `{"a": [1, -2.5e3, "x\n\u00e9", true, false, null], "b": {}}`, "", "", `{"a":[1,-2.5e3,"x\né",true,false,null],"b":{}}`},
		{"empty file", "", "1:1 MB0213", "write the record", ""},
		{"white space only", " \n ", "1:1 MB0213", "write the record", ""},
		{"missing comma", "{\n  \"a\": 1\n  \"b\": 2\n}", "2:9 MB0202", "right after this value", `{"a":1,"b":2}`},
		{"missing comma in a list", `["a" "b"]`, "1:5 MB0202", "", `["a","b"]`},
		{"comma at the end", `{"a": 1,}`, "1:8 MB0203", "none follows the last item", `{"a":1}`},
		{"two commas", `[1,,2]`, "1:4 MB0203", "", `[1,2]`},
		{"line comment", "{ // x\n\"a\": 1}", "1:3 MB0204", "note", `{"a":1}`},
		{"block comment", `{/* x */"a": 1}`, "1:2 MB0204", "", `{"a":1}`},
		{"single quotes", `{'a': 'b'}`, "1:2 MB0205, 1:7 MB0205", `write "a"`, `{"a":"b"}`},
		{"typographic quotes", `{"a": “hộ nghèo”}`, "1:7 MB0205", `write "hộ nghèo"`, `{"a":"hộ nghèo"}`},
		{"key without quotes", `{a: 1}`, "1:2 MB0205", `write "a"`, `{"a":1}`},
		{"text without quotes", "{\"a\": Khánh Hòa,\n\"b\": 1}", "1:7 MB0205", `write "Khánh Hòa"`, `{"a":"Khánh Hòa","b":1}`},
		{"capital True", `{"a": True}`, "1:7 MB0201", "write true", `{"a":true}`},
		{"key twice", "{\"a\": 1,\n \"a\": 2}", "2:2 MB0206", "keep one", `{"a":1}`},
		{"leading zero", `{"code": 04342}`, "1:10 MB0207", `"04342"`, `{"code":"04342"}`},
		{"dots between thousands", `{"a": 1.057.374}`, "1:7 MB0207", "1057374", `{"a":"1.057.374"}`},
		{"thousands or decimals", `{"a": 1.500}`, "1:7 MB0207", "1500", `{"a":1.500}`},
		{"decimal comma", `{"rate": 7,52, "b": 1}`, "1:10 MB0207", "7.52", `{"rate":7.52,"b":1}`},
		{"decimal comma at the end", `{"rate": 7,52}`, "1:10 MB0207", "7.52", `{"rate":7.52}`},
		{"unit after a number", `{"a": 15ha}`, "1:7 MB0207", "quotation marks", `{"a":"15ha"}`},
		{"blanks between thousands", `{"a": 39 721, "b": 1}`, "1:7 MB0207", "39721", `{"a":39721,"b":1}`},
		{"thousands and decimals", `{"a": 1.234,5}`, "1:7 MB0207", "1234.5", `{"a":1234.5}`},
		{"commas between thousands", `{"a": 1,057,374}`, "1:7 MB0207", "1057374", `{"a":1057374}`},
		{"comma of thousands or decimals", `{"a": 39,721}`, "1:7 MB0207", "39721 for thousands, 39.721", `{"a":"39,721"}`},
		{"unit apart from a number", "{\"a\": 15 hộ\n}", "1:7 MB0207", "quotation marks", `{"a":"15 hộ"}`},
		{"date without quotes", `{"a": 25/02/2022, "b": 1}`, "1:7 MB0207", "quotation marks", `{"a":"25/02/2022","b":1}`},
		{"number before a field without comma", `{"a": 39 "b": 721}`, "1:9 MB0202", "", `{"a":39,"b":721}`},
		{"number before a field without quotes", `{"a": 39 b: 721}`, "1:9 MB0202, 1:10 MB0205", "", `{"a":39,"b":721}`},
		{"comment after a number", "{\"a\": 39 // 721\n}", "1:10 MB0204", "", `{"a":39}`},
		{"endless number", `{"a": 1e999999999}`, "1:7 MB0208", "check the number", `{"a":1e999999999}`},
		{"number with too many digits", `{"a": 1234567890123456789}`, "1:7 MB0208", "", `{"a":1234567890123456789}`},
		{"text over two lines", "{\"a\": \"x\ny\"}", "1:7 MB0209", `write \n`, ""},
		{"unknown escape", `{"a": "C:\data"}`, "1:10 MB0209", `“\\”`, `{"a":"C:ata"}`},
		{"half a character", `{"a": "\ud83d"}`, "1:8 MB0210", "type the character", `{"a":""}`},
		{"both halves", `{"a": "\ud83d\ude00"}`, "", "", `{"a":"😀"}`},
		{"hidden space as an escape", `{"a": "x\u00a0y"}`, "1:7 MB0104", "delete the codes", "{\"a\":\"x\u00a0y\"}"},
		{"tab within text", "{\"a\": \"x\ty\"}", "1:9 MB0105", "a space", `{"a":"x\ty"}`},
		{"object not closed", "{\"a\": {\"b\": 1}\n", "1:1 MB0214", "add “}”", ""},
		{"wrong closing bracket", "{\"a\": [1, 2}\n}", "1:12 MB0201", "“]”", ""},
		{"missing colon", `{"a" 1}`, "1:6 MB0201", "\"a\": value", ""},
		{"equals sign", `{"a" = 1}`, "1:6 MB0201", "“:”", `{"a":1}`},
		{"two records", `{"a": 1} {"b": 2}`, "1:10 MB0212", "one record", `{"a":1}`},
		{"value missing", `{"a": , "b": 1}`, "1:7 MB0201", "in quotation marks", ""},
		{"column in characters", "{\"tên\": \"hộ\" \"b\": 1}", "1:13 MB0202", "", `{"tên":"hộ","b":1}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tree, problems := record(tt.text).Tree()
			if got := brief(problems); got != tt.problems {
				t.Fatalf("problems %q, want %q", got, tt.problems)
			}
			if len(problems) > 0 && !strings.Contains(problems[0].Remedy.EN, tt.remedy) {
				t.Errorf("remedy %q lacks %q", problems[0].Remedy.EN, tt.remedy)
			}
			for _, p := range problems {
				if p.Message.VI == "" || p.Remedy.VI == "" || p.Record != "plans/a" {
					t.Errorf("incomplete problem: %+v", p)
				}
			}
			if tt.value == "" {
				if tree != nil {
					t.Errorf("read %v, want nothing", tree.Value())
				}
				return
			}
			if got := tree.Value(); !reflect.DeepEqual(got, standard(t, tt.value)) {
				t.Errorf("read %v, want %s", got, tt.value)
			}
		})
	}
}

// standard reads JSON with the standard library.
func standard(t *testing.T, s string) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// A blank that cannot be seen is one mistake, reported with the file.
func TestInvisibleBlankInANumber(t *testing.T) {
	f, problems := fromBytes("{\"a\": 39\u00a0721}")
	tree, more := f.Tree()
	if got := brief(append(problems, more...)); got != "1:9 MB0104" || tree.Get("a").Text != "39721" {
		t.Errorf("problems %q, value %q", got, tree.Get("a").Text)
	}
}

func TestPlaces(t *testing.T) {
	f := record("{\n  \"tên\": \"Hòa\",\n  \"b\": [10, {\"c\": 2}]\n}")
	tree, problems := f.Tree()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, tt := range []struct {
		name string
		got  diag.Pos
		want string
	}{
		{"value", tree.Get("tên").Pos(), "2:10-2:15"},
		{"key", tree.Get("tên").KeyPos(), "2:3-2:8"},
		{"item", tree.At("b", 0).Pos(), "3:9-3:11"},
		{"inner value", tree.At("b", 1, "c").Pos(), "3:19-3:20"},
		{"opening bracket", tree.OpenPos(), "1:1-1:2"},
		{"whole", tree.Pos(), "1:1-4:2"},
		{"as far as the path goes", tree.At("b", 7, "x").OpenPos(), "3:8-3:9"},
	} {
		got := fmt.Sprintf("%d:%d-%d:%d", tt.got.Line, tt.got.Col, tt.got.EndLine, tt.got.EndCol)
		if got != tt.want || tt.got.Path != f.Path {
			t.Errorf("%s at %s, want %s", tt.name, got, tt.want)
		}
	}
	var none *Node
	if none.Get("x") != nil || none.Str() != "" || none.Value() != nil || none.Pos() != (diag.Pos{}) {
		t.Error("a value that is not there must answer every question with nothing")
	}
}

func TestHostileJSONEndsSoon(t *testing.T) {
	const size = 1 << 19
	for name, text := range map[string]string{
		"arrays in arrays":    strings.Repeat("[", size),
		"objects in objects":  strings.Repeat(`{"a":`, size/5),
		"a thousand keys":     "{" + strings.Repeat(`"a":1,`, size/6),
		"different keys":      manyKeys(size / 12),
		"commas":              "[" + strings.Repeat(",", size),
		"comments":            strings.Repeat("#\n", size/2),
		"quotes":              strings.Repeat(`"`, size),
		"odd quotes":          "[" + strings.Repeat("' ", size/2),
		"backslashes":         `"` + strings.Repeat(`\`, size),
		"missing commas":      "[" + strings.Repeat("1 ", size/2),
		"digits":              strings.Repeat("9", size),
		"words":               "[" + strings.Repeat("x,", size/2),
		"one line of objects": "[" + strings.Repeat(`{"a" 1},`, size/8),
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := record(text).Tree()
			if len(problems) == 0 || len(problems) > maxProblems {
				t.Errorf("%d problems", len(problems))
			}
		})
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	b.WriteByte('{')
	for i := range n {
		fmt.Fprintf(&b, "\"k%d\":1,\n", i)
	}
	return b.String()
}

// FuzzJSON holds the reader against the standard library: what it reads without
// a problem is JSON, and means the same.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{
		`{"a": [1, -2.5e3, "x\n\u00e9", true, null], "b": {}}`, `{'a': “b”,}`, "{\"a\": 1\n\"b\": 7,52}", `[1.057.374, 007]`,
		`"\ud83d\ude00"`, `{"a":1}{`, "\u00a0[]", `{"a"="b"}`, `[/* x */ 1 // y`, "[\x00]", `{"":""}`, `[1e400]`, `{a:b}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file, problems := fromBytes(s)
		if len(problems) > 0 {
			return
		}
		tree, problems := file.Tree()
		for _, p := range problems {
			if p.Line < 1 || p.Col < 1 || p.EndLine < p.Line || p.EndLine == p.Line && p.EndCol < p.Col {
				t.Errorf("%q: problem at no place: %+v", s, p)
			}
		}
		if len(problems) > 0 {
			return
		}
		d := json.NewDecoder(strings.NewReader(s))
		d.UseNumber()
		var want any
		if err := d.Decode(&want); err != nil {
			t.Fatalf("%q is no JSON (%v), yet there is no problem", s, err)
		}
		if got := tree.Value(); !reflect.DeepEqual(got, want) {
			t.Errorf("%q read as %#v, want %#v", s, got, want)
		}
	})
}

func fromBytes(s string) (*File, []diag.Problem) {
	f := record("")
	text, problems := decode(f, []byte(s))
	f.Text = text
	return f, problems
}

func BenchmarkTree(b *testing.B) {
	f := record(sample)
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		if _, problems := f.Tree(); len(problems) > 0 {
			b.Fatal(problems)
		}
	}
}

// sample is a record of about 1 KB.
var sample = `{
  "$schema": "../../schemas/outcomes.schema.json",
  "id": "khcn-15-ho-khanh-hoa-2022-2026-11-23-unpublished",
  "commitment": "khcn-15-ho-khanh-hoa-2022",
  "status": "unpublished",
  "date": "2026-11-23",
  "reason": {
    "vi": "Đã hết thời hạn cam kết nhưng không tìm thấy kết quả nào được công bố.",
    "en": "The period of the commitment is over, but no published result was found."
  },
  "sources": [
    {
      "title": {
        "vi": "Tìm kiếm của Minh Bạch trong các nguồn công khai đã lưu",
        "en": "Search by Minh Bạch of stored public sources"
      },
      "date": "2026-11-23",
      "note": {
        "vi": "Không thấy tin hay văn bản nào sau ngày 22/03/2022 nói về kết quả của 15 hộ.",
        "en": "No later item or document than 22/03/2022 was found to speak of the result of the 15 households."
      }
    }
  ]
}
`
