package portal

import (
	"strings"
	"testing"

	"minhbach/generator/internal/draw"
	"minhbach/generator/internal/record"
)

func TestProgressIsToldByTheRule(t *testing.T) {
	for _, tt := range []struct {
		name       string
		status     string
		households *int64
		asOf       string
		badge      string
		meters     string
	}{
		{"nothing is due", "", nil, "2022-07-02", "Chưa đến hạn",
			"Thời gian: Đã qua 50% (từ 01/01/2022 đến 31/12/2022; còn 182 ngày) | Đã hứa: 15 hộ nghèo thoát nghèo | Kết quả được công nhận: chưa công bố"},
		{"overdue", "", nil, "2023-01-02", "Quá hạn, chưa công bố kết quả",
			"Thời gian: Đã qua 100% (từ 01/01/2022 đến 31/12/2022; quá hạn 2 ngày) | Đã hứa: 15 hộ nghèo thoát nghèo | Kết quả được công nhận: chưa công bố (đã hết thời hạn ngày 31/12/2022)"},
		{"what the office reports stands beside", "reported-done", number(15), "2022-12-31", "Có báo cáo, chưa được công nhận",
			"Thời gian: Đã qua 100% (từ 01/01/2022 đến 31/12/2022) | Đã hứa: 15 hộ nghèo thoát nghèo | Cơ quan báo: 15 hộ (chưa được rà soát công nhận) | Kết quả được công nhận: chưa công bố"},
		{"a part is recognised", "recognised", number(12), "2022-12-31", "Đã công nhận một phần",
			"Thời gian: Đã qua 100% (từ 01/01/2022 đến 31/12/2022) | Đã hứa: 15 hộ nghèo thoát nghèo | Kết quả được công nhận: 12 hộ (80% số đã hứa; công nhận ngày 14/12/2022)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			set, site := village(), villageSite()
			site.DataAsOf = tt.asOf
			if tt.status != "" {
				outcome(set, "o", tt.status, "2022-12-14", tt.households)
			}
			_, page := pageAt[CommitmentPage](t, built(t, set, site), "vi", "/cam-ket/c/")
			if got := page.Result.Progress.Label; got != tt.badge {
				t.Errorf("progress %q, want %q", got, tt.badge)
			}
			var told []string
			for _, m := range page.Result.Meters {
				text := m.Label + ": " + m.Text
				if m.Note != "" {
					text += " (" + m.Note + ")"
				}
				told = append(told, text)
			}
			if got := strings.Join(told, " | "); got != tt.meters {
				t.Errorf("meters\n%s\nwant\n%s", got, tt.meters)
			}
		})
	}
}

// Only what a review recognised is drawn solid; what is not known has an empty
// bar.
func TestOnlyARecognisedResultFillsItsBar(t *testing.T) {
	filled := func(status string, n *int64) (solid, hollow int) {
		set := village()
		if status != "" {
			outcome(set, "o", status, "2022-12-14", n)
		}
		_, page := pageAt[CommitmentPage](t, built(t, set, villageSite()), "vi", "/cam-ket/c/")
		for _, m := range page.Result.Meters {
			solid, hollow = solid+len(pathsOf(m.Bar, draw.Solid)), hollow+len(pathsOf(m.Bar, draw.Hollow))
		}
		return solid, hollow
	}
	for _, tt := range []struct {
		status        string
		n             *int64
		solid, hollow int
	}{
		{"", nil, 0, 1}, {"in-progress", nil, 0, 1}, {"reported-done", number(15), 0, 2}, {"unpublished", nil, 0, 1},
		{"recognised", number(12), 1, 1}, {"recognised", number(0), 0, 1}, {"recognised", nil, 0, 1}, {"not-met", nil, 0, 1},
	} {
		if solid, hollow := filled(tt.status, tt.n); solid != tt.solid || hollow != tt.hollow {
			t.Errorf("%q: %d solid and %d hollow bars, want %d and %d", tt.status, solid, hollow, tt.solid, tt.hollow)
		}
	}
}

