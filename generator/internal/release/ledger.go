package release

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"minhbach/generator/internal/record"
)

const tileHeight = 8

// ledger reads the log of a site. Every hash and entry it hands out is proved to
// belong to the tree of its checkpoint; whether that one can be believed is the
// work of trust.
type ledger struct {
	checkpoint
	ctx     context.Context // of the one command that reads
	from    files
	hashes  tlog.HashReader
	bundles map[int64][][]byte
	tiles   map[tlog.Tile][]byte // proved already
	readErr error                // of the last tile that could not be read
}

// openLedger reads the checkpoint of a site; fs.ErrNotExist when it has none.
func openLedger(ctx context.Context, from files) (*ledger, error) {
	signed, err := read(ctx, from, checkpointPath, maxCheckpoint)
	if err != nil {
		return nil, fmt.Errorf("read checkpoint: %w", err)
	}
	c, err := parseCheckpoint(signed)
	if err != nil {
		return nil, &falseError{path: checkpointPath, err: err}
	}
	l := &ledger{checkpoint: c, ctx: ctx, from: from, bundles: map[int64][][]byte{}, tiles: map[tlog.Tile][]byte{}}
	proving := tlog.TileHashReader(c.tree, tileReader{l})
	l.hashes = tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		l.readErr = nil
		found, err := proving.ReadHashes(indexes)
		if err != nil && l.readErr == nil { // read, but not proved
			err = &falseError{path: ledgerDir + "/tile", err: err}
		}
		return found, err
	})
	return l, nil
}

// tileReader reads tiles for tlog, which proves them against the tree.
type tileReader struct{ *ledger }

func (t tileReader) Height() int { return tileHeight }

func (t tileReader) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(wanted))
	for i, tile := range wanted {
		if data[i] = t.tiles[tile]; data[i] != nil {
			continue
		}
		path, size := tilePath(tile), tile.W*tlog.HashSize
		data[i], t.readErr = read(t.ctx, t.from, path, int64(size))
		if t.readErr == nil && len(data[i]) != size {
			t.readErr = &falseError{path: path, err: errors.New("tile of the wrong size")}
		}
		if t.readErr != nil {
			return nil, fmt.Errorf("read tile: %w", t.readErr)
		}
	}
	return data, nil
}

// SaveTiles is told of tiles that were proved.
func (t tileReader) SaveTiles(proved []tlog.Tile, data [][]byte) {
	for i, tile := range proved {
		t.tiles[tile] = data[i]
	}
}

// tilePath is where a tile or bundle stands: tile/<L>/<N> without the height,
// that of tiled logs being always 8.
func tilePath(t tlog.Tile) string {
	path := strings.TrimPrefix(t.Path(), fmt.Sprintf("tile/%d/", tileHeight))
	return ledgerDir + "/tile/" + strings.Replace(path, "data/", "entries/", 1)
}

// bundleOf is the bundle that holds an entry in a tree of n entries.
func bundleOf(entry, n int64) tlog.Tile {
	t := tlog.Tile{H: tileHeight, L: -1, N: entry >> tileHeight, W: 1 << tileHeight}
	if rest := n - t.N<<tileHeight; rest < int64(t.W) {
		t.W = int(rest)
	}
	return t
}

// entry reads one entry and proves it.
func (l *ledger) entry(i int64) ([]byte, error) {
	if i < 0 || i >= l.tree.N {
		return nil, fmt.Errorf("the ledger has no entry %d", i)
	}
	tile := bundleOf(i, l.tree.N)
	path := tilePath(tile)
	bundle, ok := l.bundles[tile.N]
	if !ok {
		data, err := read(l.ctx, l.from, path, maxBundle)
		if err != nil {
			return nil, fmt.Errorf("read entries: %w", err)
		}
		if bundle, err = parseBundle(data, tile.W); err != nil {
			return nil, &falseError{path: path, err: err}
		}
		l.bundles[tile.N] = bundle
	}
	entry := bundle[i&(1<<tileHeight-1)]
	proved, err := l.hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, i)})
	if err != nil {
		return nil, fmt.Errorf("prove entry %d: %w", i, err)
	}
	if proved[0] != tlog.RecordHash(entry) {
		return nil, &falseError{path: path, err: fmt.Errorf("entry %d is not the one that was signed", i)}
	}
	return entry, nil
}

func (l *ledger) leaf(i int64, kind string) (leaf, error) {
	data, err := l.entry(i)
	if err != nil {
		return leaf{}, err
	}
	entry, err := parseLeaf(data)
	if err == nil && entry.Type != kind {
		err = fmt.Errorf("entry %d is no %s", i, kind)
	}
	if err != nil {
		return leaf{}, &falseError{path: tilePath(bundleOf(i, l.tree.N)), err: err}
	}
	return entry, nil
}

// release reads the record of the last release: its digest is the last entry.
func (l *ledger) release() (*record.Release, Digest, error) {
	entry, err := l.leaf(l.tree.N-1, leafRelease)
	if err != nil {
		return nil, Digest{}, err
	}
	path := recordPath(entry.Release)
	data, err := read(l.ctx, l.from, path, maxRecord)
	if err != nil {
		return nil, Digest{}, fmt.Errorf("read record of the release: %w", err)
	}
	digest := digestOf(data)
	if digest.String() != entry.Digest {
		return nil, digest, &falseError{path: path, err: errors.New("the record is not the one in the ledger")}
	}
	var r record.Release
	if err := json.Unmarshal(data, &r); err != nil || r.Number != entry.Release || r.Site.Manifest != entry.Site {
		return nil, digest, &falseError{path: path, err: errors.New("malformed record of a release")}
	}
	return &r, digest, nil
}

// keys gives the public keys of the ledger, oldest first, from the leaves that
// hold them. Each but the first was signed by the one before.
func (l *ledger) keys(leaves []int64) ([]string, error) {
	var keys []string
	for i, n := range leaves {
		entry, err := l.leaf(n, leafKey)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			keys = append(keys, entry.Public)
			continue
		}
		r, err := parseRotation(entry.Rotation)
		if err == nil && r.old != keys[i-1] {
			err = errors.New("the keys of the ledger do not follow each other")
		}
		if err != nil {
			return nil, &falseError{path: tilePath(bundleOf(n, l.tree.N)), err: err}
		}
		keys = append(keys, r.new)
	}
	return keys, nil
}

// trust proves the ledger to somebody who believes one of its keys: the last of
// the keys must have signed the checkpoint.
func (l *ledger) trust(public string, keys []string) error {
	if !slices.Contains(keys, public) {
		return fmt.Errorf("%w %s", ErrWrongKey, l.origin)
	}
	if err := l.verify(keys[len(keys)-1]); err != nil {
		return &falseError{path: checkpointPath, err: err}
	}
	return nil
}
