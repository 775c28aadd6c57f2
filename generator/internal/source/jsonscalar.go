package source

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"minhbach/generator/internal/diag"
)

// quoted reads a text from its opening quotation mark on.
func (p *parser) quoted() string {
	start := p.i
	p.i++
	for j := p.i; j < len(p.s); j++ {
		switch c := p.s[j]; {
		case c == '"':
			word := p.s[p.i:j]
			p.i = j + 1
			return word
		case c == '\n' || c == '\r':
			p.brokenString(start)
			return ""
		case c == '\\' || c < ' ':
			return p.escaped(start, j)
		}
	}
	p.brokenString(start)
	return ""
}

// escaped goes on reading a text whose first escape stands at offset j.
func (p *parser) escaped(start, j int) string {
	var b strings.Builder
	b.WriteString(p.s[p.i:j])
	p.i = j
	for p.i < len(p.s) {
		switch c := p.s[p.i]; c {
		case '"':
			p.i++
			p.hidden(start, b.String())
			return b.String()
		case '\n', '\r':
			p.brokenString(start)
			return ""
		case '\\':
			p.escape(&b)
		case '\t':
			p.report(diag.CodeControl, p.i, p.i+1,
				diag.Textf("có phím Tab trong chữ", "a tab within text"),
				diag.Textf("thay bằng một dấu cách", "put a space in its place"))
			b.WriteByte(c)
			p.i++
		default:
			b.WriteByte(c)
			p.i++
		}
	}
	p.brokenString(start)
	return ""
}

var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads one escape.
func (p *parser) escape(b *strings.Builder) {
	start := p.i
	p.i++
	c := p.next()
	if plain, ok := escapes[c]; ok {
		b.WriteByte(plain)
		p.i++
		return
	}
	r, ok := p.hex4()
	switch {
	case c != 'u' || !ok:
		p.i = min(start+1+max(p.runeLen(), 1), len(p.s))
		p.report(diag.CodeBrokenString, start, p.i,
			diag.Textf("sau dấu “\\” không viết được như vậy", "nothing of this kind can follow “\\”"),
			diag.Textf("muốn viết chính dấu “\\” thì viết “\\\\”, còn không thì xóa nó", "for the sign “\\” itself write “\\\\”, otherwise delete it"))
		return
	case utf16.IsSurrogate(r):
		if strings.HasPrefix(p.s[p.i:], `\u`) {
			mark := p.i
			p.i++
			second, ok := p.hex4()
			if full := utf16.DecodeRune(r, second); ok && full != utf8.RuneError {
				b.WriteRune(full)
				return
			}
			p.i = mark
		}
		p.report(diag.CodeSurrogate, start, p.i,
			diag.Textf("mã này chỉ là một nửa của một ký tự", "this is half the code of a character"),
			diag.Textf("gõ thẳng ký tự thay cho mã", "type the character itself"))
		return
	}
	b.WriteRune(r)
}

// hex4 reads uXXXX, from the letter u on.
func (p *parser) hex4() (rune, bool) {
	if p.next() != 'u' || p.i+5 > len(p.s) {
		return 0, false
	}
	n, err := strconv.ParseUint(p.s[p.i+1:p.i+5], 16, 16)
	if err != nil {
		return 0, false
	}
	p.i += 5
	return rune(n), true
}

// hidden finds in a text what was written with escapes and cannot be seen. What
// stands in the file as it is has been reported with the file.
func (p *parser) hidden(start int, s string) {
	if !unclear(s) || unclear(p.s[start:p.i]) {
		return
	}
	p.report(diag.CodeInvisible, start, p.i,
		diag.Textf("mã “\\u…” trong chữ này tạo ra ký tự không nhìn thấy hoặc dấu tách rời", "codes “\\u…” in this text make invisible characters or marks apart from their letters"),
		diag.Textf("xóa mã và gõ thẳng chữ cần viết", "delete the codes and type the text itself"))
}

// unclear reports whether a text holds what cannot be seen, or marks apart from
// their letters.
func unclear(s string) bool {
	_, unseen := find(s, invisible)
	_, controls := find(s, control)
	return unseen+controls > 0 || !norm.NFC.IsNormalString(s)
}

func (p *parser) brokenString(start int) {
	p.stop(diag.CodeBrokenString, start, min(start+1, len(p.s)),
		diag.Textf("chữ bắt đầu ở đây không có ngoặc kép đóng trên cùng dòng", "the text that begins here has no closing quotation mark on its line"),
		diag.Textf("thêm ngoặc kép đóng; muốn xuống dòng trong chữ thì viết \\n, muốn viết ngoặc kép trong chữ thì viết “ ”",
			"add the closing mark; for a new line within text write \\n, for a quotation mark within text write “ ”"))
}
