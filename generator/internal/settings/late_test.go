package settings

import (
	"testing"
	"testing/fstest"
	"time"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/source"
)

// A promise is broken when its day is over in Viet Nam, and only for who has a
// clock.
func TestLateDataAreNoticedByTheClock(t *testing.T) {
	p, _, err := source.LoadFS(fstest.MapFS{Path: {Data: []byte("{\n  \"dataAsOf\": \"2026-11-23\"\n}\n")}}, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		every, now string
		late       bool
	}{
		{"P1M", "", false},
		{"P1M", "2026-12-23T16:59:59Z", false},
		{"P1M", "2026-12-23T17:00:00Z", true},
		{"P3M", "2026-12-23T17:00:00Z", false},
		{"", "2030-01-01T00:00:00Z", false},
	} {
		var now time.Time
		if tt.now != "" {
			if now, err = time.Parse(time.RFC3339, tt.now); err != nil {
				t.Fatal(err)
			}
		}
		got := Late(p, record.Site{DataAsOf: "2026-11-23", UpdateEvery: tt.every}, now)
		if (len(got) > 0) != tt.late {
			t.Errorf("%q at %q: %v", tt.every, tt.now, got)
		}
		if tt.late && (got[0].Line != 2 || got[0].Severity != diag.Warning || got[0].Code != diag.CodeLate) {
			t.Errorf("problem %+v", got[0])
		}
	}
}
