package site

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

const (
	// attachmentsDir is where editors keep documents for readers to download,
	// relative to the project.
	attachmentsDir = "content/tep"
	// attachmentsAddress is where those lie that a published text links to.
	attachmentsAddress = "/tep/"
)

// attachments is content/tep, read only, and which of its files the texts link
// to. The others are not published: their text may be waiting for its moment.
type attachments struct {
	root   *os.Root // nil when there is no folder
	linked map[string]bool
}

func openAttachments(project string) (*attachments, error) {
	root, err := os.OpenRoot(filepath.Join(project, filepath.FromSlash(attachmentsDir)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("attachments: %w", err)
	}
	return &attachments{root, map[string]bool{}}, nil
}

func (a *attachments) Close() error {
	if a.root == nil {
		return nil
	}
	return a.root.Close()
}

// has reports whether there is a document of that name, below content/tep.
func (a *attachments) has(name string) bool {
	if a.root == nil {
		return false
	}
	info, err := a.root.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// publish writes the documents that texts link to.
func (a *attachments) publish(w *writer) error {
	for _, name := range slices.Sorted(maps.Keys(a.linked)) {
		data, err := a.root.ReadFile(name)
		if err != nil {
			return fmt.Errorf("attachment: %w", err)
		}
		if err := w.writeFile(attachmentsAddress[1:]+name, data); err != nil {
			return err
		}
	}
	return nil
}

// beside is what stands beside the texts of a project.
type beside struct {
	pictures    *pictures
	attachments *attachments
}

func openBeside(project string) (*beside, error) {
	pictures, err := openPictures(project)
	if err != nil {
		return nil, err
	}
	attachments, err := openAttachments(project)
	if err != nil {
		pictures.Close()
		return nil, err
	}
	return &beside{pictures, attachments}, nil
}

func (b *beside) Close() error { return errors.Join(b.pictures.Close(), b.attachments.Close()) }
