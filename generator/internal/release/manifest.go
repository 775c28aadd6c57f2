package release

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"minhbach/generator/internal/source"
)

// File is one file of a site.
type File struct {
	Path   string // slash-separated, relative to the site
	Size   int64
	Digest Digest
}

// Manifest lists the files of a site by path: all but the ledger, which proves
// itself, and the marker of the build.
type Manifest []File

// maxFiles is more than any site has.
const maxFiles = 1 << 20

// ReadFolder makes the manifest of a built folder. What is no plain file, or has
// a name that could be misread in a list, is an error.
func ReadFolder(dir string) (Manifest, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open site folder: %w", err)
	}
	defer root.Close()
	m, err := listFolder(root.FS())
	if err != nil {
		return nil, fmt.Errorf("list site folder: %w", err)
	}
	err = source.Each(len(m), func(i int) error {
		f, err := root.Open(m[i].Path)
		if err != nil {
			return err
		}
		defer f.Close()
		m[i].Size, m[i].Digest, err = sum(f)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read site folder: %w", err)
	}
	return m, nil
}

// listFolder gives the files of a site by path, without size and digest.
func listFolder(fsys fs.FS) (Manifest, error) {
	var m Manifest
	err := fs.WalkDir(fsys, ".", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case path == ledgerDir && e.IsDir():
			return fs.SkipDir
		case path == markerPath || e.IsDir():
			return nil
		case !e.Type().IsRegular():
			return fmt.Errorf("%s is not a plain file", path)
		case !validPath(path):
			return fmt.Errorf("%q is a name that cannot be listed", path)
		case len(m) == maxFiles:
			return errors.New("too many files")
		}
		m = append(m, File{Path: path})
		return nil
	})
	slices.SortFunc(m, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return m, err
}

// sum reads r to its end.
func sum(r io.Reader) (int64, Digest, error) {
	h := sha256.New()
	n, err := io.Copy(h, r)
	return n, Digest(h.Sum(nil)), err
}

// validPath says whether a path can stand in a manifest.
func validPath(path string) bool {
	return fs.ValidPath(path) && path != "." && len(path) <= 1024 && utf8.ValidString(path) &&
		path != markerPath && path != ledgerDir && !strings.HasPrefix(path, ledgerDir+"/") &&
		!strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || !unicode.IsPrint(r) && r != ' ' })
}

// Text is the manifest as ledger/manifest holds it: a line "digest size path"
// for each file.
func (m Manifest) Text() []byte {
	var b bytes.Buffer
	for _, f := range m {
		fmt.Fprintf(&b, "%s %d %s\n", f.Digest, f.Size, f.Path)
	}
	return b.Bytes()
}

// Sums is the manifest in the form that the command sha256sum checks.
func (m Manifest) Sums() []byte {
	var b bytes.Buffer
	for _, f := range m {
		fmt.Fprintf(&b, "%s  %s\n", f.Digest, f.Path)
	}
	return b.Bytes()
}

// Tree is the digest of the whole site: that of the manifest's text.
func (m Manifest) Tree() Digest { return digestOf(m.Text()) }

// Bytes is the size of all files.
func (m Manifest) Bytes() int64 {
	var n int64
	for _, f := range m {
		n += f.Size
	}
	return n
}

// File finds a file by its path.
func (m Manifest) File(path string) (File, bool) {
	i, ok := slices.BinarySearchFunc(m, path, func(f File, path string) int { return strings.Compare(f.Path, path) })
	if !ok {
		return File{}, false
	}
	return m[i], true
}

// ParseManifest reads what Text wrote and nothing else: one way to write a
// manifest, so that its digest stands for it.
func ParseManifest(r io.Reader) (Manifest, error) {
	var m Manifest
	in := bufio.NewScanner(r)
	in.Split(scanWholeLines)
	for in.Scan() {
		f, err := parseFile(in.Text())
		if err != nil {
			return nil, fmt.Errorf("manifest line %d: %w", len(m)+1, err)
		}
		if len(m) > 0 && m[len(m)-1].Path >= f.Path {
			return nil, fmt.Errorf("manifest line %d: not in order", len(m)+1)
		}
		if len(m) == maxFiles {
			return nil, errors.New("manifest: too many files")
		}
		m = append(m, f)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("manifest line %d: %w", len(m)+1, err)
	}
	return m, nil
}

func parseFile(line string) (File, error) {
	f, err := parseLine(line)
	if err == nil && !validPath(f.Path) {
		err = errors.New("malformed path")
	}
	return f, err
}

// parseLine reads a line whatever its path is.
func parseLine(line string) (File, error) {
	digest, rest, _ := strings.Cut(line, " ")
	size, path, _ := strings.Cut(rest, " ")
	var f File
	var err error
	if f.Digest, err = parseDigest(digest); err != nil {
		return f, err
	}
	f.Size, err = strconv.ParseInt(size, 10, 64)
	if err != nil || f.Size < 0 || strconv.FormatInt(f.Size, 10) != size {
		return f, errors.New("malformed size")
	}
	f.Path = path
	return f, nil
}

// scanWholeLines is bufio.ScanLines without its mercy: every line ends in "\n".
func scanWholeLines(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return 0, nil, errors.New("the last line has no end")
	}
	return 0, nil, nil
}
