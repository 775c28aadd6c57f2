package dataset

import (
	"bytes"
	"slices"
	"strings"
	"testing"
)

// The number of a release is the version of its data. The files about one commune
// change only when what they tell does, so that a release does not send all of
// them again; they stay small enough for a messenger.
func TestVersionOfTheData(t *testing.T) {
	c, seventh := written(t, Options{Version: "7"})
	_, eighth := written(t, Options{Version: "8"})
	for path, want := range map[string]string{
		"datapackage.json": `"version": "7"`, "catalog.ttl": `dcat:version "7"`, "du-lieu/cam-ket/cam-ket.json": `"version": "7"`,
	} {
		if !strings.Contains(string(seventh[path]), want) {
			t.Errorf("%s lacks %s", path, want)
		}
	}
	if len(c.Communes) < 3 {
		t.Fatalf("files about %d communes", len(c.Communes))
	}
	for _, commune := range c.Communes {
		for _, f := range append(slices.Clone(commune.Commitments), commune.Archive) {
			if !bytes.Equal(seventh[f.Path], eighth[f.Path]) {
				t.Errorf("%s changes with the number of the release", f.Path)
			}
			if f.Bytes > 1_000_000 {
				t.Errorf("%s has %d bytes", f.Path, f.Bytes)
			}
		}
	}
}
