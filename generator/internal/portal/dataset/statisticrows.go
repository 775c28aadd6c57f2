package dataset

import (
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/record"
)

// ofStatistic makes the dataset of a table: its dimensions with labels, then
// the figure or its range, then the status.
func ofStatistic(b *book, s *Statistic) *Dataset {
	d := &Dataset{
		ID: "bang-" + s.Definition.ID, Title: s.Definition.Title, Description: s.description(),
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
	year := slices.IndexFunc(s.Dimensions, func(dim Dimension) bool { return dim.ID == "year" })
	if year >= 0 && len(s.Standards) > 0 {
		d.Fields = append(d.Fields, b.standardFields()...)
	} else {
		year = -1
	}
	d.Fields = append(d.Fields, s.figureFields()...)
	d.each = func(yield func([]Value) bool) {
		row := make([]Value, len(d.Fields))
		for codes, cell := range s.Cells() {
			row = row[:0]
			for i, code := range codes {
				label := labels[i][code]
				row = append(row, Text(code), Text(label.VI), Text(label.EN))
			}
			if year >= 0 {
				standard := s.standard(codes[year])
				label := b.label("standards", standard)
				row = append(row, Text(standard), Text(label.VI), Text(label.EN))
			}
			if !yield(append(row, cell.values()...)) {
				return
			}
		}
	}
	return d
}

// description says whom the table is about and how it was made.
func (s *Statistic) description() record.Text {
	of := s.Definition.Universe.Description
	switch s.Definition.Method {
	case record.MethodRound:
		return record.Text{
			VI: of.VI + " Tính từ hồ sơ từng hộ; số hộ nhỏ đã được làm tròn trước khi công bố để giữ kín cho hộ dân.",
			EN: of.In("en") + " Computed from records of households; small counts have been rounded before publication to protect households.",
		}
	case record.MethodCellKey:
		return record.Text{
			VI: of.VI + " Tính từ hồ sơ từng hộ; các số đã được cộng nhiễu trước khi công bố để giữ kín cho hộ dân.",
			EN: of.In("en") + " Computed from records of households; noise has been added to the counts before publication to protect households.",
		}
	}
	return record.Text{
		VI: of.VI + " Tính từ hồ sơ từng hộ rồi bảo vệ trước khi công bố: số nào có thể làm lộ một hộ thì chỉ cho khoảng.",
		EN: of.In("en") + " Computed from records of households and protected before publication: of a figure that could tell something of one household only the range is given.",
	}
}

// standard is the poverty standard of a year, empty for a total over years.
func (s *Statistic) standard(year string) string {
	n, err := strconv.Atoi(year)
	if err != nil {
		return ""
	}
	return s.Standards[n]
}

// standardFields say by which poverty standard the households of a row were
// counted, so that nobody joins years under two standards into one line.
func (b *book) standardFields() []Field {
	title := record.Text{VI: "Chuẩn nghèo", EN: "Poverty standard"}
	meaning := record.Text{
		VI: "Chuẩn nghèo của năm ấy; số theo hai chuẩn khác nhau không so sánh với nhau được.",
		EN: "The poverty standard of the year; figures under two standards cannot be compared.",
	}
	return []Field{
		{Name: "standard", Title: title, Meaning: meaning, Type: String, Vocab: "standards", Allowed: b.choices(&shape{Vocab: "standards"})},
		{Name: "standard_label_vi", Title: inVietnamese(joinTitle(title, calledTitle)), Meaning: meaning, Type: String, Computed: true},
		{Name: "standard_label_en", Title: inEnglish(joinTitle(title, calledTitle)), Meaning: meaning, Type: String, Computed: true},
	}
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
// value, one that is known has no range, one that a method changed has both.
func (c Cell) values() []Value {
	v := []Value{{}, {}, {}, Text(string(c.Status))}
	switch c.Status {
	case Published, Zero, StructuralZero:
		v[0] = Whole(c.Value)
	case Rounded, Perturbed:
		v[0], v[1], v[2] = Whole(c.Value), Whole(c.Lower), Whole(c.Upper)
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
			VI: "Với số bị giữ lại, làm tròn hay cộng nhiễu: ai cũng biết rằng số thật không nhỏ hơn số này.", EN: "For a withheld, rounded or perturbed figure: everybody knows that the true one is not smaller than this."}},
		{Name: "upper", Type: Integer, Unit: unit, Title: joinTitle(label, record.Text{VI: "nhiều nhất", EN: "at most"}), Meaning: record.Text{
			VI: "Với số bị giữ lại, làm tròn hay cộng nhiễu: ai cũng biết rằng số thật không lớn hơn số này; trống là không có giới hạn trên.", EN: "For a withheld, rounded or perturbed figure: everybody knows that the true one is not larger than this; empty means no upper limit."}},
		{Name: "status", Type: String, Required: true, Allowed: statusChoices, Title: record.Text{VI: "Tình trạng của con số", EN: "Status of the figure"}, Meaning: record.Text{
			VI: "Con số được công bố, bị giữ lại, đã làm tròn, đã cộng nhiễu, là 0, không có, hay không thể có.", EN: "Whether the figure is published, withheld, rounded, perturbed, zero, missing or not applicable."}},
	}
}

var statusChoices = []Choice{
	{Code: string(Published), Label: record.Text{VI: "Công bố", EN: "Published"}},
	{Code: string(Zero), Label: record.Text{VI: "Là 0", EN: "Zero"}},
	{Code: string(StructuralZero), Label: record.Text{VI: "Chỉ có thể là 0", EN: "Structural zero"}},
	{Code: string(Withheld), Label: record.Text{VI: "Giữ lại để bảo vệ hộ gia đình, chỉ cho khoảng", EN: "Withheld to protect households; range only"}},
	{Code: string(Rounded), Label: record.Text{VI: "Đã làm tròn, kèm khoảng của số thật", EN: "Rounded; with the range of the true figure"}},
	{Code: string(Perturbed), Label: record.Text{VI: "Đã cộng nhiễu, kèm khoảng của số thật", EN: "Noise added; with the range of the true figure"}},
	{Code: string(Missing), Label: record.Text{VI: "Không có số liệu", EN: "Missing"}},
	{Code: string(NotApplicable), Label: record.Text{VI: "Không áp dụng", EN: "Not applicable"}},
}

var statisticNotes = []record.Text{
	{
		VI: "Số bị giữ lại có status “withheld”, không có giá trị mà chỉ có khoảng lower–upper; số đã làm tròn (“rounded”) hay đã cộng nhiễu (“perturbed”) có cả giá trị lẫn khoảng của số thật; số 0 có status “zero” hoặc “structural-zero”; không có số là “missing”; không thể có số là “not-applicable”.",
		EN: "A withheld figure has the status “withheld” and no value, only the range lower–upper; one that is “rounded” or “perturbed” (noise added) has a value and the range of the true figure; a 0 has the status “zero” or “structural-zero”; a figure that nobody has is “missing”; one that cannot be is “not-applicable”.",
	},
	{
		VI: "Một số bị giữ lại hoặc vì chính nó ít hộ, hoặc để không ai tính ngược ra số khác; hai trường hợp không bao giờ được phân biệt.",
		EN: "A figure is withheld because it stands for few households or so that nobody can work out another; the two are never told apart.",
	},
	formulaNote,
}
