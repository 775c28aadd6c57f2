package check

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// What each kind of mistake is called and what to do about it.

func root(f *source.File) diag.Text {
	if f.IsText() {
		return diag.Textf("phần đầu bài", "the front matter")
	}
	return diag.Textf("bản ghi", "the record")
}

// field names a value by its key.
func field(key string) diag.Text { return textf("trường “%s”", "field “%s”", quote(key)) }

// item names a value by its place in a list.
func item(list string, i int) diag.Text {
	return textf("mục thứ %[1]d của “%[2]s”", "item %[1]d of “%[2]s”", i+1, quote(list))
}

// write puts a field as it would stand in the file, with an example where one helps.
func (e *explainer) write(key string, s *jsonschema.Schema) string {
	lit := literal(exampleOf(s))
	switch {
	case lit == "" && s != nil && isTextSchema(s):
		lit = bilingualExample
	case lit == "":
		lit = "…"
	}
	if e.file.IsText() {
		return key + ": " + strings.Trim(lit, "\"")
	}
	return fmt.Sprintf("\"%s\": %s", key, lit)
}

const bilingualExample = `{"vi": "…", "en": "…"}`

// isTextSchema reports whether a schema asks for a text in two languages.
func isTextSchema(s *jsonschema.Schema) bool {
	for ; s != nil; s = s.Ref {
		if slices.Contains(s.Required, "vi") {
			return true
		}
	}
	return false
}

// literal writes a value as JSON, or nothing when it is too long to help.
func literal(v any) string {
	if v == nil {
		return ""
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return ""
	}
	s := strings.TrimSpace(b.String())
	if len([]rune(s)) > 80 {
		return ""
	}
	return s
}

// missingKeys reports what an object lacks, all of it as one problem.
func (e *explainer) missingKeys(s *jsonschema.Schema, n *source.Node, keys []string) {
	if len(keys) == 0 {
		return
	}
	var vi, en, lines []string
	for _, key := range keys {
		sub := e.member(s, n, key)
		name := textf("“%s”", "“%s”", key)
		if title := titleOf(sub); title.VI != "" {
			name = textf("“%[1]s” (%[2]s)", "“%[1]s” (%[2]s)", key, title)
		}
		vi, en = append(vi, name.VI), append(en, name.EN)
		lines = append(lines, e.write(key, sub))
	}
	message := textf("thiếu trường %s", "missing field %s", diag.Text{VI: vi[0], EN: en[0]})
	if len(keys) > 1 {
		message = textf("thiếu %[1]d trường: %[2]s", "%[1]d fields are missing: %[2]s", len(keys),
			diag.Text{VI: strings.Join(vi, ", "), EN: strings.Join(en, ", ")})
	}
	e.report(n.OpenPos(), diag.CodeMissingKey, message, textf("thêm %s", "add %s", strings.Join(lines, ", ")))
}

// unknownKey reports a key that the schema does not have and returns the one
// that was probably meant.
func (e *explainer) unknownKey(s *jsonschema.Schema, n, m *source.Node) string {
	free := slices.DeleteFunc(slices.Sorted(maps.Keys(s.Properties)), func(k string) bool { return n.Get(k) != nil })
	fallback := diag.Textf("xóa trường này", "delete this field")
	if len(free) > 0 && len(free) <= 12 {
		fallback = textf("xóa trường này; các trường còn viết được: %s", "delete this field; what may still be written: %s", strings.Join(free, ", "))
	}
	e.report(m.KeyPos(), diag.CodeUnknownKey,
		textf("không có %s ở đây", "there is no %s here", field(m.Key)),
		DidYouMean(m.Key, free, fallback))
	return Nearest(m.Key, free)
}

func (e *explainer) badKey(s *jsonschema.Schema, m *source.Node) {
	remedy := diag.Textf("viết tên khác", "give it another name")
	if p := patternOf(s); p.VI != "" {
		remedy = textf("viết: %s", "write: %s", p)
	}
	e.report(m.KeyPos(), diag.CodeUnknownKey, textf("tên của %s chưa đúng cách viết", "the name of %s is not in its form", field(m.Key)), remedy)
}

