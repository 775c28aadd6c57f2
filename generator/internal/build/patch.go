package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"minhbach/generator/internal/kept"
)

// Patch changes the target instead of replacing it: the files put, which lie in
// Dir, and the files to remove. What it costs grows with what changed.
//
//	.public.next/journal  what is being done, from the moment that all is on the disk
//	.public.next/undo     the files that were replaced, until all is done
//
// Readers see no file that is half written. After an error the target is as it
// was; when the program is killed on the way, the next one completes it.
func (o *Output) Patch(put, remove []string) error {
	if err := mayReplace(o.target); err != nil {
		return err
	}
	j := journal{Put: slices.Clone(put), Remove: remove}
	slices.SortFunc(j.Put, byReader)
	if err := o.syncPut(j.Put); err != nil {
		return fmt.Errorf("write output to disk: %w", err)
	}
	if err := o.begin(j); err != nil {
		return fmt.Errorf("put output in place: %w", err)
	}
	if err := o.apply(j); err != nil {
		return fmt.Errorf("put output in place: %w", errors.Join(err, o.undo(j), os.Remove(o.journal())))
	}
	if err := o.syncFolders(j); err != nil {
		return fmt.Errorf("write output to disk: %w", err)
	}
	o.Discard()
	return nil
}

// journal says how the target is being changed.
type journal struct {
	Put    []string `json:"put"`
	Remove []string `json:"remove"`
}

// byReader puts styles, pictures and data before the pages that name them.
func byReader(a, b string) int {
	pages := func(name string) int {
		if path.Ext(name) == ".html" {
			return 1
		}
		return 0
	}
	if d := pages(a) - pages(b); d != 0 {
		return d
	}
	return strings.Compare(a, b)
}

// many is the number of files from which all are written to the disk together.
const many = 100

func (o *Output) syncPut(names []string) error {
	if len(names) > many {
		return o.disk.sync(o.Dir())
	}
	for _, name := range names {
		if err := syncFile(filepath.Join(o.Dir(), filepath.FromSlash(name))); err != nil {
			return err
		}
	}
	return nil
}

// syncFolders writes to the disk which files the changed folders hold: only then
// is the journal no longer needed.
func (o *Output) syncFolders(j journal) error {
	changed := map[string]bool{}
	for _, name := range slices.Concat(j.Put, j.Remove) {
		for dir := path.Dir(name); !changed[dir]; dir = path.Dir(dir) {
			changed[dir] = true
		}
	}
	if len(changed) > many {
		return o.disk.sync(o.target)
	}
	for dir := range changed {
		err := syncFolder(filepath.Join(o.target, filepath.FromSlash(dir)))
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // it was empty and is gone
			return err
		}
	}
	return nil
}

func (o *Output) journal() string  { return filepath.Join(o.next, "journal") }
func (o *Output) replaced() string { return filepath.Join(o.next, "undo") }

// begin writes the journal: from here on the change will be completed.
func (o *Output) begin(j journal) error {
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	digest := kept.Of(data).String()
	tmp := o.journal() + ".new"
	if err := os.WriteFile(tmp, append([]byte(digest+"\n"), data...), 0o644); err != nil {
		return err
	}
	if err := syncFile(tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, o.journal()); err != nil {
		return err
	}
	return syncFolder(o.next)
}

// apply moves the new files into place and removes the others. A file that is
// not there was moved before the program was killed.
func (o *Output) apply(j journal) error {
	for _, name := range j.Put {
		from, to := filepath.Join(o.Dir(), filepath.FromSlash(name)), filepath.Join(o.target, filepath.FromSlash(name))
		if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := o.keepOld(name); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := o.disk.rename(from, to); err != nil {
			return err
		}
	}
	for _, name := range j.Remove {
		if err := o.keepOld(name); err != nil {
			return err
		}
		if err := o.disk.remove(filepath.Join(o.target, filepath.FromSlash(name))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		o.prune(path.Dir(name))
	}
	return nil
}

// keepOld gives a file of the target a second name from which it can come back.
func (o *Output) keepOld(name string) error {
	from, to := filepath.Join(o.target, filepath.FromSlash(name)), filepath.Join(o.replaced(), filepath.FromSlash(name))
	if _, err := os.Lstat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return linkOrCopy(from, to)
}

// prune removes folders that have become empty.
func (o *Output) prune(dir string) {
	for ; dir != "."; dir = path.Dir(dir) {
		if os.Remove(filepath.Join(o.target, filepath.FromSlash(dir))) != nil {
			return // there is something in it
		}
	}
}

// undo puts back what was replaced and takes out what is new.
func (o *Output) undo(j journal) error {
	var failed error
	for _, name := range slices.Concat(j.Put, j.Remove) {
		old, to := filepath.Join(o.replaced(), filepath.FromSlash(name)), filepath.Join(o.target, filepath.FromSlash(name))
		if _, err := os.Lstat(old); err == nil {
			failed = errors.Join(failed, os.MkdirAll(filepath.Dir(to), 0o755), os.Rename(old, to))
			continue
		}
		_, err := os.Lstat(filepath.Join(o.Dir(), filepath.FromSlash(name)))
		if errors.Is(err, fs.ErrNotExist) && slices.Contains(j.Put, name) { // it was new and was moved
			if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
				failed = errors.Join(failed, err)
			}
			o.prune(path.Dir(name))
		}
	}
	return failed
}

// complete does what a killed program had begun to do.
func (o *Output) complete() error {
	data, err := os.ReadFile(o.journal())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := os.Lstat(filepath.Join(o.target, marker)); errors.Is(err, fs.ErrNotExist) {
		return nil // what was to be changed is no longer there
	}
	var j journal
	digest, rest, ok := strings.Cut(string(data), "\n")
	if !ok || kept.OfText(rest).String() != digest || json.Unmarshal([]byte(rest), &j) != nil {
		return fmt.Errorf("%s is damaged: remove %s, and the next build makes everything", o.journal(), o.next)
	}
	if err := o.apply(j); err != nil {
		return err
	}
	return o.syncFolders(j)
}

// Keep takes files of the target over into the new folder, where much else
// changes and all of it is to be replaced in one step.
func (o *Output) Keep(names []string) error {
	for _, name := range names {
		from, to := filepath.Join(o.target, filepath.FromSlash(name)), filepath.Join(o.Dir(), filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return fmt.Errorf("keep %s: %w", name, err)
		}
		if err := linkOrCopy(from, to); err != nil {
			return fmt.Errorf("keep %s: %w", name, err)
		}
	}
	return nil
}

// linkOrCopy gives a file a second name, or makes a second file where the disk
// has no such thing.
func linkOrCopy(from, to string) error {
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if os.Link(from, to) == nil {
		return nil
	}
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
