package portal

import (
	"testing"

	"minhbach/generator/internal/record"
)

func TestStateIsThatOfTheLatestOutcome(t *testing.T) {
	for _, tt := range []struct {
		name     string
		outcomes func(*record.Set)
		asOf     string
		status   string
		overdue  bool
		late     bool
		achieved int64
		known    bool
	}{
		{"nothing is published", func(*record.Set) {}, "2026-11-23", "unpublished", true, true, 0, false},
		{"nothing is due", func(*record.Set) {}, "2022-06-30", "unpublished", false, false, 0, false},
		{"the last day is not overdue", func(*record.Set) {}, "2022-12-31", "unpublished", false, false, 0, false},
		{"an office says it is done", func(s *record.Set) {
			outcome(s, "1", "reported-done", "2022-12-01", number(15))
		}, "2026-11-23", "reported-done", false, true, 0, false},
		{"a review recognised it", func(s *record.Set) {
			outcome(s, "1", "reported-done", "2022-12-01", number(15))
			outcome(s, "2", "recognised", "2022-12-14", number(12))
		}, "2026-11-23", "recognised", false, false, 12, true},
		{"recognised, and none of them", func(s *record.Set) {
			outcome(s, "1", "recognised", "2022-12-14", number(0))
		}, "2026-11-23", "recognised", false, false, 0, true},
		{"recognised without a number", func(s *record.Set) {
			outcome(s, "1", "recognised", "2022-12-14", nil)
		}, "2026-11-23", "recognised", false, false, 0, false},
		{"not met", func(s *record.Set) {
			outcome(s, "1", "not-met", "2022-12-14", number(3))
		}, "2026-11-23", "not-met", false, false, 0, false},
		{"the order of dates counts, not that of ids", func(s *record.Set) {
			outcome(s, "1", "recognised", "2023-01-10", number(15))
			outcome(s, "2", "planned", "2022-02-25", nil)
		}, "2026-11-23", "recognised", false, false, 15, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, site := village(), villageSite()
			tt.outcomes(set)
			site.DataAsOf = tt.asOf
			s := newIndex(set, site, Options{}).states["c"]
			if s.status != tt.status || s.overdue != tt.overdue || s.late != tt.late {
				t.Errorf("status %q, overdue %v, late %v, want %q, %v, %v", s.status, s.overdue, s.late, tt.status, tt.overdue, tt.late)
			}
			if n, known := s.achieved(); n != tt.achieved || known != tt.known {
				t.Errorf("achieved %d, %v, want %d, %v", n, known, tt.achieved, tt.known)
			}
		})
	}
}

func TestResultSaysWhatIsKnownAndNoMore(t *testing.T) {
	for _, tt := range []struct {
		name            string
		status          string
		households      *int64
		headline, text  string
		number, english string
	}{
		{"unpublished", "", nil, "Chưa công bố kết quả",
			"Đến ngày 23/11/2026, không tìm thấy nguồn công khai nào cho biết kết quả của cam kết này. Thời hạn thực hiện đã hết vào ngày 31/12/2022. Chưa công bố không có nghĩa là không đạt.",
			"chưa công bố", "No result has been published"},
		{"reported by the office itself", "reported-done", number(15), "Chưa công bố kết quả",
			"Ngày 14/12/2022, tình trạng được ghi là “cơ quan báo đã làm”. Đó chưa phải là kết quả: chỉ cuộc rà soát hộ nghèo mới công nhận một hộ đã thoát nghèo. Thời hạn thực hiện đã hết vào ngày 31/12/2022. Chưa công bố không có nghĩa là không đạt.",
			"chưa công bố", "No result has been published"},
		{"recognised in part", "recognised", number(1), "1 hộ được công nhận thoát nghèo",
			"Cuộc rà soát công nhận 1 hộ thoát nghèo, so với 15 hộ đã hứa.", "1 hộ", "1 household recognised as out of poverty"},
		{"recognised without a number", "recognised", nil, "Kết quả đã được công nhận", "", "Đã rà soát công nhận", "The result has been recognised"},
		{"not met", "not-met", nil, "Không đạt", "", "Không đạt", "Not met"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set := village()
			if tt.status != "" {
				outcome(set, "o", tt.status, "2022-12-14", tt.households)
			}
			s := built(t, set, villageSite())
			_, page := pageAt[CommitmentPage](t, s, "vi", "/cam-ket/c/")
			if page.Result.Headline != tt.headline || page.Result.Text != tt.text {
				t.Errorf("result %q %q\nwant   %q %q", page.Result.Headline, page.Result.Text, tt.headline, tt.text)
			}
			if got := page.Result.Meters[len(page.Result.Meters)-1].Text; got != tt.number {
				t.Errorf("number %q, want %q", got, tt.number)
			}
			_, page = pageAt[CommitmentPage](t, s, "en", "/cam-ket/c/")
			if page.Result.Headline != tt.english {
				t.Errorf("English headline %q, want %q", page.Result.Headline, tt.english)
			}
		})
	}
}

func TestHomeShowsNothingRecognisedAsUnpublished(t *testing.T) {
	set := village()
	_, home := pageAt[Home](t, built(t, set, villageSite()), "vi", "/")
	for i, want := range []Number{
		{Text: "1", Known: true}, {Text: "15", Known: true}, {Text: "chưa công bố"}, {Text: "1", Known: true},
	} {
		if got := home.Numbers[i]; got.Text != want.Text || got.Known != want.Known {
			t.Errorf("%s: %q, known %v, want %q, %v", got.Label, got.Text, got.Known, want.Text, want.Known)
		}
	}
	outcome(set, "o", "recognised", "2022-12-14", number(0))
	_, home = pageAt[Home](t, built(t, set, villageSite()), "vi", "/")
	if got := home.Numbers[2]; got.Text != "0" || !got.Known {
		t.Errorf("a review that recognised none shows %q, known %v, want a zero that is known", got.Text, got.Known)
	}
}
