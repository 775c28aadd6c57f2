package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/audit"
	"minhbach/generator/internal/sdc"
)

// releasesDir keeps the audit file of every publication, <number>.audit.json.
// What was published once stays known to everybody.
const (
	releasesDir = "data/releases"
	auditSuffix = ".audit.json"
)

// earlierRelease is the audit file of a past publication.
type earlierRelease struct {
	number int
	data   []byte
	bundle *audit.Bundle
}

// earlierReleases reads the audit files of past publications, oldest first.
func earlierReleases(root string) ([]earlierRelease, error) {
	dir := filepath.Join(root, releasesDir)
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("earlier releases: %w", err)
	}
	var releases []earlierRelease
	for _, e := range entries {
		stem, ok := strings.CutSuffix(e.Name(), auditSuffix)
		if !ok {
			continue
		}
		number, err := strconv.Atoi(stem)
		if err != nil || number < 1 {
			return nil, fmt.Errorf("%s/%s: the name of an audit file is the number of its release", releasesDir, e.Name())
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("earlier releases: %w", err)
		}
		bundle, err := audit.Read(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%s/%s: %w", releasesDir, e.Name(), err)
		}
		releases = append(releases, earlierRelease{number, data, bundle})
	}
	slices.SortFunc(releases, func(a, b earlierRelease) int { return a.number - b.number })
	return releases, nil
}

// known gives what readers have from a past publication in the form that the
// protection takes.
func (e earlierRelease) known() sdc.Earlier {
	known := sdc.Earlier{Release: strconv.Itoa(e.number), Figures: make(map[string]sdc.EarlierFigure, len(e.bundle.Cells))}
	for _, c := range e.bundle.Cells {
		known.Figures[c.ID] = sdc.EarlierFigure{Value: c.Lower, Withheld: c.Withheld}
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
