package release

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

func (s *store) put(ctx context.Context, u upload) error {
	last, err := s.last(ctx)
	if err != nil {
		return fmt.Errorf("target: %w", err)
	}
	if last != u.number-1 {
		return ErrOvertaken
	}
	before := listed{}
	if last > 0 {
		if before, err = s.release(ctx, last); err != nil {
			return fmt.Errorf("target: %w", err)
		}
	}
	files, err := s.upload(ctx, u, before)
	if err != nil {
		return fmt.Errorf("send release %d: %w", u.number, err)
	}
	if err := s.take(ctx, u.number, files); err != nil {
		return err
	}
	if err := s.show(ctx); err != nil {
		return err
	}
	s.tidy(ctx, u.keep)
	return nil
}

// upload sends what the release before does not have and gives the list of the
// new one.
func (s *store) upload(ctx context.Context, u upload, before listed) (listed, error) {
	there := map[Digest]stored{}
	for _, f := range before {
		there[f.Digest] = f
	}
	files := listed{}
	var send []stored
	add := func(f File) {
		from, ok := there[f.Digest]
		if !ok {
			from = stored{f, u.number}
			there[f.Digest] = from
			send = append(send, from)
		}
		files[f.Path] = stored{f, from.born}
	}
	for _, f := range u.manifest {
		add(f)
	}
	own, err := ledgerFiles(u.dir)
	if err != nil {
		return nil, err
	}
	for _, name := range own {
		data, err := os.ReadFile(filepath.Join(u.dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		add(File{name, int64(len(data)), digestOf(data)})
	}
	var mu sync.Mutex
	done := 0
	err = inParallel(ctx, len(send), func(ctx context.Context, i int) error {
		data, err := os.ReadFile(filepath.Join(u.dir, filepath.FromSlash(send[i].Path)))
		if err != nil {
			return err
		}
		if digestOf(data) != send[i].Digest {
			return errors.New("the folder changes while it is sent")
		}
		if err := s.bucket.put(ctx, send[i].key(), data, nil); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		done++
		u.progress(done, len(send))
		return nil
	})
	for name, f := range before { // the ledger only grows
		whole, rest, partial := strings.Cut(name, ".p/")
		_, full := files[whole]
		if _, new := files[name]; !new && strings.HasPrefix(name, ledgerDir+"/") && !(partial && rest != "" && full) {
			files[name] = f
		}
	}
	return files, err
}

// take gives the release its number, unless somebody has it. Where a server does
// not know conditional writes, reading back tells who was last.
func (s *store) take(ctx context.Context, n int64, files listed) error {
	mark := rand.Text()
	key := storeLists + strconv.FormatInt(n, 10)
	if r, err := s.open(ctx, key); err == nil {
		r.Close()
		return ErrOvertaken
	}
	list := append([]byte(mark+"\n"), files.text()...)
	err := s.bucket.put(ctx, key, list, map[string]string{"If-None-Match": "*"})
	if err != nil && !errors.Is(err, errExists) {
		return fmt.Errorf("send release %d: %w", n, err)
	}
	// Also after errExists: the first of two attempts may have been ours.
	now, err := read(ctx, s, key, maxManifest)
	if err != nil {
		return fmt.Errorf("send release %d: %w", n, err)
	}
	if !strings.HasPrefix(string(now), mark+"\n") {
		return ErrOvertaken
	}
	return nil
}

// tidy removes the lists of releases beyond those kept, then the files that came
// with a release that has its number and are on no list: of old releases, and of
// publications that were killed or overtaken. What cannot be removed now is
// removed later.
func (s *store) tidy(ctx context.Context, keep int) {
	numbers, err := s.numbers(ctx)
	if err != nil || len(numbers) == 0 {
		return
	}
	now, certain, err := s.current(ctx)
	if err != nil || !certain {
		return
	}
	used := map[string]bool{}
	for i, n := range numbers {
		if i < len(numbers)-keep && n != now {
			if s.remove(ctx, storeLists+strconv.FormatInt(n, 10)) != nil {
				return
			}
			continue
		}
		list, err := s.release(ctx, n)
		if err != nil {
			return
		}
		for _, f := range list {
			used[f.key()] = true
		}
	}
	keys, err := s.list(ctx, objectsDir)
	if err != nil {
		return
	}
	for _, key := range keys {
		born, _, _ := strings.Cut(strings.TrimPrefix(key, objectsDir), "/")
		n, err := strconv.ParseInt(born, 10, 64)
		if err == nil && n <= numbers[len(numbers)-1] && !used[key] {
			_ = s.remove(ctx, key)
		}
	}
}
