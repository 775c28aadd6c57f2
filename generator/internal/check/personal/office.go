package personal

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"time"
)

const maxEntries = 5000 // files in a DOCX or XLSX

// officeParts reads the parts of a DOCX or XLSX that hold text.
func officeParts(data []byte) ([]part, error) {
	if !isZip(data) {
		return nil, fmt.Errorf("office file is no archive: %w", ErrClosed)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxEntries {
		return nil, fmt.Errorf("office file: %w", ErrClosed)
	}
	o := &office{left: maxInside}
	for _, f := range z.File { // what sheets refer to comes first
		if f.Name == "xl/sharedStrings.xml" {
			if err := o.read(f, o.sharedStrings); err != nil {
				return nil, err
			}
		}
	}
	known := false
	for _, f := range z.File {
		var do func(string, *xml.Decoder) error
		switch name, base := f.Name, path.Base(f.Name); {
		case name == "word/document.xml", strings.HasPrefix(name, "word/header"), strings.HasPrefix(name, "word/footer"),
			name == "word/footnotes.xml", name == "word/endnotes.xml", name == "word/comments.xml":
			known = true
			do = o.document
		case strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml"):
			known = true
			do = o.sheet
		case strings.HasPrefix(name, "xl/comments") && strings.HasSuffix(name, ".xml"), strings.HasPrefix(name, "xl/threadedComments/"), strings.HasPrefix(name, "xl/drawings/drawing"), strings.HasPrefix(name, "xl/charts/chart"), strings.HasPrefix(name, "word/charts/chart"):
			do = o.plain
		case strings.HasPrefix(name, "docProps/") && path.Ext(base) == ".xml":
			do = o.properties
		case path.Ext(base) == ".rels":
			do = o.relations
		case activeEntry(name):
			return nil, fmt.Errorf("office file holds another file: %w", ErrActive)
		default:
			continue
		}
		if err := o.read(f, do); err != nil {
			return nil, err
		}
	}
	if o.active {
		return nil, fmt.Errorf("office file: %w", ErrActive)
	}
	if !known {
		return nil, fmt.Errorf("office file without text: %w", ErrClosed)
	}
	return o.parts, nil
}

// office is a DOCX or XLSX that is being read.
type office struct {
	parts  []part
	shared []string
	left   int64 // bytes that may still be unpacked
	active bool  // it fetches or starts something
}

// read gives the XML of one entry to do, as long as there is not too much of it.
func (o *office) read(f *zip.File, do func(string, *xml.Decoder) error) error {
	in, err := f.Open()
	if err != nil {
		return fmt.Errorf("office file: %w", ErrClosed)
	}
	defer in.Close()
	limited := &io.LimitedReader{R: in, N: o.left}
	if err := do(f.Name, xml.NewDecoder(limited)); err != nil && !errors.Is(err, io.EOF) || limited.N <= 0 {
		return fmt.Errorf("part of an office file: %w", ErrClosed)
	}
	o.left = limited.N
	return nil
}

// tokens calls do for each token until the end.
func tokens(d *xml.Decoder, do func(xml.Token)) error {
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		do(t)
	}
}

// document reads a part of a DOCX: paragraphs, tables, what was struck out, and
// who struck it out.
func (o *office) document(name string, d *xml.Decoder) error {
	var text, cell strings.Builder
	var rows [][]string
	var row []string
	depth, inText, inField := 0, false, false
	out := func() *strings.Builder {
		if depth > 0 {
			return &cell
		}
		return &text
	}
	err := tokens(d, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "tbl":
				depth++
			case "t", "delText", "instrText":
				inText, inField = true, t.Name.Local == "instrText"
			case "tab", "br", "cr":
				out().WriteByte(' ')
			}
			for _, a := range t.Attr {
				switch {
				case a.Name.Local == "instr" && isActiveField(a.Value):
					o.active = true
				case a.Name.Local == "author":
					o.author(a.Value)
				case a.Name.Local == "descr" || a.Name.Local == "title" && t.Name.Local == "docPr":
					text.WriteString("\n\n" + a.Value + "\n\n")
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t", "delText", "instrText":
				inText = false
			case "p":
				if depth > 0 {
					cell.WriteByte(' ')
				} else {
					text.WriteString("\n\n")
				}
			case "tc":
				if depth == 1 {
					row = append(row, cell.String())
					cell.Reset()
				}
			case "tr":
				if depth == 1 {
					rows, row = append(rows, row), nil
				}
			case "tbl":
				if depth--; depth == 0 {
					text.WriteString("\n\n" + tableText(rows) + "\n\n")
					rows = nil
				}
			}
		case xml.CharData:
			if inText {
				o.active = o.active || inField && isActiveField(string(t))
				out().Write(t)
			}
		}
	})
	o.parts = append(o.parts, part{name: strings.TrimSuffix(path.Base(name), ".xml"), text: text.String()})
	return err
}

