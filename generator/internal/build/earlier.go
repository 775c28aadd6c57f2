package build

import (
	"bytes"
	"fmt"
	"strconv"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/kept"
	"minhbach/generator/internal/sdc"
)

// earlierRelease is the audit file of a past publication. What was published
// once stays known to everybody.
type earlierRelease struct {
	number int64
	data   []byte
	sum    kept.Digest
	bundle *audit.Bundle
}

// readEarlier reads the audit file that a release published.
func readEarlier(number int64, data []byte) (earlierRelease, error) {
	bundle, err := audit.Read(bytes.NewReader(data))
	if err != nil {
		return earlierRelease{}, fmt.Errorf("audit file of release %d: %w", number, err)
	}
	return earlierRelease{number, data, kept.Of(data), bundle}, nil
}

// known gives what readers have from a past publication in the form that the
// protection takes.
func (e earlierRelease) known() sdc.Earlier {
	known := sdc.Earlier{Release: strconv.FormatInt(e.number, 10), Figures: make(map[string]sdc.EarlierFigure, len(e.bundle.Cells))}
	for _, c := range e.bundle.Cells {
		known.Figures[c.ID] = sdc.EarlierFigure{Value: c.Lower, Withheld: c.Withheld, Unseen: c.Withheld && c.MinWidth == 0, Method: c.Method, Shown: c.Shown, Lower: c.Lower, Upper: c.Upper}
	}
	for _, eq := range e.bundle.Equations {
		last := len(eq.Cells) - 1
		sum := make([]string, last)
		for i, c := range eq.Cells[:last] {
			sum[i] = e.bundle.Cells[c].ID
		}
		known.Equations = append(known.Equations, sdc.EarlierEquation{Sum: sum, Equals: e.bundle.Cells[eq.Cells[last]].ID})
	}
	return known
}

// sameAsLast reports whether a release tells nothing that the last one did not.
func sameAsLast(earlier []earlierRelease, sum kept.Digest) bool {
	return len(earlier) > 0 && earlier[len(earlier)-1].sum == sum
}
