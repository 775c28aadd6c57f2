package release

import (
	"context"
	"errors"
	"fmt"
	"net/url"

	"minhbach/generator/internal/record"
)

// Target is a place that a site is published to. Publishing needs no lock: each
// release takes its number in one step that only one publisher can win, and the
// other is told so (ErrOvertaken).
type Target interface {
	// newest reads the release with the highest number, which readers may not
	// see yet or no more; nil when there is none.
	newest(ctx context.Context) (files, error)
	// put sends a sealed folder beside what readers see, then shows it.
	put(ctx context.Context, u upload) error
	// show makes readers see the newest release.
	show(ctx context.Context) error
	// rolledBack reports whether the newest release was taken back.
	rolledBack(ctx context.Context) (bool, error)
	// rollback makes readers see the release before the one they see.
	rollback(ctx context.Context) (from, to int64, err error)
	// Close ends the connection.
	Close() error
}

// upload is a sealed folder on its way.
type upload struct {
	dir      string
	number   int64
	manifest Manifest
	keep     int
	progress func(done, all int)
}

// Options of a publication.
type Options struct {
	Keep     int                 // releases kept for rollback, 5 when zero
	Progress func(done, all int) // files sent, of how many; nil is quiet
	Getenv   func(string) string // credentials of targets on the network
}

// Open prepares a target: the path of a folder, or a URL ssh://user@host/path
// or s3://bucket/prefix.
func Open(ctx context.Context, target string, o Options) (Target, error) {
	getenv := o.Getenv
	if getenv == nil {
		getenv = func(string) string { return "" }
	}
	u, err := url.Parse(target)
	if err != nil || len(u.Scheme) < 2 { // a path, perhaps with a drive letter
		u = &url.URL{}
	}
	var l *layout
	switch u.Scheme {
	case "":
		l, err = openLocal(target)
	case "ssh":
		l, err = openRemote(ctx, u, getenv)
	case "s3":
		s, err := openStore(ctx, u, getenv)
		if err != nil {
			return nil, err
		}
		return s, nil
	default:
		return nil, fmt.Errorf("no way to publish to %q: give a folder, ssh:// or s3://", u.Scheme+"://")
	}
	if err != nil {
		return nil, err
	}
	return l, nil
}

// Publish sends a sealed folder to a target and shows it to readers. Until the
// last step they see the release before.
func Publish(ctx context.Context, t Target, dir string, r *record.Release, o Options) error {
	m, err := readManifest(dir)
	if err != nil {
		return err
	}
	if m.Tree().String() != r.Site.Manifest {
		return errors.New("the folder is not the one that was sealed")
	}
	u := upload{dir: dir, number: r.Number, manifest: m, keep: o.Keep, progress: o.Progress}
	if u.keep == 0 {
		u.keep = 5
	}
	if u.progress == nil {
		u.progress = func(int, int) {}
	}
	return t.put(ctx, u)
}

// Resume shows the newest release of a target, whose publication may have been
// killed before its last step. One that was rolled back is not shown again
// (ErrRolledBack): what is wrong with it has to be mended first.
func Resume(ctx context.Context, t Target) error {
	back, err := t.rolledBack(ctx)
	if err != nil {
		return fmt.Errorf("target: %w", err)
	}
	if back {
		return ErrRolledBack
	}
	return t.show(ctx)
}

// Rollback shows readers the release before the one they see. The ledger keeps
// what it has: the next publication continues it.
func Rollback(ctx context.Context, t Target) (from, to int64, err error) { return t.rollback(ctx) }

// readManifest reads the manifest of a sealed folder.
func readManifest(dir string) (Manifest, error) {
	from, err := openFolder(dir)
	if err != nil {
		return nil, err
	}
	defer from.root.Close()
	f, err := from.root.Open(manifestPath)
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	defer f.Close()
	return ParseManifest(f)
}
