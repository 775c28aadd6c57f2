package personal

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"
)

// sharedStrings reads the texts that the cells of an XLSX refer to.
func (o *office) sharedStrings(_ string, d *xml.Decoder) error {
	var text strings.Builder
	phonetic := false
	return o.tokens(d, func(t xml.Token) {
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

// sheet reads one sheet, a hidden one too: its cells, and what is said beside them
// in formulas, headers and questions.
func (o *office) sheet(name string, d *xml.Decoder) error {
	var rows table
	var row []cell
	var value, formula, others strings.Builder
	kind, column, in, inCell, inFormula := "", 0, false, false, false
	err := o.tokens(d, func(t xml.Token) {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				row, column = row[:0], -1
			case "c":
				kind, column, inCell = "", column+1, true
				for _, a := range t.Attr {
					switch a.Name.Local {
					case "t":
						kind = a.Value
					case "r":
						column = columnOf(a.Value)
					}
				}
				value.Reset()
				return
			case "v", "t":
				in = inCell
			case "f":
				inFormula = true
			}
			for _, a := range t.Attr {
				if spokenXML[a.Name.Local] {
					others.WriteString(a.Value + "\n\n")
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v", "t":
				in = false
			case "f":
				o.active = o.active || activeFormula.MatchString(formula.String())
				others.WriteString(formula.String() + "\n\n")
				formula.Reset()
				inFormula = false
			case "c":
				if text := o.cell(kind, value.String()); text != "" && column <= maxColumns {
					row = append(row, cell{column, text})
				}
				inCell = false
			case "row":
				o.room -= rows.row(row)
			}
		case xml.CharData:
			switch {
			case in:
				value.Write(t)
			case inFormula:
				formula.Write(t)
			case !inCell && len(bytes.TrimSpace(t)) > 0: // headers and footers
				others.WriteString(string(t) + "\n\n")
			}
		}
	})
	o.add(name, rows.text.String()+others.String())
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
