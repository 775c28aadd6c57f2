package record

import "testing"

func TestNextUpdateIsPromisedByTheSettings(t *testing.T) {
	for _, tt := range []struct{ asOf, every, want string }{
		{"2026-11-23", "", ""},
		{"2026-11-23", "P1M", "2026-12-23"},
		{"2026-01-31", "P1M", "2026-02-28"},
		{"2026-11-30", "P3M", "2027-02-28"},
		{"2026-11-23", "P6M", "2027-05-23"},
		{"2026-11-23", "P1Y", "2027-11-23"},
		{"", "P1Y", ""},
	} {
		if got := (Site{DataAsOf: tt.asOf, UpdateEvery: tt.every}).NextUpdate(); got != tt.want {
			t.Errorf("after %s, %q: next update %q, want %q", tt.asOf, tt.every, got, tt.want)
		}
	}
}
