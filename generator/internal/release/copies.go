package release

import (
	"context"
	"fmt"
)

// Copy is a statistic as it was in one release.
type Copy struct {
	Release int64
	Data    []byte
}

// Copies reads every permanent copy of a statistic, oldest first. Each is proved:
// what later releases are built on is what was published. A copy that was
// removed from the target is fs.ErrNotExist.
func (s *State) Copies(ctx context.Context, id string) ([]Copy, error) {
	if s.ledger == nil {
		return nil, nil
	}
	var copies []Copy
	for i := range s.ledger.tree.N {
		data, err := s.ledger.entry(i)
		if err != nil {
			return nil, fmt.Errorf("copies of %s: %w", id, err)
		}
		entry, err := parseLeaf(data)
		if err != nil {
			return nil, &falseError{path: tilePath(bundleOf(i, s.ledger.tree.N)), err: err}
		}
		if entry.Type != leafStatistic || entry.ID != id {
			continue
		}
		file, err := read(ctx, s.ledger.from, entry.Copy, maxRecord)
		if err != nil {
			return nil, fmt.Errorf("copies of %s: %w", id, err)
		}
		if digestOf(file).String() != entry.Digest {
			return nil, &falseError{path: entry.Copy, err: fmt.Errorf("not the copy that release %d published", entry.Release)}
		}
		copies = append(copies, Copy{entry.Release, file})
	}
	return copies, nil
}
