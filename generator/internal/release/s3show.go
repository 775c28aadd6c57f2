package release

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// show makes readers see the newest release, and again when a newer one has come
// meanwhile: then everything is written, since two publishers wrote at once.
func (s *store) show(ctx context.Context) error {
	for whole := false; ; whole = true {
		n, err := s.last(ctx)
		if err != nil {
			return fmt.Errorf("show the new release: %w", err)
		}
		if n == 0 {
			return errors.New("the target has no release")
		}
		if err := s.point(ctx, n, whole); err != nil {
			return fmt.Errorf("show release %d: %w", n, err)
		}
		again, err := s.last(ctx)
		if err != nil || again == n {
			return err
		}
	}
}

// current is the number that readers see, 0 when there is none or when it cannot
// be told: somebody was killed while he changed the site.
func (s *store) current(ctx context.Context) (n int64, certain bool, err error) {
	data, err := read(ctx, s, shownKey, 64)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	if n, err = strconv.ParseInt(strings.TrimSpace(string(data)), 10, 64); err != nil {
		return 0, false, errors.New("malformed " + shownKey)
	}
	_, err = read(ctx, s, showingKey, 64)
	if errors.Is(err, fs.ErrNotExist) {
		return n, true, nil
	}
	return n, false, err
}

// point changes the site that readers see to release n: first what pages need,
// then pages, then the checkpoint that signs for all of it, and deletes last.
func (s *store) point(ctx context.Context, n int64, whole bool) error {
	want, err := s.release(ctx, n)
	if err != nil {
		return err
	}
	now, certain, err := s.current(ctx)
	if err != nil {
		return err
	}
	have := listed{}
	if certain && !whole {
		if now == n {
			return nil
		}
		if have, err = s.release(ctx, now); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := s.bucket.put(ctx, showingKey, []byte(strconv.FormatInt(n, 10)), nil); err != nil {
		return err
	}
	var steps [3][]string
	for _, name := range sortedKeys(want) {
		if have[name].File != want[name].File {
			steps[rankOf(name)] = append(steps[rankOf(name)], name)
		}
	}
	for _, names := range steps {
		err := inParallel(ctx, len(names), func(ctx context.Context, i int) error {
			return s.copy(ctx, want[names[i]].key(), names[i], headersOf(names[i]))
		})
		if err != nil {
			return err
		}
	}
	if err := s.removeOthers(ctx, want); err != nil {
		return err
	}
	if err := s.bucket.put(ctx, shownKey, []byte(strconv.FormatInt(n, 10)), nil); err != nil {
		return err
	}
	return s.remove(ctx, showingKey)
}

// rankOf is the step in which a file is changed.
func rankOf(name string) int {
	switch {
	case name == checkpointPath:
		return 2
	case path.Ext(name) == ".html":
		return 1
	}
	return 0
}

func (s *store) removeOthers(ctx context.Context, want listed) error {
	keys, err := s.list(ctx, "")
	if err != nil {
		return err
	}
	keys = slices.DeleteFunc(keys, func(key string) bool {
		_, ok := want[key]
		return ok || strings.HasPrefix(key, storeDir)
	})
	return inParallel(ctx, len(keys), func(ctx context.Context, i int) error { return s.remove(ctx, keys[i]) })
}

func (s *store) rolledBack(ctx context.Context) (bool, error) {
	n, err := s.last(ctx)
	if err != nil {
		return false, err
	}
	_, err = read(ctx, s, rolledDir+strconv.FormatInt(n, 10), 64)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}

func (s *store) rollback(ctx context.Context) (from, to int64, err error) {
	numbers, err := s.numbers(ctx)
	if err == nil {
		from, _, err = s.current(ctx)
	}
	if err != nil {
		return 0, 0, fmt.Errorf("roll back: %w", err)
	}
	for _, n := range numbers {
		if n < from {
			to = n
		}
	}
	if to == 0 {
		return from, 0, ErrNoEarlier
	}
	if err := s.bucket.put(ctx, rolledDir+strconv.FormatInt(from, 10), nil, nil); err != nil {
		return from, 0, fmt.Errorf("roll back: %w", err)
	}
	if err := s.point(ctx, to, false); err != nil {
		return from, 0, fmt.Errorf("roll back to release %d: %w", to, err)
	}
	return from, to, nil
}
