package progress

import "minhbach/generator/internal/record"

// Label is what readers see of a code.
func (c Code) Label() record.Text { return words[c].label }

// Meaning explains a code.
func (c Code) Meaning() record.Text { return words[c].meaning }

// Condition is when a commitment has the code, if it has none before it.
func (c Code) Condition() record.Text { return words[c].condition }

var words = map[Code]struct{ label, meaning, condition record.Text }{
	RecognisedFull: {
		record.Text{VI: "Đã công nhận đủ", EN: "Recognised in full"},
		record.Text{VI: "Cuộc rà soát cuối năm đã công nhận ít nhất đủ số hộ đã hứa.", EN: "The year-end review has recognised at least as many households as were promised."},
		record.Text{VI: "Bước mới nhất là “đã rà soát công nhận”, và số hộ được công nhận bằng hoặc nhiều hơn số đã hứa.", EN: "The latest step is “recognised”, and the households recognised are as many as were promised, or more."},
	},
	RecognisedPart: {
		record.Text{VI: "Đã công nhận một phần", EN: "Recognised in part"},
		record.Text{VI: "Cuộc rà soát cuối năm đã công nhận một số hộ, ít hơn số đã hứa.", EN: "The year-end review has recognised some households, fewer than were promised."},
		record.Text{VI: "Bước mới nhất là “đã rà soát công nhận”, và số hộ được công nhận lớn hơn 0 nhưng ít hơn số đã hứa.", EN: "The latest step is “recognised”, and the households recognised are more than none and fewer than were promised."},
	},
	Recognised: {
		record.Text{VI: "Đã công nhận, chưa rõ số hộ", EN: "Recognised, number not known"},
		record.Text{VI: "Cuộc rà soát đã công nhận kết quả, nhưng lời hứa hoặc kết quả không nêu số hộ nên không so được.", EN: "The review has recognised the result, but the promise or the result gives no number of households to compare."},
		record.Text{VI: "Bước mới nhất là “đã rà soát công nhận”, nhưng lời hứa hoặc kết quả không nêu số hộ.", EN: "The latest step is “recognised”, but the promise or the result gives no number of households."},
	},
	NotMet: {
		record.Text{VI: "Không đạt", EN: "Not met"},
		record.Text{VI: "Kết quả đã công bố cho thấy cam kết không đạt, hoặc cuộc rà soát không công nhận hộ nào.", EN: "The published result shows that the commitment was not met, or the review recognised no household."},
		record.Text{VI: "Bước mới nhất là “không đạt”, hoặc là “đã rà soát công nhận” với 0 hộ.", EN: "The latest step is “not met”, or “recognised” with no household."},
	},
	Reported: {
		record.Text{VI: "Có báo cáo, chưa được công nhận", EN: "Reported, not yet recognised"},
		record.Text{VI: "Đã có kết quả do cơ quan báo hoặc có bằng chứng, nhưng chưa cuộc rà soát nào công nhận. Chưa tính là đạt.", EN: "An office has reported a result, or there is evidence of one, but no review has recognised it. It does not count as achieved."},
		record.Text{VI: "Bước mới nhất là “cơ quan báo đã làm” hoặc “có bằng chứng”.", EN: "The latest step is “reported done” or “evidenced”."},
	},
	NotDue: {
		record.Text{VI: "Chưa đến hạn", EN: "Not yet due"},
		record.Text{VI: "Chưa hết thời hạn và chưa có kết quả. Chưa thể nói gì hơn.", EN: "The time is not over and there is no result. Nothing more can be said."},
		record.Text{VI: "Không thuộc các mức trên, và ngày của dữ liệu chưa quá ngày cuối của thời hạn.", EN: "None of the above, and the date of the data is not past the last day of the period."},
	},
	Overdue: {
		record.Text{VI: "Quá hạn, chưa công bố kết quả", EN: "Overdue, no result published"},
		record.Text{VI: "Đã hết thời hạn mà không tìm thấy kết quả nào được công bố. Điều đó không có nghĩa là không đạt.", EN: "The time is over and no published result was found. This does not mean that the commitment was not met."},
		record.Text{VI: "Không thuộc các mức trên, và ngày của dữ liệu đã quá ngày cuối của thời hạn.", EN: "None of the above, and the date of the data is past the last day of the period."},
	},
}
