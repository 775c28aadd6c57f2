package personal

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
)

// ErrClosed says that a file cannot be read to its end, so that nobody can say
// what is in it: protected by a password, scanned, broken or too large inside.
var ErrClosed = errors.New("the file cannot be read")

// ErrActive says that a document would run a program, open another file or ask
// another computer when a reader opens it.
var ErrActive = errors.New("the file does more than show its text")

// maxInside bounds what an attachment may hold once it is unpacked.
const maxInside = 32 << 20

// part is some text of an attachment.
type part struct {
	name string
	text string
	who  bool // the text is the name of who wrote the document
}

// Attachment returns what is personal in a PDF, XLSX or DOCX: in its text, in
// tables read by their headings, in comments and in what was struck out, and in
// what it tells of who wrote it. The ending of the name says what it is.
func (l *Linter) Attachment(name string, data []byte) (found []Located, err error) {
	var parts []part
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".pdf":
		parts, err = pdfParts(data)
	case ".docx", ".xlsx":
		parts, err = officeParts(data)
	default:
		return nil, fmt.Errorf("attachment of type %q: %w", ext, ErrClosed)
	}
	if err != nil {
		return nil, err
	}
	for _, p := range parts {
		if p.who {
			if l.isPerson(p.text) {
				found = append(found, Located{Part: p.name, text: p.text, Finding: Finding{Kind: Person, Level: Warn, End: len(p.text), Masked: mask(p.text), to: len(p.text)}})
			}
			continue
		}
		for _, f := range oncePerPlace(l.Text(p.text)) {
			found = append(found, Located{Finding: f, Part: p.name, text: p.text})
		}
	}
	return found, nil
}

// isPerson reports whether a text is no more than the name of a person who is not
// known to be public.
func (l *Linter) isPerson(text string) bool {
	r := read(text)
	defer r.done()
	if len(r.sentences) == 0 {
		return false
	}
	f := &finder{Linter: l, reading: r, sentence: r.sentences[0]}
	n := f.nameLen(f.first)
	if n < 2 || n < f.last-f.first || !surnames.in(&f.words[f.first], f.plain) {
		return false
	}
	name := f.folded(mention{from: f.first, to: f.first + n})
	return !l.people[name] && !l.places[name]
}

// attachment looks through a document that readers download.
func (c *checker) attachment(f *source.File) ([]diag.Problem, error) {
	data, err := c.read(f)
	if data == nil || err != nil {
		return nil, err
	}
	found, err := c.linter.Attachment(f.Path, data)
	if err != nil {
		return []diag.Problem{refused(f.Path, err)}, nil
	}
	var problems []diag.Problem
	for _, at := range found {
		d := digest(at.Kind, f.Path, at.text, at.Finding)
		if c.allowances.allowed(at.Kind, f.Path, d) {
			continue
		}
		if len(problems) == perFile {
			break
		}
		problem := Problem(diag.Pos{Path: f.Path}, "", at.Finding, d)
		problem.Message.VI += " (" + at.Part + ")"
		problem.Message.EN += " (" + at.Part + ")"
		if at.Part == authorPart {
			problem.Code = diag.CodeDocumentAuthor
			problem.Remedy = diag.Textf("xóa thông tin người soạn trong tệp (Word, Excel: Tệp › Thông tin › Kiểm tra tài liệu) rồi thay tệp này",
				"remove the document's properties (Word, Excel: File › Info › Inspect Document) and replace this file")
		}
		problems = append(problems, problem)
	}
	return problems, nil
}

// refused says why a document is not published at all.
func refused(p string, why error) diag.Problem {
	if errors.Is(why, ErrActive) {
		return diag.Problem{
			Pos: diag.Pos{Path: p}, Code: diag.CodeActiveFile,
			Message: diag.Textf("tệp này có mã lệnh, tệp nhúng hoặc liên kết tự mở, có thể gây hại cho người tải về", "this file holds a program, another file, or something that opens by itself, and could harm who downloads it"),
			Remedy:  diag.Textf("mở tệp rồi xuất lại thành PDF, không kèm macro, biểu mẫu hay tệp nhúng", "open it and export it as PDF without macros, forms or embedded files"),
		}
	}
	return diag.Problem{
		Pos: diag.Pos{Path: p}, Code: diag.CodeAttachmentClosed,
		Message: diag.Textf("không đọc được tệp này, nên không biết trong đó có thông tin cá nhân hay không", "this file cannot be read, so nobody can say whether it holds personal data"),
		Remedy:  diag.Textf("dùng tệp có chữ, không đặt mật khẩu, không phải ảnh quét; hoặc chỉ dẫn liên kết tới nơi cơ quan đã công bố", "use a file with text, without password, not a scan; or link to where the office has published it"),
	}
}

// authorPart is the part of what tells of who wrote a document.
const authorPart = "author"

// isZip reports whether data begins as a zip file does.
func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }
