package dataset

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"minhbach/generator/internal/record"
)

// TestProgressCanBeComputedAnew plays a reader who has nothing but two published
// JSON files and the rule as the page of methods tells it. The commitments and
// what became of them are made up, many and odd.
func TestProgressCanBeComputedAnew(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	set, site := realSet(t)
	statuses := []string{"planned", "in-progress", "reported-done", "evidenced", "recognised", "not-met", "unpublished"}
	asOf, err := time.Parse(time.DateOnly, site.DataAsOf)
	if err != nil {
		t.Fatal(err)
	}
	day := func(around time.Time, spread int) string {
		return around.AddDate(0, 0, random.IntN(2*spread)-spread).Format(time.DateOnly)
	}
	for n := range 250 {
		c := *set.Commitments["khcn-15-ho-khanh-hoa-2022"]
		c.ID = fmt.Sprintf("made-up-%03d", n)
		c.Period.From = day(asOf, 500)
		from, _ := time.Parse(time.DateOnly, c.Period.From)
		c.Period.To = from.AddDate(0, 0, random.IntN(700)).Format(time.DateOnly)
		c.Promise.Value = someHouseholds(random)
		set.Commitments[c.ID] = &c
		for step := range random.IntN(4) {
			o := record.Outcome{Commitment: c.ID, Status: statuses[random.IntN(len(statuses))], Date: day(asOf, 300), Households: someHouseholds(random)}
			o.ID = fmt.Sprintf("%s-%d", c.ID, step)
			set.Outcomes[o.ID] = &o
		}
	}
	files := folder{}
	if err := New(set, site, Options{}).Write(files.create); err != nil {
		t.Fatal(err)
	}
	var commitments struct {
		AsOf string             `json:"data_as_of"`
		Rows []publishedPromise `json:"rows"`
	}
	var outcomes struct {
		Rows []publishedStep `json:"rows"`
	}
	fromJSON(t, files["du-lieu/cam-ket/cam-ket.json"], &commitments)
	fromJSON(t, files["du-lieu/ket-qua/ket-qua.json"], &outcomes)
	seen := map[string]int{}
	for _, c := range commitments.Rows {
		code, elapsed, days, recognised := c.anew(outcomes.Rows, commitments.AsOf)
		seen[c.Progress]++
		if c.Progress != code || c.Elapsed != elapsed || c.Days != days || text(c.Recognised) != text(recognised) {
			t.Errorf("%s is published as %s, %d%%, %d days, %s; computed anew it is %s, %d%%, %d days, %s",
				c.ID, c.Progress, c.Elapsed, c.Days, text(c.Recognised), code, elapsed, days, text(recognised))
		}
	}
	if len(seen) != 7 {
		t.Errorf("the made-up commitments stand in %v only", seen)
	}
}

func someHouseholds(random *rand.Rand) *int64 {
	n := int64(random.IntN(12))
	if n > 9 {
		return nil
	}
	return &n
}

func fromJSON(t *testing.T, data []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatal(err)
	}
}

func text(n *int64) string {
	if n == nil {
		return "not known"
	}
	return fmt.Sprintf("%d%%", *n)
}

// publishedPromise is a row of the dataset of commitments.
type publishedPromise struct {
	ID         string `json:"id"`
	From       string `json:"period_from"`
	To         string `json:"period_to"`
	Measure    string `json:"promise_measure"`
	Promised   *int64 `json:"promise_value"`
	Progress   string `json:"progress"`
	Elapsed    int64  `json:"time_elapsed_percent"`
	Days       int64  `json:"days_to_due"`
	Recognised *int64 `json:"recognised_percent"`
}

// publishedStep is a row of the dataset of outcomes.
type publishedStep struct {
	ID         string `json:"id"`
	Commitment string `json:"commitment"`
	Status     string `json:"status"`
	Date       string `json:"date"`
	Households *int64 `json:"households"`
}

// anew is the rule in the words of the page of methods.
func (c publishedPromise) anew(steps []publishedStep, asOf string) (code string, elapsed, days int64, recognised *int64) {
	date := func(iso string) int64 {
		d, err := time.Parse(time.DateOnly, iso)
		if err != nil {
			panic(err)
		}
		return int64(d.Sub(time.Unix(0, 0)).Hours() / 24)
	}
	days = date(c.To) - date(asOf)
	elapsed = (date(asOf) - date(c.From) + 1) * 100 / (date(c.To) - date(c.From) + 1)
	if asOf < c.From {
		elapsed = 0
	}
	if asOf >= c.To {
		elapsed = 100
	}
	var latest publishedStep
	for _, s := range steps {
		if s.Commitment == c.ID && (s.Date > latest.Date || s.Date == latest.Date && s.ID > latest.ID) {
			latest = s
		}
	}
	comparable := c.Measure == "households-out-of-poverty" && c.Promised != nil && *c.Promised > 0 && latest.Households != nil
	switch {
	case latest.Status == "recognised" && comparable:
		part := *latest.Households * 100 / *c.Promised
		recognised = &part
		switch {
		case *latest.Households >= *c.Promised:
			return "recognised-full", elapsed, days, recognised
		case *latest.Households > 0:
			return "recognised-part", elapsed, days, recognised
		}
		return "not-met", elapsed, days, recognised
	case latest.Status == "recognised":
		return "recognised", elapsed, days, nil
	case latest.Status == "not-met":
		return "not-met", elapsed, days, nil
	case latest.Status == "reported-done" || latest.Status == "evidenced":
		return "reported", elapsed, days, nil
	case days < 0:
		return "overdue", elapsed, days, nil
	}
	return "not-due", elapsed, days, nil
}
