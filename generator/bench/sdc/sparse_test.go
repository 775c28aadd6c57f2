package sdc_test

import (
	"bytes"
	"testing"

	bench "minhbach/generator/bench/sdc"
	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/sdc"
)

// TestSparseRowsEnd protects a cube in which nearly every cell is small, and
// attacks the result.
func TestSparseRowsEnd(t *testing.T) {
	c := bench.Sparse(8, 2, 30, bench.Seed)
	r, err := sdc.Protect(c, policy(t, 3, "withhold", true), sdc.Public{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.WriteBundle(&b); err != nil {
		t.Fatal(err)
	}
	bundle, err := audit.Read(&b)
	if err != nil {
		t.Fatal(err)
	}
	found, err := audit.Run(bundle)
	if err != nil {
		t.Fatal(err)
	}
	if !found.Safe() {
		t.Errorf("%d breaches, the first: %v", len(found.Breaches), found.Breaches[0])
	}
}
