package personal

import "strings"

// table is a table of a document, written as sentences with each value after its
// heading, so that the rules can tell a name and a number by what stands above.
type table struct {
	text  strings.Builder
	heads map[int]string
}

// cell is a value in a column.
type cell struct {
	column int
	text   string
}

const maxHead = 120 // bytes of a heading that are written before each value

// row adds a row and returns how much text that made. The first row of two values
// or more is taken for the headings, until one names what is personal: above the
// headings of an office's list stand the names of the office and of the state.
func (t *table) row(cells []cell) int {
	before, filled, heading := t.text.Len(), 0, false
	for i := range cells {
		cells[i].text = strings.TrimSpace(cells[i].text)
		if cells[i].text != "" {
			filled++
		}
		_, personal := KeyName(cells[i].text)
		heading = heading || personal
	}
	if filled >= 2 && (t.heads == nil || heading) {
		t.heads = map[int]string{}
		for _, c := range cells {
			t.heads[c.column] = headOf(c.text)
			t.text.WriteString(c.text + " | ")
		}
	} else {
		for _, c := range cells {
			if c.text == "" {
				continue
			}
			if head := t.heads[c.column]; head != "" {
				t.text.WriteString(head + ": ")
				c.text = asWritten(head, c.text)
			}
			t.text.WriteString(c.text + "; ")
		}
	}
	t.text.WriteString("\n\n")
	return t.text.Len() - before
}

// headOf is a heading in one line.
func headOf(s string) string {
	if len(s) > maxHead {
		return ""
	}
	return strings.Join(strings.Fields(s), " ")
}
