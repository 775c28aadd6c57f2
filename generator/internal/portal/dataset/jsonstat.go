package dataset

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
)

// writeJSONStat writes a table as JSON-stat 2.0. Values and statuses are given
// by position, so that a cell that is not shown takes no room; what a withheld
// figure can be is in the extension. It is in Vietnamese, as a file of this
// format has one language.
func (d *Dataset) writeJSONStat(w io.Writer) error {
	s := d.Statistic
	b := bufio.NewWriter(w)
	b.WriteString("{\n  \"version\": \"2.0\",\n  \"class\": \"dataset\",\n")
	ids, sizes := make([]string, 0, len(s.Dimensions)), make([]int, 0, len(s.Dimensions))
	dimensions := make(map[string]any, len(s.Dimensions))
	roles := map[string][]string{}
	for _, dim := range s.Dimensions {
		ids, sizes = append(ids, dim.ID), append(sizes, len(dim.Categories))
		index, label := make([]string, 0, len(dim.Categories)), make(map[string]string, len(dim.Categories))
		for _, c := range dim.Categories {
			index = append(index, c.Code)
			label[c.Code] = c.Label.VI
		}
		dimensions[dim.ID] = map[string]any{"label": dim.Label.VI, "category": map[string]any{"index": index, "label": label}}
		switch dim.ID {
		case "year":
			roles["time"] = []string{dim.ID}
		case "unit":
			roles["geo"] = []string{dim.ID}
		}
	}
	statuses := map[string]string{}
	for _, c := range statusChoices {
		statuses[c.Code] = c.Label.VI
	}
	notes := make([]string, 0, len(d.Notes))
	for _, n := range d.Notes {
		notes = append(notes, n.VI)
	}
	extension := map[string]any{"status": map[string]any{"label": statuses}, "licence": d.Licence, "version": d.Version}
	if d.Synthetic {
		extension["synthetic"] = true
	}
	for _, member := range []struct {
		name  string
		value any
	}{
		{"label", d.Title.VI}, {"note", notes}, {"source", d.Publisher.Name.VI}, {"updated", d.AsOf},
		{"id", ids}, {"size", sizes}, {"role", roles}, {"dimension", dimensions}, {"extension", extension},
	} {
		encoded, err := compact(member.value)
		if err != nil {
			return err
		}
		fmt.Fprintf(b, "  %q: %s,\n", member.name, encoded)
	}
	if err := s.writeCells(b, "value", func(c Cell) string {
		if v := c.values()[0]; v.Known() {
			return v.String()
		}
		return ""
	}); err != nil {
		return fmt.Errorf("write %s: %w", d.ID, err)
	}
	b.WriteString(",\n")
	if err := s.writeCells(b, "status", func(c Cell) string { return strconv.Quote(string(c.Status)) }); err != nil {
		return fmt.Errorf("write %s: %w", d.ID, err)
	}
	b.WriteString("\n}\n")
	return b.Flush()
}

// writeCells writes one object from position to what of tells, nothing where it
// tells nothing.
func (s *Statistic) writeCells(b *bufio.Writer, name string, of func(Cell) string) error {
	places := make([]map[string]int, len(s.Dimensions))
	for i, dim := range s.Dimensions {
		places[i] = make(map[string]int, len(dim.Categories))
		for j, c := range dim.Categories {
			places[i][c.Code] = j
		}
	}
	fmt.Fprintf(b, "  %q: {", name)
	separator := ""
	for codes, cell := range s.Cells() {
		text := of(cell)
		if text == "" {
			continue
		}
		at := 0
		for i, code := range codes {
			at = at*len(places[i]) + places[i][code]
		}
		if _, err := fmt.Fprintf(b, "%s\"%d\":%s", separator, at, text); err != nil {
			return err
		}
		separator = ","
	}
	b.WriteByte('}')
	return nil
}
