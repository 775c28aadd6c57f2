package dataset

import (
	"minhbach/generator/internal/progress"
	"minhbach/generator/internal/record"
)

// stateColumns say how a commitment stands: the status of its latest outcome,
// unpublished where it has none.
func stateColumns(b *book) []column {
	status := func(r source) string {
		if o := b.latest[idOf(r.record)]; o != nil {
			return o.Status
		}
		return "unpublished"
	}
	latest := func(r source) *record.Outcome { return b.latest[idOf(r.record)] }
	label := func(r source) record.Text { return b.label("statuses", status(r)) }
	title := record.Text{VI: "Trạng thái", EN: "Status"}
	meaning := record.Text{
		VI: "Trạng thái của bước mới nhất trong tập “Kết quả”; chưa có bước nào thì là chưa công bố.",
		EN: "Status of the latest step in the dataset “Outcomes”; unpublished where there is none.",
	}
	columns := []column{
		{Field{Name: "status", Title: title, Meaning: meaning, Type: String, Required: true, Computed: true, Vocab: "statuses",
			Allowed: b.choices(&shape{Vocab: "statuses"})}, func(r source) Value { return Text(status(r)) }},
		{Field{Name: "status_label_vi", Title: inVietnamese(joinTitle(title, calledTitle)), Meaning: meaning, Type: String, Computed: true},
			func(r source) Value { return Text(label(r).VI) }},
		{Field{Name: "status_label_en", Title: inEnglish(joinTitle(title, calledTitle)), Meaning: meaning, Type: String, Computed: true},
			func(r source) Value { return Text(label(r).EN) }},
		{Field{Name: "status_date", Title: record.Text{VI: "Ngày của trạng thái", EN: "Date of the status"}, Type: Date, Computed: true,
			Meaning: record.Text{VI: "Ngày của bước mới nhất.", EN: "Date of the latest step."}}, func(r source) Value {
			if o := latest(r); o != nil {
				return Text(o.Date)
			}
			return Value{}
		}},
		{Field{Name: "households_recognised", Title: record.Text{VI: "Số hộ được công nhận", EN: "Households recognised"}, Type: Integer, Computed: true,
			Unit: unitOf("households", ""), Meaning: record.Text{
				VI: "Số hộ mà cuộc rà soát cuối năm đã công nhận thoát nghèo. Ô trống: chưa công bố, không phải là 0.",
				EN: "Households that the year-end review recognised as out of poverty. Empty: unpublished, not zero.",
			}}, func(r source) Value {
			if o := latest(r); o != nil && o.Status == "recognised" && o.Households != nil {
				return Whole(*o.Households)
			}
			return Value{}
		}},
		{Field{Name: "overdue", Title: record.Text{VI: "Quá hạn mà chưa công bố kết quả", EN: "Overdue, no result published"}, Type: Boolean, Required: true, Computed: true,
			Meaning: record.Text{
				VI: "Đã hết thời gian cam kết mà chưa nơi nào công bố kết quả.",
				EN: "The period is over and nobody has published a result.",
			}}, func(r source) Value { return Truth(b.progressOf(r).Code == progress.Overdue) }},
	}
	return append(columns, progressColumns(b)...)
}

var calledTitle = record.Text{VI: "tên", EN: "name"}
