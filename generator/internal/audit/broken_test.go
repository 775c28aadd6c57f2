package audit_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/sdc"
)

// sound is the audit file of the 2 × 2 table of crossing with one small cell.
func sound(t *testing.T) (text string, b *audit.Bundle) {
	t.Helper()
	r, err := sdc.Protect(&crossing().cube, policy(t, disclosure(3, 3)), sdc.Public{})
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := r.WriteBundle(&buf); err != nil {
		t.Fatal(err)
	}
	text = buf.String()
	b, err = audit.Read(&buf)
	if err != nil {
		t.Fatal(err)
	}
	return text, b
}

// TestBrokenBundles takes a sound audit file, breaks it in one place, and wants
// the audit to say so.
func TestBrokenBundles(t *testing.T) {
	text, b := sound(t)
	if report := run(t, b); !report.Safe() {
		t.Fatal(report.Breaches)
	}
	for _, tt := range []struct {
		name, old, new string
		fault          audit.Fault // empty: the file cannot even be read
	}{
		{"the small cell is published", `"a","value":null,"lower":0,"upper":10`, `"a","value":2,"lower":2,"upper":2`, audit.Narrow},
		{"the secondary cell is published", `"b","value":null,"lower":1,"upper":11`, `"b","value":9,"lower":9,"upper":9`, audit.Narrow},
		{"a range is narrower than the sums", `"lower":0,"upper":10`, `"lower":0,"upper":6`, audit.Telling},
		{"less than three, it says", `"lower":0,"upper":10`, `"lower":1,"upper":2`, audit.Narrow},
		{"a range excludes every table", `"lower":0,"upper":10`, `"lower":11,"upper":20`, audit.Inconsistent},
		{"a total is changed", `"ab","value":11,"lower":11,"upper":11`, `"ab","value":12,"lower":12,"upper":12`, audit.Inconsistent},
		{"a published sum does not hold", `"all","value":26,"lower":26,"upper":26`, `"all","value":27,"lower":27,"upper":27`, audit.Inconsistent},
		{"the rules demand more than there is", `{"min_width":3`, `{"min_width":11`, audit.Narrow},
		{"one cell demands more than there is", `"upper":10}`, `"upper":10,"min_width":12}`, audit.Narrow},
		{"one more sum is known", `{"sum":["ab","cd"],"equals":"all"}`, `{"sum":["a","d"],"equals":"cd"},{"sum":["ab","cd"],"equals":"all"}`, audit.Narrow},
		{"a sum of withheld cells is known", `{"sum":["ab","cd"],"equals":"all"}`, `{"sum":["a","d"],"equals":"b"},{"sum":["ab","cd"],"equals":"all"}`, audit.Narrow},
		{"a derived quantity is small", `"derived":[`, `"derived":[{"id":"ac-ab","terms":{"ab":1,"ac":-1},"min_abs":3}`, audit.Close},
		{"a derived quantity of withheld cells is small", `"derived":[`, `"derived":[{"id":"diagonal","terms":{"a":1,"b":1,"ac":-1},"min_abs":3}`, audit.Close},
		{"a cell is named twice", `"id":"b"`, `"id":"a"`, ""},
		{"a sum names a cell that is not there", `"equals":"ab"`, `"equals":"ba"`, ""},
		{"it tells the reason for withholding", `"upper":10}`, `"upper":10,"primary":true}`, ""},
		{"a published figure has a range", `"ab","value":11,"lower":11`, `"ab","value":11,"lower":10`, ""},
		{"the width is left out", `"min_width":3,`, ``, ""},
		{"no width is required", `"min_width":3,`, `"min_width":0,`, ""},
		{"the sums are left out", text[strings.Index(text, `"equations"`):strings.Index(text, `"derived"`)], ``, ""},
		{"something follows", "]}\n", "]}{}", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			broken := strings.Replace(text, tt.old, tt.new, 1)
			if broken == text {
				t.Fatal("nothing was broken")
			}
			b, err := audit.Read(strings.NewReader(broken))
			if tt.fault == "" || err != nil {
				if err == nil || tt.fault != "" {
					t.Errorf("Read = %v, want fault %q", err, tt.fault)
				}
				return
			}
			report := run(t, b)
			if !slices.ContainsFunc(report.Breaches, func(x audit.Breach) bool { return x.Fault == tt.fault }) {
				t.Errorf("breaches are %v, want one of %q", report.Breaches, tt.fault)
			}
		})
	}
}

