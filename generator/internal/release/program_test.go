package release

import (
	"os"
	"path/filepath"
	"testing"

	"minhbach/generator/internal/diag"
)

// Each release says what its program was made of; the list is kept once for each
// program and proved like everything else.
func TestPartsOfTheProgramAreEntered(t *testing.T) {
	o := newOffice(t)
	first := o.publish()
	second := o.publish()
	if plan, _ := o.prepare(); plan.Release.SBOM == nil || *plan.Release.SBOM != *first.SBOM {
		t.Errorf("the parts of the same program are at %v, then at %v", first.SBOM, plan.Release.SBOM)
	}
	o.parts = `{"bomFormat":"CycloneDX"}`
	third := o.publish()
	if *first.SBOM != *second.SBOM || third.SBOM.Path != "ledger/programs/3.cdx.json" {
		t.Errorf("parts at %v, %v, %v", first.SBOM, second.SBOM, third.SBOM)
	}
	for n, want := range map[string]string{first.SBOM.Path: "{}", third.SBOM.Path: o.parts} {
		got, err := os.ReadFile(filepath.Join(o.dir, currentLink, n))
		if err != nil || string(got) != want {
			t.Errorf("%s = %q, %v", n, got, err)
		}
	}
	wantTrue(t, o.verify(nil), 3)
	o.tamper(third.SBOM.Path, "Cyclone", "Anti")
	wantFalse(t, o.verify(nil), diag.CodeFalseLedger, third.SBOM.Path)
}

// A program of other parts that makes the same site is no reason for a release.
func TestOtherPartsAloneAreNoRelease(t *testing.T) {
	o := newOffice(t)
	o.publish()
	o.revision--
	o.parts = `{"bomFormat":"CycloneDX"}`
	if plan, _ := o.prepare(); !plan.Same {
		t.Error("another compiler alone makes a release")
	}
}
