package personal

import (
	"bytes"
	"errors"
	"fmt"
	"path"
	"strings"

	"minhbach/generator/internal/diag"
)

// ErrClosed says that a file cannot be read to its end, so that nobody can say
// what is in it: protected by a password, scanned, broken or too large inside.
var ErrClosed = errors.New("the file cannot be read")

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
				found = append(found, Located{Part: p.name, Finding: Finding{Kind: Person, Level: Warn, End: len(p.text), Masked: mask(p.text), to: len(p.text)}})
			}
			continue
		}
		for _, f := range l.Text(p.text) {
			found = append(found, Located{Finding: f, Part: p.name})
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

// AttachmentProblems says what is personal in the attachment at a path of the
// project, or that it cannot be read.
func (l *Linter) AttachmentProblems(p string, data []byte) []diag.Problem {
	found, err := l.Attachment(p, data)
	if err != nil {
		return []diag.Problem{{
			Pos: diag.Pos{Path: p}, Code: diag.CodeAttachmentClosed,
			Message: diag.Textf("không đọc được tệp này, nên không biết trong đó có thông tin cá nhân hay không", "this file cannot be read, so nobody can say whether it holds personal data"),
			Remedy:  diag.Textf("dùng tệp có chữ, không đặt mật khẩu, không phải ảnh quét; hoặc chỉ dẫn liên kết tới nơi cơ quan đã công bố", "use a file with text, without password, not a scan; or link to where the office has published it"),
		}}
	}
	var problems []diag.Problem
	for _, f := range found {
		d := hash(string(f.Kind), p, f.Part, f.Masked)[:16]
		problem := Problem(diag.Pos{Path: p}, "", f.Finding, d)
		problem.Message.VI += " (" + f.Part + ")"
		problem.Message.EN += " (" + f.Part + ")"
		if f.Start == 0 && f.Level == Warn && f.Part == authorPart {
			problem.Code = diag.CodeDocumentAuthor
			problem.Remedy = diag.Textf("xóa thông tin người soạn trong tệp (Word, Excel: Tệp › Thông tin › Kiểm tra tài liệu) rồi thay tệp này",
				"remove the document's properties (Word, Excel: File › Info › Inspect Document) and replace this file")
		}
		problems = append(problems, problem)
	}
	return diag.Sort(problems)
}

// authorPart is the part of what tells of who wrote a document.
const authorPart = "author"

// tableText writes a table as sentences, each value after its heading, so that
// the rules can tell a name and a number by what stands above them.
func tableText(rows [][]string) string {
	var b strings.Builder
	var heads []string
	for _, row := range rows {
		filled := 0
		for _, cell := range row {
			if strings.TrimSpace(cell) != "" {
				filled++
			}
		}
		if heads == nil && filled >= 2 {
			heads = row
			b.WriteString(strings.Join(row, " | ") + "\n\n")
			continue
		}
		for i, cell := range row {
			if cell = strings.TrimSpace(cell); cell == "" {
				continue
			}
			if i < len(heads) && heads[i] != "" {
				head := strings.Join(strings.Fields(heads[i]), " ")
				b.WriteString(head + ": ")
				cell = asWritten(head, cell)
			}
			b.WriteString(cell + "; ")
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// isZip reports whether data begins as a zip file does.
func isZip(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }
