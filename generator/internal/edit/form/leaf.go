package form

import (
	"strconv"
	"strings"

	"minhbach/generator/internal/diag"
)

// Leaf is one thing to fill in: a field that holds a value by itself, or a list
// of such values. Items of longer lists are counted from 1 in its path:
// "sources.1.title.vi".
type Leaf struct {
	*Field
	Path     string
	Name     diag.Text // with what it belongs to: "Nguồn 1: Tên nguồn"
	Required bool      // together with all that it belongs to
}

// Leaves lists what a kind has to fill in, in the order of its schema. count says
// how many items of a list of groups there are.
func (f *Field) Leaves(count func(path string) int) []Leaf {
	w := walker{count: count}
	w.walk(f, "", diag.Text{}, true)
	return w.leaves
}

// One counts one item of every list.
func One(string) int { return 1 }

type walker struct {
	count  func(path string) int
	leaves []Leaf
}

func (w *walker) walk(f *Field, path string, name diag.Text, required bool) {
	switch {
	case f.Const != "":
	case f.Type == Group:
		for _, child := range f.Fields {
			at := strings.TrimPrefix(path+"."+child.Key, ".")
			if f.Bilingual && f.Description.VI != "" { // what it says of the text, not of its language
				own := *child
				own.Description, child = f.Description, &own
			}
			w.walk(child, at, nameOf(f, child, name), required && child.Required)
		}
	case f.Type == List && f.Item.Type == Group:
		for i := 1; i <= w.count(path); i++ {
			n := strconv.Itoa(i)
			w.walk(f.Item, path+"."+n, diag.Text{VI: name.VI + " " + n, EN: name.EN + " " + n}, required && i == 1)
		}
	default:
		w.leaves = append(w.leaves, Leaf{Field: f, Path: path, Name: name, Required: required})
	}
}

// nameOf names a member of a group by all that it belongs to. The Vietnamese of a
// text is named as the text itself.
func nameOf(group, child *Field, name diag.Text) diag.Text {
	switch {
	case group.Bilingual && child.Key == "vi":
		return name
	case group.Bilingual:
		return diag.Text{VI: name.VI + " (tiếng Anh)", EN: name.EN + " (English)"}
	case name.VI == "":
		return child.Title
	}
	return diag.Text{VI: name.VI + ": " + child.Title.VI, EN: name.EN + ": " + child.Title.EN}
}

// Help explains what to fill in.
func (l Leaf) Help() diag.Text {
	if l.Description.VI != "" {
		return l.Description
	}
	return l.Pattern
}