// Groups: a value that nobody of a group can have, and the only one that all have.
func TestBrokenGroup(t *testing.T) {
	const text = `{"min_width":1,"cells":[
		{"id":"a","value":A,"lower":A,"upper":A},{"id":"b","value":B,"lower":B,"upper":B},
		{"id":"ab","value":12,"lower":12,"upper":12}],
		"equations":[{"sum":["a","b"],"equals":"ab","attribute":true}],"derived":[]}`
	for _, tt := range []struct {
		a, b string
		want int
	}{{"12", "0", 2}, {"7", "5", 0}} {
		b, err := audit.Read(strings.NewReader(strings.NewReplacer("A", tt.a, "B", tt.b).Replace(text)))
		if err != nil {
			t.Fatal(err)
		}
		groups := 0
		for _, x := range run(t, b).Breaches {
			if x.Fault == audit.Group {
				groups++
			}
		}
		if groups != tt.want {
			t.Errorf("%s and %s of 12: %d breaches of the group rule, want %d", tt.a, tt.b, groups, tt.want)
		}
	}
}

// Releases: published once, withheld now; changed by one; a cell that two
// releases together give away.
func TestBrokenReleases(t *testing.T) {
	text, second := sound(t)
	read := func(old, new string) *audit.Bundle {
		t.Helper()
		b, err := audit.Read(strings.NewReader(strings.Replace(text, old, new, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	for _, tt := range []struct {
		name  string
		first *audit.Bundle
		fault audit.Fault
	}{
		{"published, then withheld", read(`"b","value":null,"lower":1,"upper":11`, `"b","value":9,"lower":9,"upper":9`), audit.Revoked},
		{"changed by one", read(`"all","value":26,"lower":26,"upper":26`, `"all","value":25,"lower":25,"upper":25`), audit.Revised},
		{"narrower in an earlier release", read(`"lower":0,"upper":10`, `"lower":2,"upper":3`), audit.Telling},
		{"one more sum in an earlier release", read(`{"sum":["ab","cd"],"equals":"all"}`, `{"sum":["a","d"],"equals":"b"},{"sum":["ab","cd"],"equals":"all"}`), audit.Narrow},
	} {
		report := run(t, tt.first, second)
		if !slices.ContainsFunc(report.Breaches, func(x audit.Breach) bool { return x.Fault == tt.fault }) {
			t.Errorf("%s: breaches are %v, want one of %q", tt.name, report.Breaches, tt.fault)
		}
	}
	if report := run(t, second, second); !report.Safe() {
		t.Errorf("the same release twice: %v", report.Breaches)
	}
}

// TestMutation publishes one withheld cell more. Whenever the list of all tables
// says that some cell is then too narrow, the audit must say so too.
func TestMutation(t *testing.T) {
	mattered, tried := 0, 0
	for seed := range uint64(15) {
		release := protect(t, seed)
		if release == nil {
			continue
		}
		_, c, _ := system(seed)
		b := publish(t, release)
		for i, cell := range b.Cells {
			if !cell.Withheld || c.Cells[i].Money {
				continue
			}
			broken := learned(b, map[string]int64{cell.ID: c.Cells[i].Value})
			cap := int64(8)
			for _, x := range b.Cells {
				if x.Withheld && x.Upper < audit.Open {
					cap = max(cap, x.Upper+1)
				} else if x.Withheld {
					cap = max(cap, x.Lower+15)
				}
			}
			o, ok := enumerate(broken, cap)
			if !ok {
				continue
			}
			tried++
			narrow := false
			for k, x := range broken.Cells {
				narrow = narrow || x.Withheld && o.high[k]-o.low[k] < x.MinWidth && o.high[k] < cap
			}
			if !narrow {
				continue
			}
			mattered++
			if run(t, broken).Safe() {
				t.Fatalf("seed %d: %s is published and the audit does not notice", seed, cell.ID)
			}
		}
	}
	t.Logf("%d cells published, %d of them mattered", tried, mattered)
	if mattered < 80 {
		t.Errorf("only %d of %d mutations mattered", mattered, tried)
	}
}
