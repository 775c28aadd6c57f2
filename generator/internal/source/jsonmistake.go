package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"minhbach/generator/internal/diag"
)

// The mistakes people make between values.

func (p *parser) extraComma(at int) {
	p.report(diag.CodeExtraComma, at, at+1,
		diag.Textf("thừa dấu phẩy", "a comma too many"),
		diag.Textf("xóa dấu phẩy này; sau mục cuối cùng không có dấu phẩy", "delete this comma; none follows the last item"))
}

// missingComma reports a comma missing after the last value read.
func (p *parser) missingComma() {
	end := len(strings.TrimRight(p.s[:p.i], " \t\r\n"))
	p.report(diag.CodeMissingComma, end, end,
		diag.Textf("thiếu dấu phẩy ở đây", "a comma is missing here"),
		diag.Textf("thêm dấu phẩy ngay sau giá trị này", "add a comma right after this value"))
}

func (p *parser) unclosed(open int, closing byte) {
	p.stop(diag.CodeUnclosed, open, open+1,
		diag.Textf("dấu “%c” mở ở đây chưa được đóng", "the “%c” opened here is never closed", p.s[open]),
		diag.Textf("thêm dấu “%c” ở cuối phần này", "add “%c” where this part ends", closing))
}

// crossed reports a closing bracket of the wrong kind.
func (p *parser) crossed(open int, closing byte) {
	line := p.pos(open, open).Line
	p.stop(diag.CodeSyntax, p.i, p.i+1,
		diag.Textf("dấu “%[1]c” không khớp với dấu “%[2]c” mở ở dòng %[3]d", "“%[1]c” does not match the “%[2]c” opened on line %[3]d", p.next(), p.s[open], line),
		diag.Textf("thay bằng “%c”, hoặc đóng phần bên trong trước", "write “%c”, or close the inner part first", closing))
	if n := len(p.problems); n > 0 {
		p.problems[n-1].Related = []diag.Pos{p.pos(open, open+1)}
	}
}

// word reads what is neither a bracket, a text nor a number: true, false, null,
// or text without the quotation marks it needs.
func (p *parser) word() Node {
	start := p.i
	if c, size := utf8.DecodeRuneInString(p.s[p.i:]); strings.ContainsRune("'“”‘’„«`", c) {
		p.i += size
		return p.node(String, start, p.oddQuotes(start))
	}
	for p.i < len(p.s) && !strings.ContainsRune(",:{}[]\"\n", rune(p.s[p.i])) {
		p.i++
	}
	word := strings.TrimRight(p.s[start:p.i], " \t\r")
	p.i = start + len(word)
	switch word {
	case "true", "false":
		return p.node(Bool, start, word)
	case "null":
		return p.node(Null, start, word)
	case "":
		p.stop(diag.CodeSyntax, p.i, p.i+p.runeLen(),
			diag.Textf("ở đây phải là một giá trị", "a value must stand here"),
			diag.Textf("viết chữ trong ngoặc kép, số, true, false, “[” hoặc “{”", "write text in quotation marks, a number, true, false, “[” or “{”"))
		return Node{}
	}
	if low := strings.ToLower(word); low == "true" || low == "false" || low == "null" {
		p.report(diag.CodeSyntax, start, p.i,
			diag.Textf("“%s” phải viết bằng chữ thường", "“%s” must be written in lower case", word),
			diag.Textf("viết %s", "write %s", low))
		if low == "null" {
			return p.node(Null, start, low)
		}
		return p.node(Bool, start, low)
	}
	p.unquoted(start, word)
	return p.node(String, start, word)
}

func (p *parser) unquoted(start int, word string) {
	p.report(diag.CodeQuotes, start, start+len(word),
		diag.Textf("chữ phải đặt trong dấu ngoặc kép thẳng", "text must stand in straight quotation marks"),
		diag.Textf("viết \"%s\"", "write \"%s\"", short(word)))
}

// oddQuotes reads text in quotation marks that JSON does not know. The opening
// mark has been read.
func (p *parser) oddQuotes(start int) string {
	from := p.i
	for p.i < len(p.s) && p.s[p.i] != '\n' {
		r, size := utf8.DecodeRuneInString(p.s[p.i:])
		if strings.ContainsRune("'“”‘’»`\"", r) && p.endsAfter(p.i+size) {
			word := p.s[from:p.i]
			p.i += size
			p.report(diag.CodeQuotes, start, p.i,
				diag.Textf("dấu ngoặc ở đây không phải ngoặc kép thẳng", "these are not straight double quotation marks"),
				diag.Textf("viết \"%s\"", "write \"%s\"", short(word)))
			return word
		}
		p.i += size
	}
	p.brokenString(start)
	return ""
}

// endsAfter reports whether a value may end before offset i.
func (p *parser) endsAfter(i int) bool {
	rest := strings.TrimLeft(p.s[i:min(len(p.s), i+80)], " \t\r\n")
	return rest == "" || strings.ContainsRune(",:]}", rune(rest[0]))
}

// key reads the name of a member.
func (p *parser) key() string {
	start := p.i
	if p.next() == '"' {
		return p.quoted()
	}
	c, size := utf8.DecodeRuneInString(p.s[p.i:])
	if strings.ContainsRune("'“”‘’„«`", c) {
		p.i += size
		return p.oddQuotes(start)
	}
	for p.i < len(p.s) {
		if c, size = utf8.DecodeRuneInString(p.s[p.i:]); !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '_' && c != '$' && c != '-' {
			break
		}
		p.i += size
	}
	if p.i == start {
		p.stop(diag.CodeSyntax, start, start+size,
			diag.Textf("ở đây phải là tên một trường trong ngoặc kép", "the name of a field in quotation marks must stand here"),
			diag.Textf("viết \"tên\": giá trị, hoặc xóa ký tự “%c”", "write \"name\": value, or delete the character “%c”", c))
		return ""
	}
	word := p.s[start:p.i]
	p.report(diag.CodeQuotes, start, p.i,
		diag.Textf("tên trường phải đặt trong dấu ngoặc kép thẳng", "the name of a field must stand in straight quotation marks"),
		diag.Textf("viết \"%s\"", "write \"%s\"", short(word)))
	return word
}

// short cuts a text so that it fits a message.
func short(s string) string {
	const limit = 40
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit]) + "…"
}
