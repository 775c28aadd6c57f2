package form

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/source"
)

// Values holds what was filled in, by the path of the Leaf.
type Values map[string]*source.Node

// Build makes a record of f from values, with its fields in the order of the
// schema. It is nil when nothing was filled in. Items of a list move up where
// numbers are left out.
func (f *Field) Build(values Values) *source.Node {
	n := build(f, "", values)
	if n == nil {
		return nil
	}
	for _, child := range f.Fields {
		if child.Const != "" && n.Get(child.Key) == nil {
			n.Items = slices.Insert(n.Items, 0, source.Node{Key: child.Key, Kind: source.String, Text: child.Const})
		}
	}
	return n
}

func build(f *Field, path string, values Values) *source.Node {
	switch {
	case f.Type == Group:
		n := &source.Node{Kind: source.Object}
		for _, child := range f.Fields {
			if v := build(child, strings.TrimPrefix(path+"."+child.Key, "."), values); v != nil {
				v.Key = child.Key
				n.Items = append(n.Items, *v)
			}
		}
		if len(n.Items) == 0 {
			return nil
		}
		return n
	case f.Type == List && f.Item.Type == Group:
		n := &source.Node{Kind: source.Array}
		for _, i := range indexes(path, values) {
			if v := build(f.Item, fmt.Sprintf("%s.%d", path, i), values); v != nil {
				n.Items = append(n.Items, *v)
			}
		}
		if len(n.Items) == 0 {
			return nil
		}
		return n
	}
	if v := values[path]; v != nil {
		n := *v
		return &n
	}
	return nil
}

// indexes lists the numbers of the items below a path that were filled in.
func indexes(path string, values Values) []int {
	var list []int
	for key := range values {
		rest, ok := strings.CutPrefix(key, path+".")
		if !ok {
			continue
		}
		number, _, _ := strings.Cut(rest, ".")
		if i, err := strconv.Atoi(number); err == nil && !slices.Contains(list, i) {
			list = append(list, i)
		}
	}
	slices.Sort(list)
	return list
}

// Split is the opposite of Build: the values of a record by path. Lists that are
// empty, and constants, are left out.
func (f *Field) Split(n *source.Node) Values {
	values := Values{}
	split(f, "", n, values)
	return values
}

func split(f *Field, path string, n *source.Node, values Values) {
	switch {
	case n == nil || f.Const != "":
	case f.Type == Group:
		for _, child := range f.Fields {
			split(child, strings.TrimPrefix(path+"."+child.Key, "."), n.Get(child.Key), values)
		}
	case f.Type == List && f.Item.Type == Group:
		for i := range n.Items {
			split(f.Item, fmt.Sprintf("%s.%d", path, i+1), &n.Items[i], values)
		}
	case f.Type == List && len(n.Items) == 0:
	default:
		values[path] = n
	}
}

// Order returns n with the members of every object in the order of the schema;
// unknown ones keep their order behind the others.
func (f *Field) Order(n source.Node) source.Node {
	if f == nil {
		return n
	}
	n.Items = slices.Clone(n.Items)
	for i := range n.Items {
		switch n.Kind {
		case source.Object:
			n.Items[i] = f.Get(n.Items[i].Key).Order(n.Items[i])
		case source.Array:
			n.Items[i] = f.Item.Order(n.Items[i])
		}
	}
	if n.Kind == source.Object {
		slices.SortStableFunc(n.Items, func(a, b source.Node) int { return f.rank(a.Key) - f.rank(b.Key) })
	}
	return n
}

func (f *Field) rank(key string) int {
	for i, child := range f.Fields {
		if child.Key == key {
			return i
		}
	}
	return len(f.Fields)
}

// Print writes a value as the project keeps it: JSON, two blanks for each level,
// letters as they are, a line end at the end.
func Print(n source.Node) []byte {
	var b bytes.Buffer
	write(&b, n, "\n")
	b.WriteByte('\n')
	return b.Bytes()
}

func write(b *bytes.Buffer, n source.Node, indent string) {
	opening, closing := byte('{'), byte('}')
	switch n.Kind {
	case source.String:
		quote(b, n.Text)
		return
	case source.Number, source.Bool:
		b.WriteString(n.Text)
		return
	case source.Array:
		opening, closing = '[', ']'
	case source.Object:
	default:
		b.WriteString("null")
		return
	}
	b.WriteByte(opening)
	for i := range n.Items {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(indent + "  ")
		if n.Kind == source.Object {
			quote(b, n.Items[i].Key)
			b.WriteString(": ")
		}
		write(b, n.Items[i], indent+"  ")
	}
	if len(n.Items) > 0 {
		b.WriteString(indent)
	}
	b.WriteByte(closing)
}

// quote writes a text as JSON with <, > and & as they are.
func quote(b *bytes.Buffer, s string) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(s); err != nil {
		panic(fmt.Sprintf("form: a string must encode: %v", err))
	}
	b.Truncate(b.Len() - 1) // the line end
}
