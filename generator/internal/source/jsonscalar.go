package source

import (
	"regexp"
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

// hidden finds in a text what was written with escapes and cannot be seen.
func (p *parser) hidden(start int, s string) {
	_, unseen := find(s, invisible)
	_, controls := find(s, control)
	if unseen+controls == 0 && norm.NFC.IsNormalString(s) {
		return
	}
	p.report(diag.CodeInvisible, start, p.i,
		diag.Textf("mã “\\u…” trong chữ này tạo ra ký tự không nhìn thấy hoặc dấu tách rời", "codes “\\u…” in this text make invisible characters or marks apart from their letters"),
		diag.Textf("xóa mã và gõ thẳng chữ cần viết", "delete the codes and type the text itself"))
}

func (p *parser) brokenString(start int) {
	p.stop(diag.CodeBrokenString, start, min(start+1, len(p.s)),
		diag.Textf("chữ bắt đầu ở đây không có ngoặc kép đóng trên cùng dòng", "the text that begins here has no closing quotation mark on its line"),
		diag.Textf("thêm ngoặc kép đóng; muốn xuống dòng trong chữ thì viết \\n, muốn viết ngoặc kép trong chữ thì viết “ ”",
			"add the closing mark; for a new line within text write \\n, for a quotation mark within text write “ ”"))
}

var (
	goodNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)
	grouped    = regexp.MustCompile(`^[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:_[0-9]{3})+)$`)
	likeGroup  = regexp.MustCompile(`^[1-9][0-9]{0,2}\.[0-9]{2}0$`)
	leadZero   = regexp.MustCompile(`^0[0-9]+$`)
)

const (
	maxDigits   = 15 // what every program reads exactly
	maxExponent = 20
)

// number reads a number.
func (p *parser) number() Node {
	start := p.i
	for p.i < len(p.s) && strings.IndexByte("0123456789+-.eE_", p.s[p.i]) >= 0 {
		p.i++
	}
	for p.i < len(p.s) && (p.s[p.i]|0x20 >= 'a' && p.s[p.i]|0x20 <= 'z' || p.s[p.i] == '%' || p.s[p.i] == '/') {
		p.i++ // 15ha, 7%, 62-KH/TU
	}
	word := p.s[start:p.i]
	if plain(word) {
		return p.node(Number, start, word)
	}
	p.checkNumber(start, word)
	if !goodNumber.MatchString(word) {
		return p.node(String, start, word)
	}
	return p.node(Number, start, word)
}

// checkNumber reports how a number is written wrongly.
func (p *parser) checkNumber(start int, word string) {
	code := diag.CodeNumber
	var message, remedy diag.Text
	switch {
	case grouped.MatchString(word), likeGroup.MatchString(word):
		message = diag.Textf("không chấm hàng nghìn trong số", "no separators between thousands")
		remedy = diag.Textf("viết liền: %s", "write the digits together: %s", strings.NewReplacer(".", "", "_", "").Replace(word))
		if likeGroup.MatchString(word) {
			message = diag.Textf("số “%s” có thể hiểu là hàng nghìn hoặc là số thập phân", "“%s” may mean thousands or decimals", word)
			remedy = diag.Textf("viết liền %[1]s nếu là hàng nghìn, bỏ số 0 cuối (%[2]s) nếu là số thập phân", "write %[1]s for thousands, or without the last zeros (%[2]s) for decimals",
				strings.ReplaceAll(word, ".", ""), strings.TrimRight(strings.TrimRight(word, "0"), "."))
		}
	case leadZero.MatchString(word):
		message = diag.Textf("số không bắt đầu bằng 0", "a number does not begin with 0")
		remedy = diag.Textf("nếu là mã thì đặt trong ngoặc kép: \"%s\"; nếu là số thì bỏ số 0 ở đầu", "if it is a code, put it in quotation marks: \"%s\"; if it is a number, drop the 0", short(word))
	case !goodNumber.MatchString(word):
		message = diag.Textf("“%s” không phải là số viết đúng", "“%s” is not a well-written number", short(word))
		remedy = diag.Textf("số chỉ gồm chữ số, dấu “-” ở đầu và dấu chấm thập phân; nếu là chữ thì đặt trong ngoặc kép", "a number has digits, a “-” in front and a decimal point only; put text in quotation marks")
	case huge(word):
		code = diag.CodeHugeNumber
		message = diag.Textf("số này quá lớn hoặc quá dài", "this number is too large or too long")
		remedy = diag.Textf("kiểm tra lại số; nếu là mã thì đặt trong ngoặc kép", "check the number; put it in quotation marks if it is a code")
	default:
		return
	}
	p.report(code, start, p.i, message, remedy)
}

// plain reports whether word is a short whole number, as nearly all are.
func plain(word string) bool {
	if len(word) == 0 || len(word) > maxDigits || word[0] == '0' && len(word) > 1 {
		return false
	}
	for i := range len(word) {
		if word[i] < '0' || word[i] > '9' {
			return false
		}
	}
	return true
}

// huge reports whether a number has more digits than can be kept exactly, or an
// exponent that would make it endless.
func huge(word string) bool {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(word), "e")
	digits := len(strings.TrimLeft(strings.NewReplacer("-", "", ".", "").Replace(mantissa), "0"))
	n, err := strconv.Atoi("0" + strings.TrimLeft(exponent, "+-"))
	return digits > maxDigits || len(mantissa) > 2*maxDigits || err != nil || n > maxExponent
}
