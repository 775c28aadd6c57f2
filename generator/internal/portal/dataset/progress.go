package dataset

import (
	"minhbach/generator/internal/progress"
	"minhbach/generator/internal/record"
)

// progressOf applies the published rule to a commitment.
func (b *book) progressOf(r source) progress.Progress {
	c := r.record.Addr().Interface().(*record.Commitment)
	return progress.Of(c, b.latest[c.ID], b.asOf)
}

// progressColumns say how a commitment stands against time, so that what a page
// shows can be had, and computed anew, from this dataset and that of outcomes.
func progressColumns(b *book) []column {
	title := record.Text{VI: "Tiến độ", EN: "Progress"}
	meaning := record.Text{
		VI: "Cam kết đang ở đâu so với thời hạn, theo quy tắc ở trang Phương pháp: tính từ thời hạn, số hộ đã hứa và bước mới nhất trong tập “Kết quả”.",
		EN: "How the commitment stands against its time, by the rule on the page of methods: computed from its period, the households promised and the latest step in the dataset “Outcomes”.",
	}
	called := joinTitle(title, calledTitle)
	var allowed []Choice
	for _, c := range progress.Codes {
		allowed = append(allowed, Choice{Code: string(c), Label: c.Label(), Meaning: c.Meaning()})
	}
	percent := record.Text{VI: "%", EN: "%"}
	return []column{
		{Field{Name: "progress", Title: title, Meaning: meaning, Type: String, Required: true, Computed: true, Allowed: allowed},
			func(r source) Value { return Text(string(b.progressOf(r).Code)) }},
		{Field{Name: "progress_label_vi", Title: inVietnamese(called), Meaning: meaning, Type: String, Computed: true},
			func(r source) Value { return Text(b.progressOf(r).Code.Label().VI) }},
		{Field{Name: "progress_label_en", Title: inEnglish(called), Meaning: meaning, Type: String, Computed: true},
			func(r source) Value { return Text(b.progressOf(r).Code.Label().EN) }},
		{Field{Name: "time_elapsed_percent", Title: record.Text{VI: "Phần thời gian đã qua", EN: "Part of the time that is over"}, Type: Integer, Required: true,
			Computed: true, Unit: percent, Meaning: record.Text{
				VI: "Số ngày đã qua chia cho số ngày của thời hạn, kể cả ngày đầu và ngày cuối, làm tròn xuống; 0 trước ngày đầu, 100 từ ngày cuối.",
				EN: "Days gone by divided by the days of the period, its first and last day included, rounded down; 0 before the first day, 100 from the last day on.",
			}}, func(r source) Value { return Whole(b.progressOf(r).Elapsed) }},
		{Field{Name: "days_to_due", Title: record.Text{VI: "Số ngày đến hạn", EN: "Days until due"}, Type: Integer, Required: true,
			Computed: true, Unit: record.Text{VI: "ngày", EN: "days"}, Meaning: record.Text{
				VI: "Số ngày từ ngày của dữ liệu đến ngày cuối của thời hạn; số âm là số ngày đã quá hạn.",
				EN: "Days from the date of the data to the last day of the period; negative: days since.",
			}}, func(r source) Value { return Whole(b.progressOf(r).Days) }},
		{Field{Name: "recognised_percent", Title: record.Text{VI: "Phần đã được công nhận", EN: "Part recognised"}, Type: Integer,
			Computed: true, Unit: percent, Meaning: record.Text{
				VI: "Số hộ được công nhận chia cho số hộ đã hứa, làm tròn xuống. Ô trống: chưa biết một trong hai số; không phải là 0.",
				EN: "Households recognised divided by households promised, rounded down. Empty: one of the two is not known; not zero.",
			}}, func(r source) Value {
			if part := b.progressOf(r).Recognised; part != nil {
				return Whole(*part)
			}
			return Value{}
		}},
	}
}
