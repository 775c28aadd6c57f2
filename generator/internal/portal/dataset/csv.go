package dataset

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// writeCSVExcel is writeCSV with a byte order mark, without which Excel takes
// UTF-8 for the code page of the machine.
func (d *Dataset) writeCSVExcel(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	return d.writeCSV(w)
}

// writeCSV writes a header and the rows after RFC 4180: commas, CRLF, quotes
// doubled.
func (d *Dataset) writeCSV(w io.Writer) error {
	b := bufio.NewWriter(w)
	for i, f := range d.Fields {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(quoteCSV(f.Name))
	}
	b.WriteString("\r\n")
	for row := range d.each {
		for i, v := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoteCSV(v.safe()))
		}
		if _, err := b.WriteString("\r\n"); err != nil {
			return fmt.Errorf("write %s: %w", d.ID, err)
		}
	}
	return b.Flush()
}

// CSV writes rows of texts and numbers that belong to no dataset in the same
// way.
func CSV(rows [][]string) []byte {
	var b bytes.Buffer
	for _, row := range rows {
		for i, text := range row {
			if i > 0 {
				b.WriteByte(',')
			}
			if _, err := strconv.ParseFloat(text, 64); err != nil && isFormula(text) {
				text = "'" + text
			}
			b.WriteString(quoteCSV(text))
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

// safe is the value with an apostrophe before it where a spreadsheet would take
// a text for a formula. Numbers are never touched: -5.15 stays -5.15.
func (v Value) safe() string {
	s := v.String()
	if (v.kind == isText || v.kind == isList) && isFormula(s) {
		return "'" + s
	}
	return s
}

// isFormula reports whether a spreadsheet may run a text. Leading space hides
// the sign from some programs and not from others; full-width signs are read
// like the narrow ones by some.
func isFormula(s string) bool {
	if s != "" && (s[0] >= '0' && s[0] <= '9' || s[0] >= 'A' && s[0] <= 'Z' || s[0] >= 'a' && s[0] <= 'z') {
		return false // as most texts begin
	}
	first, _ := utf8.DecodeRuneInString(s)
	if first == '\t' || first == '\r' || first == '\n' {
		return true
	}
	first, _ = utf8.DecodeRuneInString(strings.TrimLeftFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r)
	}))
	return strings.ContainsRune("=+-@＝＋－＠", first)
}

func quoteCSV(s string) string {
	if !strings.ContainsAny(s, ",\"\r\n") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}