// oneOfKeys reports an object that has none of several keys.
func (e *explainer) oneOfKeys(n *source.Node, keys []string) {
	e.report(n.OpenPos(), diag.CodeMissingKey,
		textf("thiếu một trong các trường: %s", "one of these fields is missing: %s", strings.Join(keys, ", ")),
		diag.Textf("thêm ít nhất một trường trong số đó", "add at least one of them"))
}

func (e *explainer) notAllowed(n *source.Node, name diag.Text) {
	e.report(n.KeyPos(), diag.CodeNotAllowed,
		textf("%s không được có ở đây", "%s must not stand here", name),
		diag.Textf("xóa trường này", "delete this field"))
}

// wrongType covers the mistakes people make with quotation marks and brackets.
func (e *explainer) wrongType(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	at, want := n.Pos(), s.Types[0]
	if n.Kind == source.Object || n.Kind == source.Array {
		at = n.OpenPos()
	}
	example := diag.Textf("sửa giá trị cho đúng loại", "give it a value of that type")
	if lit := literal(exampleOf(s)); lit != "" {
		example = textf("viết như %s", "write it as in %s", lit)
	}
	say := func(message, remedy diag.Text) { e.report(at, diag.CodeWrongType, message, remedy) }
	digits, isCount := numeral(n, want)
	switch {
	case n.Kind == source.Null:
		say(textf("%s để trống", "%s is empty", name),
			diag.Textf("điền giá trị, hoặc xóa cả dòng nếu không biết", "fill it in, or delete the line where it is not known"))
	case (want == "integer" || want == "number") && n.Kind == source.String && isCount:
		say(textf("%s phải là số, không đặt trong ngoặc kép", "%s must be a number, without quotation marks", name),
			textf("bỏ dấu ngoặc kép: viết %s", "remove the quotation marks: write %s", digits))
	case want == "integer" && n.Kind == source.Number:
		say(textf("%s phải là số nguyên", "%s must be a whole number", name),
			diag.Textf("bỏ phần thập phân; nếu dấu chấm ngăn hàng nghìn thì viết liền các chữ số", "drop the decimals; if the point separates thousands, write the digits together"))
	case want == "integer" || want == "number":
		say(textf("%s phải là số", "%s must be a number", name), example)
	case want == "string" && (n.Kind == source.Number || n.Kind == source.Bool):
		say(textf("%s phải là chữ, đặt trong ngoặc kép", "%s must be text, in quotation marks", name),
			textf("viết \"%s\"", "write \"%s\"", n.Text))
	case want == "string":
		say(textf("%s phải là chữ", "%s must be text", name), example)
	case want == "boolean":
		say(textf("%s phải là true (có) hoặc false (không)", "%s must be true or false", name),
			diag.Textf("viết true hoặc false, không có ngoặc kép", "write true or false, without quotation marks"))
	case want == "array" && (n.Kind == source.String || n.Kind == source.Number):
		say(textf("%s phải là một danh sách", "%s must be a list", name),
			textf("đặt trong ngoặc vuông: [%s]", "put it in square brackets: [%s]", literal(n.Value())))
	case want == "array":
		say(textf("%s phải là một danh sách trong ngoặc vuông", "%s must be a list in square brackets", name),
			diag.Textf("viết [ … ]", "write [ … ]"))
	case n.Kind == source.String && slices.Contains(s.Required, "vi"):
		say(textf("%s phải có phần tiếng Việt và tiếng Anh riêng", "%s needs its Vietnamese and its English apart", name),
			textf("viết %s", "write %s", bilingualExample))
	default:
		say(textf("%s phải gồm các trường trong ngoặc nhọn", "%s must consist of fields in braces", name), example)
	}
}

var (
	looksWhole   = regexp.MustCompile(`^[0-9]{1,3}([.,\s][0-9]{3})+$|^-?[0-9]+$`)
	looksDecimal = regexp.MustCompile(`^-?[0-9]+[.,][0-9]+$`)
)

// numeral reads a number out of a text: "15", "1.500.000", "7,52".
func numeral(n *source.Node, want string) (string, bool) {
	s := strings.TrimSpace(n.Text)
	switch {
	case looksDecimal.MatchString(s) && want == "number":
		return strings.Replace(s, ",", ".", 1), true
	case looksWhole.MatchString(s):
		return strings.NewReplacer(".", "", ",", "", " ", "").Replace(s), true
	}
	return "", false
}

