package edit

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/check"
	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// Answers are what was typed for a new record or text.
type Answers struct {
	Values map[string]string // by path; the first item of a list and ".vi" may be left out
	ID     string            // empty: made from the title
	Lang   string            // of a text
	Body   string            // of a text; without one it begins as a draft
}

// Draft is a new record or text in the making.
type Draft struct {
	kind    Kind
	lists   *form.Lists
	answers Answers
	leaves  []form.Leaf
	values  form.Values
}

// NewDraft reads answers. today, an ISO date, is the date of a text that names
// none.
func (f *Folder) NewDraft(kind Kind, answers Answers, today string) (*Draft, []diag.Problem, error) {
	project, err := f.Load()
	if err != nil {
		return nil, nil, err
	}
	d := &Draft{kind: kind, lists: form.NewLists(project), answers: answers, values: form.Values{}}
	d.leaves = form.Of(kind.Schema).Leaves(d.count)
	var problems []diag.Problem
	for _, key := range slices.Sorted(maps.Keys(answers.Values)) {
		leaf, ok := d.leaf(key)
		if !ok {
			problems = append(problems, d.unknown(key))
			continue
		}
		if mistake := d.Answer(leaf, answers.Values[key]); mistake.Code != "" {
			problems = append(problems, diag.Problem{
				Pos: diag.Pos{Path: "--" + Flag(leaf.Path)}, Code: mistake.Code, Message: mistake.Message, Remedy: mistake.Remedy,
			})
		}
	}
	d.defaults(project, today)
	return d, problems, nil
}

// count says how many items of a list the answers speak of.
func (d *Draft) count(list string) int {
	most := 1
	for key := range d.answers.Values {
		if rest, ok := strings.CutPrefix(key, list+"."); ok {
			number, _, _ := strings.Cut(rest, ".")
			if n, err := strconv.Atoi(number); err == nil && n <= 100 {
				most = max(most, n)
			}
		}
	}
	return most
}

func (d *Draft) leaf(key string) (form.Leaf, bool) {
	for _, leaf := range d.leaves {
		if leaf.Path == key || plainPath(leaf.Path) == plainPath(key) || Flag(leaf.Path) == key {
			return leaf, leaf.Path != "id"
		}
	}
	return form.Leaf{}, false
}

func (d *Draft) unknown(key string) diag.Problem {
	var names []string
	for _, leaf := range d.leaves {
		names = append(names, plainPath(leaf.Path))
	}
	return diag.Problem{
		Pos: diag.Pos{Path: "--set"}, Code: diag.CodeNotAsked,
		Message: diag.Textf("loại “%s” không có mục “%s”", "the kind “%s” has no field “%s”", d.kind.Name, diag.Printable(key)),
		Remedy:  check.DidYouMean(key, names, diag.Textf("các mục: %s", "the fields: %s", strings.Join(names, ", "))),
	}
}

// Answer reads what was typed for a field. Nothing typed is no answer.
func (d *Draft) Answer(leaf form.Leaf, typed string) form.Mistake {
	if strings.TrimSpace(typed) == "" {
		return form.Mistake{}
	}
	value, mistake := leaf.Read(typed)
	if mistake.Code == "" {
		mistake = d.lists.Pick(leaf.Field, value)
	}
	if mistake.Code == "" {
		d.values[leaf.Path] = value
	}
	return mistake
}

// defaults fills in what nobody needs to be asked.
func (d *Draft) defaults(project *source.Project, today string) {
	set := func(path string, kind source.Kind, text string) {
		if d.values[path] == nil {
			d.values[path] = &source.Node{Kind: kind, Text: text}
		}
	}
	switch d.kind.Schema {
	case source.KindNews:
		set("date", source.String, today)
		if strings.TrimSpace(d.answers.Body) == "" {
			set("draft", source.Bool, "true")
		}
	case source.KindPage:
		set("updated", source.String, today)
		if strings.TrimSpace(d.answers.Body) == "" {
			set("draft", source.Bool, "true")
		}
	case "activities":
		if c := d.values["commitment"]; c != nil {
			set("order", source.Number, strconv.FormatInt(nextOrder(project, c.Text), 10))
		}
	}
}

