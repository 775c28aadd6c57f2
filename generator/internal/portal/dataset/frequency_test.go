package dataset

import "testing"

func TestNextUpdateIsPromisedByTheSettings(t *testing.T) {
	for _, tt := range []struct{ asOf, every, want string }{
		{"2026-11-23", "", ""},
		{"2026-11-23", "P1M", "2026-12-23"},
		{"2026-01-31", "P1M", "2026-02-28"},
		{"2026-11-30", "P3M", "2027-02-28"},
		{"2026-11-23", "P1Y", "2027-11-23"},
	} {
		d := &Dataset{AsOf: tt.asOf}
		if d.promise(tt.every); d.NextUpdate != tt.want {
			t.Errorf("after %s, %q: next update %q, want %q", tt.asOf, tt.every, d.NextUpdate, tt.want)
		}
	}
}
