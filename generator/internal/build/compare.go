package build

import (
	"context"
	"errors"
	"io/fs"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/record"
	"minhbach/generator/internal/release"
)

// Comparison is what a publication would change for readers.
type Comparison struct {
	Release *record.Release // nil when nothing would change
	Pages   release.Pages
}

// Compare builds the site as the next release of a published site would be,
// without a key and, where there are no rows, without statistics.
func Compare(ctx context.Context, o Options, site, public, program string) (*Comparison, []diag.Problem, error) {
	state, err := release.ReadSite(ctx, site, public)
	if errors.Is(err, fs.ErrNotExist) { // nothing is published yet
		state, err = &release.State{}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	defer state.Close()
	plan, problems, err := planned(ctx, &o, state, program, true)
	switch {
	case errors.Is(err, errSame):
		return &Comparison{}, problems, nil
	case err != nil || diag.HasErrors(problems):
		return nil, problems, err
	}
	pages, err := release.ComparePages(ctx, state, o.Out)
	if err != nil {
		return nil, nil, err
	}
	return &Comparison{&plan.Release, pages}, problems, nil
}
