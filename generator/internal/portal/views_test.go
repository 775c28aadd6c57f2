package portal

import (
	"strconv"
	"strings"
	"testing"
)

// TestEachNumberOfTheFrontPageLeadsToWhatItCounts: the list behind a number has
// as many entries as the number says, and an empty one says so.
func TestEachNumberOfTheFrontPageLeadsToWhatItCounts(t *testing.T) {
	set := village()
	for _, tt := range []struct {
		name  string
		lists [4]int // commitments behind each number
	}{
		{"before the review", [4]int{1, 1, 0, 1}},
		{"after the review", [4]int{1, 1, 1, 0}},
	} {
		if tt.name == "after the review" {
			outcome(set, "o", "recognised", "2022-12-14", number(12))
		}
		s := built(t, set, villageSite())
		_, home := pageAt[Home](t, s, "vi", "/")
		for i, n := range home.Numbers {
			address := strings.TrimPrefix(n.Href, strings.TrimSuffix(basePath(villageSite().BaseURL), "/"))
			_, list := pageAt[List](t, s, "vi", address)
			entries, words := 0, ""
			for _, g := range list.Groups {
				entries += len(g.Commitments)
				words += g.Text
			}
			if entries != tt.lists[i] {
				t.Errorf("%s, %s: %s has %d commitments, want %d", tt.name, n.Label, address, entries, tt.lists[i])
			}
			if (entries == 0) != (words != "") {
				t.Errorf("%s: %s has %d commitments and says %q", tt.name, address, entries, words)
			}
			if !list.Views[i].Current || list.Views[i].Note != strconv.Itoa(tt.lists[i]) {
				t.Errorf("%s: %s is told as %+v", tt.name, address, list.Views[i])
			}
		}
	}
}
