package edit

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"minhbach/generator/internal/diag"
	"minhbach/generator/internal/edit/mend"
	"minhbach/generator/internal/source"
)

// Fixed says what Fix did.
type Fixed struct {
	Looked   int            // files looked at
	Changed  []string       // paths of files that were mended
	Diff     []byte         // how they change, when nothing was written
	Problems []diag.Problem // files that were left alone
}

// Fix mends the files of the project that lie at paths, or below them; without
// paths all. When dry, nothing is written.
func (f *Folder) Fix(paths []string, dry bool) (Fixed, error) {
	var done Fixed
	project, unreadable, err := source.Load(f.dir, source.Options{})
	if err != nil {
		return done, err
	}
	left := map[string]bool{} // files of which source could not get the text
	for _, p := range unreadable {
		switch p.Code {
		case diag.CodeBOM, diag.CodeNotNFC, diag.CodeInvisible, diag.CodeControl:
		default:
			if Within(p.Path, paths) {
				left[p.Path] = true
				done.Problems = append(done.Problems, p)
			}
		}
	}
	for _, file := range project.Files {
		if !file.HasText() || left[file.Path] || !Within(file.Path, paths) {
			continue
		}
		done.Looked++
		if err := f.fix(file, dry, &done); err != nil {
			return done, err
		}
	}
	return done, nil
}

func (f *Folder) fix(file *source.File, dry bool, done *Fixed) error {
	text, err := f.root.ReadFile(file.Path)
	if err != nil {
		return fmt.Errorf("read input: %w", err)
	}
	mended, problems := mend.File(*file, string(text))
	done.Problems = append(done.Problems, problems...)
	if mended == string(text) {
		return nil
	}
	done.Changed = append(done.Changed, file.Path)
	if dry {
		done.Diff = append(done.Diff, Diff(file.Path, text, []byte(mended))...)
		return nil
	}
	return f.Replace(file.Path, []byte(mended))
}

// Diff shows how a file changes, as the command diff -u does.
func Diff(name string, before, after []byte) []byte {
	_, body, _ := bytes.Cut(diff.Diff("a/"+name, before, "b/"+name, after), []byte("\n")) // drop its line "diff a b"
	return body
}

// Within reports whether a file is one of paths or lies below one of them; an
// empty list holds every file.
func Within(name string, paths []string) bool {
	for _, p := range paths {
		if p = path.Clean(p); p == "." || name == p || strings.HasPrefix(name, p+"/") {
			return true
		}
	}
	return len(paths) == 0
}

// Has reports whether the project has anything at path.
func (f *Folder) Has(name string) bool {
	_, err := fs.Stat(f.root.FS(), path.Clean(name))
	return err == nil
}
