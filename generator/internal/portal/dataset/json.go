package dataset

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"minhbach/generator/internal/record"
)

// header is what the JSON file says before its rows.
type header struct {
	Dataset     string         `json:"dataset"`
	Title       record.Text    `json:"title"`
	Description record.Text    `json:"description"`
	Synthetic   bool           `json:"synthetic,omitempty"`
	Version     string         `json:"version"`
	AsOf        string         `json:"data_as_of"`
	Publisher   record.Text    `json:"publisher"`
	Licence     record.Licence `json:"licence"`
	Notes       []record.Text  `json:"notes"`
	Fields      []jsonField    `json:"fields"`
	Count       int            `json:"count"` // written by itself: all else is the same in every part of a dataset
}

// jsonField is an entry of the data dictionary in JSON.
type jsonField struct {
	Name     string       `json:"name"`
	Title    record.Text  `json:"title"`
	Meaning  record.Text  `json:"meaning"`
	Type     Type         `json:"type"`
	List     bool         `json:"list,omitempty"`
	Unit     *record.Text `json:"unit,omitempty"`
	Required bool         `json:"required,omitempty"`
	Allowed  []jsonChoice `json:"allowed,omitempty"`
}

type jsonChoice struct {
	Code  string       `json:"code"`
	Label *record.Text `json:"label,omitempty"`
}

func optional(t record.Text) *record.Text {
	if t.VI == "" {
		return nil
	}
	return &t
}

func (d *Dataset) header() header {
	h := header{
		Dataset: d.ID, Title: d.Title, Description: d.Description, Synthetic: d.Synthetic, Version: d.Version, AsOf: d.AsOf,
		Publisher: d.Publisher.Name, Licence: d.Licence, Notes: d.Notes, Fields: make([]jsonField, 0, len(d.Fields)),
	}
	for _, f := range d.Fields {
		jf := jsonField{Name: f.Name, Title: f.Title, Meaning: f.Meaning, Type: f.Type, List: f.List, Unit: optional(f.Unit), Required: f.Required}
		for _, c := range f.Allowed {
			jf.Allowed = append(jf.Allowed, jsonChoice{c.Code, optional(c.Label)})
		}
		h.Fields = append(h.Fields, jf)
	}
	return h
}

// writeJSON writes one object: what the dataset is, its dictionary, then its
// rows one on each line.
func (d *Dataset) writeJSON(w io.Writer) error {
	head, err := d.head()
	if err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	b.Write(head)
	b.WriteString(strconv.Itoa(d.Rows) + ",\n  \"rows\": [")
	separator := "\n    "
	err = d.writeRows(b, func() { b.WriteString(separator); separator = ",\n    " }, func() {})
	if err != nil {
		return err
	}
	if d.Rows > 0 {
		b.WriteString("\n  ")
	}
	b.WriteString("]\n}\n")
	return b.Flush()
}

// head is what the file says before the number of its rows.
func (d *Dataset) head() ([]byte, error) {
	encode := func() ([]byte, error) {
		head, err := marshal(d.header())
		return bytes.TrimSuffix(head, []byte("0\n}\n")), err
	}
	if d.Statistic != nil { // of a part of a table the dictionary lists other units
		return encode()
	}
	return d.constants.text(d.form(), encode)
}

// writeJSONLines writes one object on each line.
func (d *Dataset) writeJSONLines(w io.Writer) error {
	b := bufio.NewWriter(w)
	if err := d.writeRows(b, func() {}, func() { b.WriteByte('\n') }); err != nil {
		return err
	}
	return b.Flush()
}

// writeRows writes each row as an object with every field in order; what is not
// known is null.
func (d *Dataset) writeRows(b *bufio.Writer, before, after func()) error {
	names := make([][]byte, len(d.Fields))
	for i, f := range d.Fields {
		names[i] = append(appendString(nil, f.Name), ':', ' ')
	}
	var line []byte
	for row := range d.each {
		line = append(line[:0], '{')
		for i, v := range row {
			if i > 0 {
				line = append(line, ", "...)
			}
			line = v.appendJSON(append(line, names[i]...))
		}
		before()
		if _, err := b.Write(append(line, '}')); err != nil {
			return fmt.Errorf("write %s: %w", d.ID, err)
		}
		after()
	}
	return nil
}

// appendJSON writes the value as JSON, nothing as null.
func (v Value) appendJSON(b []byte) []byte {
	switch v.kind {
	case isText:
		return appendString(b, v.text)
	case isWhole:
		return strconv.AppendInt(b, v.whole, 10)
	case isReal:
		return strconv.AppendFloat(b, v.real, 'f', -1, 64)
	case isTruth:
		return strconv.AppendBool(b, v.whole != 0)
	case isList:
		b = append(b, '[')
		for i, part := range v.list {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = part.appendJSON(b)
		}
		return append(b, ']')
	}
	return append(b, "null"...)
}

func appendString(b []byte, s string) []byte {
	if !isPlain(s) {
		quoted, err := compact(s)
		if err != nil {
			panic(err) // every string has a JSON form
		}
		return append(b, quoted...)
	}
	return append(append(append(b, '"'), s...), '"')
}

// isPlain reports whether a text is in JSON as it is. Of what lies beyond ASCII only
// the separators of lines are not.
func isPlain(s string) bool {
	ascii := true
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '"' || c == '\\' || c == 0x7f:
			return false
		case c > 0x7f:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(s) && !strings.Contains(s, "\u2028") && !strings.Contains(s, "\u2029")
}

// compact encodes on one line without escaping <, > and &, which matter in HTML
// only.
func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// marshal encodes with an indent for readers.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(v); err != nil {
		return nil, fmt.Errorf("encode %T: %w", v, err)
	}
	return b.Bytes(), nil
}
