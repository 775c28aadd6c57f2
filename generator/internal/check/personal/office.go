package personal

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

const (
	maxEntries = 5000     // files in a DOCX or XLSX
	maxText    = 16 << 20 // bytes of text of its tables, each value with its heading
	rootBytes  = 16 << 10 // in which the first element of a part is looked for
)

// officeParts reads the parts of a DOCX or XLSX that hold text. The names of parts
// are free, so what a part is shows in its first element; what is of no known kind
// is read as it stands.
func officeParts(data []byte) ([]part, error) {
	if !isZip(data) {
		return nil, fmt.Errorf("office file is no archive: %w", ErrClosed)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) > maxEntries {
		return nil, fmt.Errorf("office file: %w", ErrClosed)
	}
	o := &office{left: maxInside, room: maxText, authors: map[string]bool{}}
	for _, strings := range []bool{true, false} { // what sheets refer to comes first
		for _, f := range z.File {
			switch kind := entryKind(f.Name); {
			case kind == otherEntry:
				return nil, fmt.Errorf("office file holds another file: %w", ErrActive)
			case kind == pictureEntry:
				o.pictures = true
			case kind == xmlEntry:
				if err := o.read(f, strings); err != nil {
					return nil, err
				}
			}
		}
	}
	if o.active {
		return nil, fmt.Errorf("office file: %w", ErrActive)
	}
	if !o.known || o.pictures && !o.written() {
		return nil, fmt.Errorf("office file without text: %w", ErrClosed)
	}
	return o.parts, nil
}

// office is a DOCX or XLSX that is being read.
type office struct {
	parts    []part
	shared   []string
	authors  map[string]bool
	left     int64 // bytes that may still be unpacked
	room     int   // bytes of tables that may still be written out
	known    bool  // it has a text or a sheet
	pictures bool
	active   bool // it fetches or starts something
}

// written reports whether there is any text.
func (o *office) written() bool {
	return slices.ContainsFunc(o.parts, func(p part) bool { return !p.who && strings.TrimSpace(p.text) != "" })
}

// read reads the XML of one entry, as long as there is not too much of it: the
// shared strings first, then all others.
func (o *office) read(f *zip.File, first bool) error {
	in, err := f.Open()
	if err != nil {
		return fmt.Errorf("office file: %w", ErrClosed)
	}
	defer in.Close()
	limited := &io.LimitedReader{R: in, N: o.left}
	buffered := bufio.NewReaderSize(limited, rootBytes)
	start, _ := buffered.Peek(rootBytes) // the end of a short part shows below
	root := rootOf(start)
	if first != (root == "sst") {
		return nil
	}
	do := o.reader(strings.ToLower(f.Name), root)
	if do == nil {
		return nil
	}
	if err := do(f.Name, xml.NewDecoder(buffered)); err != nil && !errors.Is(err, io.EOF) || limited.N <= 0 {
		return fmt.Errorf("part of an office file: %w", ErrClosed)
	}
	o.left = limited.N
	return nil
}

// rootOf is the name of the first element.
func rootOf(start []byte) string {
	for d := xml.NewDecoder(bytes.NewReader(start)); ; {
		t, err := d.RawToken()
		if err != nil {
			return ""
		}
		if e, ok := t.(xml.StartElement); ok {
			return e.Name.Local
		}
	}
}

// unread are first elements of parts that say how a document looks.
var unread = words("Types styles styleSheet theme fonts settings webSettings numbering calcChain Signature")

// activeRoots are first elements of parts that fetch or start something.
var activeRoots = words("macrosheet dialogsheet connections queryTable customUI externalLink")

// reader returns what reads a part, nil for one without text.
func (o *office) reader(name, root string) func(string, *xml.Decoder) error {
	switch {
	case path.Ext(name) == ".rels":
		return o.relations
	case root == "sst":
		return o.sharedStrings
	case name == "word/document.xml", root == "document", root == "glossaryDocument":
		o.known = true
		return o.document
	case root == "hdr", root == "ftr", root == "footnotes", root == "endnotes", root == "comments" && strings.HasPrefix(name, "word/"):
		return o.document
	case strings.HasPrefix(name, "xl/worksheets/"), root == "worksheet":
		o.known = true
		return o.sheet
	case root == "coreProperties", root == "Properties":
		return o.properties
	case activeRoots[root]:
		o.active = true
		return nil
	case unread[root]:
		return nil
	}
	return o.plain
}

