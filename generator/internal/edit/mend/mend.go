// Package mend puts right what can be put right without asking: letters and
// marks apart (NFC), no-break and repeated blanks, the order of fields, forms of
// dates, indentation and line ends. It changes what is seen of a file, never what
// the file says: what was read before is read after, but for the blanks and dates
// it set out to mend. It does no I/O.
package mend

import (
	"slices"
	"strings"
	"unicode/utf8"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
)

// File returns the mended text of a file of the project. A file that cannot be
// read, or that would not say the same afterwards, is returned as it is, with
// what stands in the way.
func File(f source.File, text string) (string, []diag.Problem) {
	f.Text = text
	if !utf8.ValidString(text) {
		return text, []diag.Problem{{
			Pos: diag.Pos{Path: f.Path}, Code: diag.CodeNotUTF8, Record: f.Name(),
			Message: diag.Textf("tệp không phải UTF-8", "the file is not UTF-8"),
			Remedy:  diag.Textf("lưu lại tệp với bảng mã UTF-8", "save the file again in the encoding UTF-8"),
		}}
	}
	var mended string
	var problems []diag.Problem
	if f.IsText() {
		mended, problems = article(f)
	} else {
		mended, problems = record(f)
	}
	if len(problems) > 0 {
		return text, problems
	}
	return mended, nil
}

// lines gives a text line ends of one kind and no byte order mark.
func lines(s string) string {
	s = strings.TrimLeft(s, "\ufeff")
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// record mends a JSON file.
func record(f source.File) (string, []diag.Problem) {
	f.Text = strings.TrimLeft(f.Text, "\ufeff")
	tree, problems := f.Tree()
	if len(problems) > 0 {
		return "", problems
	}
	shape := form.Of(f.Kind)
	want := shape.Order(values(shape, *tree))
	text := string(form.Print(want))
	if !says(f, text, &want) {
		return "", []diag.Problem{notSafe(f)}
	}
	return text, nil
}

// says reports whether text is read as want, but for what is mended.
func says(f source.File, text string, want *source.Node) bool {
	f.Text = text
	got, problems := f.Tree()
	if len(problems) > 0 || got == nil {
		return false
	}
	tidy := values(form.Of(f.Kind), *got)
	return same(&tidy, want)
}

// same compares two values; the order of fields does not count.
func same(a, b *source.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) {
		return false
	}
	for i := range a.Items {
		other := b.Index(i)
		if a.Kind == source.Object {
			other = b.Get(a.Items[i].Key)
		}
		if !same(&a.Items[i], other) {
			return false
		}
	}
	return true
}

func notSafe(f source.File) diag.Problem {
	return diag.Problem{
		Pos: diag.Pos{Path: f.Path}, Code: diag.CodeSyntax, Record: f.Name(),
		Message: diag.Textf("không tự sửa được tệp này mà chắc chắn giữ nguyên nội dung", "this file cannot be mended with its meaning surely kept"),
		Remedy:  diag.Textf("sửa tay theo các lỗi mà lệnh check báo", "mend it by hand as the command check says"),
	}
}

// values mends what is inside a value. f may be nil: a field without schema.
func values(f *form.Field, n source.Node) source.Node {
	n.Items = slices.Clone(n.Items)
	switch n.Kind {
	case source.String:
		n.Text = text(f, n.Text)
	case source.Array:
		for i := range n.Items {
			n.Items[i] = values(item(f), n.Items[i])
		}
	case source.Object:
		for i := range n.Items {
			n.Items[i] = values(f.Get(n.Items[i].Key), n.Items[i])
			n.Items[i].Key = form.Settle(n.Items[i].Key)
		}
	}
	return n
}

func item(f *form.Field) *form.Field {
	if f == nil {
		return nil
	}
	return f.Item
}

// text mends one text. The source's own words keep their blanks.
func text(f *form.Field, s string) string {
	switch {
	case f != nil && f.Verbatim:
		return form.Settle(s)
	case f != nil && f.Type == form.Date:
		if date, mistake := form.ReadDate(form.Settle(s)); mistake.Code == "" {
			return date
		}
	}
	return form.Tidy(s)
}
