package release

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"golang.org/x/mod/sumdb/tlog"
)

// Restore fetches the ledger of a published site into an empty folder of
// releases, so that a machine without a memory, such as a CI job that publishes
// to GitHub or GitLab Pages, can continue it. Everything is proved on the way; the
// pages are not fetched. A folder that has releases is left as it is. When the
// site has no ledger the error is fs.ErrNotExist: whether this is a first
// publication is for the caller to know.
func Restore(ctx context.Context, site, dir string, key *Key) error {
	target, err := openLocal(dir)
	if err != nil {
		return err
	}
	defer target.Close()
	if n, err := target.last(); err != nil || n > 0 {
		return err
	}
	from, done, err := openSite(site)
	if err != nil {
		return err
	}
	defer done()
	state, err := readOwn(ctx, from, key)
	if err != nil {
		return err
	}
	n := state.last.Number
	r := &restoring{
		stage: &stage{layout: target, dir: fmt.Sprintf("%s/%s%d-%s", releasesDir, nextPrefix, n, rand.Text()), made: map[string]bool{}},
		ctx:   ctx, from: from, state: state,
	}
	if err := r.fetch(); err != nil {
		return errors.Join(fmt.Errorf("restore ledger: %w", err), target.removeAll(r.dir))
	}
	if err := target.rename(r.dir, releaseDir(n)); err != nil {
		return errors.Join(fmt.Errorf("restore ledger: %w", err), target.removeAll(r.dir))
	}
	return nil
}

type restoring struct {
	*stage
	ctx   context.Context
	from  files
	state *State
}

func (r *restoring) fetch() error {
	site := r.state.last.Site
	for name, digest := range map[string]string{manifestPath: site.Manifest, inventoryPath: site.Inventory, linesPath: site.Lines} {
		if err := r.proved(name, digest, maxManifest); err != nil {
			return err
		}
	}
	list, err := r.state.ledger.archived()
	if err != nil {
		return err
	}
	for _, a := range list {
		err := r.proved(a.path, a.digest.String(), maxRecord)
		if errors.Is(err, fs.ErrNotExist) && a.path != recordPath(r.state.last.Number) {
			continue // an old file that had to be removed; the ledger keeps its digest
		}
		if err != nil {
			return err
		}
	}
	return r.tiles()
}

// proved fetches a file whose digest the ledger knows.
func (r *restoring) proved(name, digest string, limit int64) error {
	data, err := read(r.ctx, r.from, name, limit)
	if err != nil {
		return err
	}
	if digestOf(data).String() != digest {
		return &falseError{path: name, err: errors.New("not the file that was published")}
	}
	return r.keep(name, data)
}

func (r *restoring) keep(name string, data []byte) error {
	if err := r.folder(path.Dir(r.dir + "/" + name)); err != nil {
		return err
	}
	return r.store(name, bytes.NewReader(data))
}

// tiles writes the tiles and bundles of the ledger, and the checkpoint last.
func (r *restoring) tiles() error {
	l := r.state.ledger
	for _, t := range tlog.NewTiles(tileHeight, 0, l.tree.N) {
		data, err := tlog.ReadTileData(t, l.hashes)
		if err != nil {
			return err
		}
		if err := r.keep(tilePath(t), data); err != nil {
			return err
		}
	}
	for first := int64(0); first < l.tree.N; first += 1 << tileHeight {
		t := bundleOf(first, l.tree.N)
		var bundle []byte
		for _, entry := range l.bundles[t.N] { // proved by fetch
			bundle = appendEntry(bundle, entry)
		}
		if err := r.keep(tilePath(t), bundle); err != nil {
			return err
		}
	}
	return r.keep(checkpointPath, l.signed)
}
