package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"minhbach/generator/internal/record"
	"minhbach/schemas"
)

// inputFolders hold what a site is made from. Household rows are no part of the
// digest: they are not public, and their digest could confirm a guess.
var inputFolders = []string{"content", "data", "schemas"}

// InputOf says what the project in a folder holds: the digest of its files, and
// the commit where git has exactly these files.
func InputOf(dir string) (record.ReleaseInput, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return record.ReleaseInput{}, fmt.Errorf("open project folder: %w", err)
	}
	defer root.Close()
	var m Manifest
	err = fs.WalkDir(root.FS(), ".", func(path string, e fs.DirEntry, err error) error {
		top, _, _ := strings.Cut(path, "/")
		switch {
		case err != nil:
			return err
		case path == "data/microdata" || path == "data/releases" || path != "." && !slices.Contains(inputFolders, top):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !e.Type().IsRegular() || !validPath(path):
			return nil // check has refused what could matter
		}
		f, err := root.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		file := File{Path: path}
		file.Size, file.Digest, err = sum(f)
		m = append(m, file)
		return err
	})
	if err != nil {
		return record.ReleaseInput{}, fmt.Errorf("digest of the inputs: %w", err)
	}
	slices.SortFunc(m, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return record.ReleaseInput{Commit: CommitOf(dir), Tree: m.Tree().String()}, nil
}

// CommitOf asks git for the commit that holds the input files; empty when there
// is no git, no repository, or a file that is not committed.
func CommitOf(dir string) string {
	status, err := git(dir, append([]string{"status", "--porcelain", "--"}, inputFolders...)...)
	if err != nil || status != "" {
		return ""
	}
	head, err := git(dir, "rev-parse", "--verify", "HEAD")
	if err != nil {
		return ""
	}
	return head
}

// git runs git on the repository of a folder, also inside a hook, where the
// environment names another one.
func git(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", append([]string{"-C", dir}, args...)...)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

// schemasDigest stands for all schemas of the program.
func schemasDigest() (string, error) {
	var text bytes.Buffer
	for _, name := range schemas.Names() {
		data, err := schemas.Read(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&text, "%s %s\n", digestOf(data), name)
	}
	return digestOf(text.Bytes()).String(), nil
}

// encodeRecord writes the record of a release as its file holds it.
func encodeRecord(r *record.Release) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return nil, fmt.Errorf("write record of the release: %w", err)
	}
	return b.Bytes(), nil
}

func decodeRecord(data []byte) (*record.Release, error) {
	var r record.Release
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, errors.New("malformed record of a release")
	}
	return &r, nil
}

// CommitDate is the day on which the inputs were committed, in Viet Nam; day
// where no commit holds exactly these inputs.
func CommitDate(dir string, in record.ReleaseInput, day string) string {
	if in.Commit == "" {
		return day
	}
	seconds, err := git(dir, "show", "--no-patch", "--format=%ct", in.Commit)
	if err != nil {
		return day
	}
	at, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil {
		return day
	}
	return time.Unix(at, 0).In(time.FixedZone("+07", 7*60*60)).Format(time.DateOnly)
}
