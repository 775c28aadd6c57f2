package dataset

import (
	"slices"
	"testing"

	"minhbach/generator/internal/record"
)

// Rows that name no unit are nevertheless about places: those of the bodies,
// documents and commitments that they name.
func TestDatasetsSayWhereTheyAreAbout(t *testing.T) {
	set, site := realSet(t)
	province := record.Text{VI: "Tỉnh Yên Bái", EN: "Yên Bái"}
	for _, d := range All(set, site, Options{}) {
		switch d.Kind {
		case "vocab":
			if len(d.Spatial) > 0 {
				t.Errorf("code lists are about %v", d.Spatial)
			}
		default:
			if !slices.Contains(d.Spatial, province) {
				t.Errorf("%s is about %v, want %v among them", d.ID, d.Spatial, province)
			}
		}
	}
}