// tokens calls do for each token until the end, or until there is too much text.
func (o *office) tokens(d *xml.Decoder, do func(xml.Token)) error {
	for o.room > 0 {
		t, err := d.Token()
		if err != nil {
			return err
		}
		do(t)
	}
	return ErrClosed
}

// document reads a part of a DOCX: paragraphs, tables, what was struck out, and
// who struck it out.
func (o *office) document(name string, d *xml.Decoder) error {
	var text, inCell, field strings.Builder
	rows := table{}
	var row []cell
	depth, inText, inField := 0, false, false
	out := func() *strings.Builder {
		if depth > 0 {
			return &inCell
		}
		return &text
	}
	err := o.tokens(d, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "tbl":
				depth++
			case "t", "delText", "instrText":
				inText, inField = true, t.Name.Local == "instrText"
			case "fldChar": // between two of them stands the code of a field
				o.active = o.active || isActiveField(field.String())
				field.Reset()
			case "tab", "br", "cr":
				out().WriteByte(' ')
			}
			for _, a := range t.Attr {
				switch {
				case a.Name.Local == "instr" && isActiveField(a.Value):
					o.active = true
				case a.Name.Local == "author":
					o.author(a.Value)
				case spokenXML[a.Name.Local] && t.Name.Local != "bookmarkStart":
					text.WriteString("\n\n" + a.Value + "\n\n")
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t", "delText", "instrText":
				inText = false
			case "p":
				if depth > 0 {
					inCell.WriteByte(' ')
				} else {
					text.WriteString("\n\n")
				}
			case "tc":
				if depth == 1 {
					row = append(row, cell{len(row), inCell.String()})
					inCell.Reset()
				}
			case "tr":
				if depth == 1 {
					o.room -= rows.row(row)
					row = nil
				}
			case "tbl":
				if depth--; depth == 0 {
					text.WriteString("\n\n" + rows.text.String() + "\n\n")
					rows = table{}
				}
			}
		case xml.CharData:
			if inText {
				if inField {
					field.Write(t)
				}
				out().Write(t)
			}
		}
	})
	o.active = o.active || isActiveField(field.String())
	o.add(name, text.String())
	return err
}

// add notes the text of a part.
func (o *office) add(name, text string) {
	o.parts = append(o.parts, part{name: strings.TrimSuffix(path.Base(name), ".xml"), text: text})
}

// author notes who wrote or changed something, once.
func (o *office) author(name string) {
	if !o.authors[name] && len(o.authors) < 1000 {
		o.authors[name] = true
		o.parts = append(o.parts, part{name: authorPart, text: name, who: true})
	}
}

// spokenXML are attributes that are shown, or hold what was shown.
var spokenXML = words("v name comment prompt promptTitle error errorTitle caption title descr alt tooltip displayText display")

// plain reads all characters of a part and the attributes that are shown.
func (o *office) plain(name string, d *xml.Decoder) error {
	var text strings.Builder
	apart := true
	end := func() {
		if !apart {
			text.WriteString("\n\n")
			apart = true
		}
	}
	err := o.tokens(d, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			for _, a := range t.Attr {
				switch {
				case a.Name.Local == "author", a.Name.Local == "displayName":
					o.author(a.Value)
				case spokenXML[a.Name.Local] && a.Value != "":
					end()
					text.WriteString(a.Value + "\n\n")
				}
			}
		case xml.CharData:
			text.Write(t)
			apart = false
		case xml.EndElement:
			if t.Name.Local != "t" && t.Name.Local != "r" { // runs of one text
				end()
			}
		}
	})
	o.add(name, text.String())
	return err
}

// properties reads what a document tells of itself.
func (o *office) properties(name string, d *xml.Decoder) error {
	element := ""
	var others strings.Builder
	err := o.tokens(d, func(t xml.Token) {
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
