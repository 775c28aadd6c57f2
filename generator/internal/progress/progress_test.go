package progress

import (
	"testing"

	"minhbach/generator/internal/record"
)

func promise(value *int64) *record.Commitment {
	return &record.Commitment{
		Period:  record.Period{From: "2022-01-01", To: "2022-12-31"},
		Promise: record.Promise{Measure: "households-out-of-poverty", Value: value},
	}
}

func number(n int64) *int64 { return &n }

func TestEachCommitmentStandsInOnePlace(t *testing.T) {
	outcome := func(status string, n *int64) *record.Outcome { return &record.Outcome{Status: status, Households: n} }
	for _, tt := range []struct {
		name       string
		promised   *int64
		latest     *record.Outcome
		asOf       string
		code       Code
		recognised int64 // −1: not known
		late       bool
	}{
		{"nothing is known and nothing is due", number(15), nil, "2022-06-30", NotDue, -1, false},
		{"the last day is not late", number(15), nil, "2022-12-31", NotDue, -1, false},
		{"the day after is", number(15), nil, "2023-01-01", Overdue, -1, true},
		{"work has begun, which is no result", number(15), outcome("in-progress", nil), "2023-01-01", Overdue, -1, true},
		{"nobody has published anything", number(15), outcome("unpublished", nil), "2026-11-23", Overdue, -1, true},
		{"the office reports all of them", number(15), outcome("reported-done", number(15)), "2022-11-01", Reported, -1, false},
		{"its report is not recognised in time", number(15), outcome("evidenced", number(15)), "2023-01-01", Reported, -1, true},
		{"all recognised", number(15), outcome("recognised", number(15)), "2022-12-14", RecognisedFull, 100, false},
		{"more than promised", number(15), outcome("recognised", number(16)), "2023-01-01", RecognisedFull, 106, false},
		{"one short of the promise is a part", number(15), outcome("recognised", number(14)), "2023-01-01", RecognisedPart, 93, false},
		{"nobody recognised", number(15), outcome("recognised", number(0)), "2023-01-01", NotMet, 0, false},
		{"recognised without a number", number(15), outcome("recognised", nil), "2023-01-01", Recognised, -1, false},
		{"recognised, no number was promised", nil, outcome("recognised", number(3)), "2023-01-01", Recognised, -1, false},
		{"not met", number(15), outcome("not-met", number(3)), "2023-01-01", NotMet, -1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := Of(promise(tt.promised), tt.latest, tt.asOf)
			if p.Code != tt.code || p.Late != tt.late {
				t.Errorf("%s, late %v, want %s, %v", p.Code, p.Late, tt.code, tt.late)
			}
			got := int64(-1)
			if p.Recognised != nil {
				got = *p.Recognised
			}
			if got != tt.recognised {
				t.Errorf("recognised %d%%, want %d%%", got, tt.recognised)
			}
		})
	}
}

func TestTimeIsCountedInWholeDays(t *testing.T) {
	for _, tt := range []struct {
		asOf          string
		elapsed, days int64
	}{
		{"2021-12-31", 0, 365},
		{"2022-01-01", 0, 364}, // one day of 365 is less than one percent
		{"2022-01-04", 1, 361},
		{"2022-07-02", 50, 182},
		{"2022-12-30", 99, 1},
		{"2022-12-31", 100, 0},
		{"2026-11-23", 100, -1423},
	} {
		p := Of(promise(nil), nil, tt.asOf)
		if p.Elapsed != tt.elapsed || p.Days != tt.days {
			t.Errorf("%s: %d%% and %d days, want %d%% and %d", tt.asOf, p.Elapsed, p.Days, tt.elapsed, tt.days)
		}
	}
}

func TestEveryCodeHasWords(t *testing.T) {
	if len(words) != len(Codes) {
		t.Errorf("words for %d codes, there are %d", len(words), len(Codes))
	}
	for _, c := range Codes {
		for _, text := range []record.Text{c.Label(), c.Meaning(), c.Condition()} {
			if text.VI == "" || text.EN == "" {
				t.Errorf("%s lacks a word: %+v", c, text)
			}
		}
	}
}
