package search

import "strings"

// Separators of an encoded document; no text has them.
const (
	fieldEnd = "\x1e"
	partEnd  = "\x1f"
)

// shownFields is the number of fields before names and text.
const shownFields = 7

var withoutSeparators = strings.NewReplacer(fieldEnd, " ", partEnd, " ")

// Encode writes a document as one text, to be kept until the next build. Texts
// that the document has already are left out: nothing more is found by them.
func (d Document) Encode() string {
	fields := []string{d.Address, d.Date, d.Title, d.Lang, d.Kind, d.When, d.Summary}
	for i := range fields {
		fields[i] = withoutSeparators.Replace(fields[i])
	}
	had := map[string]bool{"": true, d.Title: true}
	join := func(parts []string) string {
		var more []string
		for _, p := range parts {
			if !had[p] {
				had[p] = true
				more = append(more, withoutSeparators.Replace(p))
			}
		}
		return strings.Join(more, partEnd)
	}
	fields = append(fields, join(d.Names))
	had[d.Summary] = true
	return strings.Join(append(fields, join(d.Text)), fieldEnd)
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
		Address: next(), Date: next(), Title: next(), Lang: next(), Kind: next(), When: next(), Summary: next(),
		Names: list(), Text: list(),
	}
}

// headOf are address and date of an encoded document, by which it is placed.
func headOf(note string) (address, date string) {
	address, rest, _ := strings.Cut(note, fieldEnd)
	date, _, _ = strings.Cut(rest, fieldEnd)
	return address, date
}
