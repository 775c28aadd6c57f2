package form

import (
	"regexp"
	"strings"

	"minhbach/generator/internal/diag"
)

// Ways of writing a number that can be read in one way only.
var (
	plainNumber   = regexp.MustCompile(`^-?\d+$`)
	vnDecimal     = regexp.MustCompile(`^-?\d+,(\d{1,2}|\d{4,})$`)    // 1234,5
	vnGrouped     = regexp.MustCompile(`^-?\d{1,3}(\.\d{3})+,\d+$`)   // 1.234,5
	manyDots      = regexp.MustCompile(`^-?\d{1,3}(\.\d{3}){2,}$`)    // 1.234.567
	enGrouped     = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+\.\d+$`)   // 1,234.5
	manyCommas    = regexp.MustCompile(`^-?\d{1,3}(,\d{3}){2,}$`)     // 1,234,567
	blanks        = regexp.MustCompile(`^-?\d{1,3}( \d{3})+(,\d+)?$`) // 1 234 567,5
	oneDot        = regexp.MustCompile(`^-?[1-9]\d{0,2}\.\d{3}$`)     // 1.234
	twoReadings   = regexp.MustCompile(`^-?\d+[.,]\d+$`)              // 1.5 and 1,234
	unitOfMoney   = regexp.MustCompile(`(?i) ?(đồng|vnđ|vnd|đ)$`)     // after a number
	unitOfPercent = regexp.MustCompile(` ?%$`)
	unitOfPeople  = regexp.MustCompile(`(?i) (hộ|người|điểm phần trăm)$`)
)

// readNumber reads a number as people write it. The Vietnamese way is 1.234,5;
// what could be meant in two ways is asked about, not guessed.
func (f *Field) readNumber(typed string) (string, Mistake) {
	s := unitOfPeople.ReplaceAllString(unitOfPercent.ReplaceAllString(typed, ""), "")
	if f.Money {
		s = unitOfMoney.ReplaceAllString(s, "")
	}
	s = strings.Replace(s, "−", "-", 1)
	number := ""
	switch {
	case plainNumber.MatchString(s):
		number = s
	case vnDecimal.MatchString(s), vnGrouped.MatchString(s), manyDots.MatchString(s), blanks.MatchString(s):
		number = strings.NewReplacer(".", "", " ", "", ",", ".").Replace(s)
	case enGrouped.MatchString(s), manyCommas.MatchString(s):
		number = strings.ReplaceAll(s, ",", "")
	case f.Type == Integer && oneDot.MatchString(s): // no whole number has decimals
		number = strings.Replace(s, ".", "", 1)
	case twoReadings.MatchString(s):
		return "", ambiguous(f, s)
	default:
		return "", Mistake{diag.CodeNumber,
			diag.Textf("“%s” không phải là một số", "“%s” is no number", short(typed)),
			numberRemedy(f)}
	}
	number = canonical(number)
	if f.Type == Integer && strings.Contains(number, ".") {
		return "", Mistake{diag.CodeWrongType,
			diag.Textf("“%s” không phải là số nguyên", "“%s” is no whole number", short(typed)),
			numberRemedy(f)}
	}
	return number, Mistake{}
}

func numberRemedy(f *Field) diag.Text {
	switch {
	case f.Money:
		return diag.Textf("viết số tiền đầy đủ bằng đồng, như 1.500.000", "write the whole amount in đồng, such as 1.500.000")
	case f.Type == Integer:
		return diag.Textf("viết một số nguyên, như 15", "write a whole number, such as 15")
	}
	return diag.Textf("viết số có dấu phẩy thập phân, như 7,51", "write the number with a decimal comma, such as 7,51")
}

// ambiguous asks which of two numbers was meant, and says how to write each.
func ambiguous(f *Field, s string) Mistake {
	whole, rest, _ := strings.Cut(strings.Replace(s, ",", ".", 1), ".")
	m := Mistake{Code: diag.CodeNumber,
		Message: diag.Textf("không rõ “%s” là số nào: dấu chấm và dấu phẩy mỗi nơi dùng một cách",
			"it is not clear which number “%s” is: points and commas are used in two ways", s)}
	joined, decimal := canonical(whole+rest), whole+","+rest
	switch {
	case len(rest) == 3 && f.Type == Integer:
		m.Remedy = diag.Textf("nếu là số nguyên, viết %[1]s không có dấu; ô này không nhận số lẻ", "if it is a whole number, write %[1]s without a sign; decimals are not accepted here", joined)
	case len(rest) == 3:
		m.Remedy = diag.Textf("nếu là số nguyên, viết %[1]s; nếu là số thập phân, viết %[2]s0", "if it is a whole number, write %[1]s; if it has decimals, write %[2]s0", joined, decimal)
	case f.Type == Integer:
		m.Remedy = diag.Textf("viết một số nguyên không có dấu, như 15", "write a whole number without a sign, such as 15")
	default:
		m.Remedy = diag.Textf("nếu là số thập phân, viết %s", "if it has decimals, write %s", decimal)
	}
	return m
}

// canonical drops zeros that say nothing.
func canonical(s string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = "-", rest
	}
	whole, decimals, has := strings.Cut(s, ".")
	whole = strings.TrimLeft(whole, "0")
	if whole == "" {
		whole = "0"
	}
	if decimals = strings.TrimRight(decimals, "0"); has && decimals != "" {
		whole += "." + decimals
	}
	if whole == "0" {
		return whole
	}
	return sign + whole
}
