package schemadiff

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// folder holds the schemas of a project.
const folder = "schemas"

// ErrNoGit is returned where the git command cannot be run.
var ErrNoGit = errors.New("the git command is not there")

// Revision reads the schemas of a project as they were in a git revision.
func Revision(ctx context.Context, project, revision string) (map[string][]byte, error) {
	if revision == "" || strings.HasPrefix(revision, "-") {
		return nil, fmt.Errorf("git revision %q: not a revision", revision)
	}
	list, err := git(ctx, project, "ls-tree", "--name-only", revision, "./"+folder+"/")
	if err != nil {
		return nil, err
	}
	found := map[string][]byte{}
	for name := range strings.Lines(string(list)) {
		name = strings.TrimSuffix(name, "\n")
		short, ok := strings.CutSuffix(path.Base(name), suffix)
		if !ok {
			continue
		}
		if found[short], err = git(ctx, project, "show", revision+":./"+folder+"/"+path.Base(name)); err != nil {
			return nil, err
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("git revision %s has no schemas in %s/", revision, folder)
	}
	return found, nil
}

func git(ctx context.Context, project string, args ...string) ([]byte, error) {
	program, err := exec.LookPath("git")
	if err != nil {
		return nil, ErrNoGit
	}
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, program, append([]string{"-C", project}, args...)...)
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(complaint.String()))
	}
	return out.Bytes(), nil
}

// Folder reads the schemas of a project as they are.
func Folder(project string) (map[string][]byte, error) {
	found := map[string][]byte{}
	dir := os.DirFS(filepath.Join(project, folder))
	names, err := fs.Glob(dir, "*"+suffix)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, fmt.Errorf("schemas: %w", err)
		}
		found[strings.TrimSuffix(name, suffix)] = data
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("no schemas in %s", filepath.Join(project, folder))
	}
	return found, nil
}

var version = regexp.MustCompile(`/v([0-9]+)/[^/]*$`)

// Version is the first number of the version of a set of schemas, which stands
// in the address ($id) of each; empty where they do not agree.
func Version(schemas map[string][]byte) (string, error) {
	parsed, err := parse(schemas)
	if err != nil {
		return "", err
	}
	one := ""
	for name, n := range parsed {
		id, _ := n["$id"].(string)
		found := version.FindStringSubmatch(id)
		if found == nil || one != "" && one != found[1] {
			return "", fmt.Errorf("schema %s: its $id %q does not have the version of the others", name, id)
		}
		one = found[1]
	}
	return one, nil
}
