// Package form describes, from the schemas, what an editor fills in: the fields
// of each kind of record in order, with their titles, and how a value that
// somebody typed is read. It turns filled-in values into records and prints them
// in the one form in which the project keeps them. It knows no files.
package form

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/source"
	"minhbach/schemas"
)

// Type is what a field holds.
type Type uint8

// Types of fields.
const (
	Word    Type = iota // a text in one language, a name, a code
	Date                // a day
	Integer             // a whole number
	Number              // a number that may have decimals
	Truth               // yes or no
	List                // several values of one field
	Group               // several fields
)

// Field is a place of a record, as its schema describes it.
type Field struct {
	Key         string
	Title       diag.Text
	Description diag.Text
	Type        Type
	Required    bool
	Fields      []*Field  // of a Group, in the order of the schema
	Item        *Field    // of a List
	Reference   string    // kind of record that the value is the id of
	Vocab       string    // list that the value is a code of
	Enum        []string  // the only values
	Const       string    // the one value
	Pattern     diag.Text // in words, what the value must look like
	Example     string
	Money       bool // whole đồng
	Verbatim    bool // the source's own words, kept as they are
	Bilingual   bool // a Group of one text in the languages of the site
}

// Of returns the fields of a kind of record: a folder of data/, "site", "news"
// or "page". It is nil for a kind without schema.
func Of(kind string) *Field { return shapes()[kind] }

// shapes reads all schemas, once.
var shapes = sync.OnceValue(func() map[string]*Field {
	r := reader{docs: map[string]*source.Node{}}
	for _, name := range schemas.Names() {
		text, err := schemas.Read(name)
		if err != nil {
			panic(err) // the name was listed by the same package
		}
		tree, _ := (&source.File{Path: name, Text: string(text)}).Tree()
		if tree == nil {
			panic(fmt.Sprintf("schema %s cannot be read", name)) // tests read them all
		}
		r.docs[name] = tree
	}
	m := map[string]*Field{}
	for name, tree := range r.docs {
		if tree.Get("properties") != nil && name != "problems" {
			m[name] = r.field(name, tree)
		}
	}
	return m
})

// reader turns schemas into fields.
type reader struct{ docs map[string]*source.Node }

// field reads one schema of the document doc.
func (r reader) field(doc string, n *source.Node) *Field {
	f := &Field{}
	ref := n.Get("$ref").Str()
	if ref != "" {
		file, path, _ := strings.Cut(ref, "#")
		in := doc
		if file != "" {
			in = strings.TrimSuffix(file, ".schema.json")
		}
		target := r.docs[in]
		for part := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
			target = target.Get(part)
		}
		*f = *r.field(in, target)
		f.Money = f.Money || strings.HasSuffix(ref, "/money")
		f.Verbatim = f.Verbatim || strings.HasSuffix(ref, "/printed")
		f.Bilingual = f.Bilingual || strings.HasSuffix(ref, "/text")
	}
	f.words(n)
	switch n.Get("type").Str() {
	case "object":
		f.Type = Group
	case "array":
		f.Type, f.Item = List, r.field(doc, n.Get("items"))
	case "integer":
		f.Type = Integer
	case "number":
		f.Type = Number
	case "boolean":
		f.Type = Truth
	}
	if n.Get("format").Str() == "date" {
		f.Type = Date
	}
	if properties := n.Get("properties"); properties != nil {
		required := texts(n.Get("required"))
		for i := range properties.Items {
			p := &properties.Items[i]
			child := r.field(doc, p)
			child.Key, child.Required = p.Key, slices.Contains(required, p.Key)
			f.Fields = append(f.Fields, child)
		}
	}
	return f
}

// words takes over what a schema says to people, and what it allows.
func (f *Field) words(n *source.Node) {
	set := func(to *string, from *source.Node) {
		if s := from.Str(); s != "" {
			*to = s
		}
	}
	set(&f.Title.VI, n.Get("title"))
	set(&f.Title.EN, n.Get("x-en").Get("title"))
	set(&f.Description.VI, n.Get("description"))
	set(&f.Description.EN, n.Get("x-en").Get("description"))
	set(&f.Pattern.VI, n.Get("x-pattern").Get("vi"))
	set(&f.Pattern.EN, n.Get("x-pattern").Get("en"))
	set(&f.Reference, n.Get("x-reference"))
	set(&f.Vocab, n.Get("x-vocab"))
	set(&f.Const, n.Get("const"))
	if enum := texts(n.Get("enum")); len(enum) > 0 {
		f.Enum = enum
	}
	if example := n.Get("examples").Index(0); example != nil && example.Text != "" {
		f.Example = example.Text
	}
	if f.Reference != "" || f.Vocab != "" {
		f.Example = "" // that of the shared part says nothing of this one
	}
}

// texts lists the texts in an array.
func texts(n *source.Node) []string {
	if n == nil {
		return nil
	}
	var list []string
	for i := range n.Items {
		list = append(list, n.Items[i].Str())
	}
	return list
}

// Get returns the field of a group that has a key, nil if there is none.
func (f *Field) Get(key string) *Field {
	if f == nil {
		return nil
	}
	for _, child := range f.Fields {
		if child.Key == key {
			return child
		}
	}
	return nil
}
