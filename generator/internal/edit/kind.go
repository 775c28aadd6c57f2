package edit

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit/form"
	"minhbach/generator/internal/source"
	"minhbach/generator/internal/viet"
)

// Kind is a kind of record or text that can be made.
type Kind struct {
	Name   string // as the command line calls it
	Also   string // its name in Vietnamese without marks
	Schema string // of its fields
	name   func(at func(path string) string) string
}

// Kinds lists what can be made.
var Kinds = []Kind{
	{"units", "don-vi", "units", func(at func(string) string) string { return at("name.vi") + " " + at("code") }},
	{"organizations", "co-quan", "organizations", func(at func(string) string) string { return at("name.vi") }},
	{"people", "can-bo", "people", func(at func(string) string) string { return at("name") }},
	{"plans", "van-ban", "plans", func(at func(string) string) string { return at("symbol") + " " + at("date") }},
	{"commitments", "cam-ket", "commitments", func(at func(string) string) string { return at("title.vi") }},
	{"activities", "hoat-dong", "activities", func(at func(string) string) string { return at("title.vi") }},
	{"outcomes", "ket-qua", "outcomes", func(at func(string) string) string {
		return at("commitment") + " " + at("date") + " " + at("status")
	}},
	{"figures", "so-lieu", "figures", func(at func(string) string) string {
		return at("unit") + " " + at("year") + " " + at("standard")
	}},
	{"vocab", "danh-muc", "vocab", func(at func(string) string) string { return at("title.vi") }},
	{"tin", "news", source.KindNews, func(at func(string) string) string { return at("title") }},
	{"trang", "page", source.KindPage, func(at func(string) string) string { return at("title") }},
}

// KindOf finds a kind by one of its names.
func KindOf(name string) (Kind, bool) {
	folded := viet.Slug(name)
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return folded != "" && (folded == k.Name || folded == k.Also) })
	if i < 0 {
		return Kind{}, false
	}
	return Kinds[i], true
}

// Title names the kind: "Cam kết".
func (k Kind) Title() diag.Text { return form.Of(k.Schema).Title }

// IsText reports whether the kind is Markdown with front matter.
func (k Kind) IsText() bool { return k.Schema == source.KindNews || k.Schema == source.KindPage }

// Leaves lists what can be filled in; the id has a flag of its own.
func (k Kind) Leaves() []form.Leaf {
	leaves := form.Of(k.Schema).Leaves(form.One)
	return slices.DeleteFunc(leaves, func(l form.Leaf) bool { return l.Path == "id" })
}

// Flag names the option of the command line for a path: "sources.1.title.vi" is
// "sources-title".
func Flag(leafPath string) string {
	var b strings.Builder
	for _, r := range plainPath(leafPath) {
		switch {
		case r == '.':
			b.WriteByte('-')
		case unicode.IsUpper(r):
			b.WriteByte('-')
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// plainPath leaves out what nobody types: the first item of a list, Vietnamese.
func plainPath(p string) string {
	p = strings.TrimSuffix(strings.ReplaceAll(p+".", ".1.", "."), ".")
	return strings.TrimSuffix(p, ".vi")
}

// longest is how long a name made from a title may be.
const longest = 80

// ID makes the id of a record, or the name of a text, from what was filled in.
func (k Kind) ID(values form.Values) string {
	at := func(p string) string {
		if n := values[p]; n != nil {
			return n.Text
		}
		return ""
	}
	slug := viet.Slug(k.name(at))
	for len(slug) > longest {
		i := strings.LastIndexByte(slug[:longest+1], '-')
		if i < 0 {
			i = longest
		}
		slug = slug[:i]
	}
	return slug
}

// place says where a record or text is kept.
func (k Kind) place(id, lang string, values form.Values) string {
	switch k.Schema {
	case source.KindNews:
		year := "0000"
		if date := values["date"]; date != nil && len(date.Text) >= 4 {
			year = date.Text[:4]
		}
		return path.Join("content", lang, "tin", year, id+".md")
	case source.KindPage:
		return path.Join("content", lang, id+".md")
	}
	return fmt.Sprintf("data/%s/%s.json", k.Schema, id)
}