// author notes who wrote or changed something, once.
func (o *office) author(name string) {
	p := part{name: authorPart, text: name, who: true}
	for _, other := range o.parts {
		if other == p {
			return
		}
	}
	if len(o.parts) < 1000 {
		o.parts = append(o.parts, p)
	}
}

// plain reads all characters of a part.
func (o *office) plain(name string, d *xml.Decoder) error {
	var text strings.Builder
	err := tokens(d, func(t xml.Token) {
		switch t := t.(type) {
		case xml.CharData:
			text.Write(t)
		case xml.EndElement:
			if t.Name.Local == "p" || t.Name.Local == "comment" || t.Name.Local == "text" || t.Name.Local == "v" || t.Name.Local == "author" {
				text.WriteString("\n\n")
			}
		}
	})
	o.parts = append(o.parts, part{name: strings.TrimSuffix(path.Base(name), ".xml"), text: text.String()})
	return err
}

// properties reads what a document tells of itself.
func (o *office) properties(name string, d *xml.Decoder) error {
	element := ""
	var others strings.Builder
	err := tokens(d, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			element = t.Name.Local
		case xml.EndElement:
			element = ""
		case xml.CharData:
			switch element {
			case "creator", "lastModifiedBy", "Manager":
				o.author(strings.TrimSpace(string(t)))
			case "title", "subject", "description", "keywords", "Company", "lpwstr", "category":
				others.WriteString(string(t) + "\n\n")
			}
		}
	})
	o.parts = append(o.parts, part{name: "properties", text: others.String()})
	return err
}

// sharedStrings reads the texts that the cells of an XLSX refer to.
func (o *office) sharedStrings(_ string, d *xml.Decoder) error {
	var text strings.Builder
	phonetic := false
	return tokens(d, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			phonetic = phonetic || t.Name.Local == "rPh"
		case xml.EndElement:
			switch t.Name.Local {
			case "rPh":
				phonetic = false
			case "si":
				o.shared = append(o.shared, text.String())
				text.Reset()
			}
		case xml.CharData:
			if !phonetic {
				text.Write(t)
			}
		}
	})
}

const maxColumns = 1000 // of a sheet that are read

// sheet reads the cells of one sheet, hidden ones too.
func (o *office) sheet(name string, d *xml.Decoder) error {
	var rows [][]string
	var row []string
	var value strings.Builder
	kind, column, in := "", 0, false
	err := tokens(d, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				row = nil
			case "c":
				kind, column = "", len(row)
				for _, a := range t.Attr {
					switch a.Name.Local {
					case "t":
						kind = a.Value
					case "r":
						column = columnOf(a.Value)
					}
				}
				value.Reset()
			case "v", "t":
				in = true
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v", "t":
				in = false
			case "c":
				for len(row) <= min(column, maxColumns) {
					row = append(row, "")
				}
				row[min(column, maxColumns)] = o.cell(kind, value.String())
			case "row":
				rows = append(rows, row)
			}
		case xml.CharData:
			if in {
				value.Write(t)
			}
		}
	})
	o.parts = append(o.parts, part{name: strings.TrimSuffix(path.Base(name), ".xml"), text: tableText(rows)})
	return err
}

// cell is what a cell shows.
func (o *office) cell(kind, value string) string {
	if kind != "s" {
		return value
	}
	if n, err := strconv.Atoi(value); err == nil && 0 <= n && n < len(o.shared) {
		return o.shared[n]
	}
	return ""
}

// columnOf is the column of a cell such as AB12, from 0.
func columnOf(cell string) int {
	n := 0
	for _, c := range cell {
		if c < 'A' || c > 'Z' || n > maxColumns {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return max(n-1, 0)
}

// asWritten gives a number back what a spreadsheet took away: the 0 in front of a
// telephone or citizen number, the form of a date of birth.
func asWritten(head, value string) string {
	n, err := strconv.ParseInt(value, 10, 64)
	if err != nil {
		return value
	}
	kind, _ := KeyName(head)
	switch {
	case kind == Phone && mobile(value), kind == CCCD && len(value) == 11:
		return "0" + value
	case kind == Birth && 3000 < n && n < 60000:
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format("02/01/2006")
	}
	return value
}
