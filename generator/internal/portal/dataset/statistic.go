package dataset

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// Statistic is a safe table to publish, with the definition it was made by.
type Statistic struct {
	Definition *record.Table
	Dimensions []Dimension
	Money      bool           // figures are đồng, else households
	Synthetic  bool           // made from invented rows
	Standards  map[int]string // the poverty standard of each year
	Rows       int
	// At reads a row: a code for each dimension, Total for a total, appended to
	// codes, and the cell.
	At func(i int, codes []string) ([]string, Cell)
}

// Cells goes through the table. The codes are valid until the next cell.
func (s *Statistic) Cells() iter.Seq2[[]string, Cell] {
	return func(yield func([]string, Cell) bool) {
		var codes []string
		var cell Cell
		for i := range s.Rows {
			if codes, cell = s.At(i, codes[:0]); !yield(codes, cell) {
				return
			}
		}
	}
}

// Dimension is one thing that a table is broken down by, with its categories in
// the order of the table.
type Dimension struct {
	ID         string
	Label      record.Text
	Categories []Choice
}

// Total is the code that stands for all categories of a dimension, as in SDMX.
const Total = "_T"

// Status tells apart what is not a plain figure. The words are the same in all
// formats, and do not tell why a figure is withheld.
type Status string

// The statuses of a cell.
const (
	Published      Status = "published"       // the figure
	Zero           Status = "zero"            // the figure, and it is 0
	StructuralZero Status = "structural-zero" // 0, and it could be nothing else
	Withheld       Status = "withheld"        // kept back to protect households; only its range is given
	Rounded        Status = "rounded"         // small counts rounded to protect households; the figure stands for its range
	Perturbed      Status = "perturbed"       // noise added to protect households; the figure stands for its range
	Missing        Status = "missing"         // nobody has the figure
	NotApplicable  Status = "not-applicable"  // there can be no figure
)

// Cell is one published cell.
type Cell struct {
	Status       Status
	Value        int64 // of Published, Zero, StructuralZero, Rounded and Perturbed
	Lower, Upper int64 // of Withheld: everybody can deduce this much; of Rounded and Perturbed: between them lies the true figure
	Bounded      bool  // whether there is an Upper
}

// FromTable makes a statistic of a safe table. Standards are the poverty
// standards of its years.
func FromTable(set *record.Set, definition *record.Table, t *sdc.Table, standards map[int]string, synthetic bool) Statistic {
	s := Statistic{
		Definition: definition, Money: definition.Measure.Kind == "money", Synthetic: synthetic, Standards: standards, Rows: t.Len(),
		At: func(i int, codes []string) ([]string, Cell) {
			for at := range t.Dims() {
				codes = append(codes, cmp.Or(t.Code(i, at), Total))
			}
			return codes, cellOf(t.Figure(i))
		},
	}
	for i, id := range t.Dims() {
		s.Dimensions = append(s.Dimensions, dimensionOf(set, definition, t, i, id))
	}
	return s
}

func cellOf(f sdc.Figure) Cell {
	value, known := f.Value()
	if n, changed := f.Shown(); changed {
		lower, upper, _ := f.Range()
		c := Cell{Status: Rounded, Value: n, Lower: lower, Upper: upper, Bounded: true}
		if f.Kind() == sdc.Perturbed {
			c.Status = Perturbed
		}
		return c
	}
	switch {
	case !known:
		lower, upper, bounded := f.Range()
		c := Cell{Status: Withheld, Lower: lower, Bounded: bounded}
		if bounded {
			c.Upper = upper
		}
		return c
	case f.Kind() == sdc.StructuralZero:
		return Cell{Status: StructuralZero}
	case value == 0:
		return Cell{Status: Zero}
	}
	return Cell{Status: Published, Value: value}
}

// dimensionOf collects the categories of a dimension in the order of the table.
func dimensionOf(set *record.Set, definition *record.Table, t *sdc.Table, at int, id string) Dimension {
	d := Dimension{ID: id, Label: record.Text{VI: id, EN: id}}
	vocab := ""
	for _, defined := range definition.Dimensions {
		if defined.ID == id {
			d.Label, vocab = defined.Label, defined.Vocab
		}
	}
	seen := map[string]bool{}
	for i := range t.Len() {
		if code := t.Code(i, at); !seen[code] {
			seen[code] = true
			d.Categories = append(d.Categories, category(set, id, vocab, code))
		}
	}
	return d
}

// category names a code: a total, a unit or several pooled, an organisation, or
// an entry of a code list.
func category(set *record.Set, dimension, vocab, code string) Choice {
	if code == "" {
		return Choice{Code: Total, Label: record.Text{VI: "Tổng số", EN: "Total"}}
	}
	c := Choice{Code: code, Label: record.Text{VI: code, EN: code}}
	if list := set.Vocab[vocab]; list != nil {
		if i := slices.IndexFunc(list.Codes, func(entry record.Code) bool { return entry.Code == code }); i >= 0 {
			c.Label = list.Codes[i].Label
		}
		return c
	}
	switch dimension {
	case unitDimension:
		var vi, en []string
		for _, id := range strings.Split(code, "+") {
			name := record.Text{VI: id}
			if u := set.Units[id]; u != nil {
				name = u.Name
			}
			vi, en = append(vi, name.VI), append(en, name.In("en"))
		}
		c.Label = record.Text{VI: strings.Join(vi, ", "), EN: strings.Join(en, ", ")}
	case "organization":
		if o := set.Organizations[code]; o != nil {
			c.Label = o.Name
		}
	case commitmentDimension:
		if o := set.Commitments[code]; o != nil {
			c.Label = o.Title
		}
	}
	return c
}
