package dataset

import (
	"slices"
	"strings"

	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// Statistic is a safe table to publish, with the definition it was made by.
type Statistic struct {
	Definition *record.Table
	Dimensions []Dimension
	Money      bool // figures are đồng, else households
	Synthetic  bool // made from invented rows
	Rows       int
	// Cells goes through the table: a code for each dimension, Total for a total.
	// The codes are valid until the next cell.
	Cells func(yield func(codes []string, c Cell) bool)
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
	Missing        Status = "missing"         // nobody has the figure
	NotApplicable  Status = "not-applicable"  // there can be no figure
)

// Cell is one published cell.
type Cell struct {
	Status       Status
	Value        int64 // of Published, Zero and StructuralZero
	Lower, Upper int64 // of Withheld: everybody can deduce this much
	Bounded      bool  // whether there is an Upper
}

// FromTable makes a statistic of a safe table. Grain tells what one unit of the
// figure in a row is worth, in đồng; it may be nil where households are counted.
func FromTable(set *record.Set, definition *record.Table, t *sdc.Table, grain func(row int) int64, synthetic bool) Statistic {
	s := Statistic{
		Definition: definition, Money: definition.Measure.Kind == "money", Synthetic: synthetic, Rows: t.Len(),
		Cells: func(yield func([]string, Cell) bool) {
			codes := make([]string, len(t.Dims()))
			for i := range t.Len() {
				row, figure := t.Row(i)
				for j, code := range row {
					if codes[j] = code; code == "" {
						codes[j] = Total
					}
				}
				worth := int64(1)
				if grain != nil {
					worth = grain(i)
				}
				if !yield(codes, cellOf(figure, worth)) {
					return
				}
			}
		},
	}
	for i, id := range t.Dims() {
		s.Dimensions = append(s.Dimensions, dimensionOf(set, definition, t, i, id))
	}
	return s
}

func cellOf(f sdc.Figure, worth int64) Cell {
	value, known := f.Value()
	switch {
	case !known:
		lower, upper, bounded := f.Range()
		c := Cell{Status: Withheld, Lower: lower * worth, Bounded: bounded}
		if bounded {
			c.Upper = upper * worth
		}
		return c
	case f.Kind() == sdc.StructuralZero:
		return Cell{Status: StructuralZero}
	case value == 0:
		return Cell{Status: Zero}
	}
	return Cell{Status: Published, Value: value * worth}
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
		row, _ := t.Row(i)
		if code := row[at]; !seen[code] {
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
	case "unit":
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
	}
	return c
}

// ofStatistic makes the dataset of a table: its dimensions with labels, then
// the figure or its range, then the status.
func ofStatistic(b *book, s *Statistic) *Dataset {
	d := &Dataset{
		ID: "bang-" + s.Definition.ID, Title: s.Definition.Title, Description: s.Definition.Universe.Description,
		Notes: statisticNotes, Rows: s.Rows, Synthetic: s.Synthetic, Statistic: s,
		Keywords: []record.Text{{VI: "thống kê", EN: "statistics"}},
	}
	if s.Definition.Note != nil {
		d.Notes = append([]record.Text{*s.Definition.Note}, d.Notes...)
	}
	labels := make([]map[string]record.Text, len(s.Dimensions))
	units := map[string]bool{}
	for i, dim := range s.Dimensions {
		name := snake(strings.ReplaceAll(dim.ID, "-", "_"))
		meaning := record.Text{VI: "Mã của “" + dim.Label.VI + "”; _T là tổng.", EN: "Code of “" + dim.Label.In("en") + "”; _T is the total."}
		d.Fields = append(d.Fields,
			Field{Name: name, Title: dim.Label, Meaning: meaning, Type: String, Allowed: dim.Categories, Required: true, Key: true},
			Field{Name: name + "_label_vi", Title: inVietnamese(joinTitle(dim.Label, calledTitle)), Meaning: meaning, Type: String, Computed: true},
			Field{Name: name + "_label_en", Title: inEnglish(joinTitle(dim.Label, calledTitle)), Meaning: meaning, Type: String, Computed: true})
		labels[i] = make(map[string]record.Text, len(dim.Categories))
		for _, c := range dim.Categories {
			labels[i][c.Code] = c.Label
			switch dim.ID {
			case "unit":
				for _, id := range strings.Split(c.Code, "+") {
					units[id] = true
				}
			case "year":
				d.extend(c.Code)
			}
		}
	}
	d.Spatial = b.areas(units)
	d.Fields = append(d.Fields, s.figureFields()...)
	d.each = func(yield func([]Value) bool) {
		row := make([]Value, len(d.Fields))
		for codes, cell := range s.Cells {
			row = row[:0]
			for i, code := range codes {
				label := labels[i][code]
				row = append(row, Text(code), Text(label.VI), Text(label.EN))
			}
			if !yield(append(row, cell.values()...)) {
				return
			}
		}
	}
	return d
}

// extend widens the time covered by a year.
func (d *Dataset) extend(year string) {
	if len(year) != 4 {
		return
	}
	p := record.Period{From: year + "-01-01", To: year + "-12-31"}
	if d.Temporal != nil {
		p.From, p.To = min(p.From, d.Temporal.From), max(p.To, d.Temporal.To)
	}
	d.Temporal = &p
}

// values are the figure, its range and its status. A withheld figure has no
// value, one that is known has no range.
func (c Cell) values() []Value {
	v := []Value{{}, {}, {}, Text(string(c.Status))}
	switch c.Status {
	case Published, Zero, StructuralZero:
		v[0] = Whole(c.Value)
	case Withheld:
		v[1] = Whole(c.Lower)
		if c.Bounded {
			v[2] = Whole(c.Upper)
		}
	}
	return v
}

// figureFields are the columns after the dimensions.
func (s *Statistic) figureFields() []Field {
	unit := unitOf("households", "")
	if s.Money {
		unit = unitOf("money", "")
	}
	label := s.Definition.Measure.Label
	return []Field{
		{Name: "value", Type: Integer, Unit: unit, Title: label, Meaning: record.Text{
			VI: "Con số được công bố; ô trống thì xem cột “status”.", EN: "The published figure; where it is empty, see the column “status”."}},
		{Name: "lower", Type: Integer, Unit: unit, Title: joinTitle(label, record.Text{VI: "ít nhất", EN: "at least"}), Meaning: record.Text{
			VI: "Với số bị giữ lại: ai cũng suy ra được rằng con số không nhỏ hơn số này.", EN: "For a withheld figure: everybody can deduce that it is not smaller than this."}},
		{Name: "upper", Type: Integer, Unit: unit, Title: joinTitle(label, record.Text{VI: "nhiều nhất", EN: "at most"}), Meaning: record.Text{
			VI: "Với số bị giữ lại: ai cũng suy ra được rằng con số không lớn hơn số này; trống là không có giới hạn trên.", EN: "For a withheld figure: everybody can deduce that it is not larger than this; empty means no upper limit."}},
		{Name: "status", Type: String, Required: true, Allowed: statusChoices, Title: record.Text{VI: "Tình trạng của con số", EN: "Status of the figure"}, Meaning: record.Text{
			VI: "Con số được công bố, bị giữ lại, là 0, không có, hay không thể có.", EN: "Whether the figure is published, withheld, zero, missing or not applicable."}},
	}
}

var statusChoices = []Choice{
	{Code: string(Published), Label: record.Text{VI: "Công bố", EN: "Published"}},
	{Code: string(Zero), Label: record.Text{VI: "Là 0", EN: "Zero"}},
	{Code: string(StructuralZero), Label: record.Text{VI: "Chỉ có thể là 0", EN: "Structural zero"}},
	{Code: string(Withheld), Label: record.Text{VI: "Giữ lại để bảo vệ hộ gia đình, chỉ cho khoảng", EN: "Withheld to protect households; range only"}},
	{Code: string(Missing), Label: record.Text{VI: "Không có số liệu", EN: "Missing"}},
	{Code: string(NotApplicable), Label: record.Text{VI: "Không áp dụng", EN: "Not applicable"}},
}

var statisticNotes = []record.Text{
	{
		VI: "Số bị giữ lại có status “withheld”, không có giá trị mà chỉ có khoảng lower–upper; số 0 có status “zero” hoặc “structural-zero”; không có số là “missing”; không thể có số là “not-applicable”.",
		EN: "A withheld figure has the status “withheld” and no value, only the range lower–upper; a 0 has the status “zero” or “structural-zero”; a figure that nobody has is “missing”; one that cannot be is “not-applicable”.",
	},
	{
		VI: "Một số bị giữ lại hoặc vì chính nó ít hộ, hoặc để không ai tính ngược ra số khác; hai trường hợp không bao giờ được phân biệt.",
		EN: "A figure is withheld because it stands for few households or so that nobody can work out another; the two are never told apart.",
	},
	formulaNote,
}