func (e *explainer) constant(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	code := diag.CodeNotConstant
	if n.Key == "$schema" {
		code = diag.CodeSchemaPath
	}
	lit := literal(s.Constant[0])
	e.report(n.Pos(), code, textf("%s phải đúng là %s", "%s must be %s", name, lit), textf("viết %s", "write %s", lit))
}

func (e *explainer) enum(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	var options []string
	for _, v := range s.Enum {
		options = append(options, strings.Trim(literal(v), "\""))
	}
	list := strings.Join(options, ", ")
	e.report(n.Pos(), diag.CodeNotInList,
		textf("%s không nhận giá trị này", "%s does not take this value", name),
		DidYouMean(n.Str(), options, textf("chọn một trong: %s", "choose one of: %s", list)))
}

func (e *explainer) pattern(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	want := patternOf(s)
	if n.Key == "id" && e.file.IsRecord() {
		want = textf("\"%s\", như tên tệp", "\"%s\", as the file is named", e.file.ID)
	} else if better := mended(s, n.Text); better != "" {
		want = textf("%s", "%s", better)
	} else if want.VI == "" {
		want = textf("như %s", "such as %s", literal(exampleOf(s)))
	}
	e.report(n.Pos(), diag.CodePattern,
		textf("%s viết chưa đúng", "%s is not written in its form", name),
		textf("viết %s", "write %s", want))
}

// mended returns what was probably meant by a text that is not in its form, where
// that is plain: a symbol with a dash, an id with marks, an address without https.
func mended(s *jsonschema.Schema, text string) string {
	for _, better := range []string{strings.TrimSpace(text), tidySymbol(text), "https://" + text, viet.Slug(text)} {
		if s.Pattern.MatchString(better) && (s.MaxLength < 0 || len(better) <= s.MaxLength) {
			return better
		}
	}
	return ""
}

var dayFirst = regexp.MustCompile(`^(?:ngày )?([0-9]{1,2})[-/. ](?:tháng )?([0-9]{1,2})[-/. ](?:năm )?([0-9]{4})$`)

