// Package help explains each problem code to editors: what it means, an example
// of the mistake, what check says of it, and the same example mended. The pages
// /tro-giup/<code>/ of the built site are made from it.
//
// The texts are in codes/<code>.txtar, one file for each code of package diag:
//
//	see MB1005 MB1008                  codes that lie near; may be left out
//	-- vi --                           what it means, in plain words, then its other causes
//	Một đoạn văn.
//
//	* Một nguyên nhân khác.
//	-- en --                           the same in English
//	-- wrong data/plans/x.json --      the mistake; the place that check names in « »
//	  "value": «"mười lăm"»
//	-- right data/plans/x.json --      the same mended
//	  "value": 15
//	-- told.vi --                      what check prints, written by the test
//	-- told.en --
//
// An example changes a small project without mistakes: what is right stands in
// it, or is a file of its own; lines "replace", "add" and "remove" at the top
// prepare the project first. What nobody can see is written ⟦U+00A0⟧, a byte
// ⟦0xE1⟧. A code whose mistake cannot be shown in a few lines has a section
// "described" instead, which says why.
package help

import (
	"bytes"
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"minhbach/generator/internal/diag"
)

//go:embed codes/*.txtar
var files embed.FS

// Page explains one code.
type Page struct {
	Code     string
	Title    diag.Text
	Text     map[string]Text // by language
	Wrong    []Excerpt       // empty when the mistake is only described
	Right    []Excerpt
	Told     diag.Text // what check prints of Wrong
	Warning  bool      // publication goes on
	See      []string  // other codes
	Setup    string    // how the project of the example differs from the usual one
	Describe string    // why there is no example
}

// Text is what a page says in one language, in paragraphs.
type Text struct {
	Meaning []string
	Causes  []string
}

// Pages explain every code that has a file, in order.
func Pages() ([]Page, error) {
	entries, err := files.ReadDir("codes")
	if err != nil {
		return nil, err
	}
	var pages []Page
	for _, entry := range entries {
		data, err := files.ReadFile("codes/" + entry.Name())
		if err != nil {
			return nil, err
		}
		page, err := parse(strings.ToUpper(strings.TrimSuffix(entry.Name(), path.Ext(entry.Name()))), data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", entry.Name(), err)
		}
		pages = append(pages, page)
	}
	return pages, nil
}

func parse(code string, data []byte) (Page, error) {
	title, ok := diag.Title(code)
	if !ok {
		return Page{}, fmt.Errorf("there is no code %s", code)
	}
	p := Page{Code: code, Title: title, Text: map[string]Text{}}
	archive := txtar.Parse(data)
	for line := range strings.Lines(string(archive.Comment)) {
		if codes, ok := strings.CutPrefix(line, "see "); ok {
			p.See = append(p.See, strings.Fields(codes)...)
		} else {
			p.Setup += line
		}
	}
	for _, f := range archive.Files {
		kind, name, _ := strings.Cut(f.Name, " ")
		switch kind {
		case "vi", "en":
			p.Text[kind] = paragraphs(f.Data)
		case "told.vi":
			p.Told.VI = string(f.Data)
		case "told.en":
			p.Told.EN = string(f.Data)
		case "described":
			p.Describe = string(f.Data)
		case "wrong", "right":
			e, err := newExcerpt(name, string(f.Data))
			if err != nil {
				return Page{}, fmt.Errorf("%s: %w", f.Name, err)
			}
			if kind == "wrong" {
				e.Masked = strings.HasPrefix(code, "MB40")
				p.Wrong = append(p.Wrong, e)
			} else {
				p.Right = append(p.Right, e)
			}
		default:
			return Page{}, fmt.Errorf("section %q is not known", f.Name)
		}
	}
	p.Warning = strings.Contains(p.Told.EN, ": warning: ")
	p.number()
	return p, nil
}

// paragraphs divides a text at its empty lines; those that begin with a star are
// causes.
func paragraphs(data []byte) Text {
	var t Text
	for part := range bytes.SplitSeq(bytes.TrimSpace(data), []byte("\n\n")) {
		if !bytes.HasPrefix(part, []byte("* ")) {
			t.Meaning = append(t.Meaning, strings.Join(strings.Fields(string(part)), " "))
			continue
		}
		for cause := range strings.SplitSeq("\n"+string(part), "\n* ") {
			if cause = strings.Join(strings.Fields(cause), " "); cause != "" {
				t.Causes = append(t.Causes, cause)
			}
		}
	}
	return t
}

// number gives the lines of an excerpt the numbers that the message speaks of.
func (p *Page) number() {
	for i := range p.Wrong {
		e := &p.Wrong[i]
		after, told := strings.CutPrefix(p.Told.EN, e.Path+":")
		if !told {
			continue
		}
		var line, column int
		if n, _ := fmt.Sscanf(after, "%d:%d:", &line, &column); n == 0 {
			e.Named = true
			continue
		}
		e.First = line - strings.Count(e.Text[:max(e.Start, 0)], "\n")
		for j := range p.Right {
			if p.Right[j].Path == e.Path {
				p.Right[j].First = e.First
			}
		}
	}
}

// Groups are the codes in the order of their pages, divided as their numbers are.
func Groups() []Group {
	groups := slices.Clone(groups)
	for _, code := range diag.Codes() {
		for i, g := range groups {
			if strings.HasPrefix(code, g.prefix) {
				groups[i].Codes = append(groups[i].Codes, code)
				break
			}
		}
	}
	return slices.DeleteFunc(groups, func(g Group) bool { return len(g.Codes) == 0 })
}

