package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// quiet is how long no file must change before a build begins: editors write a
// file in several steps, and git many files at once.
const quiet = 50 * time.Millisecond

// watch tells of changes below the named folders of root, several at once as
// one. A folder that does not exist yet is watched as soon as it does.
func watch(ctx context.Context, root string, folders []string) (<-chan struct{}, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watch files: %w", err)
	}
	if err := w.Add(root); err != nil {
		w.Close()
		return nil, fmt.Errorf("watch %s: %w", root, err)
	}
	for _, folder := range folders {
		if err := addTree(w, filepath.Join(root, folder)); err != nil {
			w.Close()
			return nil, fmt.Errorf("watch %s: %w", folder, err)
		}
	}
	changes := make(chan struct{}, 1)
	go func() {
		defer w.Close()
		notify(ctx, w, root, folders, changes)
	}()
	return changes, nil
}

// notify turns events of the file system into changes until ctx is done.
func notify(ctx context.Context, w *fsnotify.Watcher, root string, folders []string, changes chan<- struct{}) {
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event, ok := <-w.Events:
			if !ok {
				return
			}
			if !matters(event, root, folders) {
				continue
			}
			if event.Has(fsnotify.Create) {
				// What cannot be watched (gone again) tells of itself by the next event.
				_ = addTree(w, event.Name)
			}
			timer.Reset(quiet)
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
			timer.Reset(quiet) // events were lost: build to be sure
		case <-timer.C:
			select {
			case changes <- struct{}{}:
			default: // one is waiting already
			}
		}
	}
}

// matters says whether an event is about a file of the site: not about other
// files of the project, the scratch files of editors, or rights and times.
func matters(event fsnotify.Event, root string, folders []string) bool {
	rel, err := filepath.Rel(root, event.Name)
	if err != nil || event.Op == fsnotify.Chmod {
		return false
	}
	parts := strings.Split(filepath.ToSlash(rel), "/")
	name := parts[len(parts)-1]
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") {
		return false
	}
	return slices.Contains(folders, parts[0])
}

// addTree watches a folder and those below it. It is no error that it is gone or
// is a file.
func addTree(w *fsnotify.Watcher, dir string) error {
	return filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case d.IsDir():
			if err := w.Add(name); !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		return nil
	})
}
