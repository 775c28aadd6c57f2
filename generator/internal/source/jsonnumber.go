package source

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"minhbach/generator/internal/diag"
)

// The ways in which people write numbers.

var (
	goodNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)
	grouped    = regexp.MustCompile(`^[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:_[0-9]{3})+)$`)
	likeGroup  = regexp.MustCompile(`^[1-9][0-9]{0,2}\.[0-9]{2}0$`)
	spaced     = regexp.MustCompile(`^-?[0-9]{1,3}(?:[. \x{a0}\x{2009}\x{202f}][0-9]{3})+(?:,[0-9]+)?$`)
	comma      = regexp.MustCompile(`^-?[0-9]+,[0-9]+$`)
	commas     = regexp.MustCompile(`^-?[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?$`)
	likeCommas = regexp.MustCompile(`^-?[1-9][0-9]{0,2},[0-9]{3}$`)
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
		message, remedy = noNumber(word)
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

// numberGoesOn reads on after a number in an object: 39 721, 7,52, 1.234,5 and
// 15 hộ are one number badly written. In a list they may be two values.
func (p *parser) numberGoesOn(v *Node) {
	if c := p.next(); c == '\n' || c == '}' || c == 0 || c == ',' && !p.digitAt(p.i+1) || p.i != int(v.end) {
		return
	}
	start := int(v.start)
	if v.Kind != Number && !(v.Kind == String && (p.digitAt(start) || p.s[start] == '-')) {
		return
	}
	end := p.numberEnd()
	if end <= p.i {
		return
	}
	p.i = end
	word := p.s[start:end]
	if n := len(p.problems); n > 0 && p.problems[n-1].Pos == v.Pos() {
		p.problems = p.problems[:n-1] // the whole tells more than its beginning
	}
	v.end = int32(end)
	message, remedy, mended := continued(word)
	v.Kind, v.Text = String, word
	if goodNumber.MatchString(mended) {
		v.Kind, v.Text = Number, mended
	}
	if _, unseen := find(word, invisible); unseen == 0 || mended == "" { // a blank that cannot be seen is reported with the file
		p.report(diag.CodeNumber, start, end, message, remedy)
	}
}

func (p *parser) digitAt(i int) bool { return i < len(p.s) && '0' <= p.s[i] && p.s[i] <= '9' }

// numberEnd finds where text that goes on after a number ends. What follows a
// colon is another field, what follows a sign of JSON something else.
func (p *parser) numberEnd() int {
	end := p.i
	for i := p.i; i < len(p.s); {
		c, size := utf8.DecodeRuneInString(p.s[i:])
		switch {
		case c == ':':
			return p.i
		case c == ',' && !(p.digitAt(i-1) && p.digitAt(i+1)), strings.ContainsRune("\"{}[]\n\r#", c),
			strings.HasPrefix(p.s[i:], "//"), strings.HasPrefix(p.s[i:], "/*"):
			return end
		}
		i += size
		if c != ' ' && c != '\t' && !invisible(c) {
			end = i
		}
	}
	return end
}

// continued words what is wrong with a number that goes on, and gives it as it
// was meant where that is certain.
func continued(word string) (message, remedy diag.Text, mended string) {
	switch {
	case likeCommas.MatchString(word):
		message = diag.Textf("số “%s” có thể hiểu là hàng nghìn hoặc là số thập phân", "“%s” may mean thousands or decimals", word)
		remedy = diag.Textf("viết liền %[1]s nếu là hàng nghìn, viết %[2]s nếu là số thập phân", "write %[1]s for thousands, %[2]s for decimals",
			strings.ReplaceAll(word, ",", ""), strings.ReplaceAll(word, ",", "."))
		return message, remedy, ""
	case comma.MatchString(word):
		mended = strings.ReplaceAll(word, ",", ".")
		return diag.Textf("phần thập phân viết sau dấu chấm, không phải dấu phẩy", "decimals follow a point, not a comma"),
			diag.Textf("viết %s", "write %s", short(mended)), mended
	case commas.MatchString(word):
		mended = strings.ReplaceAll(word, ",", "")
	case spaced.MatchString(word):
		mended = strings.NewReplacer(".", "", " ", "", "\u00a0", "", "\u2009", "", "\u202f", "", ",", ".").Replace(word)
	default:
		message, remedy = noNumber(word)
		return message, remedy, ""
	}
	return diag.Textf("không tách hàng nghìn trong số", "no separators between thousands"),
		diag.Textf("viết liền: %s", "write the digits together: %s", short(mended)), mended
}

func noNumber(word string) (message, remedy diag.Text) {
	return diag.Textf("“%s” không phải là số viết đúng", "“%s” is not a well-written number", short(word)),
		diag.Textf("số chỉ gồm chữ số, dấu “-” ở đầu và dấu chấm thập phân; nếu là chữ thì đặt trong ngoặc kép", "a number has digits, a “-” in front and a decimal point only; put text in quotation marks")
}
