// Package changes asks git which lines of a project were changed since a
// revision. It runs the git that is installed and nothing of what a repository
// may ask it to run.
package changes

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"minhbach/generator/internal/diag"
)

var (
	// ErrNoGit is returned where git is not installed.
	ErrNoGit = errors.New("git is not installed")
	// ErrNoRevision is returned for a revision that the repository does not have.
	ErrNoRevision = errors.New("no such revision")
)

// Lines are the lines that were added or changed, by path.
type Lines map[string][]span

// span is a run of lines, both ends included.
type span struct{ from, to int }

// Since returns what was changed in the folder dir since a revision, files that
// git does not know yet among it.
func Since(ctx context.Context, dir, revision string) (Lines, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNoGit
	}
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return nil, ErrNoRevision
	}
	diff, err := git(ctx, dir, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--relative",
		strings.TrimSpace(string(commit)), "--", "data", "content")
	if err != nil {
		return nil, err
	}
	lines := parse(diff)
	added, err := git(ctx, dir, "ls-files", "-z", "--others", "--exclude-standard", "--", "data", "content")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(added), "\x00") {
		if name != "" {
			lines[name] = []span{{1, 1 << 30}}
		}
	}
	return lines, nil
}

// git runs one command of git with what a repository could make it run turned off.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.fsmonitor=false", "-c", "core.quotePath=false"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, fmt.Errorf("git %s: %s", args[0], strings.TrimSpace(string(exit.Stderr)))
	}
	if err != nil {
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}

var hunk = regexp.MustCompile(`^@@ -\S+ \+(\d+)(?:,(\d+))? @@`)

// parse reads a diff without context lines.
func parse(diff []byte) Lines {
	lines := Lines{}
	name := ""
	left := 0 // lines of the hunk still to come, which may look like anything
	in := bufio.NewScanner(bytes.NewReader(diff))
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		line := in.Text()
		if left > 0 && strings.HasPrefix(line, "+") {
			left--
			continue
		}
		if rest, ok := strings.CutPrefix(line, "+++ b/"); ok {
			name = strings.TrimSuffix(rest, "\t")
			continue
		}
		m := hunk.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		from, count := atoi(m[1]), 1
		if m[2] != "" {
			count = atoi(m[2])
		}
		left = count
		// Where lines were only taken away, the lines around the gap count as changed.
		lines[name] = append(lines[name], span{from, from + max(count, 2) - 1})
	}
	return lines
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s) // digits only
	return n
}

// First puts problems on changed lines before those elsewhere in changed files,
// and these before all others. Otherwise the order is kept.
func (l Lines) First(problems []diag.Problem) []diag.Problem {
	slices.SortStableFunc(problems, func(a, b diag.Problem) int { return l.rank(a) - l.rank(b) })
	return problems
}

func (l Lines) rank(p diag.Problem) int {
	spans, changed := l[p.Path]
	on := func(s span) bool { return s.from <= max(p.EndLine, p.Line) && p.Line <= s.to }
	switch {
	case changed && (p.Line == 0 || slices.ContainsFunc(spans, on)):
		return 0
	case changed:
		return 1
	}
	return 2
}
