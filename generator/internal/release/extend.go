package release

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// grown is a ledger after entries were added: its tree and the files to write.
type grown struct {
	tree  tlog.Tree
	files map[string][]byte
}

// extend adds entries to a ledger, which is nil for the first release. What
// stands in the ledger stays as it is.
func extend(l *ledger, entries [][]byte) (grown, error) {
	added := map[int64]tlog.Hash{}
	hashes := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		found := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			h, ok := added[index]
			if !ok {
				if l == nil {
					return nil, errors.New("hash of an empty ledger")
				}
				proved, err := l.hashes.ReadHashes([]int64{index})
				if err != nil {
					return nil, err
				}
				h = proved[0]
			}
			found[i] = h
		}
		return found, nil
	})
	old := int64(0)
	if l != nil {
		old = l.tree.N
	}
	n := old
	for _, entry := range entries {
		stored, err := tlog.StoredHashes(n, entry, hashes)
		if err != nil {
			return grown{}, fmt.Errorf("extend ledger: %w", err)
		}
		for i, h := range stored {
			added[tlog.StoredHashCount(n)+int64(i)] = h
		}
		n++
	}
	g := grown{files: map[string][]byte{}}
	root, err := tlog.TreeHash(n, hashes)
	if err != nil {
		return grown{}, fmt.Errorf("extend ledger: %w", err)
	}
	g.tree = tlog.Tree{N: n, Hash: root}
	for _, t := range tlog.NewTiles(tileHeight, old, n) {
		data, err := tlog.ReadTileData(t, hashes)
		if err != nil {
			return grown{}, fmt.Errorf("extend ledger: %w", err)
		}
		g.files[tilePath(t)] = data
	}
	for first := old &^ (1<<tileHeight - 1); first < n; first += 1 << tileHeight {
		t := bundleOf(first, n)
		var bundle []byte
		for i := first; i < first+int64(t.W); i++ {
			entry, err := entryAt(l, entries, old, i)
			if err != nil {
				return grown{}, fmt.Errorf("extend ledger: %w", err)
			}
			bundle = appendEntry(bundle, entry)
		}
		g.files[tilePath(t)] = bundle
	}
	return g, nil
}

func entryAt(l *ledger, entries [][]byte, old, i int64) ([]byte, error) {
	if i >= old {
		return entries[i-old], nil
	}
	return l.entry(i)
}
