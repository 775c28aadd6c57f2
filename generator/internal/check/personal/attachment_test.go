package personal_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/check/personal"
)

// archive packs files as an office document is packed.
func archive(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const core = `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>Nguyễn Văn A</dc:creator><cp:lastModifiedBy>Trần Văn B</cp:lastModifiedBy></cp:coreProperties>`

func docx(t testing.TB) []byte {
	return archive(t, "word/document.xml", `<w:document xmlns:w="w"><w:body>
<w:p><w:r><w:t>Đoàn đến thăm hộ </w:t></w:r><w:r><w:t>ông Nông Văn C.</w:t></w:r></w:p>
<w:p><w:del w:author="Lê Thị D"><w:r><w:delText>Gọi 0900 000 000.</w:delText></w:r></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Họ và tên</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Số CCCD</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Lý Văn E</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>015099000000</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>`, "docProps/core.xml", core)
}

func xlsx(t testing.TB) []byte {
	return archive(t,
		"xl/worksheets/sheet1.xml", `<worksheet><sheetData>
<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Điện thoại</t></is></c><c r="D1" t="inlineStr"><is><t>Ngày sinh</t></is></c></row>
<row><c r="A2" t="s"><v>1</v></c><c r="B2"><v>900000000</v></c><c r="D2"><v>29221</v></c></row>
<row><c r="A3" t="s"><v>99</v></c></row></sheetData></worksheet>`,
		"xl/sharedStrings.xml", `<sst><si><t>Chủ hộ</t></si><si><r><t>Hoàng </t></r><r><t>Văn G</t></r></si></sst>`)
}

func TestAttachments(t *testing.T) {
	pdf, err := os.ReadFile("testdata/danh-sach.pdf")
	if err != nil {
		t.Fatal(err)
	}
	l := personal.New(personal.Allow{People: []string{"Trần Văn B"}})
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"danh-sach.pdf", pdf, "address text,birth text,cccd text,household text,person text,phone text"},
		{"thu.docx", docx(t), "cccd document,household document,person author,person document,phone document"},
		{"bang.xlsx", xlsx(t), "birth sheet1,household sheet1,person sheet1,phone sheet1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found, err := l.Attachment(tt.name, tt.data)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range found {
				got = append(got, fmt.Sprint(f.Kind, " ", f.Part))
			}
			slices.Sort(got)
			if got := strings.Join(slices.Compact(got), ","); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// bomb is an office document of some kilobytes that holds far more than is read.
func bomb(t testing.TB) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "<w><t>")
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for range 40 {
		if _, err := w.Write(blank); err != nil {
			t.Fatal(err)
		}
	}
	io.WriteString(w, "</t></w>")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// What cannot be read cannot be published.
func TestAttachmentsThatAreRefused(t *testing.T) {
	l := personal.New(personal.Allow{})
	for name, data := range map[string][]byte{
		"empty.pdf":     nil,
		"text.pdf":      []byte("0900 000 000"),
		"password.pdf":  []byte("%PDF-1.4\n1 0 obj <</Type /Page>> endobj trailer <</Encrypt 5 0 R>>"),
		"scan.pdf":      []byte("%PDF-1.4\n1 0 obj <</Type /Page /Contents 2 0 R>> endobj 2 0 obj <</Length 9>> stream\n/Im0 Do  \nendstream"),
		"lzw.pdf":       []byte("%PDF-1.4\n1 0 obj <</Type /Page /Contents 2 0 R>> endobj 2 0 obj <</Length 3 /Filter /LZWDecode>> stream\nabc\nendstream"),
		"file.pdf":      []byte("%PDF-1.4\n1 0 obj <</Type /EmbeddedFile>> endobj"),
		"old.doc":       []byte("\xd0\xcf\x11\xe0"),
		"renamed.docx":  []byte("%PDF-1.4"),
		"password.docx": []byte("\xd0\xcf\x11\xe0"),
		"nothing.docx":  archive(t, "word/theme.xml", "<a/>"),
		"broken.docx":   archive(t, "word/document.xml", "<w:p><w:t>a"),
		"macro.xlsx":    archive(t, "xl/vbaProject.bin", "x", "xl/worksheets/sheet1.xml", "<a/>"),
		"bomb.docx":     bomb(t),
	} {
		if _, err := l.Attachment(name, data); !errors.Is(err, personal.ErrClosed) {
			t.Errorf("%s: error %v, want %v", name, err, personal.ErrClosed)
		}
		if problems := l.AttachmentProblems(name, data); len(problems) != 1 || problems[0].Code != "MB4024" {
			t.Errorf("%s: problems %v", name, problems)
		}
	}
}

func FuzzAttachment(f *testing.F) {
	f.Add("a.docx", docx(f))
	f.Add("a.xlsx", xlsx(f))
	f.Add("b.pdf", []byte("%PDF-1.4 1 0 obj <</Type/Page/Contents 2 0 R/Resources<</Font<</F 3 0 R>>>>>> endobj 2 0 obj<<>>stream BT /F 1 Tf [(a) -300 <41>] TJ T* (b) ' ET endstream 3 0 obj<</Widths[1 2]/FirstChar 65>>endobj"))
	l := personal.New(personal.Allow{})
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		l.AttachmentProblems(name, data)
		l.AttachmentProblems("a.pdf", append([]byte("%PDF-1.4\n"), data...))
		l.AttachmentProblems("a.docx", archive(t, "word/document.xml", string(data)))
		l.AttachmentProblems("a.xlsx", archive(t, "xl/worksheets/sheet1.xml", string(data)))
		l.HTML(bytes.NewReader(data))
		personal.Picture(data)
	})
}
