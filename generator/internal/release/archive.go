package release

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync/atomic"

	"minhbach/generator/internal/diag"
)

// archived is a file that an entry of the ledger speaks of: the record of a
// release, a statistic as it was in one, or the parts of the program.
type archived struct {
	path   string
	digest Digest
}

// archived lists the files that stay at their addresses for as long as there is
// a ledger.
func (l *ledger) archived() ([]archived, error) {
	var list []archived
	for i := range l.tree.N {
		data, err := l.entry(i)
		if err != nil {
			return nil, err
		}
		entry, err := parseLeaf(data)
		if err != nil {
			return nil, &falseError{path: tilePath(bundleOf(i, l.tree.N)), err: err}
		}
		a := archived{path: entry.Copy}
		switch entry.Type {
		case leafStatistic, leafProgram:
		case leafRelease:
			a.path = recordPath(entry.Release)
		default:
			continue
		}
		if a.digest, err = parseDigest(entry.Digest); err != nil || !fs.ValidPath(a.path) {
			return nil, &falseError{path: tilePath(bundleOf(i, l.tree.N)), err: fmt.Errorf("entry %d is malformed", i)}
		}
		list = append(list, a)
	}
	return list, nil
}

// archive proves the statistics and records of all releases so far. One that is
// gone is not false: it may have said too much.
func (v *verification) archive() error {
	list, err := v.ledger.archived()
	if err != nil {
		return err
	}
	var gone atomic.Int64
	err = v.each(len(list), func(ctx context.Context, i int) error {
		in, err := v.from.open(ctx, list[i].path)
		if errors.Is(err, fs.ErrNotExist) {
			gone.Add(1)
			return nil
		}
		if err != nil {
			return err
		}
		defer in.Close()
		n, digest, err := sum(io.LimitReader(in, maxRecord+1))
		if err != nil {
			return fmt.Errorf("read %s: %w", list[i].path, err)
		}
		if n > maxRecord || digest != list[i].digest {
			return &problem{code: diag.CodeFalseFile, path: list[i].path,
				message: diag.Textf("bản lưu này không phải là bản đã công bố", "this permanent copy is not what was published")}
		}
		return nil
	})
	if err != nil {
		return err
	}
	v.prove("%d bản lưu của các lần công bố đúng như đã công bố", "%d permanent copies of all releases so far are what was published", int64(len(list))-gone.Load())
	if n := gone.Load(); n > 0 {
		v.leave("%d bản lưu cũ: các bản này đã được gỡ, sổ chỉ còn tóm lược của chúng", "%d old copies: they have been removed, the ledger has only their digests", n)
	}
	return nil
}
