package source

import (
	"encoding/json"
	"strconv"
	"strings"

	"minhbach/generator/internal/diag"
)

// Kind is the type of a value.
type Kind uint8

// Kinds of values. None is the kind of a value that is not there.
const (
	None Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// Node is a value of a record with its place. A nil Node is a value that is not
// there; every method can be called on it.
type Node struct {
	Kind  Kind
	Key   string // its name, where it stands in an object
	Text  string // of a string; for a number or truth value the letters it is written in
	Items []Node // of an array or object, as they stand in the file

	text             *text
	start, end       int32
	keyStart, keyEnd int32
}

// Get returns the member named key of an object, nil if there is none.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != Object {
		return nil
	}
	for i := range n.Items {
		if n.Items[i].Key == key {
			return &n.Items[i]
		}
	}
	return nil
}

// Index returns the item at i of an array, nil if there is none.
func (n *Node) Index(i int) *Node {
	if n == nil || n.Kind != Array || i < 0 || i >= len(n.Items) {
		return nil
	}
	return &n.Items[i]
}

// At follows a path of keys and indexes ("relations", 0, "plan") as far as it
// goes, so that something that is missing still has a place.
func (n *Node) At(path ...any) *Node {
	for _, step := range path {
		var next *Node
		switch step := step.(type) {
		case string:
			next = n.Get(step)
		case int:
			next = n.Index(step)
		}
		if next == nil {
			break
		}
		n = next
	}
	return n
}

// Str returns the text of a string, empty for every other value.
func (n *Node) Str() string {
	if n == nil || n.Kind != String {
		return ""
	}
	return n.Text
}

// Int returns a whole number.
func (n *Node) Int() (int64, bool) {
	if n == nil || n.Kind != Number {
		return 0, false
	}
	i, err := strconv.ParseInt(n.Text, 10, 64)
	return i, err == nil
}

// Pos is the place of the value.
func (n *Node) Pos() diag.Pos {
	if n == nil {
		return diag.Pos{}
	}
	return n.text.pos(int(n.start), int(n.end))
}

// KeyPos is the place of the name of the value, or of the value where it has none.
func (n *Node) KeyPos() diag.Pos {
	if n == nil || n.keyEnd == 0 {
		return n.Pos()
	}
	return n.text.pos(int(n.keyStart), int(n.keyEnd))
}

// OpenPos is the place where an array or object opens: where to look when
// something is missing in it.
func (n *Node) OpenPos() diag.Pos {
	if n == nil || n.Kind != Array && n.Kind != Object {
		return n.Pos()
	}
	if c := n.text.s[n.start:]; strings.HasPrefix(c, "{") || strings.HasPrefix(c, "[") {
		return n.text.pos(int(n.start), int(n.start)+1)
	}
	return n.text.pos(int(n.start), int(n.start)) // front matter has no brackets
}

// File is the file in which the value stands.
func (n *Node) File() *File { return n.text.file }

// Value returns the value as package encoding/json would decode it into an
// interface, numbers as json.Number.
func (n *Node) Value() any {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case Bool:
		return n.Text == "true"
	case Number:
		return json.Number(n.Text)
	case String:
		return n.Text
	case Array:
		items := make([]any, len(n.Items))
		for i := range n.Items {
			items[i] = n.Items[i].Value()
		}
		return items
	case Object:
		members := make(map[string]any, len(n.Items))
		for i := range n.Items {
			members[n.Items[i].Key] = n.Items[i].Value()
		}
		return members
	}
	return nil
}

// Tree reads the values of the file: the whole of a JSON file, the front matter
// of a text. It reads anew at each call, so that the values of a hundred thousand
// records need not stay in memory. The tree is nil when the file could not be read
// to its end; a tree that comes with problems is good enough to look for more. A
// file whose text could not be taken has neither: its problem is known.
func (f *File) Tree() (*Node, []diag.Problem) {
	switch {
	case f.folder != nil && !f.held:
		return f.again()
	case f.closed || f.Text == "" && f.Kind == KindPicture:
		return nil, nil
	case f.IsText():
		return frontMatter(f)
	}
	return parseJSON(f)
}