// Group is a family of codes.
type Group struct {
	Title, Intro diag.Text
	Codes        []string
	prefix       string
}

// groups are all families; one with a longer prefix stands before a shorter one.
var groups = []Group{
	{prefix: "MB01",
		Title: diag.Text{VI: "Tệp và tên tệp", EN: "Files and their names"},
		Intro: diag.Text{VI: "Tệp nằm sai chỗ, tên chưa đúng, hoặc được lưu theo cách chương trình không đọc được.", EN: "A file in the wrong place, with a wrong name, or saved in a way that the program cannot read."}},
	{prefix: "MB02",
		Title: diag.Text{VI: "Dấu câu của bản ghi và phần đầu bài", EN: "Punctuation of records and front matter"},
		Intro: diag.Text{VI: "Thiếu hoặc thừa dấu phẩy, dấu ngoặc, dấu hai chấm: chương trình chưa hiểu được tệp.", EN: "Commas, brackets, quotation marks and colons: the program cannot yet make sense of the file."}},
	{prefix: "MB03",
		Title: diag.Text{VI: "Phần đầu bài viết", EN: "The front matter of a text"},
		Intro: diag.Text{VI: "Phần nằm giữa hai dòng “---” ở đầu một tin hoặc một trang.", EN: "The part between two lines “---” at the top of a news item or page."}},
	{prefix: "MB09",
		Title: diag.Text{VI: "Bảng tính", EN: "Spreadsheets"},
		Intro: diag.Text{VI: "Bảng tính Excel hoặc CSV được nhập bằng lệnh import.", EN: "Excel and CSV files read by the command import."}},
	{prefix: "MB10",
		Title: diag.Text{VI: "Nội dung của một bản ghi", EN: "What stands in a record"},
		Intro: diag.Text{VI: "Thiếu trường, thừa trường, hoặc giá trị chưa đúng cách viết.", EN: "Fields that are missing or too many, and values not written as they should be."}},
	{prefix: "MB20",
		Title: diag.Text{VI: "Dẫn từ bản ghi này sang bản ghi khác", EN: "References between records"},
		Intro: diag.Text{VI: "Một bản ghi nhắc tới bản ghi, mã hoặc ảnh không có, sai loại hoặc đã hết hiệu lực.", EN: "A record names a record, code or picture that is not there, of another kind, or no longer in force."}},
	{prefix: "MB21",
		Title: diag.Text{VI: "Các bản ghi chưa khớp nhau", EN: "Records that do not agree"},
		Intro: diag.Text{VI: "Từng bản ghi đúng, nhưng đặt cạnh nhau thì ngày tháng, con số hoặc tên gọi mâu thuẫn.", EN: "Each record is well in itself, but dates, numbers or names contradict one another."}},
	{prefix: "MB40",
		Title: diag.Text{VI: "Thông tin cá nhân", EN: "Personal data"},
		Intro: diag.Text{VI: "Những điều có thể làm hại một người hoặc một hộ nếu đưa lên mạng. Thông báo không bao giờ in lại điều tìm thấy.", EN: "What could hurt a person or household once it is online. No message ever repeats what was found."}},
	{prefix: "MB50",
		Title: diag.Text{VI: "Địa chỉ trang", EN: "Addresses of pages"},
		Intro: diag.Text{VI: "Hai trang giành nhau một địa chỉ, hoặc địa chỉ đã dành cho việc khác.", EN: "Two pages that want one address, or an address kept for something else."}},
	{prefix: "MB60",
		Title: diag.Text{VI: "Thiết lập", EN: "Settings"},
		Intro: diag.Text{VI: "Thiết lập đặt ngoài data/site.json, bằng biến môi trường hoặc trên dòng lệnh.", EN: "Settings given outside data/site.json, by environment variable or on the command line."}},
	{prefix: "MB70",
		Title: diag.Text{VI: "Nội dung bài viết", EN: "The body of a text"},
		Intro: diag.Text{VI: "Liên kết, ảnh và cách trình bày trong tin và trang.", EN: "Links, pictures and markup in news and pages."}},
	{prefix: "MB80",
		Title: diag.Text{VI: "Dữ liệu hộ", EN: "Household microdata"},
		Intro: diag.Text{VI: "Tệp dữ liệu từng hộ, chỉ dùng để tính bảng thống kê. Thông báo không bao giờ in lại giá trị của một hộ.", EN: "Files with one row for each household, used for statistics only. No message ever repeats a value of a row."}},
	{prefix: "MB81",
		Title: diag.Text{VI: "Bảo vệ hộ dân trong thống kê", EN: "Protection of households in statistics"},
		Intro: diag.Text{VI: "Bảng thống kê để lộ, hoặc có thể để lộ, một hộ.", EN: "Tables that expose, or could expose, a household."}},
	{prefix: "MB90",
		Title: diag.Text{VI: "Lần công bố và sổ công bố", EN: "Releases and their ledger"},
		Intro: diag.Text{VI: "Số đã công bố bị đổi mà không nói rõ, hoặc trang đang xem không đúng bản đã công bố.", EN: "Published numbers changed in silence, or a site that is not what was published."}},
}
