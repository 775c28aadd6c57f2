package build

import (
	"context"

	"minhbach/generator/internal/diag"
)

// begun is what whole sites and parts of one are made from: a project in which
// nothing is wrong, its protected statistics, and an output to fill.
type begun struct {
	*Input
	stats *statistics
	out   *Output
	cache string
}

// begin reads and checks the project, protects its statistics and prepares the
// output. Where an error or a problem stops that there is nothing to end.
func begin(ctx context.Context, o Options) (*begun, []diag.Problem, error) {
	in, problems, err := read(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	b := &begun{Input: in}
	if diag.HasErrors(problems) {
		b.end()
		return nil, problems, nil
	}
	var found []diag.Problem
	b.stats, found, err = protect(ctx, in, o)
	problems = diag.Sort(append(problems, found...))
	if err == nil && !diag.HasErrors(found) {
		b.out, err = NewOutput(o.Out)
	}
	if err == nil {
		b.cache, err = o.cacheDir()
	}
	if err != nil || diag.HasErrors(found) {
		b.end()
		return nil, problems, err
	}
	return b, problems, nil
}

// end closes the project, and discards the output where it was not put in place.
func (b *begun) end() {
	b.project.Close()
	if b.out != nil {
		b.out.Discard()
	}
}
