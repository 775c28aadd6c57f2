package search

import "strings"

// Separators of an encoded document; no text has them.
const (
	fieldEnd = "\x1e"
	partEnd  = "\x1f"
)

var withoutSeparators = strings.NewReplacer(fieldEnd, " ", partEnd, " ")

// Encode writes a document as one text, to be kept until the next build.
func (d Document) Encode() string {
	clean := withoutSeparators.Replace
	join := func(parts []string) string {
		cleaned := make([]string, len(parts))
		for i, p := range parts {
			cleaned[i] = clean(p)
		}
		return strings.Join(cleaned, partEnd)
	}
	return strings.Join([]string{
		clean(d.Address), clean(d.Title), clean(d.Lang), clean(d.Kind), clean(d.Date), clean(d.When), clean(d.Summary),
		join(d.Names), join(d.Text),
	}, fieldEnd)
}

// Decode reads what Encode wrote. Texts share the memory of s.
func Decode(s string) Document {
	next := func() string {
		field, rest, _ := strings.Cut(s, fieldEnd)
		s = rest
		return field
	}
	list := func() []string {
		if field := next(); field != "" {
			return strings.Split(field, partEnd)
		}
		return nil
	}
	return Document{
		Address: next(), Title: next(), Lang: next(), Kind: next(), Date: next(), When: next(), Summary: next(),
		Names: list(), Text: list(),
	}
}
