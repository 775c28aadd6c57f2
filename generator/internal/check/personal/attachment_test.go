package personal_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"minhbach/generator/internal/check/personal"
	"minhbach/generator/internal/source"
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
		{"bang.xlsx", xlsx(t), "birth sheet1,household sheet1,phone sheet1"},
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
	sheet := []string{"xl/worksheets/sheet1.xml", "<a/>"}
	page := "%PDF-1.4\n1 0 obj <</Type /Page>> endobj "
	relation := func(kind string) []byte {
		return archive(t, "word/document.xml", "<a/>", "word/_rels/document.xml.rels",
			`<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`+kind+`" Target="https://example.org/x" TargetMode="External"/></Relationships>`)
	}
	for _, tt := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty.pdf", nil, personal.ErrClosed},
		{"text.pdf", []byte("0900 000 000"), personal.ErrClosed},
		{"password.pdf", []byte(page + "trailer <</Encrypt 5 0 R>>"), personal.ErrClosed},
		{"scan.pdf", []byte("%PDF-1.4\n1 0 obj <</Type /Page /Contents 2 0 R>> endobj 2 0 obj <</Length 9>> stream\n/Im0 Do  \nendstream"), personal.ErrClosed},
		{"lzw.pdf", []byte("%PDF-1.4\n1 0 obj <</Type /Page /Contents 2 0 R>> endobj 2 0 obj <</Length 3 /Filter /LZWDecode>> stream\nabc\nendstream"), personal.ErrClosed},
		{"file.pdf", []byte(page + "2 0 obj <</Type /EmbeddedFile>> endobj"), personal.ErrActive},
		{"script.pdf", []byte(page + "2 0 obj <</Names [(a) <</S /JavaScript /JS (app.alert(1))>>]>> endobj"), personal.ErrActive},
		{"escaped.pdf", []byte(page + "2 0 obj <</OpenAction <</S /Java#53cript>>>> endobj"), personal.ErrActive},
		{"launch.pdf", []byte(page + "2 0 obj <</A 3 0 R>> endobj 3 0 obj <</S /Launch /F (cmd.exe)>> endobj"), personal.ErrActive},
		{"old.doc", []byte("\xd0\xcf\x11\xe0"), personal.ErrClosed},
		{"renamed.docx", []byte("%PDF-1.4"), personal.ErrClosed},
		{"password.docx", []byte("\xd0\xcf\x11\xe0"), personal.ErrClosed},
		{"nothing.docx", archive(t, "word/theme.xml", "<a/>"), personal.ErrClosed},
		{"broken.docx", archive(t, "word/document.xml", "<w:p><w:t>a"), personal.ErrClosed},
		{"macro.xlsx", archive(t, append(sheet, "xl/vbaProject.bin", "x")...), personal.ErrActive},
		{"inner.xlsx", archive(t, append(sheet, "xl/embeddings/oleObject1.bin", "x")...), personal.ErrActive},
		{"other.xlsx", archive(t, append(sheet, "xl/externalLinks/externalLink1.xml", "<a/>")...), personal.ErrActive},
		{"template.docx", relation("attachedTemplate"), personal.ErrActive},
		{"field.docx", archive(t, "word/document.xml", `<w:p><w:instrText> DDEAUTO c:\\x </w:instrText></w:p>`), personal.ErrActive},
		{"link.docx", relation("hyperlink"), nil},
		{"bomb.docx", bomb(t), personal.ErrClosed},
		{"repeated.xlsx", archive(t, "xl/worksheets/sheet1.xml", "<worksheet>"+strings.Repeat(`<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 20)+"</row>", 1000)+"</worksheet>",
			"xl/sharedStrings.xml", "<sst><si><t>"+strings.Repeat("nghèo ", 1000)+"</t></si></sst>"), personal.ErrClosed},
		{"renamed-macro.docx", archive(t, "word/document.xml", "<a/>", "word/theme/macro.dat", "x"), personal.ErrActive},
		{"page.docx", archive(t, "word/document.xml", "<a/>", "word/chunk.html", "<script>"), personal.ErrActive},
		{"split-field.docx", archive(t, "word/document.xml", `<document><fldChar/><instrText>DD</instrText><instrText>EAUTO c:\\x</instrText><fldChar/></document>`), personal.ErrActive},
		{"asks.xlsx", archive(t, "xl/worksheets/sheet1.xml", `<worksheet><row><c><f>WEBSERVICE("https://example.org/"&amp;A1)</f><v>1</v></c></row></worksheet>`), personal.ErrActive},
		{"query.xlsx", archive(t, append(sheet, "xl/connections.xml", "<connections/>")...), personal.ErrActive},
		{"scan.docx", archive(t, "word/document.xml", "<document><p></p></document>", "word/media/image1.png", "x"), personal.ErrClosed},
	} {
		if _, err := l.Attachment(tt.name, tt.data); !errors.Is(err, tt.want) {
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.want)
		}
	}
}

// Names of parts are free, and people are named in more places than the text.
func TestEveryPartOfAnOfficeFile(t *testing.T) {
	const told = "Chủ hộ: Lý Thị Mẩy"
	text := "<hdr><p><r><t>" + told + "</t></r></p></hdr>"
	sheet := func(more string) string {
		return "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Kế hoạch</t></is></c></row></sheetData>" + more + "</worksheet>"
	}
	l := personal.New(personal.Allow{})
	for name, files := range map[string][]string{
		"header.docx":   {"word/document.xml", "<document/>", "word/phan-dau.xml", text},
		"main.docx":     {"word/document.xml", "<document/>", "word/khac.xml", "<document><p><t>" + told + "</t></p></document>"},
		"custom.docx":   {"word/document.xml", "<document/>", "customXml/item1.xml", "<x>" + told + "</x>"},
		"name.xlsx":     {"xl/worksheets/sheet1.xml", sheet(""), "xl/workbook.xml", `<workbook><sheets><sheet name="` + told + `" state="veryHidden"/></sheets></workbook>`},
		"pivot.xlsx":    {"xl/worksheets/sheet1.xml", sheet(""), "xl/pivotCache/pivotCacheRecords1.xml", `<pivotCacheRecords><r><s v="` + told + `"/></r></pivotCacheRecords>`},
		"footer.xlsx":   {"xl/worksheets/sheet1.xml", sheet("<headerFooter><oddFooter>" + told + "</oddFooter></headerFooter>")},
		"question.xlsx": {"xl/worksheets/sheet1.xml", sheet(`<dataValidations><dataValidation prompt="` + told + `"/></dataValidations>`)},
		"formula.xlsx":  {"xl/worksheets/sheet1.xml", sheet(`<row><c><f>"` + told + `"</f></c></row>`)},
		"comment.xlsx":  {"xl/worksheets/sheet1.xml", sheet(""), "xl/khac.xml", "<comments><comment><text><r><t>Chủ hộ: Lý </t></r><r><t>Thị Mẩy</t></r></text></comment></comments>"},
		"letterhead.xlsx": {"xl/worksheets/sheet1.xml", `<worksheet><row><c t="str"><v>UBND XÃ</v></c><c t="str"><v>CỘNG HÒA</v></c></row>
<row><c t="str"><v>STT</v></c><c t="str"><v>Chủ hộ</v></c></row><row><c><v>1</v></c><c t="str"><v>Lý Mẩy</v></c></row></worksheet>`},
	} {
		found, err := l.Attachment(name, archive(t, files...))
		if err != nil || !slices.ContainsFunc(found, func(f personal.Located) bool { return f.Kind == personal.Household || f.Kind == personal.Person }) {
			t.Errorf("%s: got %v, %v, want the household", name, found, err)
		}
	}
}

// A PDF that was changed keeps what it said before.
func TestEarlierVersionsInAPDF(t *testing.T) {
	const page = "%PDF-1.4\n1 0 obj <</Type /Page /Contents 2 0 R /Resources <</Font <</F 3 0 R>>>>>> endobj 3 0 obj <</Type /Font>> endobj "
	l := personal.New(personal.Allow{})
	found, err := l.Attachment("a.pdf", []byte(page+"2 0 obj <<>> stream\nBT /F 12 Tf (Lien he so 0912 345 678) Tj ET\nendstream endobj 2 0 obj <<>> stream\nBT /F 12 Tf (Ke hoach) Tj ET\nendstream endobj"))
	if err != nil || len(found) != 1 || found[0].Kind != personal.Phone {
		t.Errorf("earlier text: got %v, %v, want the telephone", found, err)
	}
	_, err = l.Attachment("b.pdf", []byte(page+"2 0 obj <</S /Launch /F (cmd.exe)>> endobj 2 0 obj <<>> stream\nBT /F 12 Tf (Ke hoach) Tj ET\nendstream endobj"))
	if !errors.Is(err, personal.ErrActive) {
		t.Errorf("earlier program: got error %v, want ErrActive", err)
	}
}

// attached is a project with one document.
func attached(t *testing.T, name string, data []byte, more fstest.MapFS) []string {
	t.Helper()
	files := fstest.MapFS{"content/tep/2022/" + name: {Data: data}}
	maps.Copy(files, more)
	project, _, err := source.LoadFS(files, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := personal.Project(project, personal.Options{Today: "2026-11-23", Files: files})
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, p := range problems {
		codes = append(codes, p.Code)
	}
	return codes
}

// Documents in content/tep are looked through with the project.
func TestAttachmentsOfAProject(t *testing.T) {
	for name, tt := range map[string]struct {
		data []byte
		want string
	}{
		"thu.docx":  {docx(t), "MB4001 MB4003 MB4010 MB4011 MB4025 MB4025 MB4025"},
		"mat.pdf":   {[]byte("%PDF-1.4\ntrailer <</Encrypt 5 0 R>>"), "MB4024"},
		"lenh.xlsx": {archive(t, "xl/worksheets/sheet1.xml", "<a/>", "xl/vbaProject.bin", "x"), "MB4026"},
	} {
		codes := attached(t, name, tt.data, nil)
		slices.Sort(codes)
		if got := strings.Join(codes, " "); got != tt.want {
			t.Errorf("%s: got %s, want %s", name, got, tt.want)
		}
	}
}

func FuzzAttachment(f *testing.F) {
	f.Add("a.docx", docx(f))
	f.Add("a.xlsx", xlsx(f))
	f.Add("b.pdf", []byte("%PDF-1.4 1 0 obj <</Type/Page/Contents 2 0 R/Resources<</Font<</F 3 0 R>>>>>> endobj 2 0 obj<<>>stream BT /F 1 Tf [(a) -300 <41>] TJ T* (b) ' ET endstream 3 0 obj<</Widths[1 2]/FirstChar 65>>endobj"))
	l := personal.New(personal.Allow{})
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		for _, f := range map[string][]byte{
			name:     data,
			"a.pdf":  append([]byte("%PDF-1.4\n"), data...),
			"a.docx": archive(t, "word/document.xml", string(data)),
			"a.xlsx": archive(t, "xl/worksheets/sheet1.xml", string(data)),
		} {
			l.Attachment(name, f)
		}
		l.HTML(bytes.NewReader(data))
		personal.Picture(data)
	})
}
