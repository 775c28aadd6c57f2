package release

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// layout is a folder of releases:
//
//	releases/1/ …           every file of a release, and the ledger up to it
//	releases/.next-2-XXXX/  a release on its way
//	current -> releases/1   what readers see; a web server serves this
//
// A release takes its number when its folder is renamed, complete, to that
// number; a number cannot be taken twice. Whatever is killed, and when, leaves a
// whole release behind current, and at most a .next- folder that a later
// publication removes.
type layout struct{ disk }

const (
	releasesDir = "releases"
	currentLink = "current"
	nextPrefix  = ".next-"
	linkPrefix  = ".current-"
	markPrefix  = ".rolled-back-" // and the number: not to be shown again
)

func newLayout(d disk) (*layout, error) {
	l := &layout{d}
	if err := l.claim(); err != nil {
		return nil, errors.Join(fmt.Errorf("target: %w", err), d.Close())
	}
	return l, nil
}

// claim refuses a folder that somebody else filled.
func (l *layout) claim() error {
	entries, err := l.list(".")
	if err != nil {
		return err
	}
	ours := func(e fs.FileInfo) bool { return e.Name() == releasesDir && e.IsDir() }
	if len(entries) > 0 && !slices.ContainsFunc(entries, ours) {
		return errors.New("the folder is not empty and holds no releases: choose another or empty it")
	}
	if err := l.mkdir(releasesDir); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func releaseDir(n int64) string { return releasesDir + "/" + strconv.FormatInt(n, 10) }

// numbers are those of the whole releases, in order.
func (l *layout) numbers() ([]int64, error) {
	entries, err := l.list(releasesDir)
	if err != nil {
		return nil, err
	}
	var numbers []int64
	for _, e := range entries {
		n, err := strconv.ParseInt(e.Name(), 10, 64)
		if err == nil && n > 0 && e.IsDir() {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// last is the highest number, 0 when there is none.
func (l *layout) last() (int64, error) {
	numbers, err := l.numbers()
	if err != nil || len(numbers) == 0 {
		return 0, err
	}
	return numbers[len(numbers)-1], nil
}

// current is the number that readers see, 0 when there is none.
func (l *layout) current() (int64, error) {
	to, err := l.readlink(currentLink)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(strings.TrimPrefix(to, releasesDir+"/"), 10, 64)
}

// part is one folder of a disk as a site.
type part struct {
	disk
	dir string
}

func (p part) open(_ context.Context, name string) (io.ReadCloser, error) {
	return p.disk.open(p.dir + "/" + name)
}

func (l *layout) newest(context.Context) (files, error) {
	n, err := l.last()
	if err != nil {
		return nil, fmt.Errorf("target: %w", err)
	}
	if n == 0 {
		return nil, nil
	}
	return part{l.disk, releaseDir(n)}, nil
}

func (l *layout) put(ctx context.Context, u upload) error {
	last, err := l.last()
	if err != nil {
		return fmt.Errorf("target: %w", err)
	}
	if last != u.number-1 {
		return ErrOvertaken
	}
	s := &stage{layout: l, upload: u, dir: fmt.Sprintf("%s/%s%d-%s", releasesDir, nextPrefix, u.number, rand.Text())}
	if last > 0 {
		s.before = releaseDir(last)
	}
	if err := s.fill(ctx); err != nil {
		// What is left is removed by the next publication, if not here.
		_ = l.removeAll(s.dir)
		if now, e := l.last(); e == nil && now >= u.number {
			return ErrOvertaken
		}
		return fmt.Errorf("send release %d: %w", u.number, err)
	}
	if err := l.rename(s.dir, releaseDir(u.number)); err != nil {
		_ = l.removeAll(s.dir)
		if errors.Is(err, fs.ErrExist) {
			return ErrOvertaken
		}
		return fmt.Errorf("send release %d: %w", u.number, err)
	}
	if err := errors.Join(l.sync(releasesDir), l.show(ctx)); err != nil {
		return err
	}
	l.tidy(u.keep)
	return nil
}

// show points current to the newest release, and again when a still newer one
// has come meanwhile.
func (l *layout) show(context.Context) error {
	for {
		n, err := l.last()
		if err != nil {
			return fmt.Errorf("show the new release: %w", err)
		}
		if n == 0 {
			return errors.New("the target has no release")
		}
		now, err := l.current()
		if err == nil && now == n {
			return nil
		}
		err = l.point(n)
		if errors.Is(err, fs.ErrNotExist) {
			continue // a later publisher tidied our link away: look again
		}
		if err != nil {
			return fmt.Errorf("show release %d: %w", n, err)
		}
	}
}

func (l *layout) rolledBack(context.Context) (bool, error) {
	n, err := l.last()
	if err != nil {
		return false, err
	}
	entries, err := l.list(releasesDir)
	if err != nil {
		return false, err
	}
	name := markPrefix + strconv.FormatInt(n, 10)
	return slices.ContainsFunc(entries, func(e fs.FileInfo) bool { return e.Name() == name }), nil
}

// point lets current lead to a release in one step.
func (l *layout) point(n int64) error {
	link := fmt.Sprintf("%s%d-%s", linkPrefix, n, rand.Text())
	if err := l.symlink(releaseDir(n), link); err != nil {
		return err
	}
	if err := l.replace(link, currentLink); err != nil {
		return errors.Join(err, l.removeAll(link))
	}
	return l.sync(".")
}

func (l *layout) rollback(context.Context) (from, to int64, err error) {
	numbers, err := l.numbers()
	if err != nil {
		return 0, 0, fmt.Errorf("roll back: %w", err)
	}
	if from, err = l.current(); err != nil {
		return 0, 0, fmt.Errorf("roll back: %w", err)
	}
	for _, n := range numbers {
		if n < from && l.hasSite(n) {
			to = n
		}
	}
	if to == 0 {
		return from, 0, ErrNoEarlier
	}
	mark := fmt.Sprintf("%s/%s%d", releasesDir, markPrefix, from)
	if err := l.mkdir(mark); err != nil && !errors.Is(err, fs.ErrExist) {
		return from, 0, fmt.Errorf("roll back: %w", err)
	}
	if err := l.point(to); err != nil {
		return from, 0, fmt.Errorf("roll back to release %d: %w", to, err)
	}
	return from, to, nil
}

// hasSite reports whether a release has pages; one that Restore fetched has a
// ledger only.
func (l *layout) hasSite(n int64) bool {
	f, err := l.open(releaseDir(n) + "/" + sumsPath)
	return err == nil && f.Close() == nil
}

// tidy removes releases beyond those kept and what killed publications left. A
// .next- folder whose number is taken can never become a release. What cannot be
// removed now is removed later.
func (l *layout) tidy(keep int) {
	numbers, err := l.numbers()
	if err != nil || len(numbers) == 0 {
		return
	}
	current, err := l.current()
	if err != nil {
		return
	}
	for _, n := range numbers[:max(0, len(numbers)-keep)] {
		if n != current {
			_ = l.removeAll(releaseDir(n))
		}
	}
	l.sweep(releasesDir, nextPrefix, numbers[len(numbers)-1])
	l.sweep(releasesDir, markPrefix, current)
	l.sweep(".", linkPrefix, current)
}

// sweep removes what was made for a number that is taken.
func (l *layout) sweep(dir, prefix string, taken int64) {
	entries, err := l.list(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), prefix)
		number, _, _ := strings.Cut(rest, "-")
		n, err := strconv.ParseInt(number, 10, 64)
		if ours && err == nil && n <= taken {
			_ = l.removeAll(path.Join(dir, e.Name()))
		}
	}
}
