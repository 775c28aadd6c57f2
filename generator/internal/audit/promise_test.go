package audit_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/sdc"
)

// disclosure is a policy with one threshold and width for all rules.
func disclosure(threshold, width int64) record.Disclosure {
	var d record.Disclosure
	d.Threshold.Performance, d.Threshold.Deprivation, d.Threshold.Sensitive, d.Threshold.Money = threshold, threshold, threshold, 3
	d.Width.Performance, d.Width.Deprivation, d.Width.Sensitive = width, width, width
	d.MoneyPercent, d.MoneyUnit, d.Zeros = 15, 1, "withhold"
	return d
}

func policy(t testing.TB, d record.Disclosure) sdc.Policy {
	t.Helper()
	p, err := sdc.NewPolicy(d)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// publish writes the bundle of a release and reads it back as an auditor would.
func publish(t testing.TB, r *sdc.Release) *audit.Bundle {
	t.Helper()
	var buf bytes.Buffer
	if err := r.WriteBundle(&buf); err != nil {
		t.Fatal(err)
	}
	b, err := audit.Read(&buf)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func run(t testing.TB, releases ...*audit.Bundle) *audit.Report {
	t.Helper()
	report, err := audit.Run(releases...)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// randomGrid draws the shape of some tables: a tree crossed with a flat
// dimension, two linked tables, or three-way tables.
func randomGrid(r *rand.Rand) *grid {
	var g grid
	switch r.IntN(4) {
	case 0:
		g = grid{dims: []dimension{tree(2, 2), flat(2 + r.IntN(2))}, tables: [][]int{{0, 1}}}
	case 1:
		g = grid{dims: []dimension{flat(3), flat(2), flat(2)}, tables: [][]int{{0, 1}, {0, 2}}}
	case 2:
		g = grid{dims: []dimension{flat(2 + r.IntN(2)), flat(2), flat(2 + r.IntN(2))}, tables: [][]int{{0, 1, 2}}}
	case 3:
		g = grid{dims: []dimension{flat(2), tree(1, 2), flat(2)}, tables: [][]int{{0, 1}, {1, 2}, {0, 2}}}
	}
	g.fill(r)
	return &g
}

// TestPromise is the promise itself: whatever tables are protected, the attack
// finds no breach, and where every table can be written down, the attack, the
// published ranges and the list of all tables agree.
func TestPromise(t *testing.T) {
	failed, compared := 0, 0
	const rounds = 2000
	for seed := range uint64(rounds) {
		r := rand.New(rand.NewPCG(seed, 7))
		c := randomGrid(r).cube()
		d := disclosure(2+r.Int64N(3), 1+r.Int64N(4))
		if r.IntN(3) == 0 {
			d.Zeros = "publish"
		}
		d.Insiders = r.IntN(3) == 0
		d.Groups = r.IntN(2) == 0
		if r.IntN(3) == 0 {
			c.Cells[r.IntN(len(c.Cells))].Known = true
		}
		if r.IntN(3) == 0 {
			c.Equations[r.IntN(len(c.Equations))].Attribute = true
		}
		release, err := sdc.Protect(c, policy(t, d), sdc.Public{})
		var unmet *sdc.UnmetError
		if errors.As(err, &unmet) {
			failed++
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		b := publish(t, release)
		report := run(t, b)
		for _, x := range report.Breaches {
			t.Errorf("seed %d: %v", seed, x)
		}
		if compare(t, fmt.Sprint("seed ", seed), b, report) {
			compared++
		}
		if t.Failed() {
			dump(t, b)
			break
		}
	}
	t.Logf("%d of %d systems protected, %d of them compared with all tables there are", rounds-failed, rounds, compared)
	if compared < rounds/4 {
		t.Errorf("only %d systems were compared with the list of all tables", compared)
	}
}

func dump(t *testing.T, b *audit.Bundle) {
	for _, c := range b.Cells {
		t.Log(c)
	}
	for _, e := range b.Equations {
		t.Log(e)
	}
}

// compare checks the attack and the published ranges against the oracle, which
// does not try figures above cap; it reports whether the oracle came to an end.
func compare(t *testing.T, name string, b *audit.Bundle, report *audit.Report) bool {
	cap := int64(8)
	for _, c := range b.Cells {
		switch {
		case c.Withheld && c.Upper < audit.Open:
			cap = max(cap, c.Upper+1)
		case c.Withheld:
			cap = max(cap, c.Lower+30) // room for the others to reach their ends
		}
	}
	o, ok := enumerate(b, cap)
	if !ok {
		return false
	}
	for _, x := range report.Intervals {
		for i, c := range b.Cells {
			if c.ID != x.ID {
				continue
			}
			if o.low[i] < x.Lower || o.high[i] > x.Upper || x.Upper < audit.Open && (o.low[i] > x.Lower || o.high[i] < x.Upper) {
				t.Errorf("%s: %s can be %d to %d, the attack says %d to %d", name, x.ID, o.low[i], o.high[i], x.Lower, x.Upper)
			}
			if c.Lower > o.low[i] || c.Upper < o.high[i] {
				t.Errorf("%s: %s can be %d to %d, published is %d to %d", name, x.ID, o.low[i], o.high[i], c.Lower, c.Upper)
			}
		}
	}
	return true
}
