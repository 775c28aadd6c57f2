package search

import (
	"strings"

	"github.com/klauspost/compress/s2"
)

// Separators of an encoded document; no text has them.
const (
	fieldEnd = "\x1e"
	partEnd  = "\x1f"
)

var withoutSeparators = strings.NewReplacer(fieldEnd, " ", partEnd, " ")

// Encode writes a document as one text, to be kept until the next build: the
// fields that are shown, then names and text, packed. Texts that the document has
// already are left out: nothing more is found by them.
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
	names := join(d.Names)
	had[d.Summary] = true
	rest := s2.EncodeBetter(nil, []byte(names+fieldEnd+join(d.Text)))
	return strings.Join(append(fields, string(rest)), fieldEnd)
}

// Decode reads what Encode wrote.
func Decode(note string) Document {
	d, packed := decodeShown(note)
	rest, err := s2.Decode(nil, []byte(packed))
	if err != nil {
		return d // nothing that Encode wrote
	}
	names, text, _ := strings.Cut(string(rest), fieldEnd)
	d.Names, d.Text = split(names), split(text)
	return d
}

func split(parts string) []string {
	if parts == "" {
		return nil
	}
	return strings.Split(parts, partEnd)
}

// decodeShown reads what is shown of a document; packed is the rest.
func decodeShown(note string) (d Document, packed string) {
	for _, field := range []*string{&d.Address, &d.Date, &d.Title, &d.Lang, &d.Kind, &d.When, &d.Summary} {
		*field, note, _ = strings.Cut(note, fieldEnd)
	}
	return d, note
}

// headOf are address and date of an encoded document, by which it is placed.
func headOf(note string) (address, date string) {
	address, rest, _ := strings.Cut(note, fieldEnd)
	date, _, _ = strings.Cut(rest, fieldEnd)
	return address, date
}