func (e *explainer) date(n *source.Node, name diag.Text) {
	if m := dayFirst.FindStringSubmatch(strings.TrimSpace(n.Text)); m != nil {
		iso := fmt.Sprintf("%s-%02s-%02s", m[3], m[2], m[1])
		if _, ok := viet.ParseDate(iso); ok {
			e.report(n.Pos(), diag.CodeFormat,
				textf("%s phải viết theo thứ tự năm-tháng-ngày", "%s must be written as year-month-day", name),
				textf("viết %s", "write %s", iso))
			return
		}
	}
	if regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`).MatchString(n.Text) {
		e.report(n.Pos(), diag.CodeFormat,
			textf("%[1]s: trong lịch không có ngày %[4]s/%[3]s/%[2]s", "%[1]s: the calendar has no day %[4]s/%[3]s/%[2]s", name, n.Text[:4], n.Text[5:7], n.Text[8:]),
			diag.Textf("kiểm tra lại ngày và tháng", "check the day and the month"))
		return
	}
	e.report(n.Pos(), diag.CodeFormat,
		textf("%s phải là một ngày", "%s must be a date", name),
		diag.Textf("viết năm-tháng-ngày, như 2022-02-25", "write year-month-day, such as 2022-02-25"))
}

var formats = map[string]diag.Text{
	"uri":       {VI: "địa chỉ trang web đầy đủ, như https://example.org/", EN: "a full web address, such as https://example.org/"},
	"email":     {VI: "địa chỉ thư điện tử, như ten@example.org", EN: "an e-mail address, such as name@example.org"},
	"date-time": {VI: "ngày giờ, như 2022-02-25T08:00:00+07:00", EN: "a date and time, such as 2022-02-25T08:00:00+07:00"},
}

func (e *explainer) format(s *jsonschema.Schema, n *source.Node, name diag.Text) {
	want, ok := formats[s.Format]
	if !ok {
		want = textf("như %s", "such as %s", literal(exampleOf(s)))
	}
	e.report(n.Pos(), diag.CodeFormat,
		textf("%s chưa đúng định dạng", "%s is not in its format", name), textf("viết %s", "write %s", want))
}

func (e *explainer) tooShort(s *jsonschema.Schema, n *source.Node, name diag.Text, length int) {
	if length == 0 {
		e.report(n.Pos(), diag.CodeTooShort, textf("%s để trống", "%s is empty", name),
			diag.Textf("viết nội dung, hoặc xóa trường này nếu không bắt buộc", "write something, or delete the field if it is not required"))
		return
	}
	e.report(n.Pos(), diag.CodeTooShort,
		textf("%[1]s có %[2]d ký tự, cần ít nhất %[3]d", "%[1]s has %[2]d characters and needs %[3]d or more", name, length, s.MinLength),
		diag.Textf("viết đầy đủ hơn", "write more"))
}

func (e *explainer) tooLong(s *jsonschema.Schema, n *source.Node, name diag.Text, length int) {
	e.report(n.Pos(), diag.CodeTooLong,
		textf("%[1]s có %[2]d ký tự, nhiều nhất được %[3]d", "%[1]s has %[2]d characters; at most %[3]d fit", name, length, s.MaxLength),
		textf("bớt %d ký tự", "take out %d characters", length-s.MaxLength))
}

func (e *explainer) tooSmall(n *source.Node, name diag.Text, bound float64, inclusive bool) {
	e.bound(n, diag.CodeTooSmall, name, bound, inclusive,
		"%[1]s phải từ %[2]s trở lên", "%[1]s must be %[2]s or more", "%[1]s phải lớn hơn %[2]s", "%[1]s must be more than %[2]s")
}

func (e *explainer) tooBig(n *source.Node, name diag.Text, bound float64, inclusive bool) {
	e.bound(n, diag.CodeTooBig, name, bound, inclusive,
		"%[1]s nhiều nhất là %[2]s", "%[1]s must be %[2]s or less", "%[1]s phải nhỏ hơn %[2]s", "%[1]s must be less than %[2]s")
}

func (e *explainer) bound(n *source.Node, code string, name diag.Text, bound float64, inclusive bool, vi, en, viBeyond, enBeyond string) {
	if !inclusive {
		vi, en = viBeyond, enBeyond
	}
	limit := diag.Text{VI: viet.Decimal(bound, "vi"), EN: viet.Decimal(bound, "en")}
	e.report(n.Pos(), code, textf(vi, en, name, limit), diag.Textf("kiểm tra lại con số", "check the number"))
}

func (e *explainer) multiple(n *source.Node, name diag.Text, of float64) {
	e.report(n.Pos(), diag.CodeMultiple,
		textf("%[1]s phải chia hết cho %[2]v", "%[1]s must be a multiple of %[2]v", name, of),
		diag.Textf("kiểm tra lại con số", "check the number"))
}

// count reports a list or object with too few or too many entries.
func (e *explainer) count(n *source.Node, least, most, have int, name diag.Text) {
	if have < least {
		e.report(n.OpenPos(), diag.CodeTooFewItems,
			textf("%[1]s có %[2]d mục, cần ít nhất %[3]d", "%[1]s has %[2]d items and needs %[3]d or more", name, have, least),
			diag.Textf("thêm mục còn thiếu, hoặc xóa trường này nếu không bắt buộc", "add what is missing, or delete the field if it is not required"))
		return
	}
	e.report(n.OpenPos(), diag.CodeTooManyItems,
		textf("%[1]s có %[2]d mục, nhiều nhất được %[3]d", "%[1]s has %[2]d items; at most %[3]d fit", name, have, most),
		diag.Textf("bớt một số mục", "take some out"))
}

func (e *explainer) repeated(n *source.Node, i, j int) {
	e.report(n.Items[i].Pos(), diag.CodeRepeatedItem,
		textf("%[1]s giống hệt mục thứ %[2]d", "%[1]s repeats item %[2]d", item(n.Key, i), j+1),
		diag.Textf("xóa một trong hai", "delete one of the two"))
}
