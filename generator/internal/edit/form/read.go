package form

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// Mistake is why something that was typed is no value, and how to write it.
type Mistake struct {
	Code            string // "" is no mistake
	Message, Remedy diag.Text
}

// Read turns what somebody typed into the value of f. Codes and ids are taken as
// they are; Lists knows which there are.
func (f *Field) Read(s string) (*source.Node, Mistake) {
	s = Settle(s)
	if f.Verbatim {
		return &source.Node{Kind: source.String, Text: strings.Trim(s, " \n\t")}, Mistake{}
	}
	s = strings.TrimSpace(s)
	switch f.Type {
	case Date:
		date, mistake := ReadDate(s)
		return &source.Node{Kind: source.String, Text: date}, mistake
	case Integer, Number:
		number, mistake := f.readNumber(s)
		return &source.Node{Kind: source.Number, Text: number}, mistake
	case Truth:
		switch strings.ToLower(s) {
		case "true", "có", "co", "đúng", "dung", "yes", "x", "1":
			return &source.Node{Kind: source.Bool, Text: "true"}, Mistake{}
		case "false", "không", "khong", "sai", "no", "0":
			return &source.Node{Kind: source.Bool, Text: "false"}, Mistake{}
		}
		return nil, Mistake{diag.CodeWrongType,
			diag.Textf("“%s” không phải là có hay không", "“%s” is neither yes nor no", short(s)),
			diag.Textf("viết “có” hoặc “không”", "write “yes” or “no”")}
	case List:
		list := &source.Node{Kind: source.Array}
		separator := ";,\n"
		if f.Item.Reference == "" && f.Item.Vocab == "" {
			separator = ";\n"
		}
		for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separator, r) }) {
			if strings.TrimSpace(part) == "" {
				continue
			}
			item, mistake := f.Item.Read(part)
			if mistake.Code != "" {
				return nil, mistake
			}
			list.Items = append(list.Items, *item)
		}
		return list, Mistake{}
	}
	return &source.Node{Kind: source.String, Text: Tidy(s)}, Mistake{}
}

var (
	isoDate = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	vnDate  = regexp.MustCompile(`^(?:[Nn]gày )?(\d{1,2}) ?[-/.] ?(\d{1,2}) ?[-/.] ?(\d{4})$`)
)

// ReadDate reads a day as people write it, 25/2/2022 or 2022-02-25, into its ISO
// form. The day always comes before the month.
func ReadDate(s string) (string, Mistake) {
	s = strings.TrimSpace(s)
	var year, month, day string
	if m := isoDate.FindStringSubmatch(s); m != nil {
		year, month, day = m[1], m[2], m[3]
	} else if m := vnDate.FindStringSubmatch(s); m != nil {
		year, month, day = m[3], m[2], m[1]
	} else {
		return "", Mistake{diag.CodeFormat,
			diag.Textf("“%s” không phải là một ngày", "“%s” is no date", short(s)),
			diag.Textf("viết ngày/tháng/năm với năm đủ bốn chữ số, như 25/02/2022", "write day/month/year with all four digits of the year, such as 25/02/2022")}
	}
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	date := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	if _, err := time.Parse(time.DateOnly, date); err != nil {
		return "", Mistake{diag.CodeFormat,
			diag.Textf("không có ngày %d tháng %d năm %d", "there is no day %d in month %d of %d", d, m, y),
			diag.Textf("viết ngày trước, tháng sau, như 25/02/2022", "write the day first, then the month, such as 25/02/2022")}
	}
	return date, Mistake{}
}

func short(s string) string {
	const limit = 40
	s = diag.Printable(s)
	if rs := []rune(s); len(rs) > limit {
		return string(rs[:limit]) + "…"
	}
	return s
}
