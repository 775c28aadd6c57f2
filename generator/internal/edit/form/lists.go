package form

import (
	"strings"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// Option is a value that may be chosen: an id or a code with what it stands for.
type Option struct{ Code, Label string }

// Lists knows the ids and codes of a project.
type Lists struct {
	records map[string][]*source.File // kind
	read    map[string][]Option       // kind, or "vocab/<list>"
}

// NewLists looks up options in a project, each kind when it is first asked for.
func NewLists(p *source.Project) *Lists {
	l := &Lists{records: map[string][]*source.File{}, read: map[string][]Option{}}
	for _, f := range p.Files {
		if f.IsRecord() {
			l.records[f.Kind] = append(l.records[f.Kind], f)
		}
	}
	return l
}

// Options lists what may be chosen for f, nil where anything may be written.
func (l *Lists) Options(f *Field) []Option {
	if f.Type == List {
		f = f.Item
	}
	switch {
	case f.Reference != "":
		return l.ids(f.Reference)
	case f.Vocab != "":
		options := l.codes(f.Vocab)
		if len(options) > 0 {
			return options
		}
	}
	var options []Option
	for _, code := range f.Enum {
		options = append(options, Option{code, code})
	}
	return options
}

func (l *Lists) ids(kind string) []Option {
	if options, ok := l.read[kind]; ok {
		return options
	}
	options := []Option{}
	for _, f := range l.records[kind] {
		options = append(options, Option{f.ID, labelOf(f)})
	}
	l.read[kind] = options
	return options
}

// labelOf says in words what a record is.
func labelOf(f *source.File) string {
	tree, _ := f.Tree()
	for _, key := range []string{"name", "title"} {
		n := tree.Get(key)
		if label := n.Str() + n.Get("vi").Str(); label != "" {
			return label
		}
	}
	return f.ID
}

func (l *Lists) codes(list string) []Option {
	name := "vocab/" + list
	if options, ok := l.read[name]; ok {
		return options
	}
	options := []Option{}
	for _, f := range l.records["vocab"] {
		if f.ID != list {
			continue
		}
		tree, _ := f.Tree()
		for i := 0; tree.Get("codes").Index(i) != nil; i++ {
			code := tree.Get("codes").Index(i)
			options = append(options, Option{code.Get("code").Str(), code.Get("label").Get("vi").Str()})
		}
	}
	l.read[name] = options
	return options
}

// Choose finds what was meant by a word: a code, or a label that only one option
// has, written with marks or without.
func Choose(options []Option, word string) (string, Mistake) {
	var found, near []string
	folded := viet.Fold(strings.TrimSpace(word))
	for _, o := range options {
		if o.Code == word {
			return word, Mistake{}
		}
		if viet.Fold(o.Label) == folded || o.Code == folded {
			found = append(found, o.Code)
		}
		near = append(near, o.Code)
	}
	switch {
	case len(found) == 1:
		return found[0], Mistake{}
	case len(found) > 1:
		return "", Mistake{diag.CodeUnknownCode,
			diag.Textf("“%s” có thể là nhiều thứ", "“%s” could be several things", short(word)),
			diag.Textf("viết một trong các mã: %s", "write one of the codes: %s", strings.Join(found, ", "))}
	}
	if len(near) == 0 {
		return "", Mistake{diag.CodeUnknownRecord,
			diag.Textf("dự án chưa có gì để chọn cho “%s”", "the project has nothing yet to choose for “%s”", short(word)),
			diag.Textf("thêm bản ghi đó trước", "add that record first")}
	}
	fallback := diag.Textf("viết một trong các mã: %s", "write one of the codes: %s", strings.Join(near, ", "))
	if len(near) > 12 {
		fallback = diag.Textf("viết một trong %[1]d mã, như %[2]s", "write one of the %[1]d codes, such as %[2]s", len(near), strings.Join(near[:3], ", "))
	}
	for _, o := range options {
		if check.Nearest(word, []string{o.Label}) != "" && check.Nearest(word, near) == "" {
			fallback = diag.Textf("có phải bạn muốn viết “%s”?", "did you mean “%s”?", o.Code)
			break
		}
	}
	return "", Mistake{diag.CodeUnknownCode,
		diag.Textf("không có “%s” trong danh sách", "“%s” is not in the list", short(word)),
		check.DidYouMean(word, near, fallback)}
}

// Pick replaces what was typed for f, a value of Read, by the codes it means.
func (l *Lists) Pick(f *Field, n *source.Node) Mistake {
	options := l.Options(f)
	if options == nil || n == nil {
		return Mistake{}
	}
	if n.Kind == source.Array {
		for i := range n.Items {
			code, mistake := Choose(options, n.Items[i].Text)
			if mistake.Code != "" {
				return mistake
			}
			n.Items[i].Text = code
		}
		return Mistake{}
	}
	code, mistake := Choose(options, n.Text)
	if mistake.Code == "" {
		n.Text = code
	}
	return mistake
}