func TestEveryStatusKeepsItsReasonAndEvidence(t *testing.T) {
	set := village()
	outcome(set, "1", "planned", "2022-02-25", nil)
	outcome(set, "2", "reported-done", "2022-11-30", number(15))
	set.Outcomes["2"].Evidence = []record.Evidence{{Kind: "bao-cao", Text: both("Biên bản", "Minutes"), URL: "https://example.org/bien-ban"}}
	reason := both("Cơ quan báo xong", "The office reports it done")
	set.Outcomes["2"].Reason = &reason
	outcome(set, "3", "recognised", "2022-12-14", number(12))
	set.Outcomes["3"].Decision = &record.Decision{Symbol: "12/QĐ-UBND", Date: "2022-12-14"}
	s := built(t, set, villageSite())
	_, page := pageAt[CommitmentPage](t, s, "vi", "/cam-ket/c/")
	steps := page.History.Steps
	if len(steps) != 3 || steps[0].Date.ISO != "2022-02-25" || steps[2].Status.Code != "recognised" {
		t.Fatalf("steps %+v", steps)
	}
	if got := steps[1]; got.Change != "từ “dự kiến” sang “cơ quan báo đã làm”" || got.Reason != "Cơ quan báo xong" || got.Households != "15 hộ" ||
		len(got.Evidence) != 1 || got.Evidence[0].Href != "https://example.org/bien-ban" {
		t.Errorf("the report is told as %+v", got)
	}
	if !strings.Contains(steps[2].Document, "12/QĐ-UBND") {
		t.Errorf("the decision is told as %q", steps[2].Document)
	}
	chart := page.History.Chart
	for _, d := range []draw.Drawing{chart.Wide, chart.Narrow} {
		if rings, dots := pathsOf(d, draw.Ring), pathsOf(d, draw.Dot); len(rings) != 2 || len(dots) != 1 {
			t.Errorf("%d hollow and %d full points, want two and the recognised one", len(rings), len(dots))
		}
		if len(pathsOf(d, draw.Hatch)) != 0 {
			t.Error("time is hatched although there is a result")
		}
	}
	data := string(fileAt(t, s, "cam-ket/c/trang-thai.csv"))
	if !strings.Contains(data, "2022-12-14,status,recognised,12\r\n") || !strings.HasPrefix(data, "date,event,status,households\r\n2022-01-01,period_from,,\r\n") {
		t.Errorf("data\n%s", data)
	}
}

func TestTimeWithoutAResultIsHatched(t *testing.T) {
	set := village()
	outcome(set, "1", "planned", "2022-02-25", nil)
	_, page := pageAt[CommitmentPage](t, built(t, set, villageSite()), "vi", "/cam-ket/c/")
	if len(pathsOf(page.History.Chart.Wide, draw.Hatch)) == 0 {
		t.Error("the time since the last day is not hatched")
	}
	if got := page.History.Chart.Sentence; got != "Các trạng thái đã ghi nhận: dự kiến (25/02/2022). Thời hạn thực hiện hết ngày 31/12/2022. "+
		"Đến ngày 23/11/2026, cam kết đã quá hạn 1.423 ngày mà chưa được công nhận kết quả." {
		t.Errorf("sentence %q", got)
	}
}

// Many statuses within days still have names that can be read.
func TestNamesOnATimelineHideNothing(t *testing.T) {
	set := village()
	for i, day := range []string{"2022-02-25", "2022-02-26", "2022-03-01", "2022-11-30", "2022-12-01", "2026-11-20", "2026-11-22"} {
		outcome(set, string(rune('a'+i)), "in-progress", day, nil)
	}
	_, page := pageAt[CommitmentPage](t, built(t, set, villageSite()), "vi", "/cam-ket/c/")
	for name, d := range map[string]draw.Drawing{"wide": page.History.Chart.Wide, "narrow": page.History.Chart.Narrow} {
		for i, a := range d.Texts {
			first := boxOf(a.Style, a.Anchor, a.X, a.Y, a.Text)
			if first.left < -1 || first.right > float64(d.Width)+1 || first.bottom > float64(d.Height)+1 {
				t.Errorf("%s: %q reaches over the edge", name, a.Text)
			}
			for _, b := range d.Texts[:i] {
				if boxOf(b.Style, b.Anchor, b.X, b.Y, b.Text).meets(first) {
					t.Errorf("%s: %q and %q stand over each other", name, b.Text, a.Text)
				}
			}
		}
	}
}

func TestTheRuleIsOnThePageOfMethods(t *testing.T) {
	set, site := realSet(t)
	s := built(t, set, site)
	_, page := pageAt[StandingPage](t, s, "vi", "/phuong-phap/")
	if page.Progress == nil || len(page.Progress.Table.Rows) != 7 || len(page.Progress.Notes) == 0 {
		t.Fatalf("rule %+v", page.Progress)
	}
	_, commitment := pageAt[CommitmentPage](t, s, "vi", "/cam-ket/khcn-15-ho-khanh-hoa-2022/")
	if rule := commitment.Result.Rule; rule == nil || rule.Href != "/phuong-phap/#tien-do" {
		t.Errorf("the commitment leads to the rule at %+v", rule)
	}
}