// nextOrder is the place behind the last activity of a commitment.
func nextOrder(project *source.Project, commitment string) int64 {
	var last int64
	for _, f := range project.Files {
		if f.Kind != "activities" {
			continue
		}
		tree, _ := f.Tree()
		if order, ok := tree.Get("order").Int(); ok && tree.Get("commitment").Str() == commitment {
			last = max(last, order)
		}
	}
	return last + 1
}

// Missing lists what must still be filled in.
func (d *Draft) Missing() []form.Leaf {
	var missing []form.Leaf
	for _, leaf := range d.leaves {
		if leaf.Required && leaf.Path != "id" && d.values[leaf.Path] == nil {
			missing = append(missing, leaf)
		}
	}
	return missing
}

// MissingProblems tells what must still be filled in, by flag.
func (d *Draft) MissingProblems() []diag.Problem {
	var problems []diag.Problem
	for _, leaf := range d.Missing() {
		help := leaf.Help()
		problems = append(problems, diag.Problem{
			Pos: diag.Pos{Path: "--" + Flag(leaf.Path)}, Code: diag.CodeMissingKey,
			Message: diag.Text{VI: "thiếu “" + leaf.Name.VI + "”", EN: "“" + leaf.Name.EN + "” is missing"},
			Remedy:  diag.Text{VI: help.VI + d.some(leaf), EN: help.EN + d.some(leaf)},
		})
	}
	return problems
}

// some names a few of the values that may be chosen, or an example.
func (d *Draft) some(leaf form.Leaf) string {
	options := d.lists.Options(leaf.Field)
	var codes []string
	for _, o := range options[:min(len(options), 8)] {
		codes = append(codes, o.Code)
	}
	switch {
	case len(options) > len(codes):
		return " (" + strings.Join(codes, ", ") + ", …)"
	case len(codes) > 0:
		return " (" + strings.Join(codes, ", ") + ")"
	case leaf.Type == form.Date:
		return " (25/02/2022)"
	case leaf.Example != "" && (leaf.Type == form.Integer || leaf.Pattern.VI != ""):
		return " (" + leaf.Example + ")"
	}
	return ""
}

// File is the new file. There is none when nothing in the answers can name it.
func (d *Draft) File() (NewFile, []diag.Problem) {
	id := d.answers.ID
	if id == "" {
		id = d.kind.ID(d.values)
	}
	if !viet.IsSlug(id) {
		return NewFile{}, []diag.Problem{{
			Pos: diag.Pos{Path: "--id"}, Code: diag.CodeFileName,
			Message: diag.Textf("không đặt được tên “%s” cho tệp", "the file cannot be named “%s”", diag.Printable(id)),
			Remedy:  diag.Textf("viết --id gồm chữ thường không dấu, chữ số và dấu nối “-”", "write --id in lower-case letters without marks, digits and “-”"),
		}}
	}
	shape := form.Of(d.kind.Schema)
	file := NewFile{Path: d.kind.place(id, d.answers.Lang, d.values)}
	if d.kind.IsText() {
		file.Data = markdown(shape.Build(d.values), d.answers)
		return file, nil
	}
	values := maps.Clone(d.values)
	values["id"] = &source.Node{Kind: source.String, Text: id}
	file.Data = form.Print(*shape.Build(values))
	return file, nil
}

// Save judges the new file and writes it when nothing speaks against it. The
// problems may be warnings.
func (f *Folder) Save(file NewFile) ([]diag.Problem, error) {
	exists, _, err := f.Exists(file.Path, nil)
	if err != nil {
		return nil, err
	}
	if exists {
		return []diag.Problem{Taken(file.Path)}, nil
	}
	problems, err := f.Judge([]NewFile{file})
	if err != nil || diag.HasErrors(problems) {
		return problems, err
	}
	return problems, f.Create([]NewFile{file})
}

// Taken is the problem of a new file whose place is taken.
func Taken(path string) diag.Problem {
	return diag.Problem{
		Pos: diag.Pos{Path: path}, Code: diag.CodeFileExists,
		Message: diag.Textf("đã có tệp này với nội dung khác; tệp được giữ nguyên", "this file exists with other content; it was left as it is"),
		Remedy:  diag.Textf("sửa chính tệp ấy, hoặc đặt một id khác", "edit that file, or choose another id"),
	}
}
